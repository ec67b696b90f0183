//! Edition to PDF: the study guide, the flashcards, the practice exam and the cheat sheets, set by Typst.
//!
//! A course becomes one JSON document (`guide`, `cards`, `exam`, `cheats`), which a template of the theme walks; author text is data there and
//! never runs as Typst code. Templates see nothing else: [`world`] refuses every other path, packages and the clock. What
//! pages look like is for `themes/default/print`; what a course means is for `gradus_core`.

mod cards;
mod cheats;
mod exam;
mod extent;
mod fonts;
mod grey;
mod guide;
mod imprint;
mod legible;
mod links;
mod node;
mod options;
mod orders;
mod output;
mod pack;
mod press;
mod prose;
mod room;
pub mod rules;
#[cfg(test)]
mod sample;
mod tokens;
mod typeset;
mod world;

pub use cards::Flashcards;
pub use cheats::CheatSheets;
pub use exam::PracticeExam;
pub use guide::StudyGuide;
pub use options::{BadGrid, CardGrid, CardSides, Paper, PrintOptions};
pub use rules::RULES;
