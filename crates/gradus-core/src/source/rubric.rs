//! A criterion of a task's rubric.

use gradus_diagnostics::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::ID;

/// A criterion: what it asks, what it is worth, and how it is judged. It has one judge (`reach`, `can`, `admits`, `audit`,
/// `schema` or `lines`) or none, and then the learner marks it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CriterionSource {
    /// The id that `fails=` names.
    #[schemars(with = "String", regex(pattern = ID))]
    pub id: Spanned<String>,
    /// What it is worth.
    #[schemars(range(min = 1, max = 100))]
    pub points: u32,
    /// What it asks, in a sentence for learners.
    pub text: String,
    /// Picks exactly one document of the answer; without it the judge sees all.
    #[serde(default)]
    #[schemars(with = "Option<SelectSource>")]
    pub select: Option<Value>,
    /// Connections that the answer's NetworkPolicies must allow or deny.
    #[serde(default)]
    #[schemars(with = "Option<Vec<ReachSource>>")]
    pub reach: Option<Value>,
    /// What users and service accounts may do under the answer's roles and bindings.
    #[serde(default)]
    #[schemars(with = "Option<Vec<CanSource>>")]
    pub can: Option<Value>,
    /// Levels of the Pod Security Standards that Pods and workloads must pass, or must not.
    #[serde(default)]
    #[schemars(with = "Option<Vec<AdmitsSource>>")]
    pub admits: Option<Value>,
    /// The levels at which the answer's audit policy must log requests.
    #[serde(default)]
    #[schemars(with = "Option<Vec<AuditSource>>")]
    pub audit: Option<Value>,
    /// A JSON Schema (2020-12) that the document must satisfy.
    #[serde(default)]
    #[schemars(with = "Option<std::collections::BTreeMap<String, Value>>")]
    pub schema: Option<Value>,
    /// Patterns that lines must or must not match.
    #[serde(default)]
    #[schemars(with = "Option<LinesSource>")]
    pub lines: Option<Value>,
}

impl CriterionSource {
    /// Whether it has a judge; without one, the learner marks it.
    #[must_use]
    pub fn is_computed(&self) -> bool {
        let judges = [&self.reach, &self.can, &self.admits, &self.audit, &self.schema, &self.lines];
        judges.iter().any(|judge| judge.is_some())
    }
}

/// Which document a criterion looks at.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename_all = "camelCase")]
#[expect(dead_code, reason = "read by the grader; here for the schema")]
pub(super) struct SelectSource {
    /// Name of the file.
    #[serde(default)]
    file: Option<String>,
    /// `apiVersion` of the document.
    #[serde(default)]
    api_version: Option<String>,
    /// `kind` of the document.
    #[serde(default)]
    kind: Option<String>,
    /// `metadata.name` of the document.
    #[serde(default)]
    name: Option<String>,
}

/// A connection and what must become of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename_all = "camelCase")]
#[expect(dead_code, reason = "read by the grader; here for the schema")]
pub(super) struct ReachSource {
    /// Where it starts: a Pod, or an address.
    from: EndpointSource,
    /// Where it goes: a Pod, or an address.
    to: EndpointSource,
    /// Port number.
    #[schemars(range(min = 1, max = 65535))]
    port: u16,
    /// TCP unless said otherwise.
    #[serde(default)]
    protocol: Option<ProtocolSource>,
    /// What must become of it.
    expect: VerdictSource,
}

/// A Pod by namespace and labels, or an address outside the cluster.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "read by the grader; here for the schema")]
pub(super) enum EndpointSource {
    /// An IPv4 or IPv6 address outside the cluster.
    Address(String),
    /// A Pod.
    Pod(PodSource),
}

/// A Pod.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename_all = "camelCase")]
#[expect(dead_code, reason = "read by the grader; here for the schema")]
pub(super) struct PodSource {
    /// Its namespace.
    namespace: String,
    /// Its labels.
    #[serde(default)]
    labels: std::collections::BTreeMap<String, String>,
    /// Labels of its namespace, beside `kubernetes.io/metadata.name`.
    #[serde(default)]
    namespace_labels: std::collections::BTreeMap<String, String>,
    /// Its named ports.
    #[serde(default)]
    ports: std::collections::BTreeMap<String, u16>,
    /// Its address, where an `ipBlock` shall be held against it.
    #[serde(default)]
    address: Option<String>,
}

