//! From a grammar's scopes to our few classes.

use syntect::parsing::{Scope, ScopeStack};

/// What a piece of code is, as far as its colour goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Comment,
    String,
    Number,
    Constant,
    Keyword,
    Tag,
    Attribute,
    Function,
    Type,
    Variable,
    Operator,
    Punctuation,
}

impl Class {
    /// The name in the style sheet.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Class::Comment => "hc",
            Class::String => "hs",
            Class::Number => "hn",
            Class::Constant => "hb",
            Class::Keyword => "hk",
            Class::Tag => "ht",
            Class::Attribute => "ha",
            Class::Function => "hf",
            Class::Type => "hy",
            Class::Variable => "hv",
            Class::Operator => "ho",
            Class::Punctuation => "hp",
        }
    }
}

/// The first prefix that fits decides. Unquoted YAML and shell words are deliberately plain: colour on everything is
/// colour on nothing.
const PREFIXES: &[(&str, Option<Class>)] = &[
    ("comment", Some(Class::Comment)),
    ("punctuation.definition.comment", Some(Class::Comment)),
    ("entity.name.tag", Some(Class::Tag)),
    ("support.type.property-name", Some(Class::Tag)),
    ("constant.numeric", Some(Class::Number)),
    ("constant.character.escape", Some(Class::Constant)),
    ("constant", Some(Class::Constant)),
    ("punctuation.definition.variable", Some(Class::Variable)),
    ("punctuation.definition.string", Some(Class::String)),
    ("string.unquoted", None),
    ("string", Some(Class::String)),
    ("keyword.operator", Some(Class::Operator)),
    ("keyword", Some(Class::Keyword)),
    ("storage", Some(Class::Keyword)),
    ("entity.other.attribute-name", Some(Class::Attribute)),
    ("variable.parameter.option", Some(Class::Attribute)),
    ("variable.parameter", Some(Class::Attribute)),
    ("variable.function", Some(Class::Function)),
    ("support.function", Some(Class::Function)),
    ("entity.name.function", Some(Class::Function)),
    ("entity.name", Some(Class::Type)),
    ("support.type", Some(Class::Type)),
    ("variable", Some(Class::Variable)),
    ("punctuation", Some(Class::Punctuation)),
];

/// The prefixes, parsed.
pub(crate) struct Classes(Vec<(Scope, Option<Class>)>);

impl Classes {
    pub(crate) fn new() -> Self {
        let parsed = PREFIXES.iter().filter_map(|(prefix, class)| Some((Scope::new(prefix).ok()?, *class)));
        Classes(parsed.collect())
    }

    /// The class of the innermost scope that has one.
    pub(crate) fn of(&self, stack: &ScopeStack) -> Option<Class> {
        for scope in stack.as_slice().iter().rev() {
            if let Some((_, class)) = self.0.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)) {
                return *class;
            }
        }
        None
    }
}
