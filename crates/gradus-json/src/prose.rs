//! Blocks and inlines as JSON.

use gradus_content::{Alignment, Block, BlockKind, CalloutKind, Inline, InlineKind, LinkTarget, plain_inlines};
use schemars::JsonSchema;
use serde::Serialize;

/// Blocks as JSON values.
pub(crate) fn blocks(blocks: &[Block]) -> Vec<BlockNode> {
    blocks.iter().map(block).collect()
}

/// Inlines as JSON values.
pub(crate) fn inlines(inlines: &[Inline]) -> Vec<InlineNode> {
    let mut nodes = Vec::with_capacity(inlines.len());
    inlines.iter().for_each(|inline| push(inline, &mut nodes));
    nodes
}

/// Words for the index of a book are words like any other, and no text is cut where they stand.
fn push(item: &Inline, nodes: &mut Vec<InlineNode>) {
    match (&item.kind, nodes.last_mut()) {
        (InlineKind::Indexed { content, .. }, _) => content.iter().for_each(|inline| push(inline, nodes)),
        (InlineKind::Text(more), Some(InlineNode::Text { text })) => text.push_str(more),
        _ => nodes.push(inline(item)),
    }
}

/// A block.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum BlockNode {
    /// A section heading.
    Heading {
        /// 2 to 6.
        level: u8,
        /// Unique in its text.
        anchor: String,
        /// Its text.
        content: Vec<InlineNode>,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        content: Vec<InlineNode>,
    },
    /// A list.
    List {
        /// First number of a numbered list.
        #[serde(skip_serializing_if = "Option::is_none")]
        start: Option<u64>,
        /// Its items.
        items: Vec<ItemNode>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        blocks: Vec<BlockNode>,
    },
    /// A call-out.
    Callout {
        /// `tip`, `pitfall`, `concept`, `note` or `caution`.
        kind: &'static str,
        /// Its title.
        #[serde(skip_serializing_if = "Option::is_none")]
        title: Option<Vec<InlineNode>>,
        /// Its text.
        blocks: Vec<BlockNode>,
    },
    /// A block of code or output.
    Code {
        /// The fence's language.
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// The file's name.
        #[serde(skip_serializing_if = "Option::is_none")]
        file: Option<String>,
        /// Not a whole manifest.
        #[serde(skip_serializing_if = "is_false")]
        fragment: bool,
        /// Wrong on purpose.
        #[serde(skip_serializing_if = "is_false")]
        invalid: bool,
        /// What a command prints.
        #[serde(skip_serializing_if = "is_false")]
        output: bool,
        /// Its text.
        text: String,
        /// Deletions in the text, in bytes.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        clozes: Vec<ClozeNode>,
        /// Blanks in the text, in bytes.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        blanks: Vec<BlankNode>,
    },
    /// A table.
    Table {
        /// `left`, `centre`, `right` or `none` for each column.
        alignments: Vec<&'static str>,
        /// Cells of the head.
        head: Vec<Vec<InlineNode>>,
        /// Cells of each row.
        rows: Vec<Vec<Vec<InlineNode>>>,
    },
    /// A picture.
    Figure {
        /// Its path in the course.
        path: String,
        /// Its alternative text.
        alt: String,
        /// Its caption.
        #[serde(skip_serializing_if = "Option::is_none")]
        caption: Option<String>,
    },
    /// A thematic break.
    Rule,
}

/// An item of a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ItemNode {
    /// Whether its box is ticked; absent without a box.
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<bool>,
    /// What it holds.
    blocks: Vec<BlockNode>,
}

/// A deletion in a block of code.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ClozeNode {
    /// Its number.
    ordinal: u16,
    /// First byte.
    start: usize,
    /// One past the last byte.
    end: usize,
    /// Shown in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
}

/// A blank in a block of code.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct BlankNode {
    /// The byte before which it stands.
    at: usize,
    /// Its name.
    name: String,
}

/// An inline.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum InlineNode {
    /// Text.
    Text {
        /// The text.
        text: String,
    },
    /// Code.
    Code {
        /// The text.
        text: String,
    },
    /// Emphasis.
    Emphasis {
        /// What is emphasised.
        content: Vec<InlineNode>,
    },
    /// Strong emphasis.
    Strong {
        /// What is emphasised.
        content: Vec<InlineNode>,
    },
    /// Struck out.
    Strikethrough {
        /// What is struck out.
        content: Vec<InlineNode>,
    },
    /// A link.
    Link {
        /// `lesson:x#y` and the like, `#anchor`, `assets/…` or an address.
        target: String,
        /// Its text.
        content: Vec<InlineNode>,
    },
    /// An image in a line.
    Image {
        /// Its path in the course.
        path: String,
        /// Its alternative text.
        alt: String,
    },
    /// A space.
    SoftBreak,
    /// A new line.
    HardBreak,
    /// A deletion.
    Cloze {
        /// Its number.
        ordinal: u16,
        /// What is hidden.
        content: Vec<InlineNode>,
        /// Shown in its place.
        #[serde(skip_serializing_if = "Option::is_none")]
        hint: Option<String>,
    },
    /// A blank.
    Blank {
        /// Its name.
        name: String,
        /// Whether it stands in code.
        code: bool,
    },
}

