//! From a template and its data to a PDF. The only place that runs Typst.

use typst::comemo;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Datetime, Smart};
use typst::syntax::DiagSpan;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::pack::pack;
use crate::world::PrintWorld;

/// How often [`forget_unused`] spares a cached layout that nothing asked for. Each printed output calls it once in a build, so
/// that what an output laid out is still there when a watched course is built again.
const CACHE_AGE: usize = 12;

/// Typst refused. The message names the template, the line and the column.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct TypesetError(String);

/// Lays the main template out.
pub(crate) fn lay_out(world: &PrintWorld<'_>) -> Result<PagedDocument, TypesetError> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(world);
    // Otherwise the numbers of pages are those of another attempt.
    debug_assert!(!warnings.iter().any(|warning| warning.message.contains("did not converge")), "{warnings:?}");
    output.map_err(|errors| explain(world, &errors))
}

/// Drops cached layouts that were not used for a while; the others make the next build of a watched course a matter of its
/// changes.
pub(crate) fn forget_unused() {
    comemo::evict(CACHE_AGE);
}

/// Writes a document as PDF/UA-1. `identity` names the document for ever; `time` is its date in seconds since 1970, if
/// it has one.
pub(crate) fn write_pdf(
    world: &PrintWorld<'_>,
    document: &PagedDocument,
    identity: &str,
    time: Option<i64>,
) -> Result<Vec<u8>, TypesetError> {
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| TypesetError(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(identity.to_owned()),
        creator: Smart::Custom(Some("Gradus".to_owned())),
        timestamp: time.and_then(utc).map(Timestamp::new_utc),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    let pdf = typst_pdf::pdf(document, &options).map_err(|errors| explain(world, &errors))?;
    pack(&pdf).map_err(|error| TypesetError(error.to_string()))
}

fn explain(world: &PrintWorld<'_>, errors: &[SourceDiagnostic]) -> TypesetError {
    let lines: Vec<String> = errors.iter().map(|error| explain_one(world, error)).collect();
    TypesetError(lines.join("\n"))
}

fn explain_one(world: &PrintWorld<'_>, error: &SourceDiagnostic) -> String {
    let mut line = match place(world, error.span) {
        Some(place) => format!("{place}: {}", error.message),
        None => error.message.to_string(),
    };
    for hint in &error.hints {
        line.push_str("; ");
        line.push_str(&hint.v);
    }
    line
}

/// `print/guide.typ:12:3`, if the span points into a template.
fn place(world: &PrintWorld<'_>, span: DiagSpan) -> Option<String> {
    let id = span.id()?;
    let path = id.get().vpath().get_without_slash();
    let source = world.source(id).ok()?;
    let start = world.range(span)?.start;
    let (line, column) = source.lines().byte_to_line_column(start)?;
    Some(format!("{path}:{}:{}", line + 1, column + 1))
}

/// A moment of UTC from its seconds since 1970, by the civil calendar.
pub(crate) fn utc(seconds: i64) -> Option<Datetime> {
    let days = seconds.div_euclid(86_400);
    let second = seconds.rem_euclid(86_400);
    // Days since 0000-03-01, so that a leap day ends its year (Howard Hinnant's `civil_from_days`).
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Datetime::from_ymd_hms(
        i32::try_from(year).ok()?,
        u8::try_from(month).ok()?,
        u8::try_from(day).ok()?,
        u8::try_from(second / 3_600).ok()?,
        u8::try_from(second / 60 % 60).ok()?,
        u8::try_from(second % 60).ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::Fonts;

    fn compile(text: &str) -> Result<PagedDocument, String> {
        let fonts = Fonts::default();
        let world = PrintWorld::new(&fonts, "print/t.typ", [("print/t.typ", text.as_bytes().to_vec())]).unwrap();
        lay_out(&world).map_err(|error| error.to_string())
    }

    #[test]
    fn an_error_names_template_line_and_column() {
        let error = compile("Fine.\n  #missing").unwrap_err();
        assert!(error.starts_with("print/t.typ:2:4: unknown variable: missing"), "{error}");
    }

    #[test]
    fn a_template_cannot_read_the_disk_the_clock_or_a_package() {
        for text in ["#read(\"/etc/passwd\")", "#datetime.today()", "#import \"@preview/cetz:0.3.0\": *"] {
            assert!(compile(text).is_err(), "{text} must be refused");
        }
    }

    #[test]
    fn seconds_become_dates() {
        let date = |y, mo, d, h, mi, s| Datetime::from_ymd_hms(y, mo, d, h, mi, s);
        assert_eq!(utc(0), date(1970, 1, 1, 0, 0, 0));
        assert_eq!(utc(1_577_836_800), date(2020, 1, 1, 0, 0, 0));
        assert_eq!(utc(1_709_251_199), date(2024, 2, 29, 23, 59, 59));
        assert_eq!(utc(-1), date(1969, 12, 31, 23, 59, 59));
    }
}
