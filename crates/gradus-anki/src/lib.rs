//! A course as Anki packages that learners can import again and again: `<code>/<code>.apkg`, and its [parts](contents).
//!
//! Cards and questions become notes, modules become decks. An update keeps every review, because notes are told apart by
//! [ids](identity) that hang on the course's uid and each item's key alone. Nothing here reads a clock: the same edition
//! makes the same bytes.

mod collection;
mod contents;
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

use std::collections::BTreeSet;

use gradus_core::lock::BEFORE_RELEASES;
use gradus_core::model::Course;
use gradus_core::{Artifacts, Edition, GenerateError, Generated, Generator, Shape};
use gradus_theme::{Messages, Theme};

use rayon::prelude::*;
use serde_json::Value;

use crate::collection::Collection;
use crate::contents::Contents;
use crate::identity::Identity;
use crate::media::Pictures;
use crate::notetype::Setting;

const NAME: &str = "anki";

/// Makes Anki packages of each course.
#[derive(Debug, Default, Clone, Copy)]
pub struct Anki;

impl Generator for Anki {
    fn name(&self) -> &'static str {
        NAME
    }

    fn shapes(&self, edition: &Edition, course: &Course) -> Result<Vec<Shape>, GenerateError> {
        let theme = Theme::new(edition.catalog().theme.clone());
        let words = Words::load(course, &theme)?;
        let setting = words.setting(course, edition.base_url());
        Ok(notetype::ALL.iter().map(|kind| kind.shape(setting)).collect())
    }

    fn generate(&self, edition: &Edition, _built: &Artifacts) -> Result<Generated, GenerateError> {
        let theme = Theme::new(edition.catalog().theme.clone());
        let mut generated = Generated::default();
        for course in &edition.catalog().courses {
            for (name, bytes) in packages(course, edition.base_url(), &theme)? {
                generated.artifacts.insert(format!("{}/{name}", course.code.value), bytes);
            }
        }
        Ok(generated)
    }
}

/// What a course's cards say and look like besides their fields.
struct Words {
    messages: Messages,
    css: String,
}

impl Words {
    fn load(course: &Course, theme: &Theme) -> Result<Self, GenerateError> {
        let unusable = |error| GenerateError::new(NAME, "the theme cannot be used", error);
        let messages = Messages::load(theme, &course.locale).map_err(unusable)?;
        let css = style::sheet(theme, &messages).map_err(unusable)?;
        Ok(Words { messages, css })
    }

    fn setting<'a>(&'a self, course: &'a Course, base_url: Option<&'a str>) -> Setting<'a> {
        Setting {
            code: course.code.as_str(),
            identity: Identity::new(&course.uid),
            locale: &course.locale,
            base_url,
            messages: &self.messages,
            css: &self.css,
        }
    }
}

/// The packages of one course, each with its file name.
fn packages(course: &Course, base_url: Option<&str>, theme: &Theme) -> Result<Vec<(String, Vec<u8>)>, GenerateError> {
    let words = Words::load(course, theme)?;
    let setting = words.setting(course, base_url);
    let note_types: Vec<Value> = notetype::ALL.iter().map(|kind| kind.json(&course.lock, setting)).collect();
    let identity = setting.identity;
    let changed = course.release().map_or(BEFORE_RELEASES, |release| release.time);
    let pictures = Pictures::new(course.code.as_str(), &course.assets);
    let no_picture = |path| GenerateError::plain(NAME, format!("course `{}` has no asset `{path}`", course.code.value));
    let rows = rows::of(course, identity, &pictures).map_err(no_picture)?;

    let write = |contents: Contents<'_>| {
        let decks = deck::json(course, identity, &contents.decks);
        let collection = Collection { changed, note_types: &note_types, decks, rows: &contents.rows };
        let shown: BTreeSet<&str> = contents.rows.iter().flat_map(|row| &row.pictures).copied().collect();
        let package = collection
            .write(|database| package::pack(database, &pictures.files(shown)))
            .map_err(|error| GenerateError::new(NAME, "the database cannot be written", error))?
            .map_err(|error| GenerateError::new(NAME, "the package cannot be compressed", error))?;
        Ok((contents.name, package))
    };
    contents::of(course, identity, &rows, &words.messages).into_par_iter().map(write).collect()
}
