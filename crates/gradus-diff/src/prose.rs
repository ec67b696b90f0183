//! Prose of a compiled course → text that reads like its source, for comparing and showing.
//!
//! It need not be Markdown that parses; it has to show each change and nothing else.

use serde_json::Value;

/// Blocks as text, a blank line between them.
pub(crate) fn blocks(value: &Value) -> String {
    list(value).iter().map(block).collect::<Vec<_>>().join("\n\n")
}

/// Inlines as text on one line.
pub(crate) fn inlines(value: &Value) -> String {
    list(value).iter().map(inline).collect()
}

fn block(block: &Value) -> String {
    match kind(block) {
        "heading" => {
            let level = usize::try_from(block["level"].as_u64().unwrap_or(2)).unwrap_or(2).min(6);
            format!("{} {}", "#".repeat(level), inlines(&block["content"]))
        }
        "paragraph" => inlines(&block["content"]),
        "list" => {
            let start = block["start"].as_u64();
            let numbered = |(n, item): (usize, &Value)| item_text(item, start.map(|start| start + n as u64));
            list(&block["items"]).iter().enumerate().map(numbered).collect::<Vec<_>>().join("\n")
        }
        "quote" => indented(&blocks(&block["blocks"]), "> ", "> "),
        "callout" => {
            let title = inlines(&block["title"]);
            let head = format!("[{}] {title}", string(&block["kind"]));
            indented(&format!("{}\n{}", head.trim_end(), blocks(&block["blocks"])), "> ", "> ")
        }
        "code" => {
            let file = block["file"].as_str().map(|file| format!(" file={file}")).unwrap_or_default();
            format!("```{}{file}\n{}\n```", string(&block["language"]), string(&block["text"]).trim_end_matches('\n'))
        }
        "table" => {
            let row =
                |cells: &Value| format!("| {} |", list(cells).iter().map(inlines).collect::<Vec<_>>().join(" | "));
            let rows = list(&block["rows"]).iter().map(row);
            std::iter::once(row(&block["head"])).chain(rows).collect::<Vec<_>>().join("\n")
        }
        "figure" => format!("![{}]({}) {}", string(&block["alt"]), string(&block["path"]), string(&block["caption"])),
        "rule" => "---".to_owned(),
        _ => block.to_string(),
    }
}

fn item_text(item: &Value, number: Option<u64>) -> String {
    let box_ = match item["checked"].as_bool() {
        Some(true) => "[x] ",
        Some(false) => "[ ] ",
        None => "",
    };
    let mark = number.map_or_else(|| format!("- {box_}"), |number| format!("{number}. {box_}"));
    indented(&blocks(&item["blocks"]), &mark, "  ")
}

fn inline(inline: &Value) -> String {
    match kind(inline) {
        "text" => string(&inline["text"]).to_owned(),
        "code" => format!("`{}`", string(&inline["text"])),
        "emphasis" => format!("*{}*", inlines(&inline["content"])),
        "strong" => format!("**{}**", inlines(&inline["content"])),
        "strikethrough" => format!("~~{}~~", inlines(&inline["content"])),
        "link" => format!("[{}]({})", inlines(&inline["content"]), string(&inline["target"])),
        "image" => format!("![{}]({})", string(&inline["alt"]), string(&inline["path"])),
        "soft_break" => " ".to_owned(),
        "hard_break" => "\n".to_owned(),
        "cloze" => {
            let hint = inline["hint"].as_str().map(|hint| format!("::{hint}")).unwrap_or_default();
            format!("{{{{c{}::{}{hint}}}}}", inline["ordinal"], inlines(&inline["content"]))
        }
        "blank" => format!("___[{}]", string(&inline["name"])),
        _ => inline.to_string(),
    }
}

fn kind(node: &Value) -> &str {
    string(&node["type"])
}

fn string(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn indented(text: &str, first: &str, rest: &str) -> String {
    let mut lines = text.lines();
    let mut out = format!("{first}{}", lines.next().unwrap_or_default());
    for line in lines {
        out.push('\n');
        if !line.is_empty() || rest.trim_end() != "" {
            out.push_str(rest);
        }
        out.push_str(line);
    }
    out
}
