//! From a JSON Schema violation to a finding that an author understands.

use gradus_diagnostics::{Diagnostic, Edit, Fix, RuleId, Span, did_you_mean, guess};
use gradus_yaml::{Data, Node};
use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use serde_json::Value;

use super::patterns;
use crate::rules::{MISSING_FIELD, SCHEMA_VIOLATION, UNKNOWN_FIELD};

/// Turns the violations of a node into findings.
pub(super) fn all(schema: &Value, root: &Node, errors: &[ValidationError<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let mut confused: Vec<String> = Vec::new();
    for error in errors {
        let pointer = error.instance_path().as_str();
        let Some((list, meant)) = meant_list(schema, root, pointer, error) else { continue };
        if !confused.iter().any(|known| known == list) {
            let name = list.rsplit('/').next().unwrap_or_default();
            let span = root.key_span(list).unwrap_or(root.span);
            let message = format!("what stands under `{name}` are fields of `{meant}`");
            let mut finding = Diagnostic::error(UNKNOWN_FIELD, span, message).help(format!("did you mean `{meant}`?"));
            let holder = list.rsplit_once('/').and_then(|(holder, _)| root.pointer(holder));
            if holder.is_some_and(|holder| holder.get(&meant).is_none()) {
                finding = finding.fix(Fix::replace(span, name, meant));
            }
            diagnostics.push(finding);
            confused.push(list.to_owned());
        }
    }
    let inside = |pointer: &str, list: &str| pointer.strip_prefix(list).is_some_and(|rest| rest.starts_with('/'));
    for error in errors {
        if !confused.iter().any(|list| inside(error.instance_path().as_str(), list)) {
            report(schema, root, error, diagnostics);
        }
    }
}

/// If an item of a list has fields that only the items of another list beside it have: the list, and the other's name.
fn meant_list<'a>(
    schema: &Value,
    root: &Node,
    pointer: &'a str,
    error: &ValidationError<'_>,
) -> Option<(&'a str, String)> {
    let ValidationErrorKind::AdditionalProperties { .. } = error.kind() else { return None };
    let (list, index) = pointer.rsplit_once('/')?;
    index.parse::<usize>().ok()?;
    let (holder, name) = list.rsplit_once('/')?;
    let node = root.pointer(pointer)?;
    let fits = |other: &String| {
        let known = properties(schema, &format!("{holder}/{other}/0"));
        node.entries().iter().all(|entry| known.contains(&entry.key.value))
    };
    let meant = properties(schema, holder).into_iter().filter(|other| other != name).find(fits)?;
    Some((list, meant))
}

/// Turns one violation into findings, each with a way out: at least what the schema says of the field.
fn report(schema: &Value, root: &Node, error: &ValidationError<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let before = diagnostics.len();
    say(schema, root, error, diagnostics);
    let pointer = error.instance_path().as_str();
    for finding in diagnostics[before..].iter_mut().filter(|finding| finding.help.is_empty()) {
        let about = description(schema, pointer).map(|text| format!("what stands here: {text}"));
        finding.help.push(about.unwrap_or_else(|| "`gradus schema` shows every field and what it holds".to_owned()));
    }
}

