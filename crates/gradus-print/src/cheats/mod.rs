//! Cheat sheets: two pages for each module, made of its tips and commands and of its cards. The template chooses the size of
//! type, and what has to stay out; in large print nothing stays out.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use gradus_content::{Block, BlockKind, CalloutKind, Code, Visit, walk_blocks};
use gradus_core::model::{Card, CardBody, Course, Lesson, Module};
use gradus_core::{Artifacts, Edition, GenerateError, Generated, Generator};
use serde::Serialize;

use crate::cards::chosen;
use crate::imprint::Imprint;
use crate::links::Links;
use crate::node::{Line, Look, Node, Piece, Run};
use crate::options::PrintOptions;
use crate::output::{Output, Sheets};
use crate::prose::Prose;

/// Makes `<code>/<code>-cheat-sheets.pdf` for each course that has tips, commands or cards.
#[derive(Debug, Clone, Default)]
pub struct CheatSheets {
    /// What the reader chose.
    pub options: PrintOptions,
}

const OUTPUT: Output = Output { name: "cheats", file: "cheat-sheets" };

/// What `print/cheats.typ` walks.
#[derive(Serialize)]
pub(crate) struct Leaflet<'a> {
    #[serde(flatten)]
    imprint: Imprint<'a>,
    modules: Vec<ModuleSheet<'a>>,
}

/// The two pages of a module.
#[derive(Serialize)]
struct ModuleSheet<'a> {
    number: usize,
    title: &'a str,
    /// Tips, then commands, each in the order of the lessons.
    first: Vec<Entry>,
    cards: Vec<Entry>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Entry {
    Tip {
        title: Option<Vec<Piece>>,
        blocks: Vec<Node>,
    },
    /// `lesson` is its number, as `2.1`.
    Command {
        lesson: String,
        code: Node,
    },
    Card {
        front: Vec<Node>,
        back: Vec<Node>,
    },
}

impl Generator for CheatSheets {
    fn name(&self) -> &'static str {
        OUTPUT.name
    }

    fn generate(&self, edition: &Edition, _built: &Artifacts) -> Result<Generated, GenerateError> {
        let courses = OUTPUT.courses(edition, &self.options)?;
        OUTPUT.print(edition, &self.options, courses, |press, publisher, course| {
            let leaflet = leaflet(publisher, course, &self.options);
            if leaflet.modules.is_empty() {
                return Ok(None);
            }
            Ok(Some(Sheets { pdf: press.print(course, OUTPUT.name, &leaflet)?.pdf, findings: Vec::new() }))
        })
    }
}

pub(crate) fn leaflet<'a>(publisher: &'a str, course: &'a Course, options: &PrintOptions) -> Leaflet<'a> {
    let modules = options.modules(course).map(|module| sheet(course, module, options));
    let modules = modules.filter(|module| !module.first.is_empty() || !module.cards.is_empty());
    Leaflet { imprint: Imprint::of(publisher, course), modules: modules.collect() }
}

fn sheet<'a>(course: &'a Course, module: &'a Module, options: &PrintOptions) -> ModuleSheet<'a> {
    let links = Links::none();
    let prose = Prose::new(&links, "", 2);
    let mut notes =
        Notes { prose, lesson: String::new(), seen: BTreeSet::new(), tips: Vec::new(), commands: Vec::new() };
    for lesson in &module.lessons {
        notes.lesson = format!("{}.{}", module.number, lesson.number);
        walk_blocks(&lesson.body, &mut notes);
    }
    let mut first = notes.tips;
    first.append(&mut notes.commands);
    let of_module = |card: &&Card| module.lessons.iter().any(|lesson: &Lesson| lesson.id.value == card.lesson.value);
    let cards = chosen(course, options).filter(of_module).map(|card| match &card.body {
        CardBody::Basic { front, back } => Entry::Card { front: prose.blocks(front), back: prose.blocks(back) },
        CardBody::Cloze { prompt, text, .. } => {
            let prompt = prose.inlines(prompt);
            let front = if prompt.is_empty() { Vec::new() } else { vec![Node::Paragraph { content: prompt }] };
            Entry::Card { front, back: prose.blocks(text) }
        }
    });
    ModuleSheet { number: module.number, title: &module.title, first, cards: cards.collect() }
}

/// Tips and commands of lessons.
struct Notes<'a> {
    prose: Prose<'a>,
    lesson: String,
    /// Commands so far: one that comes again is said once.
    seen: BTreeSet<String>,
    tips: Vec<Entry>,
    commands: Vec<Entry>,
}

impl Visit for Notes<'_> {
    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Callout(callout) if callout.kind == CalloutKind::Tip => {
                let title = callout.title.as_ref().map(|title| self.prose.inlines(title));
                self.tips.push(Entry::Tip { title, blocks: self.prose.blocks(&callout.blocks) });
            }
            BlockKind::Code(code) if code.language.as_ref().is_some_and(|language| language.value == "console") => {
                for command in commands(code) {
                    if self.seen.insert(command.clone()) {
                        let code = console(&command);
                        self.commands.push(Entry::Command { lesson: self.lesson.clone(), code });
                    }
                }
            }
            _ => {}
        }
    }
}

/// What is typed in a session: the lines behind `$ `, with those that a backslash carries on. A command that takes a text
/// of its own (`<<`) is no thing to look up, and stays in its lesson.
fn commands(code: &Code) -> Vec<String> {
    let mut commands: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in code.text.lines() {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(typed), _) => commands.push(typed.to_owned()),
            (None, Some(command)) if goes_on => {
                command.push('\n');
                command.push_str(line);
            }
            (None, _) => continue,
        }
        goes_on = line.ends_with('\\');
    }
    commands.retain(|command| !command.contains("<<"));
    commands
}

fn console(command: &str) -> Node {
    let line = |text: &str| Line { input: true, runs: vec![Run { text: text.to_owned(), marked: false }] };
    Node::Code {
        look: Look::Source,
        language: Some("sh".to_owned()),
        file: None,
        fragment: false,
        invalid: false,
        lines: command.lines().map(line).collect(),
    }
}
