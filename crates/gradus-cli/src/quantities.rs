//! Sizes, times and counts as people read them.

use std::time::Duration;

/// `412 B`, `3.1 kB`, `12.0 MB`.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..999_950 => format!("{:.1} kB", bytes as f64 / 1e3),
        999_950..999_950_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

/// `8 ms`, `1.42 s`.
pub(crate) fn time(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{} ms", time.as_millis())
    } else {
        format!("{:.2} s", time.as_secs_f64())
    }
}

/// `1 file`, `1,204 files`.
pub(crate) fn count(n: usize, word: &str) -> String {
    format!("{} {word}{}", grouped(n), if n == 1 { "" } else { "s" })
}

/// `45 min`, `12 h`, `12 h 5 min`.
pub(crate) fn minutes(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest} min"),
    }
}

fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_well() {
        assert_eq!((size(999), size(1_000), size(999_999)), ("999 B".into(), "1.0 kB".into(), "1.0 MB".into()));
        assert_eq!(
            (time(Duration::from_micros(8_400)), time(Duration::from_millis(1_420))),
            ("8 ms".into(), "1.42 s".into())
        );
        assert_eq!((count(1, "file"), count(1_204_000, "file")), ("1 file".into(), "1,204,000 files".into()));
        assert_eq!((minutes(45), minutes(120), minutes(725)), ("45 min".into(), "2 h".into(), "12 h 5 min".into()));
    }
}
