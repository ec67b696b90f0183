//! The core schema of YAML 1.2: what a plain scalar means. <https://yaml.org/spec/1.2.2/#103-core-schema>

use crate::Data;

/// White space and line breaks as YAML knows them; Unicode has more, and there they are content.
pub(crate) const WHITE: [char; 4] = [' ', '\t', '\n', '\r'];

/// A number that its type cannot hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OutOfRange;

/// The value of a plain scalar without a tag.
pub(crate) fn plain(text: &str) -> Result<Data, OutOfRange> {
    if is_null(text) {
        return Ok(Data::Null);
    }
    if let Some(value) = bool(text) {
        return Ok(Data::Bool(value));
    }
    if let Some(value) = int(text) {
        return value.map(Data::Int);
    }
    if let Some(value) = float(text) {
        return value.map(Data::Float);
    }
    Ok(Data::String(text.to_owned()))
}

pub(crate) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

pub(crate) fn bool(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// `None` if the text is not written as an integer.
pub(crate) fn int(text: &str) -> Option<Result<i64, OutOfRange>> {
    let (digits, radix) = match (text.strip_prefix("0o"), text.strip_prefix("0x")) {
        (Some(octal), _) => (octal, 8),
        (_, Some(hexadecimal)) => (hexadecimal, 16),
        _ => (text, 10),
    };
    let unsigned = if radix == 10 { unsign(digits) } else { digits };
    if unsigned.is_empty() || !unsigned.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    Some(i64::from_str_radix(digits, radix).map_err(|_| OutOfRange))
}

/// `None` if the text is not written as a float; an integer is one.
pub(crate) fn float(text: &str) -> Option<Result<f64, OutOfRange>> {
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Some(Ok(f64::NAN));
    }
    let unsigned = unsign(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return Some(Ok(if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY }));
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(unsign(exponent))),
        None => (unsigned, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mantissa = match mantissa.split_once('.') {
        Some(("", fraction)) => digits(fraction),
        Some((whole, fraction)) => digits(whole) && (fraction.is_empty() || digits(fraction)),
        None => digits(mantissa),
    };
    if !mantissa || !exponent.is_none_or(digits) {
        return None;
    }
    text.parse::<f64>().ok().map(|value| if value.is_finite() { Ok(value) } else { Err(OutOfRange) })
}

fn unsign(text: &str) -> &str {
    text.strip_prefix(['-', '+']).unwrap_or(text)
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn core_schema() {
        let string = |text: &str| Ok(Data::String(text.to_owned()));
        for null in ["", "~", "null", "Null", "NULL"] {
            assert_eq!(plain(null), Ok(Data::Null), "{null}");
        }
        for (text, value) in [("true", true), ("True", true), ("TRUE", true), ("false", false), ("FALSE", false)] {
            assert_eq!(plain(text), Ok(Data::Bool(value)), "{text}");
        }
        for (text, value) in [
            ("0", 0),
            ("-0", 0),
            ("+12", 12),
            ("-19", -19),
            ("0400", 400),
            ("0o17", 15),
            ("0x3A", 58),
            ("0xff", 255),
            ("9223372036854775807", i64::MAX),
            ("-9223372036854775808", i64::MIN),
        ] {
            assert_eq!(plain(text), Ok(Data::Int(value)), "{text}");
        }
        for (text, value) in [
            ("0.", 0.0),
            ("-0.0", 0.0),
            (".5", 0.5),
            ("+12e03", 12e3),
            ("-2E+05", -2e5),
            ("1.36", 1.36),
            (".inf", f64::INFINITY),
            ("-.Inf", f64::NEG_INFINITY),
            ("+.INF", f64::INFINITY),
        ] {
            assert_eq!(plain(text), Ok(Data::Float(value)), "{text}");
        }
        assert!(matches!(plain(".nan"), Ok(Data::Float(value)) if value.is_nan()));
        for text in [
            "tRue",
            "yes",
            "on",
            "NuLL",
            "2026-11-20",
            "12:30",
            "1_000",
            "0b1",
            "-0x1",
            "+0o7",
            "0o8",
            "0x",
            "1e",
            "e1",
            ".",
            "-",
            "+",
            "1.2.3",
            "v1",
            "-.nan",
            "inf",
            "١",
            "1e5x",
            "+-1",
            "0x+1",
        ] {
            assert_eq!(plain(text), string(text), "{text}");
        }
        for text in ["9223372036854775808", "0xFFFFFFFFFFFFFFFF", "1e999", "-1e999"] {
            assert_eq!(plain(text), Err(OutOfRange), "{text}");
        }
    }
}
