//! The cards of the sample course.

use gradus_core::{Artifacts, Generated, Generator};
use gradus_diagnostics::SourceMap;

use super::sheet::Sheet;
use super::{Flashcards, deck};
use crate::options::{CardSides, Paper, PrintOptions};
use crate::{rules, sample};

fn sheet() -> Sheet {
    Sheet::new(&PrintOptions::default()).unwrap()
}

fn generate(cards: Option<&str>) -> (Generated, SourceMap) {
    let mut files = sample::files();
    if let Some(cards) = cards {
        files.insert("tst/cards/bank.md", format!("---\nlesson: first\n---\n\n{cards}"));
    }
    // The lesson's link to a card of the sample would lead nowhere.
    if let Some(lesson) = files.get_mut("tst/modules/01/first.md") {
        *lesson = lesson.replace("[card](card:c-basic), ", "");
    }
    let (edition, sources) = sample::edition(files);
    (Flashcards::default().generate(&edition, &Artifacts::new()).unwrap(), sources)
}

#[test]
fn the_sample_prints_the_same_bytes_twice() {
    let ((once, _), (again, _)) = (generate(None), generate(None));
    let pdf = once.artifacts.get("tst/tst-flashcards.pdf").unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert!(once.diagnostics.is_empty(), "{:?}", once.diagnostics);
    assert!(once.artifacts.get("tst/tst-flashcards.pdf") == again.artifacts.get("tst/tst-flashcards.pdf"));
}

