//! From a JSON Schema violation to a finding that an author understands.

use gradus_diagnostics::{Diagnostic, RuleId, Span, did_you_mean};
use gradus_yaml::{Data, Node};
use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use serde_json::Value;

use crate::rules::{MISSING_FIELD, SCHEMA_VIOLATION, UNKNOWN_FIELD};

/// Turns one violation into findings, each with a way out: at least what the schema says of the field.
pub(super) fn report(schema: &Value, root: &Node, error: &ValidationError<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let before = diagnostics.len();
    say(schema, root, error, diagnostics);
    let pointer = error.instance_path().as_str();
    for finding in diagnostics[before..].iter_mut().filter(|finding| finding.help.is_empty()) {
        let about = description(schema, pointer).map(|text| format!("what stands here: {text}"));
        finding.help.push(about.unwrap_or_else(|| "docs/format.md shows what stands here".to_owned()));
    }
}

fn say(schema: &Value, root: &Node, error: &ValidationError<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let pointer = error.instance_path().as_str();
    let node = root.pointer(pointer).unwrap_or(root);
    let field = pointer.rsplit('/').next().unwrap_or_default();
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            for name in unexpected {
                diagnostics.push(unknown_field(schema, root, pointer, node, name));
            }
        }
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            if !is_misspelt(schema, pointer, node, name) {
                diagnostics.push(missing_field(schema, root, pointer, node, name));
            }
        }
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            // The branch whose type fits is the one the author meant.
            let meant = context.iter().find(|branch| {
                !branch.iter().any(|inner| {
                    matches!(inner.kind(), ValidationErrorKind::Type { .. })
                        && inner.instance_path().as_str() == pointer
                })
            });
            match meant {
                Some(branch) => branch.iter().for_each(|inner| report(schema, root, inner, diagnostics)),
                None => diagnostics.push(violation(node.span, format!("{} does not fit here", quoted(field, node)))),
            }
        }
        ValidationErrorKind::Type { kind } => {
            let wanted = match kind {
                TypeKind::Single(kind) => article(&kind.to_string()),
                TypeKind::Multiple(kinds) => {
                    kinds.iter().map(|kind| article(&kind.to_string())).collect::<Vec<_>>().join(" or ")
                }
            };
            let found = describe(&node.data);
            let at =
                if node.span.start == node.span.end { root.key_span(pointer).unwrap_or(node.span) } else { node.span };
            let mut finding = violation(at, format!("`{field}` must be {wanted}")).label(format!("this is {found}"));
            finding = match &node.data {
                Data::Null => finding.help(format!("write a value behind `{field}:`, or leave the line out")),
                Data::Int(_) | Data::Float(_) | Data::Bool(_) if wanted == "text" => {
                    finding.help("put it in quotes to make it text")
                }
                _ => finding,
            };
            diagnostics.push(finding);
        }
        ValidationErrorKind::Enum { options } => {
            let words: Vec<&str> = options.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            diagnostics.push(one_of(node, field, &words));
        }
        ValidationErrorKind::Constant { expected_value } => {
            let words: Vec<&str> = expected_value.as_str().into_iter().collect();
            diagnostics.push(one_of(node, field, &words));
        }
        ValidationErrorKind::Pattern { pattern } => {
            let finding = violation(node.span, format!("{} is not what `{field}` looks like", quoted(field, node)));
            diagnostics.push(finding.help(pattern_help(pattern)));
        }
        ValidationErrorKind::Minimum { limit } => {
            diagnostics.push(violation(node.span, format!("`{field}` must be at least {limit}")));
        }
        ValidationErrorKind::Maximum { limit } => {
            diagnostics.push(violation(node.span, format!("`{field}` must be at most {limit}")));
        }
        ValidationErrorKind::MinItems { limit } => {
            let items = if *limit == 1 { "item" } else { "items" };
            diagnostics.push(violation(node.span, format!("`{field}` needs at least {limit} {items}")));
        }
        ValidationErrorKind::MinLength { .. } => {
            diagnostics.push(violation(node.span, format!("`{field}` must not be empty")));
        }
        _ => diagnostics.push(violation(node.span, format!("`{field}`: {error}"))),
    }
}

fn violation(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(SCHEMA_VIOLATION, span, message)
}

fn one_of(node: &Node, field: &str, words: &[&str]) -> Diagnostic {
    let list = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let finding = violation(node.span, format!("{} is no value of `{field}`", quoted(field, node)));
    match node.as_str().and_then(|given| did_you_mean(given, words.iter().copied())) {
        Some(word) => finding.help(format!("did you mean `{word}`?")),
        None => finding.help(format!("values: {list}")),
    }
}

fn unknown_field(schema: &Value, root: &Node, pointer: &str, node: &Node, name: &str) -> Diagnostic {
    let span = node.entry(name).map_or(node.span, |entry| entry.key.span);
    let known = properties(schema, pointer);
    let rule: RuleId = UNKNOWN_FIELD;
    let place = place(root, pointer);
    let finding = Diagnostic::error(rule, span, format!("`{name}` is no field of {place}"));
    let free = known.iter().map(String::as_str).filter(|known| node.get(known).is_none());
    match did_you_mean(name, free) {
        Some(near) => finding.label("not known here").help(format!("did you mean `{near}`?")),
        None => finding.label("not known here").help(format!("fields here: {}", known.join(", "))),
    }
}

