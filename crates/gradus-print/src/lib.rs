//! Edition to PDF: the study guide and the flashcards, set by Typst.
//!
//! A course becomes one JSON document (`guide`, `cards`), which a template of the theme walks; author text is data there and
//! never runs as Typst code. Templates see nothing else: [`world`] refuses every other path, packages and the clock. What
//! pages look like is for `themes/default/print`; what a course means is for `gradus_core`.

mod cards;
mod fonts;
mod grey;
mod guide;
mod legible;
mod links;
mod node;
mod options;
mod pack;
mod press;
mod prose;
pub mod rules;
#[cfg(test)]
mod sample;
mod tokens;
mod typeset;
mod world;

pub use cards::Flashcards;
pub use guide::StudyGuide;
pub use options::{Paper, PrintOptions};
pub use rules::RULES;
