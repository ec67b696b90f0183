//! The course as the generators see it: plain values, every reference an id, every place a span.
//!
//! Built by [`lower`](crate::lower) from files that satisfied their schemas. Values here are well-formed one by one; that
//! they agree with each other is for the [`checks`](crate::checks), and only an [`Edition`](crate::Edition) vouches for it.

mod card;
mod catalog;
mod course;
mod day;
mod exam;
mod id;
mod item;
mod lesson;
mod note;
mod plan;
mod question;
mod release_notes;
mod task;

pub use card::{Card, CardBody};
pub use catalog::{Catalog, RuleLevel, Track};
pub use course::{Asset, Column, Comparison, Course, CourseParts, Level, Module, Part, Podcast, Prerequisite, Status};
pub use day::Day;
pub use exam::{Blueprint, Competency, Difficulty, Domain, EarlierWeights, Exam, Mock, Reference, TaskRange};
pub use id::{Id, Percent};
pub use item::Item;
pub use lesson::{Lesson, Minutes, Objective};
pub use note::Note;
pub use plan::{Plan, Week};
pub use question::{Answer, Blank, Choice, ChoiceOption, Match, Question, QuestionKind, Stage, Step};
pub use release_notes::ReleaseNotes;
pub use task::{AnswerFile, Attempt, Criterion, Task};
