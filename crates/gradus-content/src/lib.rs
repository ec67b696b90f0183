//! Prose as data: the typed tree of blocks and inlines that every generator matches exhaustively.
//!
//! Markdown becomes this tree once, in [`markdown`]. The tree holds meaning and places, never markup: no HTML, no class
//! names, no addresses. Whether links lead anywhere is for the checks above; how they look is for the generators.

mod attributes;
mod block;
mod inline;
mod language;
pub mod markdown;
mod plain;
pub mod rules;
mod walk;

pub use attributes::Attributes;
pub use block::{
    Alignment, Block, BlockKind, Callout, CalloutKind, Code, CodeCloze, Figure, Heading, List, ListItem, Table,
};
pub use inline::{Inline, InlineKind, Link, LinkTarget, PartKind, PartRef};
pub use language::{LANGUAGES, PLAIN_LANGUAGES};
pub use plain::{plain_blocks, plain_inlines};
pub use rules::RULES;
pub use walk::{Visit, walk_blocks, walk_inlines};
