//! Fingerprints of what was released, and the one way in which values become bytes for them.

use std::fmt;
use std::str::FromStr;

/// 128 bits of BLAKE3: two texts of one hash do not happen by accident, and nothing is proven by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentHash([u8; 16]);

impl ContentHash {
    /// The hash of some texts, in order; none runs into the next.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut hasher = Hasher::new();
        parts.into_iter().for_each(|part| hasher.text(part));
        hasher.finish()
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for ContentHash {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let lower = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() != 32 || !text.bytes().all(lower) {
            return Err(());
        }
        let mut bytes = [0; 16];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).map_err(drop)?;
        }
        Ok(ContentHash(bytes))
    }
}

/// Values as bytes: every text and list with its length before it, so that no two values look alike.
pub(super) struct Hasher(blake3::Hasher);

impl Hasher {
    pub(super) fn new() -> Self {
        Hasher(blake3::Hasher::new_derive_key("gradus lock content 1"))
    }

    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.update(bytes);
    }

    pub(super) fn number(&mut self, number: u64) {
        self.0.update(&number.to_le_bytes());
    }

    pub(super) fn flag(&mut self, flag: bool) {
        self.number(u64::from(flag));
    }

    pub(super) fn optional(&mut self, text: Option<&str>) {
        self.flag(text.is_some());
        self.text(text.unwrap_or_default());
    }

    pub(super) fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.number(items.len() as u64);
        items.iter().for_each(|item| each(self, item));
    }

    /// Data whose keys have no order.
    pub(super) fn data(&mut self, value: &serde_json::Value) {
        match value {
            serde_json::Value::Array(items) => {
                self.text("array");
                self.list(items, Self::data);
            }
            serde_json::Value::Object(entries) => {
                let mut entries: Vec<_> = entries.iter().collect();
                entries.sort_by_key(|(key, _)| key.as_str());
                self.text("object");
                self.list(&entries, |hasher, (key, value)| {
                    hasher.text(key);
                    hasher.data(value);
                });
            }
            scalar => self.text(&scalar.to_string()),
        }
    }

    pub(super) fn finish(&self) -> ContentHash {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.0.finalize().as_bytes()[..16]);
        ContentHash(bytes)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let hash = ContentHash::of(["a", "b"]);
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_ne!(hash, ContentHash::of(["ab"]));
        assert!("zz".parse::<ContentHash>().is_err());
        assert!(hash.to_string().to_uppercase().parse::<ContentHash>().is_err());
    }

    #[test]
    fn the_order_of_keys_is_nothing() {
        let hash = |text: &str| {
            let mut hasher = Hasher::new();
            hasher.data(&serde_json::from_str(text).unwrap());
            hasher.finish()
        };
        assert_eq!(hash(r#"{"a": 1, "b": [2]}"#), hash(r#"{"b": [2], "a": 1}"#));
        assert_ne!(hash(r#"{"a": 1}"#), hash(r#"{"a": "1"}"#));
    }
}
