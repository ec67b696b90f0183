//! What the printed outputs share as generators: one file for each course that has something to print.

use gradus_core::model::Course;
use gradus_core::{Edition, GenerateError, Generated};
use gradus_diagnostics::Diagnostic;
use gradus_theme::Theme;

use crate::options::PrintOptions;
use crate::press::{Press, PressError};
use crate::typeset::forget_unused;

/// An output by its names.
#[derive(Clone, Copy)]
pub(crate) struct Output {
    /// The generator's.
    pub(crate) name: &'static str,
    /// The file's, behind the course's code.
    pub(crate) file: &'static str,
}

/// A file and what its author should know.
#[derive(Default)]
pub(crate) struct Sheets {
    pub(crate) pdf: Vec<u8>,
    pub(crate) findings: Vec<Diagnostic>,
}

impl Output {
    /// The courses that have a module to print.
    pub(crate) fn courses<'a>(
        self,
        edition: &'a Edition,
        options: &PrintOptions,
    ) -> Result<Vec<&'a Course>, GenerateError> {
        options.courses(edition.catalog()).map_err(|error| GenerateError::plain(self.name, error.to_string()))
    }

    /// Prints each course as `<code>/<code>-<file>.pdf`. `print` gets the catalogue's title too, and returns none if the course has
    /// nothing for this output.
    pub(crate) fn print<'a>(
        self,
        edition: &'a Edition,
        options: &PrintOptions,
        courses: impl IntoIterator<Item = &'a Course>,
        print: impl Fn(&Press, &'a str, &'a Course) -> Result<Option<Sheets>, PressError>,
    ) -> Result<Generated, GenerateError> {
        let catalog = edition.catalog();
        let press = Press::new(Theme::new(catalog.theme.clone()), options);
        let mut generated = Generated::default();
        for course in courses {
            let code = course.code.as_str();
            let sheets = print(&press, &catalog.title, course);
            if let Some(sheets) = sheets.map_err(|error| GenerateError::new(self.name, code, error))? {
                generated.artifacts.insert(format!("{code}/{code}-{}.pdf", self.file), sheets.pdf);
                generated.diagnostics.extend(sheets.findings);
            }
        }
        forget_unused();
        Ok(generated)
    }
}
