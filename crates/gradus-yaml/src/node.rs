//! The tree of a document.

use gradus_diagnostics::{Span, Spanned};
use serde_json::Value;

/// A value and where it stands.
///
/// The span of a plain or quoted scalar is its text, quotes included; of a block scalar, from its `|` or `>` to the end of
/// its last line that is not blank; of a flow collection, its brackets and all between; of a block collection, from its
/// first key or `-` to the end of its last value. Tags, comments and white space around a value do not belong to it. A
/// value that was left out has an empty span behind its `:` or `-`.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where.
    pub span: Span,
    /// What.
    pub data: Data,
}

/// What a node holds, under the core schema of YAML 1.2.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// `null`, `~`, or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Decimal, octal (`0o`) or hexadecimal (`0x`).
    Int(i64),
    /// With a point or an exponent; `.inf` and `.nan`.
    Float(f64),
    /// Anything quoted, any block scalar, and what is nothing else; a date, for example.
    String(String),
    /// In order.
    Sequence(Vec<Node>),
    /// In order; keys differ.
    Mapping(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: Spanned<String>,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The value of a key, if this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// A key with its value, if this is a mapping that has it.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key.value == key)
    }

    /// The entries of a mapping; none for anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.data {
            Data::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a sequence; none for anything else.
    pub fn items(&self) -> &[Node] {
        match &self.data {
            Data::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The node at a JSON pointer (RFC 6901); the empty pointer is this node.
    pub fn pointer(&self, json_pointer: &str) -> Option<&Node> {
        steps(json_pointer)?.try_fold(self, |node, step| node.step(&step))
    }

    /// The span of the key that holds the node at a JSON pointer; `None` for the root and for items of a sequence.
    pub fn key_span(&self, json_pointer: &str) -> Option<Span> {
        let (parent, last) = json_pointer.rsplit_once('/')?;
        Some(self.pointer(parent)?.entry(&unescape(last))?.key.span)
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.data {
            Data::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a bool.
    pub fn as_bool(&self) -> Option<bool> {
        match self.data {
            Data::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The value of an integer.
    pub fn as_i64(&self) -> Option<i64> {
        match self.data {
            Data::Int(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a number.
    pub fn as_f64(&self) -> Option<f64> {
        match self.data {
            Data::Int(value) => Some(value as f64),
            Data::Float(value) => Some(value),
            _ => None,
        }
    }

    /// Whether this is null.
    pub fn is_null(&self) -> bool {
        self.data == Data::Null
    }

    /// The same data without places. JSON has no infinities and no NaN: they become null.
    pub fn to_json(&self) -> Value {
        match &self.data {
            Data::Null => Value::Null,
            Data::Bool(value) => Value::from(*value),
            Data::Int(value) => Value::from(*value),
            Data::Float(value) => Value::from(*value),
            Data::String(value) => Value::from(value.as_str()),
            Data::Sequence(items) => items.iter().map(Node::to_json).collect(),
            Data::Mapping(entries) => {
                entries.iter().map(|entry| (entry.key.value.clone(), entry.value.to_json())).collect()
            }
        }
    }

    fn step(&self, step: &str) -> Option<&Node> {
        match &self.data {
            Data::Mapping(_) => self.get(step),
            Data::Sequence(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        }
    }
}

/// The unescaped steps of a JSON pointer; `None` if it neither is empty nor starts with a slash.
fn steps(json_pointer: &str) -> Option<impl Iterator<Item = String>> {
    let rest = if json_pointer.is_empty() { None } else { Some(json_pointer.strip_prefix('/')?) };
    Some(rest.into_iter().flat_map(|rest| rest.split('/')).map(unescape))
}

fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}
