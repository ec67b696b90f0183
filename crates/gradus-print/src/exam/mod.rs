//! The practice exam on paper: the two exams that the site draws for the same codes, sheets for the answers, and a key.

mod paper;
#[cfg(test)]
mod robust;
#[cfg(test)]
mod tests;

use gradus_core::model::Course;
use gradus_core::{Artifacts, Edition, GenerateError, Generated, Generator};
use gradus_grade::{GradeError, Grader};
use gradus_theme::Theme;
use serde::Serialize;

use crate::imprint::Imprint;
use crate::options::PrintOptions;
use crate::press::{Press, PressError};
use crate::typeset::forget_unused;
use paper::{Kind, Paper};

/// Makes `<code>/<code>-practice-exam.pdf` for each course that has questions. It is always of the whole course.
#[derive(Debug, Clone, Default)]
pub struct PracticeExam {
    /// What the reader chose.
    pub options: PrintOptions,
}

const NAME: &str = "exam";

/// What `print/exam.typ` walks.
#[derive(Serialize)]
struct Booklet<'a> {
    #[serde(flatten)]
    imprint: Imprint<'a>,
    /// The form of the real exam, and how long it takes.
    format: &'a str,
    real_minutes: u32,
    pass_mark: u8,
    papers: Vec<Paper<'a>>,
}

impl Generator for PracticeExam {
    fn name(&self) -> &'static str {
        NAME
    }

    fn generate(&self, edition: &Edition, _built: &Artifacts) -> Result<Generated, GenerateError> {
        let catalog = edition.catalog();
        let press = Press::new(Theme::new(catalog.theme.clone()), &self.options);
        let mut generated = Generated::default();
        for course in &catalog.courses {
            let code = course.code.as_str();
            let fault = |error: PressError| GenerateError::new(NAME, code, error);
            let booklet =
                booklet(&catalog.title, course, self.options.exam_seed).map_err(|error| fault(error.into()))?;
            if booklet.papers.is_empty() {
                continue;
            }
            let printed = press.print(course, NAME, &booklet).map_err(fault)?;
            generated.artifacts.insert(format!("{code}/{code}-practice-exam.pdf"), printed.pdf);
        }
        forget_unused();
        Ok(generated)
    }
}

fn booklet<'a>(publisher: &'a str, course: &'a Course, seed: u32) -> Result<Booklet<'a>, GradeError> {
    let grader = Grader::new()?;
    let mut papers = Vec::new();
    for kind in [Kind::Questions, Kind::Tasks] {
        papers.extend(Paper::draw(&grader, course, kind, seed)?);
    }
    Ok(Booklet {
        imprint: Imprint::of(publisher, course),
        format: &course.exam.format,
        real_minutes: course.exam.minutes,
        pass_mark: course.exam.pass_mark.0,
        papers,
    })
}
