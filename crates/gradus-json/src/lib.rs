//! Edition → `<code>.json`: the compiled course in a stable machine form, for tools and for comparing releases.
//!
//! The form has a version ([`VERSION`]) and a JSON Schema ([`schema_text`], committed as `schemas/compiled-course.schema.json`).
//! Prose is the typed tree, not markup; places in the sources are left out, so that moving text does not change the file.

mod course;
mod items;
mod prose;

use gradus_core::{Artifacts, Edition, GenerateError, Generated, Generator};

pub use course::{CompiledCourse, VERSION};

/// The generator `json`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Json;

impl Generator for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn generate(&self, edition: &Edition, _built: &Artifacts) -> Result<Generated, GenerateError> {
        let mut artifacts = Artifacts::new();
        for course in &edition.catalog().courses {
            let compiled = CompiledCourse::of(course);
            let mut bytes = serde_json::to_vec_pretty(&compiled)
                .map_err(|error| GenerateError::new(self.name(), "the course cannot be written as JSON", error))?;
            bytes.push(b'\n');
            artifacts.insert(format!("{0}/{0}.json", course.code.as_str()), bytes);
        }
        Ok(Generated { artifacts, diagnostics: Vec::new() })
    }
}

/// The JSON Schema of the form, as its file holds it.
pub fn schema_text() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<CompiledCourse>();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
