//! Text as HTML that Anki takes literally.
//!
//! Beyond HTML's own characters, Anki gives meaning to `{{c1::`, `}}` and `::` in clozes, to `\(` and `\[` (MathJax), and
//! to words in brackets (LaTeX, sounds, answer boxes). Course text means none of these: an empty element breaks them up.
//! It is an element because MathJax reads across comments, and no entity because the editor would resolve it.

/// Splits a sequence that Anki would read; shows nothing, and is stripped from sort fields.
const BREAK: &str = "<span></span>";

/// What makes an opening bracket dangerous when it follows.
const BRACKETED: [&str; 6] = ["latex]", "$]", "$$]", "sound:", "anki:", "[type:"];

/// Appends text. `in_cloze` breaks `::` too, which separates a cloze's hint.
pub(crate) fn text(text: &str, in_cloze: bool, out: &mut String) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !is_special(byte) {
            continue;
        }
        out.push_str(&text[done..at]);
        done = at + 1;
        let (char, rest) = (char::from(byte), &text[done..]);
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '{' | '}' => {
                separate(char, out);
                out.push(char);
            }
            ':' if in_cloze => {
                separate(char, out);
                out.push(char);
            }
            '\\' if rest.starts_with(['(', '[']) => {
                out.push(char);
                out.push_str(BREAK);
            }
            '[' if BRACKETED.iter().any(|word| rest.starts_with(word)) => {
                out.push(char);
                out.push_str(BREAK);
            }
            // Nothing that Anki keeps as a separator of fields may come from content.
            '\u{1f}' | '\0' => {}
            _ => out.push(char),
        }
    }
    out.push_str(&text[done..]);
}

/// Whether a character, which is then one byte long, may need more than to be copied.
fn is_special(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'{' | b'}' | b':' | b'\\' | b'[' | 0x1f | 0)
}

/// Breaks up what would form a pair with the character about to be written.
pub(crate) fn separate(next: char, out: &mut String) {
    if out.ends_with(next) {
        out.push_str(BREAK);
    }
}

/// Appends the value of an attribute that stands in double quotes.
pub(crate) fn attribute(value: &str, out: &mut String) {
    for char in value.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // As entities, since an attribute cannot hold an element; editors leave attributes alone.
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            '[' => out.push_str("&#91;"),
            ':' if out.ends_with(':') => out.push_str("&#58;"),
            '\u{1f}' | '\0' => {}
            _ => out.push(char),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(input: &str) -> String {
        let mut out = String::new();
        text(input, true, &mut out);
        out
    }

    #[test]
    fn html_is_text() {
        assert_eq!(escaped(r#"<a href="x">&"#), r#"&lt;a href="x"&gt;&amp;"#);
    }

    #[test]
    fn braces_and_colons_never_pair() {
        for input in ["{{c1::x}}", "{{{{", "}}}}", "a::b:::c", "{{/Front}}"] {
            let out = escaped(input);
            assert!(!["{{", "}}", "::"].iter().any(|pair| out.contains(pair)), "{out}");
            assert_eq!(out.replace(BREAK, ""), input);
        }
    }

    #[test]
    fn colons_outside_clozes_stay() {
        let mut out = String::new();
        text("system::x", false, &mut out);
        assert_eq!(out, "system::x");
    }

    #[test]
    fn mathjax_latex_sounds_and_boxes_are_broken_up() {
        for input in
            [r"\(x\)", r"\[x\]", "[latex]x", "[$]x", "[$$]x", "[sound:a.mp3]", "[anki:play:q:0]", "[[type:Front]]"]
        {
            let out = escaped(input);
            assert!(out.contains(BREAK), "{out}");
            assert_eq!(out.replace(BREAK, ""), input);
        }
        assert_eq!(escaped("if [[ -f x ]]; then a[$i]=1; fi"), "if [[ -f x ]]; then a[$i]=1; fi");
    }

    #[test]
    fn attributes_cannot_end_early_or_form_clozes() {
        let mut out = String::new();
        attribute(r#"a"b<c>[{{c1::d}}"#, &mut out);
        assert_eq!(out, "a&quot;b&lt;c&gt;&#91;&#123;&#123;c1:&#58;d&#125;&#125;");
    }
}
