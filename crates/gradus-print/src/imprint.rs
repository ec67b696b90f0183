//! What every printed document says of the course it is made from.

use gradus_core::model::Course;
use serde::Serialize;

use crate::typeset::utc;

#[derive(Serialize)]
pub(crate) struct Imprint<'a> {
    publisher: &'a str,
    code: String,
    title: &'a str,
    lang: &'a str,
    region: Option<&'a str>,
    version: Option<&'a str>,
    /// `2026-11-23`, of the release.
    released: Option<String>,
    license: &'a str,
}

impl<'a> Imprint<'a> {
    pub(crate) fn of(publisher: &'a str, course: &'a Course) -> Self {
        let mut subtags = course.locale.split('-');
        Imprint {
            publisher,
            code: course.code.as_str().to_uppercase(),
            title: &course.title,
            lang: subtags.next().unwrap_or("en"),
            region: subtags.find(|subtag| subtag.len() == 2),
            version: course.release().map(|release| release.version.as_str()),
            released: course.release().and_then(|release| date(release.time)),
            license: &course.license,
        }
    }
}

/// The day of a second since 1970, in UTC.
fn date(seconds: i64) -> Option<String> {
    let time = utc(seconds)?;
    Some(format!("{:04}-{:02}-{:02}", time.year()?, time.month()?, time.day()?))
}
