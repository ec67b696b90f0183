//! The guide of the sample course.

use std::collections::BTreeMap;

use gradus_core::model::Course;
use gradus_core::{Artifacts, Edition, Generator};
use gradus_grade::Grader;
use gradus_theme::Theme;
use serde_json::Value;

use super::book::Book;
use super::{SEED, StudyGuide, print};
use crate::options::{Paper, PrintOptions};
use crate::orders::Orders;
use crate::press::Press;
use crate::{rules, sample};

fn press(theme: BTreeMap<String, Vec<u8>>) -> Press {
    Press::new(Theme::new(theme), &PrintOptions::default())
}

fn course(edition: &Edition) -> &Course {
    &edition.catalog().courses[0]
}

fn orders(edition: &Edition) -> Orders {
    Orders::draw(&Grader::new().unwrap(), SEED, course(edition).live_questions()).unwrap()
}

fn book(edition: &Edition) -> Value {
    serde_json::to_value(Book::of("Tests", course(edition), &PrintOptions::default(), &orders(edition))).unwrap()
}

/// All text of a value, in order.
fn texts(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => {
            out.push_str(text);
            out.push('\n');
        }
        Value::Array(values) => values.iter().for_each(|value| texts(value, out)),
        Value::Object(fields) => fields.values().for_each(|value| texts(value, out)),
        _ => {}
    }
}

#[test]
fn every_kind_is_printed_as_accessible_pdf() {
    let (edition, sources) = sample::edition(sample::files());
    let generated = StudyGuide::default().generate(&edition, &Artifacts::new()).unwrap();
    let pdf = generated.artifacts.get("tst/tst-study-guide.pdf").unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));

    // The one sign that no font has is said, with its place; the build goes on.
    let [finding] = generated.diagnostics.as_slice() else { panic!("one finding, not {:?}", generated.diagnostics) };
    assert_eq!(finding.rule, rules::MISSING_GLYPH);
    assert!(sources.slice(finding.primary.span).contains('🔍'));
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    let (edition, _) = sample::edition(sample::files());
    let once = StudyGuide::default().generate(&edition, &Artifacts::new()).unwrap();
    // Without what was laid out before, so that the second run does the work again.
    typst::comemo::evict(0);
    let again = StudyGuide::default().generate(&edition, &Artifacts::new()).unwrap();
    assert!(once.artifacts.get("tst/tst-study-guide.pdf") == again.artifacts.get("tst/tst-study-guide.pdf"));
}

#[test]
fn the_pdf_has_outline_structure_language_and_few_fonts() {
    let (edition, _) = sample::edition(sample::files());
    let press = press(edition.catalog().theme.clone());
    let printed = press
        .print(
            course(&edition),
            "guide",
            &Book::of("Tests", course(&edition), &PrintOptions::default(), &orders(&edition)),
        )
        .unwrap();
    let text = sample::unpacked(&printed.pdf);
    for marker in ["/Outlines", "/StructTreeRoot", "/MarkInfo", "/Lang", "pdfuaid", "A small course: Study guide"] {
        assert!(text.contains(marker), "{marker} is missing");
    }
    assert!(!text.contains("/CreationDate"), "an unreleased course has no date");
    assert!(printed.pages.pages().len() > 8);
    assert!(printed.pdf.len() < 600_000, "fonts are subset: {} bytes", printed.pdf.len());
}

#[test]
fn author_text_stays_text() {
    let (edition, _) = sample::edition(sample::files());
    let mut all = String::new();
    texts(&book(&edition), &mut all);
    let literal =
        r##"#panic("x") $x^2$ @ref <label> `tick` *star* [open _under #[ ] {{ }} // not a comment /* nor this ="##;
    assert!(all.contains(literal), "{all}");

    // And it lays out where a title, a caption, a file name or a cell could have been read as markup.
    let mut files = sample::files();
    let hostile = "#panic() $x$ @ref `t` *s* _u_ #[ ] // /* = - + <b>";
    let plan = format!("title: '{hostile}'\nweeks: [{{theme: '{hostile}', text: '{hostile}', lessons: [first]}}]\n");
    files.insert("tst/plan.yaml", plan);
    let (edition, _) = sample::edition(files);
    let press = press(edition.catalog().theme.clone());
    assert!(print(&press, "#panic()", course(&edition)).is_ok());
}

