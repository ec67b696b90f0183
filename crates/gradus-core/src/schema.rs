//! JSON Schemas of the source format: generated from the types in [`source`](crate::source), committed under `schemas/`,
//! and held against every file, front matter and item before it is read into those types.
//!
//! Draft 2020-12. An optional field may be left out but not be null, so that `podcast:` with nothing behind it is found.

mod examples;
mod patterns;
mod report;

use std::sync::OnceLock;

use gradus_diagnostics::Diagnostic;
use gradus_yaml::Node;
use jsonschema::Validator;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use crate::source;

/// The shapes that files and items can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// `catalog.yaml`
    Catalog,
    /// `course.yaml`
    Course,
    /// `exam.yaml`
    Exam,
    /// `plan.yaml`
    Plan,
    /// `module.yaml`
    Module,
    /// Front matter of a lesson.
    Lesson,
    /// Front matter of a bank.
    BankDefaults,
    /// A question or a task.
    Item,
    /// A flashcard.
    Card,
    /// A note.
    Note,
    /// A YAML bank of questions.
    Bank,
    /// A YAML bank of flashcards.
    Cards,
    /// A YAML bank of notes.
    Notes,
}

impl Shape {
    /// All of them.
    pub const ALL: [Shape; 13] = [
        Shape::Catalog,
        Shape::Course,
        Shape::Exam,
        Shape::Plan,
        Shape::Module,
        Shape::Lesson,
        Shape::BankDefaults,
        Shape::Item,
        Shape::Card,
        Shape::Note,
        Shape::Bank,
        Shape::Cards,
        Shape::Notes,
    ];

    /// The name of its file in `schemas/`, without `.schema.json`.
    pub fn name(self) -> &'static str {
        match self {
            Shape::Catalog => "catalog",
            Shape::Course => "course",
            Shape::Exam => "exam",
            Shape::Plan => "plan",
            Shape::Module => "module",
            Shape::Lesson => "lesson",
            Shape::BankDefaults => "bank-defaults",
            Shape::Item => "item",
            Shape::Card => "card",
            Shape::Note => "note",
            Shape::Bank => "bank",
            Shape::Cards => "cards",
            Shape::Notes => "notes",
        }
    }

    /// Its JSON Schema.
    pub fn schema(self) -> &'static Value {
        &self.compiled().schema
    }

    /// The schema as its file holds it.
    pub fn file_text(self) -> String {
        let mut text = serde_json::to_string_pretty(self.schema()).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The name of the type it is made from, and the schema as that says it.
    fn of_type(self) -> (&'static str, Schema) {
        fn root<T: JsonSchema>(name: &'static str) -> (&'static str, Schema) {
            (name, SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>())
        }
        match self {
            Shape::Catalog => root::<source::CatalogSource>("CatalogSource"),
            Shape::Course => root::<source::CourseSource>("CourseSource"),
            Shape::Exam => root::<source::ExamSource>("ExamSource"),
            Shape::Plan => root::<source::PlanSource>("PlanSource"),
            Shape::Module => root::<source::ModuleSource>("ModuleSource"),
            Shape::Lesson => root::<source::LessonSource>("LessonSource"),
            Shape::BankDefaults => root::<source::Defaults>("Defaults"),
            Shape::Item => root::<source::ItemSource>("ItemSource"),
            Shape::Card => root::<source::CardSource>("CardSource"),
            Shape::Note => root::<source::NoteSource>("NoteSource"),
            Shape::Bank => root::<source::BankSource>("BankSource"),
            Shape::Cards => root::<source::CardsSource>("CardsSource"),
            Shape::Notes => root::<source::NotesSource>("NotesSource"),
        }
    }

    #[cfg(test)]
    fn type_name(self) -> &'static str {
        self.of_type().0
    }

    fn generate(self) -> Value {
        let (name, schema) = self.of_type();
        let mut schema = schema.to_value();
        drop_null(&mut schema);
        examples::add(name, &mut schema);
        schema
    }

    fn compiled(self) -> &'static Compiled {
        static COMPILED: [OnceLock<Compiled>; 13] = [const { OnceLock::new() }; 13];
        COMPILED[self as usize].get_or_init(|| {
            let schema = self.generate();
            let validator = jsonschema::draft202012::new(&schema).ok();
            Compiled { schema, validator }
        })
    }
}

struct Compiled {
    schema: Value,
    /// `None` only if a schema of ours were broken, which a test rules out.
    validator: Option<Validator>,
}

/// Holds a node against its schema. Every violation becomes a diagnostic; true if there was none.
pub fn validate(shape: Shape, node: &Node, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let compiled = shape.compiled();
    let Some(validator) = &compiled.validator else { return true };
    let instance = node.to_json();
    if validator.is_valid(&instance) {
        return true;
    }
    report::all(&compiled.schema, node, &validator.iter_errors(&instance).collect::<Vec<_>>(), diagnostics);
    false
}

/// `Option<T>` is a field that may be left out, not one that may be null.
fn drop_null(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|name| name != "null");
                if let [one] = types.as_slice() {
                    let one = one.clone();
                    map.insert("type".to_owned(), one);
                }
            }
            if let Some(Value::Array(branches)) = map.get_mut("anyOf") {
                branches.retain(|branch| branch.get("type").is_none_or(|name| name != "null"));
                if branches.len() == 1 {
                    let branch = branches.remove(0);
                    map.remove("anyOf");
                    if let Value::Object(branch) = branch {
                        map.extend(branch);
                    }
                }
            }
            if map.get("default").is_some_and(Value::is_null) {
                map.remove("default");
            }
            map.values_mut().for_each(drop_null);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_null),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_compiles_and_names_its_draft() {
        for shape in Shape::ALL {
            assert!(shape.compiled().validator.is_some(), "{}", shape.name());
            assert_eq!(shape.schema()["$schema"], "https://json-schema.org/draft/2020-12/schema");
            assert!(!shape.file_text().contains("\"null\""), "{} allows null", shape.name());
        }
    }
}
