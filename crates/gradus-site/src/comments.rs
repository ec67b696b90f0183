//! Styles and scripts without their comments, which are a third of what a page would load: they are written for those who
//! read the theme, in the theme.
//!
//! Only what is surely a comment goes. Comments that begin with `!`, such as licences, stay.

/// A style sheet without its comments.
pub(crate) fn bare_style(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = if from.starts_with("/*") && !from.starts_with("/*!") {
            let end = from.find("*/").map_or(from.len(), |end| end + 2);
            // The line that a comment had to itself goes with it.
            let indent = out.trim_end_matches([' ', '\t']).len();
            if (indent == 0 || out[..indent].ends_with('\n')) && from[end..].starts_with('\n') {
                out.truncate(indent);
                end + 1
            } else {
                end
            }
        } else if from.starts_with("/*!") {
            let end = from.find("*/").map_or(from.len(), |end| end + 2);
            out.push_str(&from[..end]);
            end
        } else if from.starts_with('/') {
            out.push('/');
            1
        } else {
            let end = string_end(from);
            out.push_str(&from[..end]);
            end
        };
        rest = &from[end..];
    }
    out + rest
}

/// Where the string ends that `text` begins with, its quotes included.
fn string_end(text: &str) -> usize {
    let quote = text.as_bytes().first().copied();
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if Some(byte) == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A script without comments that have their lines to themselves. What follows text over several lines stays as it is:
/// to know where that ends one must read the whole language.
pub(crate) fn bare_script(js: &str) -> String {
    let mut out = String::with_capacity(js.len());
    let mut rest = js;
    while let Some(line) = rest.split_inclusive('\n').next() {
        let code = line.trim_start();
        if code.starts_with("//") {
            rest = &rest[line.len()..];
        } else if let Some(end) = own_lines(rest, line.len() - code.len()) {
            rest = &rest[end..];
        } else if opens_more(line) {
            break;
        } else {
            out.push_str(line);
            rest = &rest[line.len()..];
        }
    }
    out + rest
}

/// Where a block of comment ends that begins after the indent, if nothing else stands on its lines.
fn own_lines(text: &str, indent: usize) -> Option<usize> {
    let comment = &text[indent..];
    if !comment.starts_with("/*") || comment.starts_with("/*!") {
        return None;
    }
    let end = indent + comment.find("*/")? + 2;
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    text[end..line_end].trim().is_empty().then_some(line_end)
}

/// Whether text or a comment may go on beyond this line.
fn opens_more(line: &str) -> bool {
    let comment = line.rfind("/*").is_some_and(|at| !line[at..].contains("*/"));
    comment || line.trim_end().ends_with('\\') || line.matches('`').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_lose_comments_alone() {
        assert_eq!(bare_style("/* one */\na { b: c; /* two */ d: e }\n"), "a { b: c;  d: e }\n");
        assert_eq!(bare_style("a {\n  /* its\n     own */\n  b: c;\n}\n"), "a {\n  b: c;\n}\n");
        for kept in [
            "a::before { content: \"/* \\\" */\" }",
            "/*! licence */\na {}",
            "a { b: url(x/y.woff2) }",
            "a { font: 1rem/1.5 x }",
        ] {
            assert_eq!(bare_style(kept), kept);
        }
        assert_eq!(bare_style("a {} /* open"), "a {} ");
    }

    #[test]
    fn scripts_lose_lines_of_comment_alone() {
        assert_eq!(
            bare_script("/**\n * Doc of `x`.\n */\nlet a = 1; // why\n  // why not\nf();\n"),
            "let a = 1; // why\nf();\n"
        );
        assert_eq!(
            bare_script("const a = /** @type {any} */ (b);\n/** c */ d();\n"),
            "const a = /** @type {any} */ (b);\n/** c */ d();\n"
        );
        assert_eq!(bare_script("/*! licence */\na();"), "/*! licence */\na();");
    }

    #[test]
    fn text_over_several_lines_is_left_alone() {
        for kept in [
            "a = `\n// text\n`;\n// after\n",
            "a = \"x \\\n// text\";\n",
            "a(/* b\n// c\n*/);\n",
            "a = `${b}\n/* c */\n`;\n",
        ] {
            assert_eq!(bare_script(kept), kept);
        }
    }
}
