//! The practice exam on paper: the two exams that the site draws for the same codes, sheets for the answers, and a key.

mod paper;
#[cfg(test)]
mod robust;
#[cfg(test)]
mod tests;

use gradus_core::model::Course;
use gradus_core::{Artifacts, Edition, GenerateError, Generated, Generator};
use gradus_grade::{GradeError, Grader};
use serde::Serialize;

use crate::imprint::Imprint;
use crate::options::PrintOptions;
use crate::output::{Output, Sheets};
use paper::{Kind, Paper};

/// Makes `<code>/<code>-practice-exam.pdf` for each course that has questions. It is always of the whole course.
#[derive(Debug, Clone, Default)]
pub struct PracticeExam {
    /// What the reader chose.
    pub options: PrintOptions,
}

const OUTPUT: Output = Output { name: "exam", file: "practice-exam" };

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
        OUTPUT.name
    }

    fn generate(&self, edition: &Edition, _built: &Artifacts) -> Result<Generated, GenerateError> {
        OUTPUT.print(edition, &self.options, &edition.catalog().courses, |press, publisher, course| {
            let booklet = booklet(publisher, course, self.options.exam_seed)?;
            if booklet.papers.is_empty() {
                return Ok(None);
            }
            Ok(Some(Sheets { pdf: press.print(course, OUTPUT.name, &booklet)?.pdf, findings: Vec::new() }))
        })
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