#[test]
fn links_lead_to_labels_of_the_guide_or_are_plain_text() {
    let (edition, _) = sample::edition(sample::files());
    let book = book(&edition).to_string();
    for label in ["lesson:first#here", "question:q-single", "question:q-task", "term:t-term", "module:basics"] {
        assert!(book.contains(&format!(r#""to":{{"label":"{label}""#)), "no link to {label}");
    }
    assert!(!book.contains("card:c-basic"), "the guide holds no cards");
}

#[test]
fn headings_skip_no_level() {
    let (edition, _) = sample::edition(sample::files());
    let book = book(&edition);
    let body = book["modules"][0]["lessons"][0]["body"].as_array().unwrap();
    let levels: Vec<u64> =
        body.iter().filter(|node| node["kind"] == "heading").map(|node| node["level"].as_u64().unwrap()).collect();
    assert_eq!(levels, [3, 4]);
}

#[test]
fn a_wrong_turn_is_told_by_its_change() {
    let (edition, _) = sample::edition(sample::files());
    let book = book(&edition);
    let questions = book["questions"][0]["items"].as_array().unwrap();
    let task = questions.iter().find(|question| question["id"] == "q-task").unwrap();
    let wrong = &task["answer"]["wrongs"][0];
    assert_eq!(wrong["fails"][0], "It is two.");
    let lines: Vec<&str> = wrong["blocks"][1]["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["runs"][0]["text"].as_str().unwrap())
        .collect();
    assert_eq!(lines, [" kind: A", " spec:", "-  a: 2", "+  a: 3"]);
}

#[test]
fn an_ordering_is_not_shown_in_order() {
    let (edition, _) = sample::edition(sample::files());
    let book = book(&edition);
    let questions = book["questions"][0]["items"].as_array().unwrap();
    let answer = &questions.iter().find(|question| question["id"] == "q-ordering").unwrap()["answer"];
    let letters: Vec<&str> = answer["stages"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|stage| stage["letters"].as_array().unwrap())
        .map(|letter| letter.as_str().unwrap())
        .collect();
    let mut sorted = letters.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, ["A", "B", "C", "D"]);
    assert_ne!(letters, sorted);
}

#[test]
fn a_broken_template_is_named_with_its_line() {
    let (edition, _) = sample::edition(sample::files());
    let mut theme = edition.catalog().theme.clone();
    theme.insert("print/guide.typ".to_owned(), b"Fine.\n#nothing".to_vec());
    let error = print(&press(theme), "Tests", course(&edition)).err().unwrap();
    assert!(error.to_string().starts_with("print/guide.typ:2:2: unknown variable: nothing"), "{error}");
}

#[test]
fn a_lesson_names_its_questions_by_their_numbers() {
    let (edition, _) = sample::edition(sample::files());
    let book = book(&edition);
    let items = |list: &Value| list.as_array().unwrap().clone();
    let domains = items(&book["questions"]);
    let entries: Vec<Value> = domains.iter().flat_map(|domain| items(&domain["items"])).collect();
    assert!(entries.len() > 3);
    for lesson in items(&book["modules"]).iter().flat_map(|module| items(&module["lessons"])) {
        let own = entries.iter().filter(|entry| entry["lesson"]["label"] == lesson["label"]);
        let wanted: Vec<_> = own.map(|entry| (&entry["label"], &entry["number"])).collect();
        let named = items(&lesson["questions"]);
        assert_eq!(named.iter().map(|named| (&named["label"], &named["number"])).collect::<Vec<_>>(), wanted);
    }
}

#[test]
fn chosen_modules_are_printed_alone_and_without_answers_if_asked() {
    let mut files = sample::files();
    let course_file = files.get_mut("tst/course.yaml").unwrap();
    *course_file = course_file.replace("modules: [basics]", "modules: [basics, more]");
    files.insert(
        "tst/modules/02/module.yaml",
        "id: more\ntitle: More\nsummary: The second module.\nlessons: [second]\n".to_owned(),
    );
    files.insert(
        "tst/modules/02/second.md",
        "---\nid: second\ntitle: Second\nsummary: S.\ndomains: [two]\nminutes: {read: 1}\nafter: [first]\nobjectives:\n  - {id: obj2, text: Do more}\n---\n\nSee [the first](lesson:first) and [term](term:t-term).\n".to_owned(),
    );
    let plan = "title: Plan\nweeks: [{theme: All, text: Do it., lessons: [first]}, {theme: Rest, text: Do., lessons: [second]}]\n";
    files.insert("tst/plan.yaml", plan.to_owned());
    let (edition, _) = sample::edition(files);
    let options = PrintOptions { modules: vec!["more".to_owned()], answers: false, ..PrintOptions::default() };
    let book = serde_json::to_value(Book::of("Tests", course(&edition), &options, &orders(&edition))).unwrap();
    assert_eq!(book["course"]["parts"], serde_json::json!([2]));
    assert_eq!(book["modules"].as_array().unwrap().len(), 1);
    assert_eq!(book["plan"]["weeks"].as_array().unwrap().len(), 1);
    assert!(book["questions"].as_array().unwrap().is_empty());
    assert!(!book.to_string().contains("lesson:first"), "no link leads out of the book");

    let guide = StudyGuide { options };
    assert_eq!(guide.generate(&edition, &Artifacts::new()).unwrap().artifacts.len(), 1);
    let unknown = PrintOptions { modules: vec!["mor".to_owned()], ..PrintOptions::default() };
    let error = StudyGuide { options: unknown }.generate(&edition, &Artifacts::new()).unwrap_err();
    assert_eq!(error.message, "no course has a module `mor`; modules are basics, more");
}

#[test]
fn every_option_changes_the_page() {
    let (edition, _) = sample::edition(sample::files());
    let pdf = |options: PrintOptions| {
        let generated = StudyGuide { options }.generate(&edition, &Artifacts::new()).unwrap();
        generated.artifacts.get("tst/tst-study-guide.pdf").unwrap().to_vec()
    };
    let plain = pdf(PrintOptions::default());
    let letter = pdf(PrintOptions { paper: Paper::Letter, ..PrintOptions::default() });
    let letter = sample::unpacked(&letter);
    assert!(letter.contains("[0 0 612 792]") && !letter.contains("[0 0 595"), "every page is a Letter page");
    for other in [
        PrintOptions { answers: false, ..PrintOptions::default() },
        PrintOptions { large_print: true, ..PrintOptions::default() },
        PrintOptions { greyscale: true, ..PrintOptions::default() },
    ] {
        assert!(pdf(other.clone()) != plain, "{other:?}");
    }
}
