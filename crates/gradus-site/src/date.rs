//! Days for people.

use gradus_theme::Messages;

/// A day `YYYY-MM-DD` in words; any other text as it is.
pub(crate) fn long(messages: &Messages, day: &str) -> String {
    let mut parts = day.split('-');
    let (Some(year), Some(month), Some(date), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return day.to_owned();
    };
    let Some(month) = messages.get(&format!("month.{}", month.trim_start_matches('0'))) else {
        return day.to_owned();
    };
    messages.format("date", &[("year", year), ("month", month), ("day", date.trim_start_matches('0'))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_a_day_in_words() {
        let messages = Messages::load(&gradus_theme::Theme::new(std::collections::BTreeMap::new()), "en").unwrap();
        assert_eq!(long(&messages, "2026-11-02"), "2 November 2026");
        assert_eq!(long(&messages, "soon"), "soon");
    }
}
