//! The day it is. The one place that asks: `check` warns of facts that have grown old, and a new course says when it was made.
//! What is built never depends on it.

use std::time::{SystemTime, UNIX_EPOCH};

use gradus_core::model::Day;

/// Today, in UTC.
pub(crate) fn by_the_clock() -> Day {
    // A clock that is wrong by decades or centuries may be wrong here too.
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Day::of_seconds(i64::try_from(seconds).unwrap_or(0))
}

/// A day from the command line.
pub(crate) fn read(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "write a day of the calendar as YYYY-MM-DD".to_owned())
}
