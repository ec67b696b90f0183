//! Days of the calendar. Which day it is, nobody here knows: whoever asks for checks may say.

use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Days since 1970-01-01.
    number: i64,
}

impl Day {
    /// The day of a moment, in UTC, by its seconds since 1970-01-01.
    pub fn of_seconds(seconds: i64) -> Self {
        Day { number: seconds.div_euclid(86_400) }
    }

    /// A day as authors write it, `YYYY-MM-DD`, if the calendar has it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let mut part = |length: usize| {
            let digits = parts.next().filter(|part| part.len() == length && part.bytes().all(|it| it.is_ascii_digit()));
            digits?.parse::<i64>().ok()
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        // Years begin in March, so that a leap day ends one (Howard Hinnant's `days_from_civil`).
        let from_march = (month + 9) % 12;
        let year = year - i64::from(month <= 2);
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        let parsed = Day { number: year * 365 + leap_days + (153 * from_march + 2) / 5 + day - 1 - 719_468 };
        (parsed.to_string() == text).then_some(parsed)
    }

    /// How many days it comes after another one.
    pub fn days_after(self, other: Day) -> i64 {
        self.number - other.number
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = self.number + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn reads_and_writes_every_day_of_four_centuries() {
        let first = Day::parse("1900-01-01").unwrap();
        let written: Vec<String> = (0..146_097).map(|after| Day { number: first.number + after }.to_string()).collect();
        assert!(written.is_sorted_by(|a, b| a < b));
        assert_eq!(written.last().map(String::as_str), Some("2299-12-31"));
        assert!(
            written
                .iter()
                .enumerate()
                .all(|(at, day)| Day::parse(day).is_some_and(|day| day.number == first.number + at as i64))
        );
    }

    #[test]
    fn knows_the_calendar() {
        for none in
            ["2026-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-1-1", "today", "2026-01-01-01", "1900-02-29"]
        {
            assert_eq!(Day::parse(none), None, "{none}");
        }
        assert_eq!(Day::of_seconds(951_782_400), Day::parse("2000-02-29").unwrap());
        assert_eq!(Day::of_seconds(-1).to_string(), "1969-12-31");
        let since = |day: &str| Day::parse("2026-03-01").unwrap().days_after(Day::parse(day).unwrap());
        assert_eq!((since("2026-02-28"), since("2024-03-01"), since("2026-03-02")), (1, 730, -1));
    }
}
