//! The files that other systems read: hooks for pre-commit, the reusable workflow, what `docs/ci.md` tells to paste. They parse,
//! what they refer to is there, and every `gradus` command in them runs.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use gradus_diagnostics::SourceMap;
use serde_json::Value;

use crate::Place;

const WORKFLOW: &str = ".github/workflows/check-course.yml";

fn text(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn yaml(name: &str, text: &str) -> Value {
    let mut findings = Vec::new();
    let source = SourceMap::new().add(name, text);
    let node = gradus_yaml::parse(source, text, 0..text.len(), &mut findings);
    assert!(findings.is_empty(), "{name}: {findings:?}");
    node.unwrap_or_else(|| panic!("{name} is empty")).to_json()
}

/// Runs a command line that begins with `gradus` in a fresh catalogue.
fn runs(line: &str) {
    let line = line.split([">", "||"][usize::from(!line.contains('>'))]).next().unwrap();
    let line = line.replace("\"$DIRECTORY\"", ".").replace("\"$DENY\"", "warnings");
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(words[0], "gradus", "{line}");
    Place::project().ok(&words[1..]);
}

#[test]
fn hooks_are_commands() {
    let hooks = yaml(".pre-commit-hooks.yaml", &text(".pre-commit-hooks.yaml"));
    let hooks = hooks.as_array().unwrap();
    assert_eq!(
        hooks.iter().map(|hook| hook["id"].as_str().unwrap()).collect::<Vec<_>>(),
        ["gradus-check", "gradus-fix"]
    );
    for hook in hooks {
        for field in ["name", "description", "files"] {
            assert!(hook[field].as_str().is_some_and(|text| !text.is_empty()), "{field} of {hook}");
        }
        // A catalogue is checked whole, whichever of its files changed.
        assert_eq!((hook["pass_filenames"].as_bool(), hook["language"].as_str()), (Some(false), Some("system")));
        runs(hook["entry"].as_str().unwrap());
    }
}

#[test]
fn the_workflow_uses_what_it_declares() {
    let source = text(WORKFLOW);
    let workflow = yaml(WORKFLOW, &source);
    let declared: BTreeSet<&str> =
        workflow["on"]["workflow_call"]["inputs"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names_after(&source, "inputs."), declared);
    let steps = workflow["jobs"]["check"]["steps"].as_array().unwrap();
    let ids: BTreeSet<&str> = steps.iter().filter_map(|step| step["id"].as_str()).collect();
    assert_eq!(names_after(&source, "steps."), ids);
    let mut commands = 0;
    for step in steps {
        assert!(step["uses"].is_string() != step["run"].is_string(), "{step}");
        let run = step["run"].as_str().unwrap_or_default();
        assert!(!run.contains("${{"), "an input in a script could run as a script: {run}");
        for line in run.lines().filter(|line| line.starts_with("gradus ")) {
            commands += 1;
            runs(line);
        }
    }
    assert_eq!(commands, 2);
    let cache = steps.iter().find(|step| step["id"] == "gradus").unwrap();
    assert!(cache["with"]["key"].as_str().unwrap().contains("inputs.commit"), "another version is another program");
}

#[test]
fn what_the_guide_tells_to_paste_is_yaml_and_calls_what_is_there() {
    let guide = text("docs/ci.md");
    let (mut called, mut hooked) = (0, 0);
    for block in guide.split("\n```yaml\n").skip(1).map(|rest| rest.split("\n```").next().unwrap()) {
        let document = yaml("docs/ci.md", block);
        for job in document["jobs"].as_object().into_iter().flatten().map(|(_, job)| job) {
            let Some(uses) = job["uses"].as_str() else { continue };
            called += 1;
            assert!(uses.contains(&format!("/{WORKFLOW}@")), "{uses}");
            let inputs = &yaml(WORKFLOW, &text(WORKFLOW))["on"]["workflow_call"]["inputs"];
            let given = job["with"].as_object().unwrap();
            assert!(given.keys().all(|name| inputs[name].is_object()), "{job}");
            let required = inputs.as_object().unwrap().iter().filter(|(_, input)| input["required"] == true);
            assert!(required.into_iter().all(|(name, _)| given.contains_key(name)), "{job}");
        }
        for repo in document["repos"].as_array().into_iter().flatten() {
            let offered = yaml(".pre-commit-hooks.yaml", &text(".pre-commit-hooks.yaml"));
            for hook in repo["hooks"].as_array().unwrap() {
                hooked += 1;
                assert!(offered.as_array().unwrap().iter().any(|it| it["id"] == hook["id"]), "{hook}");
            }
        }
    }
    assert!(called > 0 && hooked > 0);
}

#[test]
fn editors_are_pointed_at_schemas_that_init_writes() {
    let place = Place::project();
    let guide = text("docs/editors.md");
    let settings = guide.split("\n```json\n").nth(1).unwrap().split("\n```").next().unwrap();
    let settings: Value = serde_json::from_str(settings).unwrap();
    let schemas = settings["yaml.schemas"].as_object().unwrap();
    assert_eq!(schemas.len(), 8, "one for each kind of YAML file");
    assert!(schemas.keys().all(|path| place.path(path).is_file()), "{schemas:?}");
}

/// The names that stand behind a prefix in expressions.
fn names_after<'a>(text: &'a str, prefix: &str) -> BTreeSet<&'a str> {
    let expressions = text.lines().filter(|line| line.contains("${{") || line.trim_start().starts_with("if:"));
    let behind = expressions.flat_map(|line| line.split(prefix).skip(1));
    behind.map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap()).collect()
}
