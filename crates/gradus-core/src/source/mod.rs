//! The files' shapes: what each YAML file, front matter and item may hold.
//!
//! These types are the one source of truth: their JSON Schemas stand in `schemas/`, validate every file before it is read
//! into them, and explain each field in an editor, so every doc comment here is written for authors. They say nothing of
//! how parts of a course fit together; that is for the checks.

mod bank;
mod card;
mod catalog;
mod course;
mod exam;
mod item;
mod lesson;
mod module;
mod note;
mod plan;
mod rubric;

pub use bank::{DefaultKind, Defaults, ListOrOne};
pub use card::{CardKind, CardSource, CardsSource};
pub use catalog::{CatalogSource, RuleLevelSource, TrackSource};
pub use course::{
    ColumnSource, ComparisonSource, CourseSource, LevelSource, PodcastSource, PrerequisiteSource, StatusSource,
};
pub use exam::{
    BlueprintSource, CompetencySource, DifficultySource, DomainSource, EarlierWeightsSource, ExamSource, MockSource,
    ReferenceSource, TaskRangeSource,
};
pub use item::{
    AttemptSource, BankSource, BlankSource, ItemKind, ItemSource, MatchSource, OptionSource, Pin, StageSource,
};
pub use lesson::{LessonSource, MinutesSource, ObjectiveSource};
pub use module::ModuleSource;
pub use note::{NoteSource, NotesSource};
pub use plan::{PlanSource, WeekSource};
pub use rubric::CriterionSource;

/// What an id looks like, as a pattern for the schemas.
pub(crate) const ID: &str = "^[a-z][a-z0-9-]{0,79}$";