/// A transport protocol.
#[derive(Debug, Deserialize, JsonSchema)]
#[expect(clippy::upper_case_acronyms, reason = "spelt as Kubernetes spells them")]
pub(super) enum ProtocolSource {
    /// TCP.
    TCP,
    /// UDP.
    UDP,
    /// SCTP.
    SCTP,
}

/// What must become of a connection, a request or a Pod.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum VerdictSource {
    /// It must be allowed.
    Allowed,
    /// It must not be allowed.
    Denied,
}

/// A request and what the authorizer must say to it: for a resource, or for a path (`url`).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the grader; here for the schema")]
pub(super) struct CanSource {
    /// Who asks: a user's name, or `system:serviceaccount:NAMESPACE:NAME`.
    #[serde(rename = "as")]
    who: String,
    /// Groups of the user, beside those that every user or service account has.
    #[serde(default)]
    groups: Vec<String>,
    /// One verb, such as `get` or `create`.
    verb: String,
    /// API group of the resource; empty, the core group, unless said otherwise.
    #[serde(default)]
    group: Option<String>,
    /// The resource, in the plural, as in a role.
    #[serde(default)]
    resource: Option<String>,
    /// Its subresource, such as `log`.
    #[serde(default)]
    subresource: Option<String>,
    /// Name of the one object asked for.
    #[serde(default)]
    name: Option<String>,
    /// Its namespace; without it the request is for all namespaces or the cluster.
    #[serde(default)]
    namespace: Option<String>,
    /// A path that is no resource, such as `/metrics`.
    #[serde(default)]
    url: Option<String>,
    /// What must become of it.
    expect: VerdictSource,
}

/// A level of the Pod Security Standards and what becomes of a Pod under it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the grader; here for the schema")]
pub(super) struct AdmitsSource {
    /// The level.
    level: PodSecuritySource,
    /// What must become of the Pod, or of the Pods that a workload makes.
    expect: VerdictSource,
}

/// A level of the Pod Security Standards.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum PodSecuritySource {
    /// Everything passes.
    Privileged,
    /// Known ways to more privileges do not pass.
    Baseline,
    /// Only hardened Pods pass.
    Restricted,
}

/// A request and the level at which the audit policy must log it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the grader; here for the schema")]
pub(super) struct AuditSource {
    /// Who asks: a user's name, or `system:serviceaccount:NAMESPACE:NAME`.
    user: String,
    /// Groups of the user, beside those that every user or service account has.
    #[serde(default)]
    groups: Vec<String>,
    /// One verb, such as `get` or `create`.
    verb: String,
    /// API group of the resource; empty, the core group, unless said otherwise.
    #[serde(default)]
    group: Option<String>,
    /// The resource, in the plural.
    #[serde(default)]
    resource: Option<String>,
    /// Its subresource, such as `log`.
    #[serde(default)]
    subresource: Option<String>,
    /// Name of the one object asked for.
    #[serde(default)]
    name: Option<String>,
    /// Its namespace; without it the request is for all namespaces or the cluster.
    #[serde(default)]
    namespace: Option<String>,
    /// A path that is no resource, such as `/healthz`.
    #[serde(default)]
    url: Option<String>,
    /// The stage of the request; without one, omitted stages do not count.
    #[serde(default)]
    stage: Option<AuditStageSource>,
    /// The level at which it must be logged.
    level: AuditLevelSource,
}

/// How much of a request the audit log holds.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) enum AuditLevelSource {
    /// Nothing.
    None,
    /// Who, what, when; no bodies.
    Metadata,
    /// That and the body of the request.
    Request,
    /// That and the body of the response.
    RequestResponse,
}

/// When in a request's life an event is logged.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) enum AuditStageSource {
    /// As soon as it is received.
    RequestReceived,
    /// Once the head of the response is sent; only for requests that last, such as a watch.
    ResponseStarted,
    /// Once the response is complete.
    ResponseComplete,
    /// When serving it failed hard.
    Panic,
}

/// Patterns over the logical lines of a file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read by the grader; here for the schema")]
pub(super) struct LinesSource {
    /// Each must match some line.
    #[serde(default, rename = "match")]
    matches: Vec<String>,
    /// None may match any line.
    #[serde(default)]
    reject: Vec<String>,
    /// Whether the matches must come in this order.
    #[serde(default)]
    ordered: bool,
}
