//! An `.apkg`: a zip of the database, the media files under numbers, and the map from numbers to names.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use serde_json::{Map, Value};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Packs a database and media given by name and content.
pub(crate) fn pack(database: &[u8], media: &BTreeMap<&str, &[u8]>) -> ZipResult<Vec<u8>> {
    let names: Map<String, Value> =
        media.iter().enumerate().map(|(number, (name, _))| (number.to_string(), Value::from(*name))).collect();
    let names = Value::Object(names).to_string();
    let mut members: BTreeMap<String, &[u8]> =
        media.iter().enumerate().map(|(number, (_, bytes))| (number.to_string(), *bytes)).collect();
    members.insert("collection.anki2".to_owned(), database);
    members.insert("media".to_owned(), names.as_bytes());

    // Date, level and rights are fixed: nothing but the content may decide the bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
