//! Flashcards on paper: a grid of them to a sheet, fronts and backs that meet.

mod sheet;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use gradus_content::Block;
use gradus_core::model::{Card, CardBody, Course};
use gradus_core::{Artifacts, Edition, GenerateError, Generated, Generator};
use gradus_diagnostics::Diagnostic;
use serde::Serialize;
use typst_layout::PagedDocument;

use crate::extent::{Excess, labelled};
use crate::imprint::Imprint;
use crate::legible::MissingGlyphs;
use crate::links::Links;
use crate::node::{Node, Piece};
use crate::options::{CardGrid, PrintOptions};
use crate::output::{Output, Sheets};
use crate::press::{Press, PressError};
use crate::prose::{Cloze, Prose};
use crate::rules;
use sheet::{Place, Sheet};

/// Makes `<code>/<code>-flashcards.pdf` for each course that has cards.
#[derive(Debug, Clone, Default)]
pub struct Flashcards {
    /// What the reader chose.
    pub options: PrintOptions,
}

const OUTPUT: Output = Output { name: "cards", file: "flashcards" };

/// What `print/cards.typ` walks.
#[derive(Serialize)]
struct Deck<'a> {
    #[serde(flatten)]
    imprint: Imprint<'a>,
    sheet: Sheet,
    sheets: Vec<Vec<Face>>,
    /// Sides for the smallest type, by the labels of their boxes.
    smallest: BTreeSet<String>,
}

/// A card on paper: one for a basic card, one for each ordinal of a cloze.
#[derive(Serialize)]
struct Face {
    /// Which of the course's cards, to find it again.
    card: usize,
    id: String,
    ordinal: Option<u16>,
    front_place: Place,
    back_place: Place,
    prompt: Vec<Piece>,
    front: Vec<Node>,
    back: Vec<Node>,
}

impl Generator for Flashcards {
    fn name(&self) -> &'static str {
        OUTPUT.name
    }

    fn generate(&self, edition: &Edition, _built: &Artifacts) -> Result<Generated, GenerateError> {
        let courses = OUTPUT.courses(edition, &self.options)?;
        let sheet = Sheet::new(&self.options).map_err(|error| GenerateError::plain(OUTPUT.name, error.to_string()))?;
        OUTPUT.print(edition, &self.options, courses, |press, publisher, course| {
            let cards: Vec<&Card> = chosen(course, &self.options).collect();
            if cards.is_empty() { Ok(None) } else { print(press, sheet, publisher, course, &cards).map(Some) }
        })
    }
}

/// The cards of the modules to print.
pub(crate) fn chosen<'a>(course: &'a Course, options: &'a PrintOptions) -> impl Iterator<Item = &'a Card> {
    course.live_cards().filter(|card| options.wants_lesson(course, &card.lesson))
}

fn print(press: &Press, sheet: Sheet, publisher: &str, course: &Course, cards: &[&Card]) -> Result<Sheets, PressError> {
    let mut deck = deck(sheet, publisher, course, cards);
    let mut printed = press.print(course, OUTPUT.name, &deck)?;
    deck.smallest = too_large(&printed.pages).filter(|(_, excess)| excess.is_wide()).map(|(side, _)| side).collect();
    if !deck.smallest.is_empty() {
        printed = press.print(course, OUTPUT.name, &deck)?;
    }
    let mut findings = overflows(cards, &printed.pages, |height| sheet.higher(press.options(), height));
    let mut missing = MissingGlyphs::new(press.fonts());
    for card in cards {
        match &card.body {
            CardBody::Basic { front, back } => [front, back].iter().for_each(|blocks| missing.blocks(blocks)),
            CardBody::Cloze { prompt, text, .. } => {
                missing.inlines(prompt);
                missing.blocks(text);
            }
        }
    }
    findings.extend(missing.into_diagnostics());
    Ok(Sheets { pdf: printed.pdf, findings })
}

