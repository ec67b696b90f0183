//! NetworkPolicies, by the examples and sentences of
//! <https://kubernetes.io/docs/concepts/services-networking/network-policies/>.

use serde_json::{Map, Value, json};

/// Checks that each connection is as said, and that expecting the opposite fails.
///
/// A line is `from -> to port[/protocol] allowed|denied`; an end is an address, or
/// `namespace{namespace labels}[Pod labels]<port names>`.
fn check(policies: &str, lines: &str) {
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (ends, expect) = line.rsplit_once(' ').unwrap();
        let opposite = match expect {
            "allowed" => "denied",
            "denied" => "allowed",
            other => panic!("{other} in {line}"),
        };
        let right = reasons(policies, connection(ends, expect));
        assert_eq!(right, Vec::<String>::new(), "{line}\n{policies}");
        let wrong = reasons(policies, connection(ends, opposite));
        assert_eq!(wrong.len(), 1, "{line}\n{policies}");
    }
}

fn reasons(policies: &str, connection: Value) -> Vec<String> {
    let criterion = json!({ "id": "reach", "points": 1, "reach": [connection] });
    super::reasons(&[("policy.yaml", policies)], criterion)
}

fn connection(ends: &str, expect: &str) -> Value {
    let (from, rest) = ends.split_once(" -> ").unwrap();
    let (to, port) = rest.rsplit_once(' ').unwrap();
    let (port, protocol) = port.split_once('/').unwrap_or((port, "TCP"));
    json!({
        "from": end(from),
        "to": end(to),
        "port": port.parse::<u16>().unwrap(),
        "protocol": protocol,
        "expect": expect,
    })
}

fn end(text: &str) -> Value {
    if text.contains('.') || text.contains(':') {
        return json!(text);
    }
    let namespace = text.split(['{', '[', '<']).next().unwrap();
    let mut value = json!({
        "namespace": namespace,
        "namespaceLabels": pairs(text, '{', '}', |label| json!(label)),
        "labels": pairs(text, '[', ']', |label| json!(label)),
    });
    if text.contains('<') {
        value["ports"] = Value::Object(pairs(text, '<', '>', |port| json!(port.parse::<u16>().unwrap())));
    }
    value
}

fn pairs(text: &str, open: char, close: char, read: fn(&str) -> Value) -> Map<String, Value> {
    let Some((_, rest)) = text.split_once(open) else {
        return Map::new();
    };
    let (inside, _) = rest.split_once(close).unwrap();
    inside
        .split(',')
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(key, value)| (key.to_owned(), read(value)))
        .collect()
}

fn policy(namespace: &str, spec: &str) -> String {
    let spec = spec.replace('\n', "\n  ");
    format!(
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: test, namespace: {namespace}}}\nspec:\n  {spec}\n"
    )
}

#[test]
fn without_a_policy_everything_is_allowed() {
    check("", "a -> b 80 allowed\na -> 192.0.2.1 80/UDP allowed");
}

#[test]
fn the_example_of_the_docs() {
    let example = "
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: test-network-policy
  namespace: default
spec:
  podSelector:
    matchLabels:
      role: db
  policyTypes:
  - Ingress
  - Egress
  ingress:
  - from:
    - ipBlock:
        cidr: 172.17.0.0/16
        except:
        - 172.17.1.0/24
    - namespaceSelector:
        matchLabels:
          project: myproject
    - podSelector:
        matchLabels:
          role: frontend
    ports:
    - protocol: TCP
      port: 6379
  egress:
  - to:
    - ipBlock:
        cidr: 10.0.0.0/24
    ports:
    - protocol: TCP
      port: 5978
";
    check(
        example,
        "
        172.17.0.9 -> default[role=db] 6379 allowed
        172.17.255.255 -> default[role=db] 6379 allowed
        172.17.1.9 -> default[role=db] 6379 denied
        172.18.0.1 -> default[role=db] 6379 denied
        other{project=myproject} -> default[role=db] 6379 allowed
        other -> default[role=db] 6379 denied
        default[role=frontend] -> default[role=db] 6379 allowed
        other[role=frontend] -> default[role=db] 6379 denied
        default[role=frontend] -> default[role=db] 6380 denied
        default[role=frontend] -> default[role=db] 6379/UDP denied
        default[role=frontend] -> default[role=web] 80 allowed
        default[role=db] -> 10.0.0.7 5978 allowed
        default[role=db] -> 10.0.1.7 5978 denied
        default[role=db] -> 10.0.0.7 5979 denied
        ",
    );
}

