//! Flashcards from their banks.

use std::collections::BTreeSet;

use gradus_content::rules::MALFORMED_CLOZE;
use gradus_content::{Block, BlockKind, Inline, InlineKind, Visit, walk_blocks};
use gradus_diagnostics::{Diagnostic, Span};

use super::{Surroundings, id, ids};
use crate::load::ParsedItem;
use crate::model::{Card, CardBody};
use crate::rules::{INCOMPLETE_ITEM, MISPLACED_PART, MISSING_FIELD};
use crate::source::{CardKind, CardSource, Defaults};

pub(super) fn lower(
    item: ParsedItem<CardSource>,
    defaults: &Defaults,
    around: &Surroundings<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Card> {
    let ParsedItem { source, mut prose, .. } = item;
    let span = source.title.span;
    let Some(lesson) = source.lesson.or_else(|| defaults.lesson.clone()) else {
        diagnostics.push(
            Diagnostic::error(MISSING_FIELD, source.id.span, "this card belongs to no lesson")
                .help("add `lesson=…` to its heading, or `lesson: …` to the bank's front matter"),
        );
        return None;
    };
    let lesson = id(lesson);
    let title = prose.inlines(around.sources, &source.title, diagnostics);
    let front_span = source.front.as_ref().map(|front| front.span);
    let more = source.front.map(|front| prose.blocks(around.sources, &front, diagnostics)).unwrap_or_default();
    let before = diagnostics.len();
    let back = prose.blocks(around.sources, &source.back, diagnostics);
    let torn = diagnostics[before..].iter().any(|finding| finding.rule == MALFORMED_CLOZE);
    let mut clozes = Clozes::default();
    walk_blocks(&back, &mut clozes);
    let kind = source.kind.or_else(|| defaults.kind.as_ref()?.value.card()).unwrap_or(CardKind::Basic);
    if let (CardKind::Basic, Some(at)) = (kind, clozes.first) {
        diagnostics.push(
            Diagnostic::error(MISPLACED_PART, at, "a basic card has no clozes")
                .also(source.id.span, "this card is basic")
                .help("add `kind=cloze` to the card's heading"),
        );
        return None;
    }
    let body = match kind {
        CardKind::Basic => {
            let mut front = vec![Block { span, kind: BlockKind::Paragraph(title) }];
            front.extend(more);
            CardBody::Basic { front, back }
        }
        CardKind::Cloze if torn => return None, // what it hides has been asked for
        CardKind::Cloze if clozes.ordinals.is_empty() => {
            diagnostics.push(
                Diagnostic::error(INCOMPLETE_ITEM, source.id.span, "this cloze card hides nothing")
                    .help("put `{{c1::…}}` around what the learner shall recall"),
            );
            return None;
        }
        CardKind::Cloze => {
            if let Some(at) = front_span {
                diagnostics.push(
                    Diagnostic::error(MISPLACED_PART, at, "a cloze card has no `### Back`")
                        .help("the heading is the prompt, everything below it is the text"),
                );
                return None;
            }
            CardBody::Cloze { prompt: title, text: back, ordinals: clozes.ordinals.into_iter().collect() }
        }
    };
    let domain = around.domain(source.domain.or_else(|| defaults.domain.clone()), &lesson);
    let id = id(source.id);
    Some(Card {
        key: id.value.clone(),
        id,
        span,
        lesson,
        domain,
        body,
        was: ids(source.was),
        retired: source.retired,
        draft: source.draft.or(defaults.draft).unwrap_or(false),
    })
}

#[derive(Default)]
struct Clozes {
    ordinals: BTreeSet<u16>,
    first: Option<Span>,
}

impl Visit for Clozes {
    fn block(&mut self, block: &Block) {
        if let BlockKind::Code(code) = &block.kind {
            for cloze in &code.clozes {
                self.ordinals.insert(cloze.ordinal);
                self.first.get_or_insert(block.span);
            }
        }
    }

    fn inline(&mut self, inline: &Inline) {
        if let InlineKind::Cloze { ordinal, .. } = &inline.kind {
            self.ordinals.insert(*ordinal);
            self.first.get_or_insert(inline.span);
        }
    }
}
