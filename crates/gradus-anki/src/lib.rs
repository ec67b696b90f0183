//! A course as an Anki package that learners can import again and again: `<code>/<code>.apkg`.
//!
//! Cards and questions become notes, modules become decks. An update keeps every review, because notes are told apart by
//! [ids](identity) that hang on the course's uid and each item's key alone. Retired items are left out; Anki keeps those it
//! has. Nothing here reads a clock: the same edition makes the same bytes.

mod changed;
mod collection;
mod deck;
mod escape;
mod fields;
mod html;
mod identity;
mod item;
mod media;
mod notetype;
mod package;
mod rows;
mod sort_field;
mod style;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use gradus_core::model::Course;
use gradus_core::{Artifacts, Edition, GenerateError, Generated, Generator};
use gradus_theme::{Messages, Theme};

use crate::media::Media;
use crate::notetype::Setting;

const NAME: &str = "anki";

/// Makes an Anki package of each course.
#[derive(Debug, Default, Clone, Copy)]
pub struct Anki;

impl Generator for Anki {
    fn name(&self) -> &'static str {
        NAME
    }

    fn generate(&self, edition: &Edition, _built: &Artifacts) -> Result<Generated, GenerateError> {
        let theme = Theme::new(edition.catalog().theme.clone());
        let mut generated = Generated::default();
        for course in &edition.catalog().courses {
            let bytes = package(course, edition.base_url(), &theme)?;
            let code = &course.code.value;
            generated.artifacts.insert(format!("{code}/{code}.apkg"), bytes);
        }
        Ok(generated)
    }
}

/// The package of one course.
fn package(course: &Course, base_url: Option<&str>, theme: &Theme) -> Result<Vec<u8>, GenerateError> {
    let unusable = |error| GenerateError::new(NAME, "the theme cannot be used", error);
    let messages = Messages::load(theme, &course.locale).map_err(unusable)?;
    let css = style::sheet(theme, &messages).map_err(unusable)?;
    let changed = changed::latest(course);
    let setting = Setting { locale: &course.locale, base_url, messages: &messages, css: &css, changed };

    let mut media = Media::new(course.code.as_str(), &course.assets);
    let collection = rows::collect(course, setting, &mut media);
    let files = media
        .into_files()
        .map_err(|path| GenerateError::plain(NAME, format!("course `{}` has no asset `{path}`", course.code.value)))?;
    let database =
        collection.to_bytes().map_err(|error| GenerateError::new(NAME, "the database cannot be written", error))?;
    package::pack(&database, &files)
        .map_err(|error| GenerateError::new(NAME, "the package cannot be compressed", error))
}
