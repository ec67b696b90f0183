//! The four ways to compare what stands in a blank.

use gradus_grade::{GradeError, Grader, MatchKind};

fn right(how: MatchKind, accepted: &str, given: &str) -> bool {
    Grader::new().unwrap().fill_in(how, &[accepted.to_owned()], &[], given).unwrap()
}

#[test]
fn exact_folds_white_space() {
    assert!(right(MatchKind::Exact, "Node,RBAC", " Node,RBAC\n"));
    assert!(right(MatchKind::Exact, "a b", "a \t b"));
    assert!(!right(MatchKind::Exact, "a b", "ab"));
    assert!(!right(MatchKind::Exact, "Metadata", "metadata"));
}

#[test]
fn commands_that_mean_the_same() {
    let same = [
        ("kubectl get pods -n web -o yaml", "k --namespace=web get pods -oyaml"),
        ("kubectl logs -f web-1 -n x", "kubectl logs web-1 --follow --namespace x"),
        ("kubectl exec -it p -- sh -c 'id -u'", "kubectl exec p --tty -i -- sh -c \"id -u\""),
        ("kubectl create secret tls t --cert=a --key=b", "kubectl create secret tls t \\\n  --key b --cert a"),
        (
            "kubectl get secrets -A -o json | kubectl replace -f -",
            "kubectl get -o json secrets -A|kubectl replace -f -",
        ),
        ("trivy image --severity CRITICAL --exit-code 1 nginx", "trivy image nginx --exit-code=1 -s CRITICAL"),
        ("kube-bench run --targets master --check 1.2.6", "kube-bench run -c 1.2.6 -s=master"),
        ("openssl x509 -in a.crt -noout -text", "openssl x509 -text -noout -in a.crt"),
        ("sha256sum -c kubelet.sha256", "sha256sum kubelet.sha256 --check"),
        ("kubeadm upgrade apply v1.36.1 -y", "kubeadm upgrade apply --yes v1.36.1"),
        ("crictl ps -a", "crictl ps --all=true"),
        ("docker build -t app -f Dockerfile .", "docker build . --file=Dockerfile --tag app"),
        ("kubectl run p --image nginx -l app=x", "kubectl run --labels=app=x --image=nginx p"),
        ("mystery --x a b", "mystery '--x' \"a\"  b"),
    ];
    for (accepted, given) in same {
        assert!(right(MatchKind::Command, accepted, given), "{accepted} / {given}");
        assert!(right(MatchKind::Command, given, accepted), "{given} / {accepted}");
    }
}

#[test]
fn commands_that_do_not() {
    let different = [
        ("kubectl get pods a b", "kubectl get pods b a"),
        ("kubectl get pods -n web", "kubectl get pods -n prod"),
        ("kubectl get pods -n web", "kubectl get pods"),
        ("kubectl logs p -p", "kubectl logs p"),
        ("kubectl exec p -- ls -n a", "kubectl exec p -n a -- ls"),
        ("kubectl drain n --force", "kubectl drain n --force=false"),
        ("echo '$HOME'", "echo \"$HOME\""),
        ("a | b", "a '|' b"),
        ("a > b", "a >> b"),
        // Nobody knows whether an unknown option takes a value.
        ("mystery --x a b", "mystery a --x b"),
        // Names that every object of the language has.
        ("constructor x", "toString x"),
    ];
    for (accepted, given) in different {
        assert!(!right(MatchKind::Command, accepted, given), "{accepted} / {given}");
    }
    assert!(!right(MatchKind::Command, "kubectl get pods", "kubectl get 'pods"));
}

#[test]
fn yaml_is_compared_as_data() {
    assert!(right(MatchKind::Yaml, "{a: 1, b: [x]}", "b:\n- \"x\"\na: 1\n"));
    assert!(!right(MatchKind::Yaml, "a: 1", "a: \"1\""));
    assert!(!right(MatchKind::Yaml, "[a, b]", "[b, a]"));
    assert!(!right(MatchKind::Yaml, "a: true", "a: yes"));
    assert!(!right(MatchKind::Yaml, "a: 1", "a: ["));
}

#[test]
fn a_pattern_holds_for_the_whole() {
    assert!(right(MatchKind::Regex, "a|bc", "bc"));
    assert!(!right(MatchKind::Regex, "a|bc", "abc"));
    assert!(!right(MatchKind::Regex, "a|bc", "a\nx"));
}

#[test]
fn a_rejected_form_does_not_pass() {
    let grader = Grader::new().unwrap();
    let (accepted, rejected) = (["[a-z]+".to_owned()], ["latest".to_owned()]);
    let fill = |given| grader.fill_in(MatchKind::Regex, &accepted, &rejected, given).unwrap();
    assert!(fill("stable"));
    assert!(!fill("latest"));
}

#[test]
fn a_form_that_cannot_be_read_is_the_authors_mistake() {
    let grader = Grader::new().unwrap();
    for (how, form) in [
        (MatchKind::Regex, "("),
        (MatchKind::Regex, "a)(b"),
        (MatchKind::Command, "echo 'a"),
        (MatchKind::Yaml, "a: yes"),
    ] {
        for (accepted, rejected) in [(vec![form.to_owned()], vec![]), (vec![], vec![form.to_owned()])] {
            let result = grader.fill_in(how, &accepted, &rejected, "x");
            assert!(matches!(result, Err(GradeError::Author(_))), "{form}: {result:?}");
        }
    }
}