#[test]
fn default_policies() {
    check(
        &policy("web", "podSelector: {}\npolicyTypes: [Ingress]"),
        "
        a -> web 80 denied
        web -> web 80 denied
        web -> a 80 allowed
        a -> b 80 allowed
        192.0.2.1 -> web 80 denied
        ",
    );
    check(
        &policy("web", "podSelector: {}\npolicyTypes: [Ingress]\ningress: [{}]"),
        "a -> web 80 allowed\n192.0.2.1 -> web 80/SCTP allowed",
    );
    check(&policy("web", "podSelector: {}\npolicyTypes: [Ingress]\ningress: []"), "a -> web 80 denied");
    check(
        &policy("web", "podSelector: {}\npolicyTypes: [Egress]"),
        "web -> a 80 denied\na -> web 80 allowed\nweb -> 192.0.2.1 80 denied",
    );
    check(&policy("web", "podSelector: {}\npolicyTypes: [Egress]\negress: [{}]"), "web -> a 80 allowed");
    check(&policy("web", "podSelector: {}\npolicyTypes: [Ingress, Egress]"), "web -> a 80 denied\na -> web 80 denied");
}

#[test]
fn types_are_ingress_and_egress_only_with_an_egress_rule() {
    check(&policy("web", "podSelector: {}"), "a -> web 80 denied\nweb -> a 80 allowed");
    check(&policy("web", "podSelector: {}\negress: []"), "a -> web 80 denied\nweb -> a 80 allowed");
    check(
        &policy("web", "podSelector: {}\negress:\n- ports: [{port: 443}]"),
        "a -> web 80 denied\nweb -> a 80 denied\nweb -> a 443 allowed",
    );
    // Rules of a direction that the types leave out hold for nothing.
    check(&policy("web", "podSelector: {}\npolicyTypes: [Egress]\ningress: []"), "a -> web 80 allowed");
}

#[test]
fn one_peer_with_two_selectors_is_and_two_peers_are_or() {
    check(
        &policy(
            "web",
            "podSelector: {}\ningress:\n- from:\n  - namespaceSelector: {matchLabels: {user: alice}}\n    podSelector: {matchLabels: {role: client}}",
        ),
        "
        x{user=alice}[role=client] -> web 80 allowed
        x{user=alice} -> web 80 denied
        x[role=client] -> web 80 denied
        web[role=client] -> web 80 denied
        ",
    );
    check(
        &policy(
            "web",
            "podSelector: {}\ningress:\n- from:\n  - namespaceSelector: {matchLabels: {user: alice}}\n  - podSelector: {matchLabels: {role: client}}",
        ),
        "
        x{user=alice}[role=client] -> web 80 allowed
        x{user=alice} -> web 80 allowed
        x[role=client] -> web 80 denied
        web[role=client] -> web 80 allowed
        192.0.2.1 -> web 80 denied
        ",
    );
}

#[test]
fn a_namespace_carries_its_name_as_a_label() {
    check(
        &policy(
            "web",
            "podSelector: {}\ningress:\n- from:\n  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ops}}\n- from:\n  - namespaceSelector:\n      matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [dev, test]}]",
        ),
        "ops -> web 80 allowed\ndev -> web 80 allowed\nprod -> web 80 denied",
    );
    check(
        &policy("web", "podSelector: {}\ningress:\n- from: [{namespaceSelector: {}}]"),
        "anything -> web 80 allowed\n192.0.2.1 -> web 80 denied",
    );
}

#[test]
fn expressions() {
    let with = |expression: &str| policy("web", &format!("podSelector:\n  matchExpressions: [{expression}]"));
    check(
        &with("{key: tier, operator: In, values: [db, cache]}"),
        "a -> web[tier=db] 80 denied\na -> web[tier=app] 80 allowed\na -> web 80 allowed",
    );
    check(
        &with("{key: tier, operator: NotIn, values: [db]}"),
        "a -> web[tier=db] 80 allowed\na -> web[tier=app] 80 denied\na -> web 80 denied",
    );
    check(&with("{key: tier, operator: Exists}"), "a -> web[tier=db] 80 denied\na -> web 80 allowed");
    check(
        &with("{key: tier, operator: DoesNotExist}, {key: app, operator: Exists}"),
        "a -> web[app=x] 80 denied\na -> web[app=x,tier=db] 80 allowed\na -> web 80 allowed",
    );
}

