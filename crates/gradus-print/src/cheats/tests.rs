//! The cheat sheets of the sample course.

use gradus_core::{Artifacts, Generator};
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use super::{CheatSheets, leaflet};
use crate::options::{Paper, PrintOptions};
use crate::press::Press;
use crate::sample;

fn laid_out(lesson: &str, cards: &str, options: &PrintOptions) -> PagedDocument {
    let mut files = sample::files();
    files.get_mut("tst/modules/01/first.md").unwrap().push_str(lesson);
    files.get_mut("tst/cards/bank.md").unwrap().push_str(cards);
    let (edition, _) = sample::edition(files);
    let course = &edition.catalog().courses[0];
    let press = Press::new(gradus_theme::Theme::new(std::collections::BTreeMap::new()), options);
    press.print(course, "cheats", &leaflet("Tests", course, options)).unwrap().pages
}

/// What is printed, without its spaces.
fn text(frame: &Frame) -> String {
    let parts = frame.items().map(|(_, item)| match item {
        FrameItem::Group(group) => text(&group.frame),
        FrameItem::Text(run) => run.text.split_whitespace().collect(),
        _ => String::new(),
    });
    parts.collect()
}

#[test]
fn a_module_has_two_pages_however_much_it_holds_and_in_large_print_all_it_holds() {
    let tips = "\n> [!TIP]\n> Read the question to its end before you type.\n\n".repeat(60);
    let commands: String =
        (0..90).map(|n| format!("$ kubectl get pods --namespace team-{n}-\nNo resources\n")).collect();
    let lesson = format!("{tips}\n```console\n{commands}```\n");
    let cards: String =
        (0..60).map(|n| format!("\n## What is {n}? {{#n-{n}}}\n\n{}\n", "A number. ".repeat(n % 30 + 1))).collect();
    let options = PrintOptions::default();
    let large = PrintOptions { large_print: true, ..options.clone() };
    for options in [options.clone(), PrintOptions { paper: Paper::Letter, ..options }] {
        assert_eq!(laid_out("", "", &options).pages().len(), 2, "{options:?}");
        let full = laid_out(&lesson, &cards, &options);
        assert_eq!(full.pages().len(), 2, "{options:?}");
        assert!(full.pages().iter().all(|page| text(&page.frame).contains("Leftoutforspace")), "{options:?}");
    }
    assert_eq!(laid_out("", "", &large).pages().len(), 2);
    let full = laid_out(&lesson, &cards, &large);
    assert!(full.pages().len() > 2);
    let all: String = full.pages().iter().map(|page| text(&page.frame)).collect();
    assert!((0..90).all(|n| all.contains(&format!("team-{n}-"))), "a command is left out");
    assert!((0..60).all(|n| all.contains(&format!("Whatis{n}?"))), "a card is left out");
    assert!(!all.contains("Leftout"));
}

#[test]
fn a_module_gives_its_tips_commands_and_cards() {
    let mut files = sample::files();
    files.get_mut("tst/modules/01/first.md").unwrap().push_str(
        "\n```console\n$ ls -l\ntotal 0\n$ cat <<EOF\nno\nEOF\n$ run \\\n    --long\nout\n```\n\n```console\n$ ls -l\n```\n",
    );
    let (edition, _) = sample::edition(files);
    let course = &edition.catalog().courses[0];
    let leaflet = serde_json::to_value(leaflet("Tests", course, &PrintOptions::default())).unwrap();
    let module = &leaflet["modules"][0];
    let first = module["first"].as_array().unwrap();
    assert_eq!(first[0]["kind"], "tip");
    let commands: Vec<String> =
        first.iter().filter(|entry| entry["kind"] == "command").map(|it| it["code"]["lines"].to_string()).collect();
    assert_eq!(commands.iter().filter(|command| command.contains("ls -l")).count(), 1, "said once: {commands:?}");
    assert!(commands.iter().any(|command| command.contains("run \\\\") && command.contains("--long")), "{commands:?}");
    assert!(!commands.iter().any(|command| command.contains("<<") || command.contains("total")), "{commands:?}");
    assert_eq!(module["cards"].as_array().unwrap().len(), 2);
}

#[test]
fn the_sample_prints_the_same_bytes_twice() {
    let (edition, _) = sample::edition(sample::files());
    let pdf = || {
        let generated = CheatSheets::default().generate(&edition, &Artifacts::new()).unwrap();
        generated.artifacts.get("tst/tst-cheat-sheets.pdf").unwrap().to_vec()
    };
    assert!(pdf() == pdf());
}
