//! One change: a part of a course, and what became of it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::snapshot::PartKind;
use crate::words::Edit;

/// A part that changed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Change {
    /// What it is.
    pub part: PartKind,
    /// Its id on the newer side, or the last one it had.
    pub id: String,
    /// The key of an item: what progress hangs on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Its title.
    pub title: String,
    /// What became of it.
    pub status: Status,
    /// The id that it had, if it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renamed_from: Option<String>,
    /// Where it was and is, if it moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved: Option<Move>,
    /// The texts that differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldChange>,
}

impl Change {
    /// Whether its texts differ, beyond its name and place.
    pub fn text_differs(&self) -> bool {
        !self.fields.is_empty()
    }
}

/// What became of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It is new.
    Added,
    /// It is there on both sides and differs.
    Changed,
    /// It was taken out of use; its source stays.
    Retired,
    /// It was retired and is in use again.
    Restored,
    /// It is gone.
    Removed,
}

/// From where to where: the ids of lessons or modules, or positions among their like.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Move {
    /// Where it was.
    pub from: String,
    /// Where it is.
    pub to: String,
}

/// A text that differs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FieldChange {
    /// Which text.
    pub name: String,
    /// Word by word.
    pub edits: Vec<Edit>,
}