fn deck<'a>(sheet: Sheet, publisher: &'a str, course: &'a Course, cards: &[&Card]) -> Deck<'a> {
    let mut faces: Vec<Face> = Vec::new();
    for (index, card) in cards.iter().enumerate() {
        match &card.body {
            CardBody::Basic { front, back } => faces.push(face(index, card, None, &[], front, back)),
            CardBody::Cloze { prompt, text, ordinals } => {
                let prompt = Prose::new(&Links::none(), "", 1).inlines(prompt);
                faces.extend(ordinals.iter().map(|&ordinal| face(index, card, Some(ordinal), &prompt, text, text)));
            }
        }
    }
    let mut sheets: Vec<Vec<Face>> = Vec::new();
    for (index, mut face) in faces.into_iter().enumerate() {
        face.front_place = sheet.front(index % sheet.capacity());
        face.back_place = sheet.back(face.front_place);
        match sheets.last_mut().filter(|faces| faces.len() < sheet.capacity()) {
            Some(faces) => faces.push(face),
            None => sheets.push(vec![face]),
        }
    }
    Deck { imprint: Imprint::of(publisher, course), sheet, sheets, smallest: BTreeSet::new() }
}

fn face(card: usize, source: &Card, ordinal: Option<u16>, prompt: &[Piece], front: &[Block], back: &[Block]) -> Face {
    let links = Links::none();
    let prose = Prose::new(&links, "", 0);
    let show = |blocks: &[Block], cloze: fn(u16) -> Cloze| match ordinal {
        Some(ordinal) => prose.cloze(cloze(ordinal)).blocks(blocks),
        None => prose.blocks(blocks),
    };
    Face {
        card,
        id: source.id.as_str().to_owned(),
        ordinal,
        front_place: Place::default(),
        back_place: Place::default(),
        prompt: prompt.to_vec(),
        front: show(front, Cloze::Hide),
        back: show(back, Cloze::Reveal),
    }
}

/// Sides that do not fit: the template labels the box of each with `front` or `back`, a colon, and the card's index.
fn too_large(pages: &PagedDocument) -> impl Iterator<Item = (String, Excess)> + '_ {
    let boxes = pages.pages().iter().flat_map(|page| labelled(&page.frame));
    let sides = boxes.map(|(side, frame)| (side, Excess::of(frame)));
    sides.filter(|(_, excess)| excess.is_wide() || excess.is_high())
}

fn overflows(cards: &[&Card], pages: &PagedDocument, higher: impl Fn(f64) -> Option<CardGrid>) -> Vec<Diagnostic> {
    // The sides of a cloze are one for the author.
    let mut sides: BTreeMap<String, Excess> = BTreeMap::new();
    for (name, excess) in too_large(pages) {
        sides.entry(name).and_modify(|most| *most = most.max(excess)).or_insert(excess);
    }
    let mut findings = Vec::new();
    for (name, excess) in sides {
        let Some((side, index)) = name.split_once(':') else { continue };
        let Some(card) = index.parse().ok().and_then(|index: usize| cards.get(index)) else { continue };
        let millimetres = |excess: f64, how: &str| format!("{} mm too {how}", excess.ceil());
        let (wide, high) = (millimetres(excess.width, "wide"), millimetres(excess.height, "high"));
        let how = match (excess.is_wide(), excess.is_high()) {
            (true, true) => format!("{wide} and {high}"),
            (true, false) => wide,
            (false, _) => high,
        };
        let help = match (excess.is_wide(), higher(excess.height)) {
            (true, _) if !excess.is_high() => "say it in fewer columns or with less indentation".to_owned(),
            (false, Some(grid)) => {
                format!("split it into cards that each ask one thing, or print with `--card-grid {grid}`")
            }
            _ => "split it into cards that each ask one thing".to_owned(),
        };
        let message = format!("the {side} of card `{}` does not fit its paper", card.id.as_str());
        findings.push(
            Diagnostic::warning(rules::CARD_OVERFLOW, card.span, message)
                .label(format!("{how} in the smallest type"))
                .help(help),
        );
    }
    findings
}
