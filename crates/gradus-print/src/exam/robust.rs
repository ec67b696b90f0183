//! Whatever the Markdown of a bank may hold lays out on every sheet, and stays text.

use std::collections::BTreeMap;

use gradus_core::{Artifacts, Edition, GenerateError, Generator};
use gradus_theme::Theme;
use proptest::prelude::*;

use super::{PracticeExam, booklet};
use crate::cards::Flashcards;
use crate::cheats::{CheatSheets, leaflet};
use crate::extent::Excess;
use crate::guide::robust::{HOSTILE, block};
use crate::options::PrintOptions;
use crate::press::Press;
use crate::sample;

/// The sample course with this text as a tip, as a card and in a question.
fn files(body: &str) -> BTreeMap<&'static str, String> {
    let quoted: String = body.lines().map(|line| format!("> {line}\n")).collect();
    let mut files = sample::files();
    files.get_mut("tst/modules/01/first.md").unwrap().push_str(&format!("\n> [!TIP]\n{quoted}"));
    files.get_mut("tst/cards/bank.md").unwrap().push_str(&format!("\n## Odd? {{#c-odd}}\n\n{quoted}"));
    let bank = files.get_mut("tst/questions/bank.md").unwrap();
    *bank = bank.replace("Put them in order.\n", &format!("Put them in order.\n\n{quoted}"));
    files
}

fn print_all(edition: &Edition) -> Result<(), GenerateError> {
    let (cards, exam, cheats) = (Flashcards::default(), PracticeExam::default(), CheatSheets::default());
    for generator in [&cards as &dyn Generator, &exam, &cheats] {
        generator.generate(edition, &Artifacts::new())?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_bank_may_hold_lays_out(blocks in prop::collection::vec(block(), 1..4)) {
        // What the checks refuse never comes here.
        if let Some(edition) = sample::try_edition(files(&blocks.join("\n\n"))) {
            let printed = print_all(&edition);
            prop_assert!(printed.is_ok(), "{:?}", printed.err());
        }
    }
}

#[test]
fn long_and_wide_things_and_foreign_signs_lay_out() {
    let word = "supercalifragilistic".repeat(100);
    let table = format!(
        "|{}\n|{}\n{}",
        "wide|".repeat(12),
        "---|".repeat(12),
        format!("|{}\n", "`a.b`|".repeat(12)).repeat(60)
    );
    let body = format!("{word}\n\n{table}\n```text\n{word}\n```\n\nעברית 漢字 😀 العربية\n");
    let (edition, _) = sample::edition(files(&body));
    print_all(&edition).unwrap();
    let course = &edition.catalog().courses[0];
    for options in [PrintOptions::default(), PrintOptions { large_print: true, ..PrintOptions::default() }] {
        let press = Press::new(Theme::new(BTreeMap::new()), &options);
        let exam = press.print(course, "exam", &booklet("Tests", course, 0).unwrap()).unwrap();
        let cheats = press.print(course, "cheats", &leaflet("Tests", course, &options)).unwrap();
        for (number, page) in exam.pages.pages().iter().chain(cheats.pages.pages()).enumerate() {
            assert!(!Excess::of(&page.frame).is_wide(), "page {number}: {:?}, {options:?}", Excess::of(&page.frame));
        }
    }
}

#[test]
fn a_hostile_text_is_never_run() {
    let text: String = HOSTILE
        .join("\n")
        .chars()
        .flat_map(|c| if c.is_ascii_punctuation() { vec!['\\', c] } else { vec![c] })
        .collect();
    let code = HOSTILE.join("\n");
    let (edition, _) = sample::edition(files(&format!("{text}\n\n```text\n{code}\n```\n")));
    print_all(&edition).unwrap();
}
