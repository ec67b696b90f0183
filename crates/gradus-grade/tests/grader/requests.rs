//! Requests of `can` and `audit` as lines of a table.

use serde_json::{Value, json};

/// A request from `user[groups] verb target [name=…] [in=…]`: the target is `resource[.group][/subresource]` or a path,
/// `in` the namespace. Who asks stands under `who`.
pub(crate) fn request(line: &str, who: &str) -> Value {
    let mut words = line.split_whitespace();
    let (user, verb, target) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
    let (user, groups) = user.split_once('[').unwrap_or((user, ""));
    let mut request = json!({ who: user, "verb": verb });
    if !groups.is_empty() {
        request["groups"] = json!(groups.trim_end_matches(']').split(',').collect::<Vec<_>>());
    }
    if target.starts_with('/') {
        request["url"] = json!(target);
    } else {
        let (target, subresource) = target.split_once('/').unwrap_or((target, ""));
        let (resource, group) = target.split_once('.').unwrap_or((target, ""));
        request["resource"] = json!(resource);
        for (key, value) in [("group", group), ("subresource", subresource)] {
            if !value.is_empty() {
                request[key] = json!(value);
            }
        }
    }
    for word in words {
        let (key, value) = word.split_once('=').unwrap();
        request[if key == "in" { "namespace" } else { key }] = json!(value);
    }
    request
}
