//! Syntax highlighting at build time: code → HTML with a dozen classes and no styles.
//!
//! Grammars are loaded once, when the first block needs them, and a block is highlighted once for as long as its text is
//! in use: loading and compiling grammars takes longer than all pages of a small site. Without a known language a block is
//! plain text.

mod scopes;
mod tokens;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use syntect::parsing::SyntaxSet;

pub(crate) use tokens::Mark;

use scopes::Classes;
use tokens::{Token, write_tokens};

/// Highlights code, and remembers what it has highlighted.
#[derive(Default)]
pub(crate) struct Highlighter {
    grammars: OnceLock<(SyntaxSet, Classes)>,
    blocks: Mutex<Blocks>,
}

#[derive(Default)]
struct Blocks {
    by_content: HashMap<blake3::Hash, Block>,
    round: u64,
}

struct Block {
    html: Arc<str>,
    last_used: u64,
}

impl Highlighter {
    /// Code as HTML, with marks that rise and do not overlap.
    pub(crate) fn html(&self, language: &str, text: &str, marks: &[Mark]) -> Arc<str> {
        if is_plain(language) {
            let mut out = String::with_capacity(text.len());
            write_tokens(text, &[], marks, &mut out);
            return out.into();
        }
        let key = key(language, text, marks);
        if let Some(html) = self.remembered(key) {
            return html;
        }
        let mut out = String::with_capacity(text.len() * 2);
        write_tokens(text, &self.tokens(language, text), marks, &mut out);
        let html: Arc<str> = out.into();
        self.insert(key, Arc::clone(&html));
        html
    }

    fn insert(&self, key: blake3::Hash, html: Arc<str>) {
        let mut blocks = self.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        let last_used = blocks.round;
        blocks.by_content.insert(key, Block { html, last_used });
    }

    fn tokens(&self, language: &str, text: &str) -> Vec<Token> {
        let (grammars, classes) = self.grammars.get_or_init(|| (two_face::syntax::extra_newlines(), Classes::new()));
        match grammars.find_syntax_by_token(name(language)) {
            Some(grammar) => tokens::tokens(grammars, grammar, classes, text),
            None => Vec::new(),
        }
    }

    /// Forgets blocks that were not asked for since the last call: they are in no page any more.
    pub(crate) fn forget_unused(&self) {
        let mut blocks = self.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        let round = blocks.round;
        blocks.by_content.retain(|_, block| block.last_used == round);
        blocks.round += 1;
    }

    fn remembered(&self, key: blake3::Hash) -> Option<Arc<str>> {
        let mut blocks = self.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        let round = blocks.round;
        let block = blocks.by_content.get_mut(&key)?;
        block.last_used = round;
        Some(Arc::clone(&block.html))
    }
}

fn key(language: &str, text: &str, marks: &[Mark]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(language.as_bytes()).update(b"\0").update(text.as_bytes());
    for mark in marks {
        let place = format!("\0{}..{} {}", mark.range.start, mark.range.end, mark.hides);
        hasher.update(place.as_bytes()).update(mark.open.as_bytes()).update(mark.close.as_bytes());
    }
    hasher.finalize()
}

fn is_plain(language: &str) -> bool {
    matches!(language, "" | "text" | "plain" | "txt")
}

/// The name under which the grammars know a language.
fn name(language: &str) -> &str {
    match language {
        "shell" | "sh" | "zsh" => "bash",
        "yml" => "yaml",
        "golang" => "go",
        "docker" => "dockerfile",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_languages_of_courses() {
        let highlighter = Highlighter::default();
        for (language, text) in [
            ("yaml", "kind: Pod # a Pod\n"),
            ("bash", "for x in a b; do echo \"$x\"; done\n"),
            ("json", "{\"a\": [1, true]}\n"),
            ("toml", "a = \"b\"\n"),
            ("dockerfile", "FROM alpine:3\n"),
            ("go", "func main() {}\n"),
            ("rego", "package x\n"),
            ("python", "def f(): return 1\n"),
            ("ini", "[a]\nb=c\n"),
        ] {
            let html = highlighter.html(language, text, &[]);
            assert!(html.contains("<span class=\""), "{language}: {html}");
        }
    }

    #[test]
    fn keys_are_marked_and_plain_values_are_not() {
        let html = Highlighter::default().html("yaml", "kind: Pod\nreplicas: 2 # two\n", &[]);
        insta::assert_snapshot!(html, @r#"
        <span class="ht">kind</span><span class="hp">:</span> Pod
        <span class="ht">replicas</span><span class="hp">:</span> <span class="hn">2</span> <span class="hc"># two</span>
        "#);
    }

    #[test]
    fn an_unknown_language_is_text() {
        let html = Highlighter::default().html("klingon", "a < b && c\n", &[]);
        assert_eq!(&*html, "a &lt; b &amp;&amp; c\n");
    }

    #[test]
    fn remembers_what_is_in_use_only() {
        let highlighter = Highlighter::default();
        let first = highlighter.html("json", "1\n", &[]);
        highlighter.forget_unused();
        assert!(Arc::ptr_eq(&first, &highlighter.html("json", "1\n", &[])));
        highlighter.forget_unused();
        highlighter.forget_unused();
        assert!(!Arc::ptr_eq(&first, &highlighter.html("json", "1\n", &[])));
    }
}
