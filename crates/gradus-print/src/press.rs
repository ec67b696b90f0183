//! What both documents share: the theme's files, the fonts, and the way from a document's data to its bytes.

use gradus_core::model::Course;
use gradus_theme::{Messages, Theme, ThemeError};
use serde::Serialize;
use serde_json::{Map, Value};
use typst_layout::PagedDocument;

use crate::fonts::Fonts;
use crate::grey::grey_svg;
use crate::legible::make_legible;
use crate::options::PrintOptions;
use crate::tokens;
use crate::typeset::{TypesetError, lay_out, write_pdf};
use crate::world::{BadPath, PrintWorld};

/// Groups of interface texts that are not print's own.
const SHARED: [&str; 9] = ["date", "month", "minutes", "hours", "months", "modules", "lessons", "questions", "cards"];

/// A theme made ready to print with.
pub(crate) struct Press {
    theme: Theme,
    fonts: Fonts,
    options: PrintOptions,
}

/// A document could not be printed although the course is right.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PressError {
    #[error(transparent)]
    Theme(#[from] ThemeError),
    #[error("the document's data")]
    Data(#[from] serde_json::Error),
    #[error(transparent)]
    Path(#[from] BadPath),
    #[error(transparent)]
    Draw(#[from] gradus_grade::GradeError),
    #[error("{0}")]
    Typeset(#[from] TypesetError),
}

/// A document as pages and as bytes.
pub(crate) struct Printed {
    pub(crate) pages: PagedDocument,
    pub(crate) pdf: Vec<u8>,
}

impl Press {
    pub(crate) fn new(theme: Theme, options: &PrintOptions) -> Self {
        let paths = theme.list("print/fonts/").into_iter().filter(|path| is_font(path));
        let files = paths.filter_map(|path| theme.get(&path).map(std::borrow::Cow::into_owned));
        let fonts = Fonts::new(files.collect::<Vec<_>>());
        Press { theme, fonts, options: options.clone() }
    }

    pub(crate) fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    pub(crate) fn options(&self) -> &PrintOptions {
        &self.options
    }

    /// Prints the document `data` of a course with the template `print/<name>.typ`.
    pub(crate) fn print(&self, course: &Course, name: &str, data: &impl Serialize) -> Result<Printed, PressError> {
        let mut data = serde_json::to_value(data)?;
        if let Value::Object(fields) = &mut data {
            fields.insert("words".to_owned(), self.words(&course.locale)?);
        }
        make_legible(&mut data, &self.fonts);

        let colours = self.theme.text(tokens::PATH)?;
        let mut files: Vec<(String, Vec<u8>)> = vec![
            ("data.json".to_owned(), serde_json::to_vec(&data)?),
            ("options.json".to_owned(), serde_json::to_vec(&self.options)?),
            ("tokens.json".to_owned(), serde_json::to_vec(&tokens::colours(&colours))?),
        ];
        for path in self.theme.list("print/") {
            if let Some(bytes) = self.theme.get(&path).filter(|_| !is_font(&path)) {
                files.push((path, bytes.into_owned()));
            }
        }
        for (path, asset) in &course.assets {
            let grey = self.options.greyscale && path.ends_with(".svg");
            let bytes = if grey { grey_svg(&asset.bytes) } else { asset.bytes.clone() };
            files.push((format!("course/{path}"), bytes));
        }

        let main = format!("print/{name}.typ");
        let files = files.iter().map(|(path, bytes)| (path.as_str(), bytes.clone()));
        let world = PrintWorld::new(&self.fonts, &main, files)?;
        let pages = lay_out(&world)?;
        let identity = format!("{}/{name}", course.uid.value);
        let pdf = write_pdf(&world, &pages, &identity, course.release().map(|release| release.time))?;
        Ok(Printed { pages, pdf })
    }

    /// The interface texts of paper, whose keys begin with `print.`, above those that all outputs share.
    fn words(&self, locale: &str) -> Result<Value, ThemeError> {
        let messages = Messages::load(&self.theme, locale)?;
        let shared = messages.below("").filter(|(key, _)| SHARED.contains(&key.split('.').next().unwrap_or(key)));
        let texts = shared.chain(messages.below("print."));
        let texts = texts.map(|(key, text)| (key.to_owned(), Value::String(text.to_owned())));
        Ok(Value::Object(texts.collect::<Map<_, _>>()))
    }
}

fn is_font(path: &str) -> bool {
    path.ends_with(".ttf") || path.ends_with(".otf")
}
