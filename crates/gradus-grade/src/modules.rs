//! The ES modules as bytes. One list, which a test holds against the folder.

macro_rules! modules {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_bytes!(concat!("../js/", $path)).as_slice())),+]
    };
}

const MODULES: &[(&str, &[u8])] = modules![
    "address.js",
    "admits.js",
    "answer.js",
    "audit-policy.js",
    "audit.js",
    "can.js",
    "cluster-roles.js",
    "command-table.js",
    "command.js",
    "draw.js",
    "errors.js",
    "fill-in.js",
    "grade.js",
    "labels.js",
    "lines.js",
    "manifest.js",
    "network-policy.js",
    "pattern.js",
    "place.js",
    "pod-security.js",
    "pod.js",
    "rbac.js",
    "reach.js",
    "request.js",
    "scalar.js",
    "schema-reasons.js",
    "schema-words.js",
    "schema.js",
    "select.js",
    "shell.js",
    "vendor/json-schema.js",
    "vendor/yaml.js",
    "yaml-errors.js",
    "yaml.js",
];

/// The modules to ship, by path, sorted. They import each other by relative path, so they stay together in one folder.
pub fn modules() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    MODULES.iter().copied()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::modules;
    use std::fs;
    use std::path::Path;

    #[test]
    fn the_list_is_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("js");
        let mut found = Vec::new();
        for inside in ["", "vendor/"] {
            for entry in fs::read_dir(folder.join(inside)).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                if name.ends_with(".js") {
                    found.push(format!("{inside}{name}"));
                }
            }
        }
        found.sort();
        let listed: Vec<_> = modules().map(|(path, _)| path.to_owned()).collect();
        assert_eq!(listed, found);
    }

    #[test]
    fn no_module_makes_code_from_text_or_asks_for_the_time_or_for_chance() {
        for (path, source) in modules() {
            let source = std::str::from_utf8(source).unwrap();
            let forbidden = ["eval(", "new Function", "Date.now", "new Date()", "Math.random", "fetch("];
            for word in forbidden {
                assert!(!source.contains(word), "{path} has `{word}`");
            }
        }
    }
}