#[test]
fn policies_add_up() {
    let deny = policy("web", "podSelector: {}\npolicyTypes: [Ingress]");
    let allow = policy(
        "web",
        "podSelector: {matchLabels: {app: shop}}\ningress:\n- from: [{podSelector: {}}]\n  ports: [{port: 80}]",
    );
    check(
        &format!("{allow}---\n{deny}"),
        "web -> web[app=shop] 80 allowed\nweb -> web[app=shop] 81 denied\nweb -> web 80 denied\nx -> web[app=shop] 80 denied",
    );
}

#[test]
fn a_connection_needs_egress_and_ingress() {
    let out = policy("a", "podSelector: {}\npolicyTypes: [Egress]\negress:\n- to: [{namespaceSelector: {}}]");
    let shut = policy("b", "podSelector: {}");
    check(&out, "a -> b 80 allowed");
    check(&format!("{out}---\n{shut}"), "a -> b 80 denied\na -> c 80 allowed");
}

#[test]
fn ports() {
    let egress =
        |ports: &str| policy("web", &format!("podSelector: {{}}\npolicyTypes: [Egress]\negress:\n- ports: [{ports}]"));
    check(
        &egress("{protocol: TCP, port: 32000, endPort: 32768}"),
        "
        web -> 10.0.0.1 31999 denied
        web -> 10.0.0.1 32000 allowed
        web -> 10.0.0.1 32768 allowed
        web -> 10.0.0.1 32769 denied
        web -> 10.0.0.1 32100/UDP denied
        ",
    );
    check(
        &egress("{port: 53, protocol: UDP}, {port: 53}"),
        "web -> kube-system 53/UDP allowed\nweb -> kube-system 53 allowed\nweb -> kube-system 53/SCTP denied",
    );
    check(&egress("{protocol: UDP}"), "web -> a 7/UDP allowed\nweb -> a 7 denied");
}

#[test]
fn named_ports_belong_to_the_target() {
    let spec = "podSelector: {}\ningress:\n- ports: [{port: http}]";
    check(
        &policy("web", spec),
        "a -> web<http=8080> 8080 allowed\na -> web<http=8080> 80 denied\na -> web<dns=53> 53 denied",
    );
    for expect in ["allowed", "denied"] {
        let [reason] = reasons(&policy("web", spec), connection("a -> web 8080", expect)).try_into().unwrap();
        assert!(reason.contains("names the port `http`"), "{reason}");
    }
    check(
        &policy("web", "podSelector: {}\npolicyTypes: [Egress]\negress:\n- ports: [{port: http}]"),
        "web -> 192.0.2.1 80 denied\nweb -> a<http=80> 80 allowed",
    );
}

const METADATA: &str = "podSelector: {}
policyTypes: [Egress]
egress:
- to:
  - ipBlock: {cidr: 0.0.0.0/0, except: [169.254.169.254/32]}
- to:
  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}
    podSelector: {matchLabels: {k8s-app: kube-dns}}
  ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]";

const METADATA_TASK: &str = "
    web -> 169.254.169.254 80 denied
    web -> 203.0.113.7 443 allowed
    web[app=api] -> kube-system[k8s-app=kube-dns] 53/UDP allowed
";

#[test]
fn the_metadata_address() {
    check(&policy("web", METADATA), METADATA_TASK);
    let wider = METADATA.replace("169.254.169.254/32", "169.254.0.0/16");
    check(&policy("web", &wider), METADATA_TASK);
}

#[test]
fn a_second_empty_rule_opens_everything() {
    let spec = format!("{METADATA}\n- {{}}");
    check(&policy("web", &spec), "web -> 169.254.169.254 80 allowed");
    // A lone dash is an empty rule too.
    let spec = format!("{METADATA}\n-");
    check(&policy("web", &spec), "web -> 169.254.169.254 80 allowed");
}

