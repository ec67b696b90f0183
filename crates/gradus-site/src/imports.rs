//! Which modules a script is made of, so that a page can name them all at once: a browser learns of an import only when
//! it has read who imports it, and each step of such a chain costs a way to the host and back.

use std::collections::{BTreeMap, BTreeSet};

/// The modules that a module needs from the start, itself left out, by the paths they have in `files`.
pub(crate) fn needed_by(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Vec<String> {
    let mut found = BTreeSet::from([path.to_owned()]);
    let mut open = vec![path.to_owned()];
    while let Some(path) = open.pop() {
        let script = files.get(&path).map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
        for way in imports(&script) {
            let Some(to) = resolve(&path, way).filter(|to| files.contains_key(to)) else { continue };
            if found.insert(to.clone()) {
                open.push(to);
            }
        }
    }
    found.remove(path);
    found.into_iter().collect()
}

/// What a script imports at its top. An import begins or ends a line, as formatters leave it; what only looks like one leads
/// to no file.
fn imports(script: &str) -> impl Iterator<Item = &str> {
    script
        .lines()
        .filter(|line| ["import ", "export ", "} from "].iter().any(|begin| line.starts_with(begin)))
        .filter_map(|line| {
            let line = line.trim_end().trim_end_matches(';');
            let quote = line.chars().next_back().filter(|last| ['"', '\''].contains(last))?;
            let (_, way) = line[..line.len() - 1].rsplit_once(quote)?;
            Some(way)
        })
}

/// Where a relative way leads from a file.
fn resolve(from: &str, way: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in way.strip_prefix("./").or_else(|| way.starts_with("../").then_some(way))?.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." => {}
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_static_import_is_found_once_and_no_dynamic_one() {
        let files = [
            (
                "scripts/a.js",
                "import { x } from \"./b/c.js\";\nimport {\n  y,\n} from './d.js';\nconst later = () => import(\"./e.js\");\n",
            ),
            ("scripts/b/c.js", "import \"../d.js\";\nexport { z } from \"./../f.js\";\nimport \"elsewhere\";\n"),
            ("scripts/d.js", "import { x } from \"./a.js\";\nimport \"./missing.js\";\n"),
            ("scripts/e.js", ""),
            ("scripts/f.js", "export const text = \"import\";\n"),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into();
        assert_eq!(needed_by(&files, "scripts/a.js"), ["scripts/b/c.js", "scripts/d.js", "scripts/f.js"]);
        assert!(needed_by(&files, "scripts/none.js").is_empty());
    }
}
