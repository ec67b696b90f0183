//! The JSON Schema of a criterion is one: its keywords exist, and their values are what they take.
//!
//! The standard lets a validator pass over a keyword that it does not know. A misspelt one would then ask for nothing.

use gradus_diagnostics::{Diagnostic, RuleId, Span, did_you_mean, guess};
use gradus_yaml::Node;

use crate::model::Criterion;

/// Keywords whose value is a schema.
const ONE: [&str; 11] = [
    "additionalProperties",
    "contains",
    "contentSchema",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Keywords whose value is a list of schemas.
const LIST: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];

/// Keywords whose value has schemas under names of its own.
const NAMED: [&str; 4] = ["$defs", "dependentSchemas", "patternProperties", "properties"];

/// Keywords that hold no schema.
const PLAIN: [&str; 40] = [
    "$anchor",
    "$comment",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$ref",
    "$schema",
    "$vocabulary",
    "const",
    "contentEncoding",
    "contentMediaType",
    "default",
    "dependentRequired",
    "deprecated",
    "description",
    "enum",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "readOnly",
    "required",
    "title",
    "type",
    "uniqueItems",
    "writeOnly",
    // Of earlier drafts, and still in the meta-schema.
    "definitions",
    "dependencies",
];

/// What `type` may say.
const TYPES: [&str; 7] = ["array", "boolean", "integer", "null", "number", "object", "string"];

/// What is wrong with a criterion's `schema`: what the standard's own schema says, or each keyword that there is not.
pub(super) fn findings(rule: RuleId, criterion: &Criterion) -> Vec<Diagnostic> {
    let Some(schema) = &criterion.schema else { return Vec::new() };
    let plain = schema.to_json();
    let Err(error) = jsonschema::draft202012::meta::validate(&plain) else {
        let mut found = Vec::new();
        keywords(rule, schema, &mut found);
        return found;
    };
    let path = error.instance_path();
    let at: Span = schema.pointer(path.as_str()).unwrap_or(schema).span;
    let message = match path.as_str() {
        "" => format!("the schema of `{}` is no JSON Schema: {error}", criterion.id.value),
        place => format!("in the schema of `{}`, `{}` cannot stand at `{place}`", criterion.id.value, error.instance()),
    };
    let finding = Diagnostic::error(rule, at, message);
    let typed = error.instance().as_str().filter(|_| path.as_str().ends_with("/type"));
    let near = typed.and_then(|given| did_you_mean(given, TYPES)).map(|near| format!("did you mean `{near}`?"));
    vec![finding.maybe_help(near).help("schemas follow draft 2020-12, https://json-schema.org")]
}

fn keywords(rule: RuleId, schema: &Node, found: &mut Vec<Diagnostic>) {
    for entry in schema.entries() {
        let name = entry.key.value.as_str();
        if ONE.contains(&name) {
            keywords(rule, &entry.value, found);
        } else if LIST.contains(&name) {
            entry.value.items().iter().for_each(|schema| keywords(rule, schema, found));
        } else if NAMED.contains(&name) {
            entry.value.entries().iter().for_each(|named| keywords(rule, &named.value, found));
        } else if !PLAIN.contains(&name) {
            let finding = Diagnostic::error(rule, entry.key.span, format!("JSON Schema has no keyword `{name}`"));
            let known = ONE.iter().chain(&LIST).chain(&NAMED).chain(&PLAIN).copied();
            found.push(match guess(name, known) {
                Some(near) => finding.meant(entry.key.span, name, near),
                None => finding.help("a name that the answer shall have stands under `properties`"),
            });
        }
    }
}
