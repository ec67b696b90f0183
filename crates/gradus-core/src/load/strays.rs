//! Files and folders that nothing reads, because they are misnamed or not listed.

use gradus_diagnostics::{Diagnostic, Span, did_you_mean};

use super::Reader;
use crate::files::{Files, MAX_TEXT};
use crate::rules::UNKNOWN_OVERRIDE;

/// The folders of a course.
const FOLDERS: [&str; 6] = ["modules", "questions", "cards", "notes", "assets", "releases"];

/// The files of a course beside them; the last is written by Gradus.
const FILES: [&str; 4] = ["course.yaml", "exam.yaml", "plan.yaml", "course.lock"];

/// Folders that a course may hold for other readers than the compiler.
const OTHERS: [&str; 2] = ["theme", "schemas"];

/// Warns of what stands in a course's own folder and is no part of it.
pub(super) fn of_course(reader: &mut Reader<'_>, folder: &str) {
    for (name, is_folder) in reader.entries(folder) {
        let known: &[&str] = if is_folder { &FOLDERS } else { &FILES };
        let about = ["README", "LICENSE"].iter().any(|word| name.to_ascii_uppercase().starts_with(word));
        let part = FOLDERS.iter().chain(&FILES).any(|part| *part == name);
        if part || about || (is_folder && OTHERS.contains(&name.as_str())) {
            continue;
        }
        let help = match did_you_mean(&name, known.iter().copied()) {
            Some(near) => {
                if is_folder {
                    reader.overlook();
                }
                format!("did you mean `{near}`?")
            }
            None if is_folder => format!("the folders of a course are {}", list(&FOLDERS)),
            None => format!("beside {} a course's files stand in {}", list(&FILES[..3]), list(&FOLDERS)),
        };
        reader.stray(&format!("{folder}/{name}"), &help);
    }
}

/// Warns of courses that the catalogue does not list.
pub(super) fn of_catalog(files: &dyn Files, reader: &mut Reader<'_>, listed: &[&str]) {
    for (name, is_folder) in reader.entries("") {
        let manifest = format!("{name}/course.yaml");
        if is_folder && !listed.contains(&name.as_str()) && files.read(&manifest, MAX_TEXT).is_ok() {
            // A course that is listed under nearly this name and not there has been reported, with this one named.
            if listed
                .iter()
                .any(|listed| files.list(listed).is_err() && did_you_mean(listed, [name.as_str()]).is_some())
            {
                continue;
            }
            let help = format!("add `{name}` to `courses` of catalog.yaml, or move the folder away");
            reader.stray(&manifest, &help);
        }
    }
}

/// Warns of a file of the catalogue's own theme that takes no file's place.
pub(super) fn of_theme(reader: &mut Reader<'_>, path: &str, meant: Option<&str>) {
    let at = Span::file(reader.name(&format!("theme/{path}")));
    let message = format!("`theme/{path}` takes no file's place, and no other file of the theme names it");
    let help = match meant {
        Some(near) => format!("did you mean `theme/{near}`?"),
        None => "a file of the theme has the path of the one that it replaces; see docs/themes.md".to_owned(),
    };
    reader.report(Diagnostic::warning(UNKNOWN_OVERRIDE, at, message).help(help));
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
