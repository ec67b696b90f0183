//! What the patterns of the schemas ask for, in an author's words.

/// What a text that shall match looks like.
pub(super) fn help(pattern: &str) -> String {
    match pattern {
        crate::source::ID => "an id is lower-case letters, digits and dashes, and begins with a letter".to_owned(),
        r"^[a-z][a-z0-9-]*$" => {
            "a course is named by its folder beside catalog.yaml: lower-case letters, digits and dashes, beginning with a letter"
                .to_owned()
        }
        r"^[a-z][a-z0-9-]{0,31}$" => {
            "a short name is at most 32 lower-case letters, digits and dashes, and begins with a letter".to_owned()
        }
        pattern if pattern.starts_with("^[a-zA-Z]{2,3}(-") => "a language is written like en or pt-BR".to_owned(),
        "^https?://" => "an address begins with https://".to_owned(),
        pattern if pattern.starts_with(r"^\d{4}-") => "a day is written like 2026-11-20".to_owned(),
        pattern if pattern.starts_with("^[0-9a-f]{8}") => {
            "a UUID is written like 3f0c7f0e-6d1b-4b57-9a59-0d5c2f1f7a11".to_owned()
        }
        pattern => format!("it must match {pattern}"),
    }
}
