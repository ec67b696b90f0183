//! A UTC second as text: `2026-11-23T12:00:00Z`. No clock is read here.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// The second that a text names; a day alone is its beginning. Other time zones and parts of a second are refused.
pub fn parse(text: &str) -> Option<i64> {
    let text = if text.len() == 10 { format!("{text}T00:00:00Z") } else { text.to_owned() };
    let time = OffsetDateTime::parse(&text, &Rfc3339).ok()?;
    let whole = time.nanosecond() == 0 && text.ends_with('Z') && (1970..=9999).contains(&time.year());
    whole.then(|| time.unix_timestamp())
}

/// A second as text.
pub fn text(second: i64) -> String {
    let time = OffsetDateTime::from_unix_timestamp(second).ok();
    time.and_then(|time| time.format(&Rfc3339).ok()).unwrap_or_else(|| second.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        assert_eq!(text(1_577_836_800), "2020-01-01T00:00:00Z");
        assert_eq!(parse("2020-01-01T00:00:00Z"), Some(1_577_836_800));
        assert_eq!(parse("2020-01-01"), Some(1_577_836_800));
        for bad in ["2020-02-30", "2020-01-01T00:00:00+01:00", "2020-01-01T00:00:00.5Z", "1969-01-01", "today"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
