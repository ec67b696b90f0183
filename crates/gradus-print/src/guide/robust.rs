//! Whatever a course's Markdown may hold lays out, and stays text.

use std::collections::BTreeMap;

use gradus_core::{Artifacts, Generator};
use gradus_theme::Theme;
use proptest::prelude::*;

use super::{StudyGuide, print};
use crate::extent::Excess;
use crate::options::PrintOptions;
use crate::press::Press;
use crate::{rules, sample};

/// The sample course with this text as its lesson.
pub(super) fn with_lesson(body: &str) -> BTreeMap<&'static str, String> {
    let mut files = sample::files();
    let lesson = files.get_mut("tst/modules/01/first.md").unwrap();
    let front = lesson.find("\n---\n").unwrap() + 5;
    lesson.truncate(front);
    lesson.push('\n');
    lesson.push_str(body);
    files
}

/// Words of all sorts, without a sign that Markdown would read.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[a-z]{1,12}",
        2 => "[a-zA-Z0-9./:-]{40,200}".prop_map(|word| format!("x{}x", word.replace("://", "."))),
        1 => "[\u{4e00}-\u{4fff}\u{3041}-\u{3096}]{1,30}",
        1 => "[\u{5d0}-\u{5ea}\u{627}-\u{64a}]{1,12}",
        1 => "[\u{1f300}-\u{1f64f}\u{200d}\u{fe0f}]{1,4}",
        1 => "[äöüßéñçøłžα-ωа-я]{1,12}",
        1 => Just("#panic(1)".to_owned()),
        1 => Just("e\u{301}\u{323}\u{200b}\u{ad}".to_owned()),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 1..12).prop_map(|words| words.join(" "))
}

fn indented(text: &str, by: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{by}{line}\n") }).collect()
}

/// A block of Markdown, its lists, quotations and call-outs nested.
pub(crate) fn block() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => text(),
        1 => text().prop_map(|text| format!("**{text}** *{text}* `{text}`")),
        1 => (2..6_usize, text()).prop_map(|(level, text)| format!("{} H {text}", "#".repeat(level))),
        1 => (prop::collection::vec(text(), 1..40), any::<bool>()).prop_map(|(lines, shell)| {
            let language = if shell { "console" } else { "text" };
            format!("```{language}\n{}\n```", lines.join("\n  $ "))
        }),
        1 => (1..9_usize, 1..30_usize, text()).prop_map(|(columns, rows, text)| {
            let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(columns));
            format!("{}{}{}", row("head"), row("---"), row(&text).repeat(rows))
        }),
        1 => Just("---".to_owned()),
        1 => Just("![What the dot shows](assets/dot.svg)".to_owned()),
    ];
    leaf.prop_recursive(6, 40, 4, |inner| {
        let blocks = prop::collection::vec(inner, 1..4).prop_map(|blocks| blocks.join("\n\n"));
        prop_oneof![
            blocks.clone().prop_map(|inner| format!("- item\n\n{}", indented(&inner, "  "))),
            blocks.clone().prop_map(|inner| format!("7. item\n\n{}", indented(&inner, "   "))),
            blocks.clone().prop_map(|inner| indented(&inner, "> ")),
            blocks.prop_map(|inner| format!("> [!TIP]\n{}", indented(&inner, "> "))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_course_may_hold_lays_out(blocks in prop::collection::vec(block(), 1..6)) {
        // What the checks refuse never comes here.
        if let Some(edition) = sample::try_edition(with_lesson(&blocks.join("\n\n"))) {
            let generated = StudyGuide::default().generate(&edition, &Artifacts::new());
            prop_assert!(generated.is_ok(), "{:?}", generated.err());
        }
    }
}

#[test]
fn a_list_eight_deep_a_table_of_500_rows_and_a_word_of_5000_signs_lay_out() {
    let list: String = (0..8).map(|depth| format!("{}- level {depth}\n", "  ".repeat(depth))).collect();
    let table = format!("| a | b |\n|---|---|\n{}", "| one | two |\n".repeat(500));
    let word = "supercalifragilistic".repeat(250);
    let columns = format!("|{}\n|{}\n|{}\n", "wide|".repeat(24), "---|".repeat(24), "`some.long.name`|".repeat(24));
    let body = format!("{list}\n{table}\n{word}\n\n{columns}\n- {word}\n\n```text\n{word}\n```\n");
    let (edition, _) = sample::edition(with_lesson(&body));
    let press = Press::new(Theme::new(BTreeMap::new()), &PrintOptions::default());
    let guide = print(&press, "Tests", &edition.catalog().courses[0]).unwrap();
    for (page, number) in guide.pages.pages().iter().zip(1..) {
        assert!(!Excess::of(&page.frame).is_wide(), "page {number}: {:?}", Excess::of(&page.frame));
    }
}

#[test]
fn scripts_are_set_in_the_fallback_fonts_or_said_where_they_stand() {
    let body = "Fine: ä ł α Я → ≥ │ ⋮.\n\nעברית here.\n\nالعربية there.\n\n漢字 in a line.\n\nSmile 😀.\n";
    let (edition, sources) = sample::edition(with_lesson(body));
    let generated = StudyGuide::default().generate(&edition, &Artifacts::new()).unwrap();
    let said: Vec<&str> = generated.diagnostics.iter().map(|finding| sources.slice(finding.primary.span)).collect();
    assert_eq!(said, ["漢字 in a line.", "Smile 😀."]);
    assert!(generated.diagnostics.iter().all(|finding| finding.rule == rules::MISSING_GLYPH));
}

/// What would run if any text were ever read as Typst code or markup.
pub(crate) const HOSTILE: [&str; 14] = [
    "#panic(\"ran\")",
    "#(panic)(\"ran\")",
    "#eval(\"panic(1)\")",
    "#{ panic(1) }",
    "#let x = panic(1)",
    "#import \"/print/look.typ\": *",
    "#read(\"/etc/passwd\")",
    "#include \"/etc/passwd\"",
    "#set page(width: 1pt)",
    "#show: it => panic(1)",
    "$ #panic(1) $",
    "@nowhere <nowhere>",
    "]#panic(1)[",
    "\"); panic(1); (\"",
];

#[test]
fn a_hostile_text_is_printed_in_every_place_and_never_run() {
    for hostile in HOSTILE {
        let mut files = sample::files();
        let quoted = hostile.replace('\'', "''");
        files.insert(
            "tst/plan.yaml",
            format!("title: '{quoted}'\nweeks: [{{theme: '{quoted}', text: '{quoted}', lessons: [first]}}]\n"),
        );
        let text: String =
            hostile.chars().flat_map(|c| if c.is_ascii_punctuation() { vec!['\\', c] } else { vec![c] }).collect();
        let lesson = files.get_mut("tst/modules/01/first.md").unwrap();
        lesson.push_str(&format!(
            "\n{text} **{text}** `{hostile}`\n\n## {text}\n\n> [!TIP]\n> **{text}**\n>\n> {text}\n\n```python file=a.py\n{hostile}\n```\n\n```console\n$ {hostile}\n```\n\n| {text} |\n|---|\n| {text} |\n\n![{text}](assets/dot.svg \"x\")\n"
        ));
        files.insert("tst/notes/glossary.md", format!("## {text} {{#t-term}}\n\n{text}\n"));
        let (edition, _) = sample::edition(files);
        let generated = StudyGuide::default().generate(&edition, &Artifacts::new());
        assert!(generated.is_ok(), "`{hostile}`: {:?}", generated.err());
    }
}
