//! Versions of a course: `1.2.0`, `2.0.0-beta.1`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A version, in the order of Semantic Versioning.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Version {
    text: String,
    order: semver::Version,
}

/// A text that is no version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a version such as 1.2.0 or 2.0.0-beta.1")]
pub struct BadVersion(String);

impl Version {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl FromStr for Version {
    type Err = BadVersion;

    fn from_str(text: &str) -> Result<Self, BadVersion> {
        let bad = || BadVersion(text.to_owned());
        let order = semver::Version::parse(text).map_err(|_| bad())?;
        // Build metadata has no order, and a version names files.
        if !order.build.is_empty() || text.len() > 40 {
            return Err(bad());
        }
        Ok(Version { text: text.to_owned(), order })
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order.cmp(&other.order)
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn has_three_numbers_and_an_order() {
        let version = |text: &str| text.parse::<Version>().unwrap();
        assert!(version("1.10.0") > version("1.9.3"));
        assert!(version("2.0.0-beta.1") < version("2.0.0"));
        for bad in ["1", "1.2", "v1.2.0", "1.2.0+build", "01.2.0", "", "1.2.0/..", "1.2.0 "] {
            assert!(bad.parse::<Version>().is_err(), "{bad:?}");
        }
    }
}