#[test]
fn a_cloze_makes_a_card_for_each_ordinal() {
    let (edition, _) = sample::edition(sample::files());
    let course = &edition.catalog().courses[0];
    let cards: Vec<_> = course.live_cards().collect();
    let deck = serde_json::to_value(deck(sheet(), "Tests", course, &cards)).unwrap();
    let faces = deck["sheets"][0].as_array().unwrap();
    assert_eq!(faces.len(), 3);
    let first = faces[1]["front"].to_string();
    assert!(first.contains(r#""kind":"hidden","hint":null"#) && first.contains("subtractive"), "{first}");
    let second = faces[2]["front"].to_string();
    assert!(second.contains(r#""hint":"a hint""#) && !second.contains("subtractive"), "{second}");
    assert!(faces[2]["back"].to_string().contains(r#""kind":"answer""#));
}

#[test]
fn nine_cards_take_two_sheets_and_mirror_their_backs() {
    let cards: String = (0..9).map(|n| format!("## Card {n}? {{#card-{n}}}\n\nAnswer {n}.\n\n")).collect();
    let mut files = sample::files();
    files.insert("tst/cards/bank.md", format!("---\nlesson: first\n---\n\n{cards}"));
    let lesson = files.get_mut("tst/modules/01/first.md").unwrap();
    *lesson = lesson.replace("[card](card:c-basic), ", "");
    let (edition, _) = sample::edition(files);
    let course = &edition.catalog().courses[0];
    let cards: Vec<_> = course.live_cards().collect();
    let deck = serde_json::to_value(deck(sheet(), "Tests", course, &cards)).unwrap();
    assert_eq!(deck["sheets"].as_array().unwrap().len(), 2);
    let last = &deck["sheets"][1][0];
    assert_eq!((&last["front_place"]["column"], &last["back_place"]["column"]), (&0.into(), &1.into()));
}

#[test]
fn a_card_too_long_for_its_paper_is_said_where_it_stands() {
    let long = "word ".repeat(900);
    let cards = format!("## Short? {{#short}}\n\nYes.\n\n## Too long? {{#too-long}}\n\n{long}\n");
    let (generated, sources) = generate(Some(&cards));
    let [finding] = generated.diagnostics.as_slice() else { panic!("one finding, not {:?}", generated.diagnostics) };
    assert_eq!(finding.rule, rules::CARD_OVERFLOW);
    assert_eq!(finding.message, "the back of card `too-long` does not fit its paper");
    assert_eq!(finding.help, ["split it into cards that each ask one thing, or print with `--card-grid 2x1`"]);
    assert!(sources.slice(finding.primary.span).contains("Too long?"));
    assert!(generated.artifacts.get("tst/tst-flashcards.pdf").is_some(), "it is printed all the same");
}

#[test]
fn a_card_too_wide_for_its_paper_is_said_where_it_stands() {
    let table = |columns: usize| {
        let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(columns));
        format!("{}{}{}", row("wide"), row("---"), row("words"))
    };
    let long = "supercalifragilistic".repeat(5);
    let cards = format!(
        "## Fits? {{#fits}}\n\n{}\n{long} `{long}`\n\n```text\n{long}\n```\n\n## Too wide? {{#too-wide}}\n\n{}\n",
        table(3),
        table(24),
    );
    let (generated, sources) = generate(Some(&cards));
    let [finding] = generated.diagnostics.as_slice() else { panic!("one finding, not {:?}", generated.diagnostics) };
    assert_eq!(finding.rule, rules::CARD_OVERFLOW);
    assert_eq!(finding.message, "the back of card `too-wide` does not fit its paper");
    assert!(finding.primary.text.contains("mm too wide"), "{finding:?}");
    assert!(sources.slice(finding.primary.span).contains("Too wide?"));
}

/// The examples of the rule's doc: what fails is said, what passes is not.
#[test]
fn the_doc_of_the_rule_shows_cards_that_fail_and_cards_that_pass() {
    let doc = include_str!("../rules/card-overflow.md");
    let examples = |from: &str, to: &str| -> Vec<String> {
        let (_, rest) = doc.split_once(&format!("## {from}\n")).unwrap();
        let (section, _) = rest.split_once(&format!("## {to}\n")).unwrap();
        section.split("````markdown\n").skip(1).map(|it| it.split_once("````").unwrap().0.to_owned()).collect()
    };
    let findings = |card: &String| generate(Some(card)).0.diagnostics.len();
    let (fails, passes) = (examples("Fails", "Passes"), examples("Passes", "How to fix"));
    assert_eq!((fails.len(), passes.len()), (2, 2));
    assert_eq!(fails.iter().map(findings).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(passes.iter().map(findings).collect::<Vec<_>>(), [0, 0]);
}

#[test]
fn a_course_without_cards_has_no_file() {
    assert!(generate(Some("")).0.artifacts.is_empty());
}

#[test]
fn every_grid_and_every_way_to_turn_is_printed() {
    let (edition, _) = sample::edition(sample::files());
    let print = |paper, grid: &str, card_sides| {
        let options = PrintOptions { paper, card_grid: grid.parse().unwrap(), card_sides, ..PrintOptions::default() };
        let generated = Flashcards { options }.generate(&edition, &Artifacts::new());
        generated.map(|generated| generated.artifacts.get("tst/tst-flashcards.pdf").unwrap().to_vec())
    };
    let mut files = Vec::new();
    for paper in [Paper::A4, Paper::Letter] {
        for grid in ["2x4", "4x7"] {
            for sides in [CardSides::LongEdge, CardSides::ShortEdge, CardSides::Fold] {
                files.push(print(paper, grid, sides).unwrap());
            }
        }
    }
    let all = files.len();
    files.sort_unstable();
    files.dedup();
    assert_eq!(files.len(), all, "each is another file");
    let error = print(Paper::A4, "3x3", CardSides::Fold).unwrap_err();
    assert!(error.to_string().contains("even number of columns"), "{error}");
}

#[test]
fn a_grid_is_two_numbers_within_limits() {
    use crate::options::CardGrid;
    assert_eq!("2x4".parse(), Ok(CardGrid::default()));
    for bad in ["", "2", "x", "0x4", "5x1", "1x8", "2x4x1", "-1x2"] {
        assert!(bad.parse::<CardGrid>().is_err(), "{bad}");
    }
}
