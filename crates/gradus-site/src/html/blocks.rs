//! Blocks as HTML.

use gradus_content::{Alignment, Block, BlockKind, Callout, CalloutKind, Figure, Heading, List, ListItem, Table};

use super::escape::attribute;
use super::{Scope, code, escape, image, inlines};

pub(super) fn write(scope: Scope<'_>, blocks: &[Block], out: &mut String) {
    for block in blocks {
        write_block(scope, block, out);
    }
}

fn write_block(scope: Scope<'_>, block: &Block, out: &mut String) {
    match &block.kind {
        BlockKind::Heading(heading) => write_heading(scope, heading, out),
        BlockKind::Paragraph(content) => {
            out.push_str("<p>");
            inlines::write(scope, content, out);
            out.push_str("</p>\n");
        }
        BlockKind::List(list) => write_list(scope, list, out),
        BlockKind::Quote(blocks) => {
            out.push_str("<blockquote>\n");
            write(scope, blocks, out);
            out.push_str("</blockquote>\n");
        }
        BlockKind::Callout(callout) => write_callout(scope, callout, out),
        BlockKind::Code(block) => code::write(scope, block, out),
        BlockKind::Table(table) => write_table(scope, table, out),
        BlockKind::Figure(figure) => write_figure(scope, figure, out),
        BlockKind::Rule => out.push_str("<hr>\n"),
    }
}

fn write_heading(scope: Scope<'_>, heading: &Heading, out: &mut String) {
    let anchor = scope.anchor(&heading.anchor);
    let level = char::from(b'0' + heading.level.clamp(1, 6));
    out.push_str("<h");
    out.push(level);
    attribute("id", &anchor, out);
    out.push('>');
    inlines::write(scope, &heading.content, out);
    out.push_str(" <a class=\"anchor\"");
    attribute("href", &format!("#{anchor}"), out);
    attribute("aria-label", &scope.messages.format("heading.link", &[]), out);
    out.push('>');
    out.push_str(scope.icons.get("link"));
    out.push_str("</a></h");
    out.push(level);
    out.push_str(">\n");
}

fn write_list(scope: Scope<'_>, list: &List, out: &mut String) {
    let element = if list.start.is_some() { "ol" } else { "ul" };
    out.push('<');
    out.push_str(element);
    if let Some(start) = list.start.filter(|start| *start != 1) {
        attribute("start", &start.to_string(), out);
    }
    out.push_str(">\n");
    for item in &list.items {
        write_item(scope, item, list.loose, out);
    }
    out.push_str("</");
    out.push_str(element);
    out.push_str(">\n");
}

fn write_item(scope: Scope<'_>, item: &ListItem, loose: bool, out: &mut String) {
    match item.checked {
        None => out.push_str("<li>"),
        Some(true) => out.push_str("<li class=\"task\"><input type=\"checkbox\" disabled checked> "),
        Some(false) => out.push_str("<li class=\"task\"><input type=\"checkbox\" disabled> "),
    }
    for (n, block) in item.blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Paragraph(content) if !loose => {
                if n > 0 {
                    out.push('\n');
                }
                inlines::write(scope, content, out);
            }
            _ => {
                if n == 0 || !loose {
                    out.push('\n');
                }
                write_block(scope, block, out);
            }
        }
    }
    out.push_str("</li>\n");
}

/// The name of a call-out's kind in style sheets, icons and messages.
fn name(kind: CalloutKind) -> &'static str {
    match kind {
        CalloutKind::Tip => "tip",
        CalloutKind::Pitfall => "pitfall",
        CalloutKind::Concept => "concept",
        CalloutKind::Note => "note",
        CalloutKind::Caution => "caution",
    }
}

fn write_callout(scope: Scope<'_>, callout: &Callout, out: &mut String) {
    let name = name(callout.kind);
    out.push_str("<div class=\"callout callout-");
    out.push_str(name);
    out.push_str("\" role=\"note\">\n<p class=\"callout-label\">");
    out.push_str(scope.icons.get(name));
    out.push_str("<span>");
    escape(&scope.messages.format(&format!("callout.{name}"), &[]), out);
    out.push_str("</span></p>\n");
    if let Some(title) = &callout.title {
        out.push_str("<p class=\"callout-title\">");
        inlines::write(scope, title, out);
        out.push_str("</p>\n");
    }
    write(scope, &callout.blocks, out);
    out.push_str("</div>\n");
}

fn write_table(scope: Scope<'_>, table: &Table, out: &mut String) {
    // A table wider than the column scrolls by itself, so it must be reachable by keyboard.
    out.push_str("<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n");
    write_row(scope, table, &table.head, "th", out);
    out.push_str("</thead>\n<tbody>\n");
    for row in &table.rows {
        write_row(scope, table, row, "td", out);
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn write_row(scope: Scope<'_>, table: &Table, cells: &[Vec<gradus_content::Inline>], element: &str, out: &mut String) {
    out.push_str("<tr>");
    for (n, cell) in cells.iter().enumerate() {
        // A corner without a text heads nothing.
        let element = if cell.is_empty() { "td" } else { element };
        out.push('<');
        out.push_str(element);
        if element == "th" {
            out.push_str(" scope=\"col\"");
        }
        match table.alignments.get(n).copied().unwrap_or(Alignment::None) {
            Alignment::None => {}
            Alignment::Left => out.push_str(" class=\"left\""),
            Alignment::Centre => out.push_str(" class=\"centre\""),
            Alignment::Right => out.push_str(" class=\"right\""),
        }
        out.push('>');
        inlines::write(scope, cell, out);
        out.push_str("</");
        out.push_str(element);
        out.push('>');
    }
    out.push_str("</tr>\n");
}

fn write_figure(scope: Scope<'_>, figure: &Figure, out: &mut String) {
    out.push_str("<figure class=\"picture\">");
    // A drawing keeps a size in which its words can be read, and scrolls by itself, so it must be reachable by keyboard.
    let is_drawing = figure.path.value.ends_with(".svg");
    out.push_str(if is_drawing { "<div class=\"drawing\" tabindex=\"0\">" } else { "" });
    image::write(scope, &figure.path.value, &figure.alt, out);
    out.push_str(if is_drawing { "</div>" } else { "" });
    if let Some(caption) = &figure.caption {
        out.push_str("<figcaption>");
        escape(caption, out);
        out.push_str("</figcaption>");
    }
    out.push_str("</figure>\n");
}
