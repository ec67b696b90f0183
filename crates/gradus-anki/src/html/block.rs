//! Blocks.

use gradus_content::{Alignment, Block, BlockKind, Callout, CalloutKind, Code, Figure, Inline, List, ListItem, Table};

use super::Html;

impl Html<'_, '_> {
    pub(super) fn push_blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.push_block(block));
    }

    pub(super) fn push_compact(&mut self, blocks: &[Block]) {
        match blocks {
            [Block { kind: BlockKind::Paragraph(content), .. }] => self.push_inlines(content),
            _ => self.push_blocks(blocks),
        }
    }

    fn push_block(&mut self, block: &Block) {
        match &block.kind {
            // A field has no page's title above it, and Anki nothing that links to an anchor.
            BlockKind::Heading(heading) => {
                let level = heading.level.clamp(2, 6);
                self.out.push_str(&format!("<h{level}>"));
                self.push_inlines(&heading.content);
                self.out.push_str(&format!("</h{level}>"));
            }
            BlockKind::Paragraph(content) => {
                self.out.push_str("<p>");
                self.push_inlines(content);
                self.out.push_str("</p>");
            }
            BlockKind::List(list) => self.push_list(list),
            BlockKind::Quote(blocks) => {
                self.out.push_str("<blockquote>");
                self.push_blocks(blocks);
                self.out.push_str("</blockquote>");
            }
            BlockKind::Callout(callout) => self.push_callout(callout),
            BlockKind::Code(code) => self.push_code(code),
            BlockKind::Table(table) => self.push_table(table),
            BlockKind::Figure(figure) => self.push_figure(figure),
            BlockKind::Rule => self.out.push_str("<hr>"),
        }
    }

    fn push_list(&mut self, list: &List) {
        match list.start {
            Some(1) => self.out.push_str("<ol>"),
            Some(start) => self.out.push_str(&format!("<ol start=\"{start}\">")),
            None => self.out.push_str("<ul>"),
        }
        list.items.iter().for_each(|item| self.push_item(item, list.loose));
        self.out.push_str(if list.start.is_some() { "</ol>" } else { "</ul>" });
    }

    fn push_item(&mut self, item: &ListItem, loose: bool) {
        self.out.push_str("<li>");
        match item.checked {
            Some(true) => self.out.push_str("<input type=\"checkbox\" checked disabled> "),
            Some(false) => self.out.push_str("<input type=\"checkbox\" disabled> "),
            None => {}
        }
        for block in &item.blocks {
            match &block.kind {
                BlockKind::Paragraph(content) if !loose => self.push_inlines(content),
                _ => self.push_block(block),
            }
        }
        self.out.push_str("</li>");
    }

    fn push_callout(&mut self, callout: &Callout) {
        let class = match callout.kind {
            CalloutKind::Tip => "tip",
            CalloutKind::Pitfall => "pitfall",
            CalloutKind::Concept => "concept",
            CalloutKind::Note => "note",
            CalloutKind::Caution => "caution",
        };
        self.out.push_str(&format!("<aside class=\"callout {class}\">"));
        if let Some(title) = &callout.title {
            self.out.push_str("<p class=\"title\">");
            self.push_inlines(title);
            self.out.push_str("</p>");
        }
        self.push_blocks(&callout.blocks);
        self.out.push_str("</aside>");
    }

    fn push_code(&mut self, code: &Code) {
        if let Some(file) = &code.file {
            self.out.push_str("<p class=\"file\">");
            self.text(file);
            self.out.push_str("</p>");
        }
        self.out.push_str(match (code.invalid, code.output) {
            (true, _) => "<pre class=\"invalid\"><code>",
            (false, true) => "<pre class=\"output\"><code>",
            (false, false) => "<pre><code>",
        });
        self.push_code_text(code);
        self.out.push_str("</code></pre>");
    }

    /// Writes the text with its clozes and blanks, which never overlap: cards have the former, questions the latter.
    fn push_code_text(&mut self, code: &Code) {
        let text = code.text.trim_end_matches('\n');
        let mut written = 0;
        if self.clozes {
            for cloze in &code.clozes {
                let (start, end) = (cloze.range.start.min(text.len()), cloze.range.end.min(text.len()));
                self.text(&text[written..start]);
                self.open_cloze(cloze.ordinal);
                self.text(&text[start..end]);
                self.close_cloze(cloze.hint.as_deref());
                written = end;
            }
        }
        for (at, name) in &code.blanks {
            let at = (*at).min(text.len());
            self.text(&text[written..at]);
            self.blank(name);
            written = at;
        }
        self.text(&text[written..]);
    }

    fn push_table(&mut self, table: &Table) {
        self.out.push_str("<table><thead>");
        self.push_row("th", &table.head, &table.alignments);
        self.out.push_str("</thead><tbody>");
        table.rows.iter().for_each(|row| self.push_row("td", row, &table.alignments));
        self.out.push_str("</tbody></table>");
    }

    fn push_row(&mut self, element: &str, cells: &[Vec<Inline>], alignments: &[Alignment]) {
        self.out.push_str("<tr>");
        for (column, cell) in cells.iter().enumerate() {
            let class = match alignments.get(column) {
                Some(Alignment::Centre) => " class=\"centre\"",
                Some(Alignment::Right) => " class=\"right\"",
                Some(Alignment::None | Alignment::Left) | None => "",
            };
            self.out.push_str(&format!("<{element}{class}>"));
            self.push_inlines(cell);
            self.out.push_str(&format!("</{element}>"));
        }
        self.out.push_str("</tr>");
    }

    fn push_figure(&mut self, figure: &Figure) {
        self.out.push_str("<figure>");
        self.push_image(&figure.path, &figure.alt);
        if let Some(caption) = &figure.caption {
            self.out.push_str("<figcaption>");
            self.text(caption);
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("</figure>");
    }
}
