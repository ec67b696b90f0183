//! Reading a [`Spanned`] with serde.
//!
//! serde has no notion of places, so a `Spanned` asks for a struct of a reserved name with hidden fields, as
//! `serde_spanned` does for TOML. A deserializer that knows places ([`STRUCT`]) hands them over; any other one is refused
//! with an error, because a made-up place would be worse. serde's own buffering (`untagged`, `flatten`, internally tagged
//! enums) stands between and counts as another one.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use crate::{SourceId, Span, Spanned};

/// The name of the struct that a [`Spanned`] asks for.
pub const STRUCT: &str = "$gradus::Spanned";

/// The hidden fields, in the order in which they must be given: the file's index, first byte, byte behind, value.
pub const FIELDS: &[&str] = &["$source", "$start", "$end", "$value"];

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct(STRUCT, FIELDS, SpannedVisitor(PhantomData))
    }
}

struct SpannedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for SpannedVisitor<T> {
    type Value = Spanned<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value whose place is known")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let source: u32 = field(&mut map, FIELDS[0])?;
        let start: u32 = field(&mut map, FIELDS[1])?;
        let end: u32 = field(&mut map, FIELDS[2])?;
        let value = field(&mut map, FIELDS[3])?;
        Ok(Spanned::new(value, Span { source: SourceId(source), start, end }))
    }
}

fn field<'de, A: MapAccess<'de>, T: Deserialize<'de>>(map: &mut A, name: &'static str) -> Result<T, A::Error> {
    match map.next_key::<String>()? {
        Some(key) if key == name => map.next_value(),
        _ => Err(A::Error::custom("the place of this value is not known")),
    }
}
