//! Examples and defaults of fields, for editors that explain a field where it is written.

use std::sync::OnceLock;

use gradus_diagnostics::SourceMap;
use serde_json::Value;

const TABLE: &str = include_str!("examples.yaml");

/// Adds them to the root's type, whose name is given, and to every definition. What the schema has already stays.
pub(super) fn add(name: &str, schema: &mut Value) {
    let table = table();
    let fill = |name: &str, schema: &mut Value| {
        let Some(fields) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
        for (field, schema) in fields.iter_mut().filter_map(|(field, schema)| Some((field, schema.as_object_mut()?))) {
            if let Some(example) = table["examples"][name].get(field) {
                schema.entry("examples").or_insert_with(|| Value::Array(vec![example.clone()]));
            }
            if let Some(default) = table["defaults"][name].get(field) {
                schema.entry("default").or_insert_with(|| default.clone());
            }
        }
    };
    fill(name, schema);
    let definitions = schema.get_mut("$defs").and_then(Value::as_object_mut);
    definitions.into_iter().flatten().for_each(|(name, schema)| fill(name, schema));
}

fn table() -> &'static Value {
    static PARSED: OnceLock<Value> = OnceLock::new();
    PARSED.get_or_init(|| {
        let source = SourceMap::new().add("examples.yaml", TABLE);
        let node = gradus_yaml::parse(source, TABLE, 0..TABLE.len(), &mut Vec::new());
        node.map(|node| node.to_json()).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::schema::Shape;

    /// Calls `look` with the type's name, the field's name and its schema, for every field of every schema.
    fn fields(mut look: impl FnMut(&str, &str, &Value, &Value)) {
        for shape in Shape::ALL {
            let root = shape.schema();
            let definitions = root["$defs"].as_object().into_iter().flatten();
            let types = definitions.map(|(name, schema)| (name.as_str(), schema)).chain([(shape.type_name(), root)]);
            for (name, schema) in types {
                for (field, schema) in schema["properties"].as_object().into_iter().flatten() {
                    look(name, field, schema, root);
                }
            }
        }
    }

    #[test]
    fn every_field_is_described_with_an_example() {
        fields(|name, field, schema, _| {
            assert!(
                schema["description"].as_str().is_some_and(|text| !text.is_empty()),
                "{name}.{field}: no description"
            );
            assert!(schema["examples"].as_array().is_some_and(|it| !it.is_empty()), "{name}.{field}: no example");
        });
    }

    #[test]
    fn examples_and_defaults_are_valid() {
        fields(|name, field, schema, root| {
            let mut alone = schema.clone();
            alone["$defs"] = root.get("$defs").cloned().unwrap_or_else(|| Value::Object(serde_json::Map::new()));
            let validator =
                jsonschema::draft202012::new(&alone).unwrap_or_else(|error| panic!("{name}.{field}: {error}"));
            for value in schema["examples"].as_array().into_iter().flatten().chain(schema.get("default")) {
                if let Err(error) = validator.validate(value) {
                    panic!("{name}.{field}: {value}: {error}");
                }
            }
        });
    }

    #[test]
    fn the_table_names_fields_that_there_are() {
        let mut known = BTreeSet::new();
        fields(|name, field, _, _| {
            known.insert((name.to_owned(), field.to_owned()));
        });
        for part in ["examples", "defaults"] {
            let types = table()[part].as_object().into_iter().flatten();
            for (name, field) in
                types.flat_map(|(name, fields)| fields.as_object().into_iter().flatten().map(move |it| (name, it.0)))
            {
                assert!(known.contains(&(name.clone(), field.clone())), "{part}: there is no {name}.{field}");
            }
        }
    }
}