#[test]
fn an_address_can_be_allowed_again() {
    let spec = format!("{METADATA}\n- to: [{{ipBlock: {{cidr: 169.254.0.0/16}}}}]");
    check(&policy("web", &spec), "web -> 169.254.169.254 80 allowed");
}

#[test]
fn forgotten_dns_is_told_in_a_sentence() {
    let (without, _) = METADATA.split_once("\n- to:\n  - namespaceSelector").unwrap();
    let asked = connection("web[app=api] -> kube-system[k8s-app=kube-dns] 53/UDP", "allowed");
    assert_eq!(
        reasons(&policy("web", without), asked),
        ["From a Pod in `web` (app=api) to a Pod in `kube-system` (k8s-app=kube-dns), port 53 (UDP): \
          this must be allowed, but it is denied. A Pod in `web` (app=api) is isolated for egress by `test`, \
          and no rule allows this connection."]
    );
}

#[test]
fn blocks_hold_for_pods_only_by_a_known_address() {
    let spec = "podSelector: {}\npolicyTypes: [Egress]\negress:\n- to: [{ipBlock: {cidr: 10.244.0.0/16}}]";
    check(&policy("web", spec), "web -> db 5432 denied\nweb -> 10.244.3.4 5432 allowed");
    let mut known = connection("web -> db 5432", "allowed");
    known["to"]["address"] = json!("10.244.3.4");
    assert_eq!(reasons(&policy("web", spec), known), Vec::<String>::new());
}

#[test]
fn ipv6() {
    let spec = "podSelector: {}\npolicyTypes: [Egress]\negress:\n- to: [{ipBlock: {cidr: \"2001:db8::/32\", except: [\"2001:db8:0:1::/64\"]}}]";
    check(
        &policy("web", spec),
        "
        web -> 2001:db8::7 443 allowed
        web -> 2001:0db8:0000:0001::7 443 denied
        web -> 2001:db9::7 443 denied
        web -> 192.0.2.1 443 denied
        ",
    );
}

#[test]
fn what_the_api_server_refuses_fails() {
    let problems = [
        ("podSelector: {app: web}", "unknown field `app`"),
        ("podSelector: {}\ningress:\n- form: []", "unknown field `form`"),
        ("podSelector: {}\ningress:\n- from: [{}]", "names no peer"),
        (
            "podSelector: {}\ningress:\n- from: [{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}]",
            "one peer is one or the other",
        ),
        ("podSelector: {}\ningress:\n- from: [{ipBlock: {cidr: 10.0.0.0}}]", "must be a block"),
        (
            "podSelector: {}\ningress:\n- from: [{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/16]}}]",
            "must lie inside `10.0.0.0/8`",
        ),
        (
            "podSelector: {}\ningress:\n- from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}}]",
            "must lie inside `10.0.0.0/8`",
        ),
        ("podSelector: {}\ningress:\n- ports: [{port: \"80\"}]", "a port's name"),
        ("podSelector: {}\ningress:\n- ports: [{port: 80, endPort: 79}]", "not below `port`"),
        ("podSelector: {}\ningress:\n- ports: [{protocol: HTTP}]", "one of TCP, UDP, SCTP"),
        ("podSelector: {matchLabels: {version: 1}}", "need quotes"),
        ("podSelector: {matchExpressions: [{key: a, operator: In}]}", "no values for `a`"),
        ("podSelector: {}\npolicyTypes: [ingress]", "only `Ingress` and `Egress`"),
    ];
    for (spec, problem) in problems {
        for expect in ["allowed", "denied"] {
            let [reason] = reasons(&policy("web", spec), connection("a -> web 80", expect)).try_into().unwrap();
            assert!(reason.contains("The NetworkPolicy `test` is not valid"), "{reason}");
            assert!(reason.contains(problem), "{reason}");
        }
    }
}

#[test]
fn a_policy_without_a_namespace_is_in_default() {
    let text = policy("web", "podSelector: {}").replace(", namespace: web", "");
    check(&text, "a -> web 80 allowed\na -> default 80 denied");
}

#[test]
fn a_list_is_read_as_its_items() {
    let inner = policy("web", "podSelector: {}").replace('\n', "\n    ");
    let text = format!("apiVersion: v1\nkind: List\nitems:\n  - {inner}");
    check(&text, "a -> web 80 denied");
}
