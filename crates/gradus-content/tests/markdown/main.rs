//! How Markdown is read: trees, findings, properties.

mod front_matter;
mod properties;
mod rules;
mod support;
mod tree;