fn say(schema: &Value, root: &Node, error: &ValidationError<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let pointer = error.instance_path().as_str();
    let node = root.pointer(pointer).unwrap_or(root);
    let field = &subject(schema, pointer);
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            for name in unexpected {
                diagnostics.push(unknown_field(schema, root, pointer, node, name, unexpected));
            }
        }
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            if !is_misspelt(schema, pointer, node, name) {
                diagnostics.push(missing_field(schema, root, pointer, node, name));
            }
        }
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            if let Some(words) = values(pointer, context) {
                diagnostics.push(one_of(schema, root, pointer, &words));
                return;
            }
            // The branch whose type fits is the one the author meant.
            let meant = context.iter().find(|branch| {
                !branch.iter().any(|inner| {
                    matches!(inner.kind(), ValidationErrorKind::Type { .. })
                        && inner.instance_path().as_str() == pointer
                })
            });
            match meant {
                Some(branch) => branch.iter().for_each(|inner| report(schema, root, inner, diagnostics)),
                None => {
                    let message = format!("{} does not fit here", quoted(field, node));
                    diagnostics.push(violation(shown(root, pointer), message));
                }
            }
        }
        ValidationErrorKind::Type { kind } => {
            let wanted = match kind {
                TypeKind::Single(kind) => article(&kind.to_string()),
                TypeKind::Multiple(kinds) => {
                    kinds.iter().map(|kind| article(&kind.to_string())).collect::<Vec<_>>().join(" or ")
                }
            };
            let finding = violation(shown(root, pointer), format!("{field} must be {wanted}"));
            let finding = finding.label(format!("this is {}", describe(&node.data)));
            let finding = match &node.data {
                Data::Null => finding.help(way_out_of_nothing(schema, pointer)),
                Data::Int(_) | Data::Float(_) | Data::Bool(_) if wanted == "text" => {
                    let quotes = [node.span.before(), node.span.behind()].map(|at| Edit::insert(at, "\""));
                    finding.help("put it in quotes to make it text").fix(Fix::safe("put it in quotes", quotes.to_vec()))
                }
                _ => finding,
            };
            diagnostics.push(finding);
        }
        ValidationErrorKind::Enum { options } => {
            let words: Vec<&str> = options.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            diagnostics.push(one_of(schema, root, pointer, &words));
        }
        ValidationErrorKind::Constant { expected_value } => {
            let words: Vec<&str> = expected_value.as_str().into_iter().collect();
            diagnostics.push(one_of(schema, root, pointer, &words));
        }
        ValidationErrorKind::Pattern { pattern } => {
            let finding = violation(node.span, format!("{} is not what {field} looks like", quoted(field, node)));
            diagnostics.push(finding.help(patterns::help(pattern)));
        }
        ValidationErrorKind::Minimum { limit } => {
            diagnostics.push(violation(node.span, format!("{field} must be at least {limit}")));
        }
        ValidationErrorKind::Maximum { limit } => {
            diagnostics.push(violation(node.span, format!("{field} must be at most {limit}")));
        }
        ValidationErrorKind::MinItems { limit } => {
            let items = if *limit == 1 { "item" } else { "items" };
            diagnostics.push(violation(node.span, format!("{field} needs at least {limit} {items}")));
        }
        ValidationErrorKind::MinLength { .. } => {
            diagnostics.push(violation(node.span, format!("{field} must not be empty")));
        }
        _ => diagnostics.push(violation(node.span, format!("{field}: {error}"))),
    }
}

fn violation(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(SCHEMA_VIOLATION, span, message)
}

/// What the author calls the value at a pointer: its field, or the list it stands in.
fn subject(schema: &Value, pointer: &str) -> String {
    let mut steps = pointer.rsplit('/');
    match (steps.next().filter(|last| !last.is_empty()), steps.next()) {
        (None, _) => whole(schema).to_owned(),
        (Some(last), Some(list)) if last.parse::<usize>().is_ok() => format!("an item of `{list}`"),
        (Some(last), _) => format!("`{last}`"),
    }
}

/// Where a value stands; where there is none, its field.
fn shown(root: &Node, pointer: &str) -> Span {
    let span = root.pointer(pointer).unwrap_or(root).span;
    if span.start == span.end { root.key_span(pointer).unwrap_or(span) } else { span }
}

fn way_out_of_nothing(schema: &Value, pointer: &str) -> String {
    let (parent, name) = pointer.rsplit_once('/').unwrap_or_default();
    if name.parse::<usize>().is_ok() {
        return "write a value behind the dash, or take the line away".to_owned();
    }
    let required = schema_at(schema, parent).and_then(|parent| parent.get("required")?.as_array());
    if required.is_some_and(|required| required.iter().any(|field| field == name)) {
        let about = description(schema, pointer).map(|text| format!(" — {text}")).unwrap_or_default();
        return format!("write a value behind `{name}:`{about}");
    }
    format!("write a value behind `{name}:`, or leave the line out")
}

