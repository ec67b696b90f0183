//! What a reader chooses about the printed outputs. All of them take the same options; one that has no use for an option
//! passes it over.

use std::fmt;
use std::str::FromStr;

use gradus_core::model::{Catalog, Course, Module};
use serde::Serialize;

/// The options of every printed output. Names of files do not depend on them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintOptions {
    /// The paper.
    pub paper: Paper,
    /// Ids of the modules to print; all if none is named.
    #[serde(skip)]
    pub modules: Vec<String>,
    /// Whether the answers are printed too.
    pub answers: bool,
    /// Type for readers who see little: 16 pt and wider lines of it.
    pub large_print: bool,
    /// Greys in the place of colours.
    pub greyscale: bool,
    /// How many flashcards a sheet has.
    #[serde(skip)]
    pub card_grid: CardGrid,
    /// Where the backs of flashcards are.
    #[serde(skip)]
    pub card_sides: CardSides,
    /// Which practice exam is printed; below 2²⁰.
    #[serde(skip)]
    pub exam_seed: u32,
}

/// Flashcards of a sheet: columns and rows, written `2x4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardGrid {
    pub(crate) columns: usize,
    pub(crate) rows: usize,
}

/// Where the backs of flashcards are, and how the paper is turned to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CardSides {
    /// On the other side, turned on the long edge.
    #[default]
    LongEdge,
    /// On the other side, turned on the short edge.
    ShortEdge,
    /// Beside the fronts, to be folded behind them.
    Fold,
}

/// A grid of flashcards cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a grid is COLUMNSxROWS such as 2x4, of at most {MOST_COLUMNS} columns and {MOST_ROWS} rows")]
pub struct BadGrid;

const MOST_COLUMNS: usize = 4;
const MOST_ROWS: usize = 7;

impl Default for CardGrid {
    fn default() -> Self {
        CardGrid { columns: 2, rows: 4 }
    }
}

impl fmt::Display for CardGrid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.columns, self.rows)
    }
}

impl FromStr for CardGrid {
    type Err = BadGrid;

    fn from_str(text: &str) -> Result<Self, BadGrid> {
        let (columns, rows) = text.split_once('x').ok_or(BadGrid)?;
        let number = |text: &str, most: usize| text.parse().ok().filter(|n| (1..=most).contains(n)).ok_or(BadGrid);
        Ok(CardGrid { columns: number(columns, MOST_COLUMNS)?, rows: number(rows, MOST_ROWS)? })
    }
}

/// A size of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    #[serde(rename = "a4")]
    A4,
    /// 8.5 × 11 inches.
    #[serde(rename = "us-letter")]
    Letter,
}

impl Paper {
    /// Width and height in millimetres.
    pub(crate) fn size(self) -> (f64, f64) {
        match self {
            Paper::A4 => (210.0, 297.0),
            Paper::Letter => (215.9, 279.4),
        }
    }
}

/// A module was asked for that no course has.
#[derive(Debug, thiserror::Error)]
#[error("no course has a module `{module}`; modules are {known}")]
pub(crate) struct NoSuchModule {
    module: String,
    known: String,
}

impl Default for PrintOptions {
    fn default() -> Self {
        PrintOptions {
            paper: Paper::default(),
            modules: Vec::new(),
            answers: true,
            large_print: false,
            greyscale: false,
            card_grid: CardGrid::default(),
            card_sides: CardSides::default(),
            exam_seed: 0,
        }
    }
}

impl PrintOptions {
    /// The courses to print: those that have a module to print. Each name must be a module of some course.
    pub(crate) fn courses<'a>(&self, catalog: &'a Catalog) -> Result<Vec<&'a Course>, NoSuchModule> {
        let ids = || catalog.courses.iter().flat_map(|course| &course.modules).map(|module| module.id.as_str());
        if let Some(unknown) = self.modules.iter().find(|wanted| !ids().any(|id| id == *wanted)) {
            return Err(NoSuchModule { module: unknown.clone(), known: ids().collect::<Vec<_>>().join(", ") });
        }
        let whole = self.modules.is_empty();
        Ok(catalog.courses.iter().filter(|course| whole || self.modules(course).next().is_some()).collect())
    }

    /// The modules of a course to print.
    pub(crate) fn modules<'a>(&self, course: &'a Course) -> impl Iterator<Item = &'a Module> {
        course.modules.iter().filter(|module| self.wants(module))
    }

    /// Whether a module is printed.
    pub(crate) fn wants(&self, module: &Module) -> bool {
        self.modules.is_empty() || self.modules.iter().any(|id| id == module.id.as_str())
    }

    /// Whether what belongs to a lesson is printed.
    pub(crate) fn wants_lesson(&self, course: &Course, lesson: &gradus_core::model::Id) -> bool {
        self.modules.is_empty() || course.lesson(lesson).is_some_and(|(module, _)| self.wants(module))
    }
}
