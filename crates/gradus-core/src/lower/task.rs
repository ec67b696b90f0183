//! Tasks: sections become answers, fences with `file=` their files.

use gradus_content::{Block, BlockKind, Visit, walk_blocks};
use gradus_diagnostics::{Diagnostic, Span, Spanned};
use gradus_yaml::Node;

use super::question::Reader;
use super::{id, ids};
use crate::model::{AnswerFile, Attempt, Criterion, Task};
use crate::rules::{BANK_STRUCTURE, MISPLACED_PART};
use crate::source::{AttemptSource, CriterionSource, ItemSource, ListOrOne};

pub(super) fn lower(source: &mut ItemSource, rubric: Option<&Node>, reader: &mut Reader<'_, '_>) -> Option<Task> {
    let at = source.id.span;
    for (field, name) in [(&source.starter, "Starter"), (&source.solution, "Solution")] {
        if field.is_none() {
            reader.incomplete(
                at,
                format!("this task has no `### {name}`"),
                "write it with its files as fences: ```yaml file=policy.yaml",
            );
        }
    }
    if source.rubric.is_empty() {
        // A rubric whose fence does not parse has been reported there.
        if rubric.is_none() {
            reader.incomplete(
                at,
                "this task has no `### Rubric`".to_owned(),
                "write the criteria as a list in one ```yaml fence",
            );
        }
        return None;
    }
    let (starter, solution) = (source.starter.take()?, source.solution.take()?);
    let starter = whole(&starter, "Starter", reader)?;
    let solution = whole(&solution, "Solution", reader)?;
    for fails in source.right.iter().filter_map(|it| it.fails.clone()).flat_map(ListOrOne::into_vec) {
        reader.diagnostics.push(
            Diagnostic::error(MISPLACED_PART, fails.span, "a `### Right` answer has no `fails=`")
                .help("take it away, or make the section a `### Wrong`"),
        );
    }
    let rights = source.right.drain(..).filter_map(|it| named("Right", it, reader)).collect();
    let wrongs = source.wrong.drain(..).filter_map(|it| named("Wrong", it, reader)).collect();
    let tests = rubric.map(Node::items).unwrap_or_default();
    let rubric = source.rubric.drain(..).zip(tests).map(|(source, node)| criterion(source, node)).collect();
    Some(Task {
        setup: reader.optional(source.setup.as_ref()),
        starter,
        solution,
        rights,
        wrongs,
        rubric,
        verify: reader.optional(source.verify.as_ref()),
    })
}

fn whole(field: &Spanned<String>, name: &str, reader: &mut Reader<'_, '_>) -> Option<Attempt> {
    let blocks = reader.blocks(field);
    let files = files(&blocks, reader.diagnostics);
    if files.is_empty() {
        reader.incomplete(
            field.span,
            format!("`### {name}` has no file"),
            "name the file of a fence: ```yaml file=policy.yaml",
        );
        return None;
    }
    Some(Attempt { span: field.span, title: String::new(), blocks, files, fails: Vec::new() })
}

fn named(section: &str, source: AttemptSource, reader: &mut Reader<'_, '_>) -> Option<Attempt> {
    let mut attempt = whole(&source.text, &format!("{section}: {}", source.title.value), reader)?;
    attempt.span = source.title.span;
    attempt.title = source.title.value;
    attempt.fails = ids(source.fails);
    Some(attempt)
}

/// The named fences of a section, in order.
fn files(blocks: &[Block], diagnostics: &mut Vec<Diagnostic>) -> Vec<AnswerFile> {
    struct Collect<'a> {
        files: Vec<AnswerFile>,
        diagnostics: &'a mut Vec<Diagnostic>,
    }
    impl Visit for Collect<'_> {
        fn block(&mut self, block: &Block) {
            let BlockKind::Code(code) = &block.kind else { return };
            let Some(name) = &code.file else { return };
            if let Some(first) = self.files.iter().find(|file| file.name == *name) {
                self.diagnostics.push(
                    Diagnostic::error(
                        BANK_STRUCTURE,
                        name.span,
                        format!("two files of this answer are called `{}`", name.value),
                    )
                    .also(first.name.span, "the first one")
                    .help("join them, or rename one"),
                );
                return;
            }
            self.files.push(AnswerFile {
                name: name.clone(),
                language: code.language.as_ref().map(|language| language.value.clone()),
                text: code.text.clone(),
                map: code.map.clone(),
            });
        }
    }
    let mut collect = Collect { files: Vec::new(), diagnostics };
    walk_blocks(blocks, &mut collect);
    collect.files
}

fn criterion(source: Spanned<CriterionSource>, node: &Node) -> Criterion {
    let span: Span = source.span;
    let source = source.value;
    let computed = source.is_computed();
    // A judge's list is the only one in a criterion.
    let list = node.entries().iter().map(|entry| entry.value.items()).find(|items| !items.is_empty());
    let entries = list.into_iter().flatten().map(|item| item.span).collect();
    let schema = node.get("schema").cloned();
    let test = node.to_json();
    Criterion { id: id(source.id), span, points: source.points, computed, text: source.text, entries, schema, test }
}