/// The words of a closed list, which a schema spells as one branch for each.
fn values<'a>(pointer: &str, branches: &'a [Vec<ValidationError<'_>>]) -> Option<Vec<&'a str>> {
    let word = |branch: &'a Vec<ValidationError<'_>>| {
        branch.iter().find_map(|error| match error.kind() {
            ValidationErrorKind::Constant { expected_value } if error.instance_path().as_str() == pointer => {
                expected_value.as_str()
            }
            _ => None,
        })
    };
    branches.iter().map(word).collect()
}

fn one_of(schema: &Value, root: &Node, pointer: &str, words: &[&str]) -> Diagnostic {
    let field = &subject(schema, pointer);
    let node = root.pointer(pointer).unwrap_or(root);
    let list = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let message = match node.is_null() {
        true => format!("{field} has no value"),
        false => format!("{} is no value of {field}", quoted(field, node)),
    };
    let finding = violation(shown(root, pointer), message);
    let given = node.as_str().unwrap_or_default();
    match guess(given, words.iter().copied()) {
        Some(near) => finding.meant(node.span, given, near).help(format!("values: {list}")),
        None => finding.maybe_help(level(given, words)).help(format!("values: {list}")),
    }
}

/// A level of rules by the name that it has elsewhere.
fn level(given: &str, words: &[&str]) -> Option<String> {
    let meant = match given {
        "off" | "ignore" | "none" | "disable" | "disabled" => "allow",
        "error" => "deny",
        _ => return None,
    };
    words.contains(&meant).then(|| format!("write `{meant}`"))
}

fn unknown_field(
    schema: &Value,
    root: &Node,
    pointer: &str,
    node: &Node,
    name: &str,
    unknown: &[String],
) -> Diagnostic {
    let span = node.entry(name).map_or(node.span, |entry| entry.key.span);
    let known = properties(schema, pointer);
    let rule: RuleId = UNKNOWN_FIELD;
    let place = place(schema, root, pointer);
    let finding = Diagnostic::error(rule, span, format!("`{name}` is no field of {place}"));
    let free = || known.iter().map(String::as_str).filter(|known| node.get(known).is_none());
    match guess(name, free()) {
        Some(mut near) => {
            // Two fields cannot both become the one that is missing.
            let others = unknown.iter().filter(|other| *other != name);
            near.certain &= others.into_iter().all(|other| did_you_mean(other, free()) != Some(near.word));
            finding.label("not known here").meant(span, name, near)
        }
        None if instead_of(schema, pointer, node).is_some_and(|(field, _)| field == name) => {
            let missing = instead_of(schema, pointer, node).map(|(_, missing)| missing).unwrap_or_default();
            finding
                .label("not known here")
                .help(format!("did you mean `{missing}`, which is missing?"))
                .help(format!("fields here: {}", known.join(", ")))
                .fix(Fix::replace(span, name, missing).suggested())
        }
        None => finding.label("not known here").help(format!("fields here: {}", known.join(", "))),
    }
}

/// The one field that is not known and the one that is missing: most likely one mistake.
fn instead_of(schema: &Value, pointer: &str, node: &Node) -> Option<(String, String)> {
    let known = properties(schema, pointer);
    let mut unknown = node.entries().iter().map(|entry| &entry.key.value).filter(|key| !known.contains(key));
    let required = schema_at(schema, pointer)?.get("required")?.as_array()?;
    let mut missing = required.iter().filter_map(Value::as_str).filter(|field| node.get(field).is_none());
    match (unknown.next(), unknown.next(), missing.next(), missing.next()) {
        (Some(unknown), None, Some(missing), None) => Some((unknown.clone(), missing.to_owned())),
        _ => None,
    }
}

/// Whether a missing field is there under a misspelt name, which is a finding of its own.
fn is_misspelt(schema: &Value, pointer: &str, node: &Node, name: &str) -> bool {
    let known = properties(schema, pointer);
    let unknown =
        node.entries().iter().map(|entry| entry.key.value.as_str()).filter(|key| !known.iter().any(|it| it == key));
    let free = || known.iter().map(String::as_str).filter(|known| node.get(known).is_none());
    let another = instead_of(schema, pointer, node);
    let is_near = |key| did_you_mean(key, free());
    unknown.into_iter().any(|key| is_near(key) == Some(name) || (is_near(key).is_none() && another.is_some()))
}

fn missing_field(schema: &Value, root: &Node, pointer: &str, node: &Node, name: &str) -> Diagnostic {
    // A whole mapping would light up half the file: its first line, or the key that holds it, is enough.
    let first = node.entries().first().map(|entry| entry.key.span);
    let span = root.key_span(pointer).or(first).unwrap_or(node.span);
    let finding =
        Diagnostic::error(MISSING_FIELD, span, format!("`{name}` is missing in {}", place(schema, root, pointer)));
    let about = description(schema, &format!("{pointer}/{name}")).map(|text| format!("add `{name}: …` — {text}"));
    finding.help(about.unwrap_or_else(|| format!("add `{name}: …`")))
}

/// What the author calls all that a schema is for.
fn whole(schema: &Value) -> &'static str {
    match schema["title"].as_str().unwrap_or_default() {
        "A question or a task" => "this item",
        "A flashcard" => "this card",
        "A note" => "this note",
        title if title.starts_with("Front matter") => "the front matter",
        _ => "this file",
    }
}

/// What the author calls the mapping at a pointer.
fn place(schema: &Value, root: &Node, pointer: &str) -> String {
    let mut steps: Vec<&str> = pointer.split('/').skip(1).collect();
    let Some(last) = steps.pop() else { return whole(schema).to_owned() };
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
        _ => format!("the value of {field}"),
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
