//! Fenced blocks as HTML: caption, highlighted code, commands to copy.

use std::ops::Range;

use gradus_content::Code;

use super::escape::attribute;
use super::{ClozeView, Scope, escape, inlines};
use crate::highlight::Mark;

/// What begins a line of input in a console.
const PROMPT: &str = "$ ";

pub(super) fn write(scope: Scope<'_>, code: &Code, out: &mut String) {
    let language = code.language.as_ref().map_or("", |language| language.value.as_str());
    let console = language == "console";
    out.push_str("<figure class=\"code");
    for (set, class) in [(code.output, " output"), (console, " console"), (code.invalid, " invalid")] {
        if set {
            out.push_str(class);
        }
    }
    out.push('"');
    if !language.is_empty() {
        attribute("data-language", language, out);
    }
    out.push('>');
    write_caption(scope, code, out);
    out.push_str("<pre tabindex=\"0\"><code>");
    let marks = marks(scope, code);
    // Something hidden over several lines must not show through between prompts.
    let in_lines = marks.iter().all(|mark| !code.text[mark.range.clone()].contains('\n'));
    if console && !code.output && in_lines {
        write_console(scope, &code.text, &marks, out);
    } else {
        let language = if code.output || console { "text" } else { language };
        out.push_str(&scope.highlighter.html(language, &code.text, &marks));
    }
    out.push_str("</code></pre></figure>\n");
}

fn write_caption(scope: Scope<'_>, code: &Code, out: &mut String) {
    let labels = [(code.output, "code.output"), (code.fragment, "code.fragment"), (code.invalid, "code.invalid")];
    if code.file.is_none() && labels.iter().all(|(set, _)| !set) {
        return;
    }
    out.push_str("<figcaption>");
    if let Some(file) = &code.file {
        out.push_str("<span class=\"file\">");
        out.push_str(scope.icons.get("file"));
        escape(&file.value, out);
        out.push_str("</span>");
    }
    for (_, key) in labels.iter().filter(|(set, _)| *set) {
        out.push_str("<span class=\"code-label\">");
        if *key == "code.invalid" {
            out.push_str(scope.icons.get("wrong"));
        }
        escape(&scope.messages.format(key, &[]), out);
        out.push_str("</span>");
    }
    out.push_str("</figcaption>");
}

/// Prompts, commands and what they print. A command that ends in a backslash goes on in the next line.
fn write_console(scope: Scope<'_>, text: &str, marks: &[Mark], out: &mut String) {
    let piece = |language: &str, range: Range<usize>| {
        // Every line ends in a line break, so a blank at the end of one stands before the end of its piece.
        let inside = marks.iter().filter(|mark| range.start <= mark.range.start && mark.range.start < range.end);
        let shift = |mark: &Mark| {
            let range = mark.range.start - range.start..mark.range.end - range.start;
            Mark { range, open: mark.open.clone(), close: mark.close, hides: mark.hides }
        };
        scope.highlighter.html(language, &text[range.clone()], &inside.map(shift).collect::<Vec<_>>())
    };
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let start = at;
        at += line.len();
        if !line.starts_with(PROMPT) {
            out.push_str("<span class=\"printed\">");
            out.push_str(&piece("text", start..at));
            out.push_str("</span>");
            continue;
        }
        while text[..at].trim_end().ends_with('\\') {
            match lines.next_if(|next| !next.starts_with(PROMPT)) {
                Some(next) => at += next.len(),
                None => break,
            }
        }
        out.push_str("<span class=\"prompt\" aria-hidden=\"true\">$ </span><span class=\"command\">");
        out.push_str(&piece("bash", start + PROMPT.len()..at));
        out.push_str("</span>");
    }
}

/// Blanks and clozes, in the order of their places.
fn marks(scope: Scope<'_>, code: &Code) -> Vec<Mark> {
    let blanks = code.blanks.iter().map(|(at, name)| {
        let mut open = String::new();
        inlines::write_blank(name, &mut open);
        Mark { range: *at..*at, open, close: "", hides: false }
    });
    let clozes = code.clozes.iter().filter_map(|cloze| match scope.cloze {
        ClozeView::Front(hidden) if hidden == cloze.ordinal => {
            let mut open = String::from("<span class=\"cloze\">[");
            escape(cloze.hint.as_deref().unwrap_or("…"), &mut open);
            Some(Mark { range: cloze.range.clone(), open, close: "]</span>", hides: true })
        }
        ClozeView::Back(shown) if shown == cloze.ordinal => {
            let open = "<mark class=\"cloze\">".to_owned();
            Some(Mark { range: cloze.range.clone(), open, close: "</mark>", hides: false })
        }
        ClozeView::Text | ClozeView::Front(_) | ClozeView::Back(_) => None,
    });
    let mut marks: Vec<Mark> = blanks.chain(clozes).collect();
    marks.sort_by_key(|mark| (mark.range.start, mark.range.end));
    marks
}
