//! How much room blocks take at most, told without laying them out: what surely fits need not be measured, and measuring is
//! laying out twice. The estimate is wide, so that it holds for large print too.

use crate::node::{Line, Node, Piece};

/// Signs of a line, fewer than any measure of the book holds.
const COLUMNS: usize = 48;
/// Lines that a block's own space is worth.
const AROUND: usize = 1;
/// The same for a block with a ground, a rule or a head of its own.
const AROUND_BOX: usize = 4;

/// At most so many lines of text; none where only the layout knows.
pub(crate) fn rows(nodes: &[Node]) -> Option<usize> {
    nodes.iter().map(rows_of).sum()
}

/// Lines that blocks at the end of a text may have to be kept together, far fewer than a page's.
const CLOSING: usize = 24;

/// How many blocks at the end of a text belong on one page, so that none has but a line or two: its last section, or as much of
/// it as surely fits.
pub(crate) fn closing(nodes: &[Node]) -> usize {
    let mut room = 0;
    for (count, node) in nodes.iter().rev().enumerate() {
        room += rows_of(node).unwrap_or(CLOSING);
        if room > CLOSING {
            return count;
        }
        if matches!(node, Node::Heading { .. }) {
            return count + 1;
        }
    }
    nodes.len()
}

/// Lines of a run of inlines.
pub(crate) fn rows_of_pieces(pieces: &[Piece]) -> usize {
    signs(pieces).div_ceil(COLUMNS)
}

fn rows_of(node: &Node) -> Option<usize> {
    Some(match node {
        Node::Paragraph { content } => rows_of_pieces(content) + AROUND,
        Node::Heading { content, .. } => 2 * rows_of_pieces(content) + AROUND,
        Node::List { items, .. } => items.iter().map(|item| rows(&item.blocks)).sum::<Option<usize>>()? + AROUND,
        Node::Quote { blocks } => rows(blocks)? + AROUND,
        Node::Callout { blocks, .. } => rows(blocks)? + AROUND_BOX,
        Node::Code { lines, .. } => lines.iter().map(rows_of_line).sum::<usize>() + AROUND_BOX,
        Node::Rule => AROUND_BOX,
        // Their widths and heights are the layout's.
        Node::Table { .. } | Node::Figure { .. } => return None,
    })
}

fn rows_of_line(line: &Line) -> usize {
    let signs: usize = line.runs.iter().map(|run| width(&run.text)).sum();
    signs.div_ceil(COLUMNS).max(1)
}

fn signs(pieces: &[Piece]) -> usize {
    pieces.iter().map(signs_of).sum()
}

fn signs_of(piece: &Piece) -> usize {
    match piece {
        Piece::Text { text } | Piece::Code { text } => width(text),
        Piece::Emphasis { content }
        | Piece::Strong { content }
        | Piece::Strikethrough { content }
        | Piece::Indexed { content, .. }
        | Piece::Answer { content } => signs(content),
        // With its page or a footnote of one line.
        Piece::Link { content, .. } => signs(content) + COLUMNS,
        Piece::Image { .. } | Piece::Break => COLUMNS,
        Piece::Hidden { .. } | Piece::Blank { .. } => COLUMNS / 4,
        Piece::Place { .. } => 0,
    }
}

/// Signs of ideographs are as wide as two letters.
fn width(text: &str) -> usize {
    text.chars().map(|sign| if sign < '\u{1100}' { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Node {
        Node::Paragraph { content: vec![Piece::Text { text: text.to_owned() }] }
    }

    #[test]
    fn text_takes_a_line_for_so_many_signs() {
        assert_eq!(rows(&[paragraph("short"), paragraph(&"x".repeat(COLUMNS + 1))]), Some(2 + 3));
        assert_eq!(rows(&[paragraph(&"字".repeat(COLUMNS))]), Some(3));
    }

    #[test]
    fn a_text_closes_with_its_last_section_or_what_fits_of_it() {
        let heading = || Node::Heading { level: 3, label: None, content: Vec::new() };
        let long = || paragraph(&"x".repeat(20 * COLUMNS));
        assert_eq!(closing(&[paragraph("a"), heading(), paragraph("b"), paragraph("c")]), 3);
        assert_eq!(closing(&[heading(), long(), paragraph("b"), paragraph("c")]), 2);
        assert_eq!(closing(&[paragraph("a"), paragraph("b")]), 2);
        assert_eq!(closing(&[long(), long()]), 1);
    }

    #[test]
    fn what_only_the_layout_knows_has_no_estimate() {
        let picture = Node::Figure { path: "a.svg".to_owned(), alt: "A".to_owned(), caption: None };
        assert_eq!(rows(&[paragraph("short"), Node::Quote { blocks: vec![picture] }]), None);
    }
}
