//! The study guide: the whole course as a book.

mod book;
mod changes;
mod front;
mod index;
mod mentions;
#[cfg(test)]
mod pages;
mod questions;
#[cfg(test)]
pub(crate) mod robust;
#[cfg(test)]
mod tests;

use gradus_content::Block;
use gradus_core::model::{Answer, Course};
use gradus_core::{Artifacts, Edition, GenerateError, Generated, Generator};
use gradus_diagnostics::Diagnostic;
use gradus_grade::Grader;

use crate::legible::MissingGlyphs;
use crate::options::PrintOptions;
use crate::orders::Orders;
use crate::output::{Output, Sheets};
use crate::press::{Press, PressError, Printed};

pub(crate) use questions::{QuestionEntry, question_entry};

/// The seed of the order in which options stand in the guide.
const SEED: u32 = 0;

/// Makes `<code>/<code>-study-guide.pdf` for each course.
#[derive(Debug, Clone, Default)]
pub struct StudyGuide {
    /// What the reader chose.
    pub options: PrintOptions,
}

const OUTPUT: Output = Output { name: "guide", file: "study-guide" };

impl Generator for StudyGuide {
    fn name(&self) -> &'static str {
        OUTPUT.name
    }

    fn generate(&self, edition: &Edition, _built: &Artifacts) -> Result<Generated, GenerateError> {
        let courses = OUTPUT.courses(edition, &self.options)?;
        OUTPUT.print(edition, &self.options, courses, |press, publisher, course| {
            let pdf = print(press, publisher, course)?.pdf;
            Ok(Some(Sheets { pdf, findings: missing_glyphs(press, course) }))
        })
    }
}

fn print(press: &Press, publisher: &str, course: &Course) -> Result<Printed, PressError> {
    let orders = Orders::draw(&Grader::new()?, SEED, course.live_questions())?;
    let book = book::Book::of(publisher, course, press.options(), &orders);
    press.print(course, OUTPUT.name, &book)
}

/// Places whose characters the guide prints as codes.
fn missing_glyphs(press: &Press, course: &Course) -> Vec<Diagnostic> {
    let mut missing = MissingGlyphs::new(press.fonts());
    course.lessons().for_each(|(_, lesson)| missing.blocks(&lesson.body));
    for note in course.key_concepts.iter().chain(&course.mistakes).chain(&course.glossary) {
        missing.inlines(&note.title);
        missing.blocks(&note.blocks);
    }
    for question in course.live_questions() {
        missing.inlines(&question.title);
        let fixed = [&question.stem, &question.explanation, &question.references];
        fixed.into_iter().chain(&question.hints).for_each(|blocks| missing.blocks(blocks));
        answer_blocks(&question.answer).for_each(|blocks| missing.blocks(blocks));
    }
    missing.into_diagnostics()
}

fn answer_blocks(answer: &Answer) -> impl Iterator<Item = &[Block]> {
    let mut blocks: Vec<&[Block]> = Vec::new();
    match answer {
        Answer::Choice(choice) => {
            for option in &choice.options {
                blocks.extend([&*option.content, &*option.rationale]);
            }
        }
        Answer::Ordering(stages) => {
            blocks.extend(stages.iter().flat_map(|stage| &stage.steps).map(|step| &*step.content))
        }
        Answer::FillIn(_) => {}
        Answer::Task(task) => {
            blocks.extend([&*task.setup, &*task.verify, &*task.starter.blocks, &*task.solution.blocks]);
            blocks.extend(task.rights.iter().chain(&task.wrongs).map(|attempt| &*attempt.blocks));
        }
    }
    blocks.into_iter()
}
