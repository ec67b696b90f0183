//! Questions from their banks: each kind has what it needs and nothing it cannot use.

use gradus_content::{Block, BlockKind};
use gradus_diagnostics::{Diagnostic, Span, Spanned, did_you_mean};

use super::{Surroundings, exam, id, ids, task};
use crate::bank::{Prose, blanks};
use crate::load::ParsedItem;
use crate::model::{Answer, Blank, Choice, ChoiceOption, Difficulty, Match, Question, Stage, Step};
use crate::rules::{INCOMPLETE_ITEM, MISPLACED_PART, MISSING_FIELD, UNMATCHED_BLANK};
use crate::source::{BlankSource, Defaults, ItemKind, ItemSource, MatchSource, OptionSource, StageSource};

pub(super) fn lower(
    item: ParsedItem<ItemSource>,
    defaults: &Defaults,
    around: &Surroundings<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Question> {
    let ParsedItem { mut source, rubric, mut prose } = item;
    let span = source.title.span;
    let default = defaults.kind.as_ref().and_then(|kind| kind.value.item());
    let kind = source.kind.as_ref().map(|kind| kind.value).or(default).unwrap_or(ItemKind::Single);
    let Some(lesson) = source.lesson.take().or_else(|| defaults.lesson.clone()) else {
        diagnostics.push(
            Diagnostic::error(MISSING_FIELD, source.id.span, "this item belongs to no lesson")
                .help("add `lesson=…` to its heading, or `lesson: …` to the bank's front matter"),
        );
        return None;
    };
    let misplaced = misplaced(&source, kind);
    if !misplaced.is_empty() {
        diagnostics.extend(misplaced);
        return None;
    }
    let lesson = id(lesson);
    let title = prose.inlines(around.sources, &source.title, diagnostics);
    let stem = match &source.stem {
        Some(stem) => prose.blocks(around.sources, stem, diagnostics),
        None => vec![Block { span, kind: BlockKind::Paragraph(title.clone()) }],
    };
    let mut reader = Reader { prose: &mut prose, around, diagnostics };
    let answer = match kind {
        ItemKind::Single | ItemKind::Multiple => reader.choice(&source, kind, defaults)?,
        ItemKind::Ordering => reader.ordering(&source)?,
        ItemKind::FillIn => reader.fill_in(&mut source, &stem)?,
        ItemKind::Task => Answer::Task(Box::new(task::lower(&mut source, rubric.as_ref(), &mut reader)?)),
    };
    if kind != ItemKind::FillIn
        && let Some(blank) = blanks(&stem).first()
    {
        let message = format!("the blank `{}` stands in an item that is no fill-in", blank.value);
        reader.diagnostics.push(
            Diagnostic::error(MISPLACED_PART, blank.span, message).help("add `kind=fill-in` to the item's heading"),
        );
        return None;
    }
    let hints = source.hints.iter().map(|hint| reader.blocks(hint)).collect();
    let explanation = reader.optional(source.explanation.as_ref());
    let references = reader.optional(source.references.as_ref());
    let domain = around.domain(source.domain.or_else(|| defaults.domain.clone()), &lesson);
    let id = id(source.id);
    Some(Question {
        key: id.value.clone(),
        id,
        span,
        title,
        lesson,
        domain,
        difficulty: source.difficulty.or(defaults.difficulty).map_or(Difficulty::Medium, exam::difficulty),
        minutes: source.minutes.or(defaults.minutes),
        assesses: ids(source.assesses),
        was: ids(source.was),
        retired: source.retired,
        draft: source.draft.or(defaults.draft).unwrap_or(false),
        lab: source.lab.or(defaults.lab).unwrap_or(false),
        stem,
        hints,
        explanation,
        references,
        answer,
    })
}

/// Parts that items of this kind cannot use.
fn misplaced(source: &ItemSource, kind: ItemKind) -> Vec<Diagnostic> {
    use ItemKind::{FillIn, Multiple, Ordering, Single, Task};
    let first = |prose: &Option<Spanned<String>>| prose.as_ref().map(|prose| prose.span);
    let parts: [(&str, Option<Span>, &[ItemKind]); 10] = [
        ("options", source.options.first().map(|it| it.text.span), &[Single, Multiple]),
        ("`### Order`", source.order.first().and_then(|it| it.steps.first()).map(|it| it.span), &[Ordering]),
        ("`### Answer`", source.blanks.first().map(|it| it.name.span), &[FillIn]),
        ("`### Setup`", first(&source.setup), &[Task]),
        ("`### Starter`", first(&source.starter), &[Task]),
        ("`### Solution`", first(&source.solution), &[Task]),
        ("`### Right`", source.right.first().map(|it| it.title.span), &[Task]),
        ("`### Wrong`", source.wrong.first().map(|it| it.title.span), &[Task]),
        ("`### Rubric`", source.rubric.first().map(|it| it.span), &[Task]),
        ("`### Verify`", first(&source.verify), &[Task]),
    ];
    let found = parts.into_iter().filter_map(|(name, span, kinds)| {
        let span = span.filter(|_| !kinds.contains(&kind))?;
        let kinds = kinds.iter().map(|kind| format!("`kind={}`", word(*kind))).collect::<Vec<_>>().join(" or ");
        let finding = Diagnostic::error(MISPLACED_PART, span, format!("{} item has no {name}", with_article(kind)));
        let at = source.kind.as_ref().map_or(source.id.span, |kind| kind.span);
        Some(finding.also(at, format!("this item is {}", word(kind))).help(format!("items with {name} are {kinds}")))
    });
    found.collect()
}

fn with_article(kind: ItemKind) -> String {
    format!("{} {}", if kind == ItemKind::Ordering { "an" } else { "a" }, word(kind))
}

fn word(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Single => "single",
        ItemKind::Multiple => "multiple",
        ItemKind::Ordering => "ordering",
        ItemKind::FillIn => "fill-in",
        ItemKind::Task => "task",
    }
}

