//! From nodes to Rust types, through serde.
//!
//! [`Spanned`](gradus_diagnostics::Spanned) works wherever serde asks this deserializer directly: fields, items, map keys,
//! options, unit and externally tagged enums. serde itself buffers `#[serde(untagged)]`, `#[serde(flatten)]` and
//! internally tagged enums in a form that knows no places: a `Spanned` inside those is an error, and errors inside them point at the
//! whole. Read a [`Node`] there (it is `Deserialize` too) and look at it by hand.

mod error;
mod node;

use gradus_diagnostics::{Span, span_serde};
use serde::de::value::{StrDeserializer, StringDeserializer, U32Deserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::{Data, Entry, Node};
pub use error::{Error, ErrorKind};

use error::Failure;

/// Reads a node into a Rust type.
///
/// A struct must come from a mapping, never from a list. Numbers, bools and null are not text, and text is not a number.
///
/// # Errors
///
/// When the node does not fit; the error knows the smallest node it is about.
pub fn from_node<T: DeserializeOwned>(node: &Node) -> Result<T, Error> {
    T::deserialize(Reader(node))
        .map_err(|failure| Error { span: failure.span.unwrap_or(node.span), kind: failure.kind })
}

/// A node being read; private, so that its errors are.
#[derive(Clone, Copy)]
struct Reader<'de>(&'de Node);

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match &self.0.data {
            Data::Null => visitor.visit_unit(),
            Data::Bool(value) => visitor.visit_bool(*value),
            Data::Int(value) => visitor.visit_i64(*value),
            Data::Float(value) => visitor.visit_f64(*value),
            Data::String(value) => visitor.visit_borrowed_str(value),
            Data::Sequence(items) => visit_items(items, visitor),
            Data::Mapping(entries) => visitor.visit_map(Entries { rest: entries, value: None }),
        }
        .map_err(|failure: Failure| failure.at(self.0.span))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.0.data {
            Data::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
        .map_err(|failure: Failure| failure.at(self.0.span))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_newtype_struct(self).map_err(|failure: Failure| failure.at(self.0.span))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        if name == span_serde::STRUCT {
            return visitor
                .visit_map(Place::new(self.0.span, self))
                .map_err(|failure: Failure| failure.at(self.0.span));
        }
        match self.0.data {
            // serde would take the items for the fields in order.
            Data::Sequence(_) => Err(Failure::invalid_type(Unexpected::Seq, &"a mapping").at(self.0.span)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        match &self.0.data {
            Data::String(name) => visitor.visit_enum(StrDeserializer::new(name)),
            Data::Mapping(entries) => match entries.as_slice() {
                [entry] => visitor.visit_enum(Variant(entry)),
                _ => Err(Failure::invalid_length(entries.len(), &"a single key")),
            },
            other => Err(Failure::invalid_type(unexpected(other), &"a word or a mapping with a single key")),
        }
        .map_err(|failure: Failure| failure.at(self.0.span))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier
    }
}

fn unexpected(data: &Data) -> Unexpected<'_> {
    match data {
        Data::Null => Unexpected::Unit,
        Data::Bool(value) => Unexpected::Bool(*value),
        Data::Int(value) => Unexpected::Signed(*value),
        Data::Float(value) => Unexpected::Float(*value),
        Data::String(value) => Unexpected::Str(value),
        Data::Sequence(_) => Unexpected::Seq,
        Data::Mapping(_) => Unexpected::Map,
    }
}

fn visit_items<'de, V: Visitor<'de>>(items: &'de [Node], visitor: V) -> Result<V::Value, Failure> {
    let mut access = Items { rest: items };
    let value = visitor.visit_seq(&mut access)?;
    match access.rest {
        [] => Ok(value),
        rest => Err(Failure::invalid_length(items.len(), &format!("{} items", items.len() - rest.len()).as_str())),
    }
}

struct Items<'de> {
    rest: &'de [Node],
}

impl<'de> SeqAccess<'de> for &mut Items<'de> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Failure> {
        let Some((first, rest)) = self.rest.split_first() else { return Ok(None) };
        self.rest = rest;
        seed.deserialize(Reader(first)).map(Some).map_err(|failure| failure.at(first.span))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

struct Entries<'de> {
    rest: &'de [Entry],
    value: Option<&'de Node>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Failure> {
        let Some((first, rest)) = self.rest.split_first() else { return Ok(None) };
        self.rest = rest;
        self.value = Some(&first.value);
        let key = Key { span: first.key.span, text: &first.key.value };
        seed.deserialize(key).map(Some).map_err(|failure| failure.at(first.key.span))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Failure> {
        let node = self.value.take().ok_or_else(|| Failure::custom("a value was asked for before its key"))?;
        seed.deserialize(Reader(node)).map_err(|failure| failure.at(node.span))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// A key, or the name of a variant that holds something.
#[derive(Clone, Copy)]
struct Key<'de> {
    span: Span,
    text: &'de str,
}

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Failure;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_borrowed_str(self.text)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Failure> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        match name == span_serde::STRUCT {
            true => visitor.visit_map(Place::new(self.span, self)),
            false => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        visitor.visit_enum(StrDeserializer::new(self.text))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq
        tuple tuple_struct map identifier ignored_any
    }
}

/// What a `Spanned` asks for: the place field by field, then the value.
struct Place<D> {
    numbers: [u32; 3],
    given: usize,
    value: Option<D>,
}

impl<D> Place<D> {
    fn new(span: Span, value: D) -> Self {
        let source = u32::try_from(span.source.index()).unwrap_or(u32::MAX);
        Place { numbers: [source, span.start, span.end], given: 0, value: Some(value) }
    }
}

impl<'de, D: Deserializer<'de, Error = Failure>> MapAccess<'de> for Place<D> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Failure> {
        let Some(name) = span_serde::FIELDS.get(self.given) else { return Ok(None) };
        let name: StringDeserializer<Failure> = (*name).to_owned().into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Failure> {
        let field = self.given;
        self.given += 1;
        match (self.numbers.get(field), self.value.take()) {
            (Some(&number), value) => {
                self.value = value;
                seed.deserialize(U32Deserializer::new(number))
            }
            (None, Some(value)) => seed.deserialize(value),
            (None, None) => Err(Failure::custom("a place has no more fields")),
        }
    }
}

/// An externally tagged variant: its name is the only key.
struct Variant<'de>(&'de Entry);

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Failure;
    type Variant = Content<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Content<'de>), Failure> {
        let key = Key { span: self.0.key.span, text: &self.0.key.value };
        let name = seed.deserialize(key).map_err(|failure| failure.at(self.0.key.span))?;
        Ok((name, Content(&self.0.value)))
    }
}

/// What an externally tagged variant holds.
struct Content<'de>(&'de Node);

impl<'de> VariantAccess<'de> for Content<'de> {
    type Error = Failure;

    fn unit_variant(self) -> Result<(), Failure> {
        match self.0.is_null() {
            true => Ok(()),
            false => Err(Failure::invalid_type(unexpected(&self.0.data), &"nothing").at(self.0.span)),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Failure> {
        seed.deserialize(Reader(self.0)).map_err(|failure| failure.at(self.0.span))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Failure> {
        Reader(self.0).deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Failure> {
        Reader(self.0).deserialize_struct("", fields, visitor)
    }
}