fn block(block: &Block) -> BlockNode {
    match &block.kind {
        BlockKind::Heading(heading) => BlockNode::Heading {
            level: heading.level,
            anchor: heading.anchor.clone(),
            content: inlines(&heading.content),
        },
        BlockKind::Paragraph(content) => BlockNode::Paragraph { content: inlines(content) },
        BlockKind::List(list) => {
            let item =
                |item: &gradus_content::ListItem| ItemNode { checked: item.checked, blocks: blocks(&item.blocks) };
            BlockNode::List { start: list.start, items: list.items.iter().map(item).collect() }
        }
        BlockKind::Quote(quoted) => BlockNode::Quote { blocks: blocks(quoted) },
        BlockKind::Callout(callout) => BlockNode::Callout {
            kind: match callout.kind {
                CalloutKind::Tip => "tip",
                CalloutKind::Pitfall => "pitfall",
                CalloutKind::Concept => "concept",
                CalloutKind::Note => "note",
                CalloutKind::Caution => "caution",
            },
            title: callout.title.as_deref().map(inlines),
            blocks: blocks(&callout.blocks),
        },
        BlockKind::Code(code) => {
            let cloze = |it: &gradus_content::CodeCloze| ClozeNode {
                ordinal: it.ordinal,
                start: it.range.start,
                end: it.range.end,
                hint: it.hint.clone(),
            };
            BlockNode::Code {
                language: code.language.as_ref().map(|it| it.value.clone()),
                file: code.file.as_ref().map(|it| it.value.clone()),
                fragment: code.fragment,
                invalid: code.invalid,
                output: code.output,
                text: code.text.clone(),
                clozes: code.clozes.iter().map(cloze).collect(),
                blanks: code.blanks.iter().map(|(at, name)| BlankNode { at: *at, name: name.clone() }).collect(),
            }
        }
        BlockKind::Table(table) => {
            let cells = |row: &Vec<Vec<Inline>>| row.iter().map(|cell| inlines(cell)).collect::<Vec<_>>();
            BlockNode::Table {
                alignments: table.alignments.iter().map(|it| alignment(*it)).collect(),
                head: cells(&table.head),
                rows: table.rows.iter().map(cells).collect(),
            }
        }
        BlockKind::Figure(figure) => BlockNode::Figure {
            path: figure.path.value.clone(),
            alt: figure.alt.clone(),
            caption: figure.caption.clone(),
        },
        BlockKind::Rule => BlockNode::Rule,
    }
}

fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "none",
        Alignment::Left => "left",
        Alignment::Centre => "centre",
        Alignment::Right => "right",
    }
}

fn inline(inline: &Inline) -> InlineNode {
    match &inline.kind {
        InlineKind::Text(text) => InlineNode::Text { text: text.clone() },
        InlineKind::Code(text) => InlineNode::Code { text: text.clone() },
        InlineKind::Emphasis(content) => InlineNode::Emphasis { content: inlines(content) },
        InlineKind::Strong(content) => InlineNode::Strong { content: inlines(content) },
        InlineKind::Strikethrough(content) => InlineNode::Strikethrough { content: inlines(content) },
        InlineKind::Link { link: to, content } => {
            InlineNode::Link { target: link(&to.target), content: inlines(content) }
        }
        InlineKind::Image { path, alt } => InlineNode::Image { path: path.value.clone(), alt: alt.clone() },
        // `push` takes it apart.
        InlineKind::Indexed { content, .. } => InlineNode::Text { text: plain_inlines(content) },
        InlineKind::SoftBreak => InlineNode::SoftBreak,
        InlineKind::HardBreak => InlineNode::HardBreak,
        InlineKind::Cloze { ordinal, content, hint } => {
            InlineNode::Cloze { ordinal: *ordinal, content: inlines(content), hint: hint.clone() }
        }
        InlineKind::Blank { name, code } => InlineNode::Blank { name: name.clone(), code: *code },
    }
}

fn link(target: &LinkTarget) -> String {
    match target {
        LinkTarget::Part(part) => {
            let anchor = part.anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
            format!("{}:{}{anchor}", part.kind, part.id)
        }
        LinkTarget::Anchor(anchor) => format!("#{anchor}"),
        LinkTarget::External(address) | LinkTarget::Asset(address) => address.clone(),
    }
}

fn is_false(value: &bool) -> bool {
    !value
}