/// Reads the prose of one item.
pub(super) struct Reader<'a, 'b> {
    prose: &'a mut Prose,
    around: &'a Surroundings<'b>,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_, '_> {
    pub(super) fn blocks(&mut self, field: &Spanned<String>) -> Vec<Block> {
        self.prose.blocks(self.around.sources, field, self.diagnostics)
    }

    pub(super) fn optional(&mut self, field: Option<&Spanned<String>>) -> Vec<Block> {
        field.map(|field| self.blocks(field)).unwrap_or_default()
    }

    /// Says that an item lacks what its kind needs.
    pub(super) fn incomplete(&mut self, span: Span, message: String, help: &str) {
        self.diagnostics.push(Diagnostic::error(INCOMPLETE_ITEM, span, message).help(help));
    }

    fn choice(&mut self, source: &ItemSource, kind: ItemKind, defaults: &Defaults) -> Option<Answer> {
        if source.options.len() < 2 {
            self.incomplete(
                source.id.span,
                format!(
                    "this {} item has {}",
                    word(kind),
                    if source.options.is_empty() { "no options" } else { "one option" }
                ),
                "write at least two, `- [x]` right and `- [ ]` wrong, as the last block before the first `###`",
            );
            return None;
        }
        let options = source.options.iter().map(|option| self.option(option)).collect();
        let shuffle = source.shuffle.or(defaults.shuffle).unwrap_or(true);
        Some(Answer::Choice(Choice { multiple: kind == ItemKind::Multiple, shuffle, options }))
    }

    fn option(&mut self, option: &OptionSource) -> ChoiceOption {
        ChoiceOption {
            span: option.text.span,
            right: option.right,
            content: self.blocks(&option.text),
            rationale: self.optional(option.rationale.as_ref()),
            pin_last: option.pin.is_some(),
        }
    }

    fn ordering(&mut self, source: &ItemSource) -> Option<Answer> {
        if source.order.len() < 2 {
            self.incomplete(
                source.id.span,
                "this ordering item has no order".to_owned(),
                "write `### Order` and the steps as a numbered list in the right order, at least two",
            );
            return None;
        }
        Some(Answer::Ordering(source.order.iter().map(|stage| self.stage(stage)).collect()))
    }

    fn stage(&mut self, stage: &StageSource) -> Stage {
        let label = stage.label.as_ref().map(|label| self.prose.inlines(self.around.sources, label, self.diagnostics));
        let steps = stage.steps.iter().map(|step| Step { span: step.span, content: self.blocks(step) }).collect();
        Stage { label: label.unwrap_or_default(), steps }
    }

    fn fill_in(&mut self, source: &mut ItemSource, stem: &[Block]) -> Option<Answer> {
        let before = self.diagnostics.len();
        self.match_blanks(&blanks(stem), &source.blanks, source.id.span);
        if self.diagnostics.len() > before {
            return None;
        }
        Some(Answer::FillIn(std::mem::take(&mut source.blanks).into_iter().map(blank).collect()))
    }

    /// Says which blanks of the stem have no answer and which answers no blank; a typo makes one of each, and is said once.
    fn match_blanks(&mut self, asked: &[Spanned<String>], answers: &[BlankSource], item: Span) {
        let unanswered = asked.iter().filter(|blank| !answers.iter().any(|answer| answer.name.value == blank.value));
        let mut unasked: Vec<&Spanned<String>> = answers.iter().map(|answer| &answer.name).collect();
        unasked.retain(|answer| !asked.iter().any(|blank| blank.value == answer.value));
        for blank in unanswered {
            let finding =
                Diagnostic::error(UNMATCHED_BLANK, blank.span, format!("the blank `{}` has no answer", blank.value));
            let near = did_you_mean(&blank.value, unasked.iter().map(|answer| answer.value.as_str()));
            let meant = near.and_then(|near| unasked.iter().position(|answer| answer.value == near));
            self.diagnostics.push(match meant.map(|at| unasked.remove(at)) {
                Some(answer) => finding
                    .also(answer.span, "and this answer no blank")
                    .help(format!("did you mean `{}`?", answer.value)),
                None => finding.help(format!(
                    "write `### Answer: {}` with the accepted forms as bullets of inline code",
                    blank.value
                )),
            });
        }
        for answer in unasked {
            let finding =
                Diagnostic::error(UNMATCHED_BLANK, answer.span, format!("the stem has no blank `{}`", answer.value));
            self.diagnostics.push(match did_you_mean(&answer.value, asked.iter().map(|blank| blank.value.as_str())) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help(format!("write `___[{}]` where the learner shall fill it in", answer.value)),
            });
        }
        if answers.is_empty() && asked.is_empty() {
            self.incomplete(
                item,
                "this fill-in item has no blank".to_owned(),
                "write `___[name]` in the stem and `### Answer: name` below it",
            );
        }
    }
}

fn blank(source: BlankSource) -> Blank {
    Blank {
        span: source.name.span,
        name: source.name.value,
        how: match source.how {
            None | Some(MatchSource::Exact) => Match::Exact,
            Some(MatchSource::Command) => Match::Command,
            Some(MatchSource::Yaml) => Match::Yaml,
            Some(MatchSource::Regex) => Match::Regex,
        },
        accepted: source.accept,
        rejected: source.reject,
    }
}
