//! `gradus init`: a catalogue with a first course, which passes every check.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use gradus_core::model::Id;
use gradus_core::scaffold;
use gradus_driver::session::FOLDER;
use gradus_driver::writer::add_files;

use crate::ExitStatus;
use crate::context::Context;
use crate::failure::Failure;
use crate::quantities::count;
use crate::{today, uid};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Folder to make; it must be empty if it exists
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Title of the catalogue and its first course [default: from the folder's name]
    #[arg(long)]
    title: Option<String>,
    /// Short name of the first course [default: from the folder's name]
    #[arg(long)]
    code: Option<String>,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let folder = context.path(&arguments.folder);
    if !is_empty(&folder)? {
        return Err(Failure::new(format!("`{}` is not empty", arguments.folder.display())).help("choose a new folder"));
    }
    let name = std::path::absolute(&folder)?.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_else(|| FOLDER.to_owned());
    let code = match &arguments.code {
        Some(code) => Id::new(code).ok_or_else(|| not_an_id(code))?,
        None => slug(&name).or_else(|| Id::new(FOLDER)).ok_or_else(|| not_an_id(&name))?,
    };
    let title = arguments.title.clone().unwrap_or(name);
    let skeleton = scaffold::catalog(&title, &code, &uid::fresh()?, today::by_the_clock());
    let mut files: Vec<(String, String)> =
        skeleton.into_iter().map(|(path, text)| (format!("{FOLDER}/{path}"), text)).collect();
    files.push((".gitignore".to_owned(), "/output/\n".to_owned()));
    // Two branches that both released keep the lines of both.
    files.push((".gitattributes".to_owned(), "course.lock merge=union\n".to_owned()));
    let written = add_files(&folder, &files)?;
    let shown = arguments.folder.display();
    context.terminal.say(&format!(
        "Made {} in {shown}. Next: `gradus -C {shown} serve` shows the course, `gradus -C {shown} check` what is wrong.\n",
        count(written.len(), "file")
    ));
    Ok(ExitStatus::Clean)
}

/// Whether nothing is there. A repository without files counts as nothing.
fn is_empty(folder: &Path) -> Result<bool, Failure> {
    match fs::read_dir(folder) {
        Ok(entries) => {
            for entry in entries {
                if entry?.file_name() != ".git" {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(Failure::new(format!("cannot use `{}`: {error}", folder.display()))),
    }
}

/// An id made from a folder's name, if there is one in it.
fn slug(name: &str) -> Option<Id> {
    let parts: Vec<String> = name
        .to_lowercase()
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    Id::new(parts.join("-"))
}

/// Tells what an id is.
pub(super) fn not_an_id(text: &str) -> Failure {
    Failure::new(format!("`{text}` is not an id"))
        .help("ids are made of a-z, 0-9 and `-`, and begin with a letter, such as `network-policy`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_ids_of_names() {
        let slugged = |name: &str| slug(name).map(|id| id.to_string());
        assert_eq!(slugged("My Course!"), Some("my-course".to_owned()));
        assert_eq!(slugged("2026"), None);
        assert_eq!(slugged("…"), None);
    }
}