/// Whether a missing field is there under a misspelt name, which is a finding of its own.
fn is_misspelt(schema: &Value, pointer: &str, node: &Node, name: &str) -> bool {
    let known = properties(schema, pointer);
    let unknown =
        node.entries().iter().map(|entry| entry.key.value.as_str()).filter(|key| !known.iter().any(|it| it == key));
    let free = || known.iter().map(String::as_str).filter(|known| node.get(known).is_none());
    unknown.into_iter().any(|key| did_you_mean(key, free()) == Some(name))
}

fn missing_field(schema: &Value, root: &Node, pointer: &str, node: &Node, name: &str) -> Diagnostic {
    // A whole mapping would light up half the file: its first line, or the key that holds it, is enough.
    let first = node.entries().first().map(|entry| entry.key.span);
    let span = root.key_span(pointer).or(first).unwrap_or(node.span);
    let finding = Diagnostic::error(MISSING_FIELD, span, format!("`{name}` is missing in {}", place(root, pointer)));
    let about = description(schema, &format!("{pointer}/{name}")).map(|text| format!("add `{name}: …` — {text}"));
    finding.help(about.unwrap_or_else(|| format!("add `{name}: …`")))
}

/// What the author calls the mapping at a pointer.
fn place(root: &Node, pointer: &str) -> String {
    let mut steps: Vec<&str> = pointer.split('/').skip(1).collect();
    let Some(last) = steps.pop() else { return "this file".to_owned() };
    match last.parse::<usize>() {
        Ok(index) => {
            let list = steps.pop().unwrap_or_default();
            let id = root.pointer(pointer).and_then(|node| node.get("id")?.as_str().map(str::to_owned));
            match id {
                Some(id) => format!("`{id}` of `{list}`"),
                None => format!("item {} of `{list}`", index + 1),
            }
        }
        Err(_) => format!("`{last}`"),
    }
}

/// The value as written, if it is short.
fn quoted(field: &str, node: &Node) -> String {
    match &node.data {
        Data::String(text) if text.chars().count() <= 60 && !text.contains('\n') => format!("`{text}`"),
        Data::Int(number) => format!("`{number}`"),
        Data::Bool(value) => format!("`{value}`"),
        _ => format!("the value of `{field}`"),
    }
}

fn describe(data: &Data) -> &'static str {
    match data {
        Data::Null => "nothing",
        Data::Bool(_) => "true or false",
        Data::Int(_) => "a whole number",
        Data::Float(_) => "a number",
        Data::String(_) => "text",
        Data::Sequence(_) => "a list",
        Data::Mapping(_) => "a mapping",
    }
}

fn article(kind: &str) -> String {
    match kind {
        "string" => "text",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        "array" => "a list",
        "object" => "a mapping",
        other => other,
    }
    .to_owned()
}

fn pattern_help(pattern: &str) -> String {
    match pattern {
        crate::source::ID => "an id is lower-case letters, digits and dashes, and begins with a letter".to_owned(),
        "^https?://" => "an address begins with https://".to_owned(),
        pattern if pattern.starts_with(r"^\d{4}-") => "a day is written like 2026-11-20".to_owned(),
        pattern if pattern.starts_with("^[0-9a-f]{8}") => {
            "a UUID is written like 3f0c7f0e-6d1b-4b57-9a59-0d5c2f1f7a11".to_owned()
        }
        pattern => format!("it must match {pattern}"),
    }
}

/// The schema of the value at an instance pointer, with references followed.
fn schema_at<'a>(root: &'a Value, pointer: &str) -> Option<&'a Value> {
    let mut at = follow(root, root);
    for step in pointer.split('/').skip(1) {
        let branches: Vec<&Value> = match at.get("anyOf").and_then(Value::as_array) {
            Some(branches) => branches.iter().map(|branch| follow(root, branch)).collect(),
            None => vec![at],
        };
        let next = branches.into_iter().find_map(|branch| {
            let by_index = step.parse::<usize>().ok().and_then(|_| branch.get("items"));
            branch.get("properties").and_then(|fields| fields.get(step)).or(by_index)
        })?;
        at = follow(root, next);
    }
    Some(at)
}

fn follow<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    let target = schema.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix('#'));
    target.and_then(|pointer| root.pointer(pointer)).unwrap_or(schema)
}

fn properties(schema: &Value, pointer: &str) -> Vec<String> {
    let fields = |schema: &Value| {
        let fields = schema.get("properties").and_then(Value::as_object);
        fields.map(|fields| fields.keys().cloned().collect::<Vec<_>>())
    };
    let Some(at) = schema_at(schema, pointer) else { return Vec::new() };
    let branches = at.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    fields(at).or_else(|| branches.filter_map(|branch| fields(follow(schema, branch))).next()).unwrap_or_default()
}

fn description(schema: &Value, pointer: &str) -> Option<String> {
    let (parent, name) = pointer.rsplit_once('/')?;
    let text = schema_at(schema, parent)?.get("properties")?.get(name)?.get("description")?.as_str()?;
    Some(text.lines().next().unwrap_or_default().trim_end_matches('.').to_owned())
}
