//! What search engines and those who share a link are told, with and without a base address.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::path::Path;

use gradus_core::files::DiskFiles;
use gradus_core::{Artifacts, Generator, Options, compile};
use gradus_site::Site;
use serde_json::Value;

const BASE: &str = "https://example.org/courses/";

fn site(base_url: Option<&str>) -> BTreeMap<String, String> {
    let files = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalogue")).unwrap();
    let compiled = compile(&files, &Options { base_url: base_url.map(str::to_owned), ..Options::default() });
    let made = Site::default().generate(&compiled.edition.unwrap(), &Artifacts::new()).unwrap().artifacts;
    let pages = made.iter().filter(|(path, _)| path.ends_with(".html"));
    let pages = pages.map(|(path, bytes)| (path.trim_start_matches("site/").to_owned(), bytes));
    pages.map(|(path, bytes)| (path, String::from_utf8(bytes.to_vec()).unwrap())).collect()
}

fn data(page: &str) -> Option<Value> {
    let rest = page.split_once("<script type=\"application/ld+json\" id=\"_structured\">")?.1;
    Some(serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap())
}

fn properties(page: &str) -> BTreeMap<&str, &str> {
    let tags = page.split("<meta property=\"").skip(1).map(|rest| rest.split_once("\" content=\"").unwrap());
    tags.map(|(name, rest)| (name, rest.split_once('"').unwrap().0)).collect()
}

/// Every string below a value that is an address on the web, but the vocabulary's own.
fn addresses(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) if text.contains("://") && text != "https://schema.org" => into.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| addresses(value, into)),
        Value::Object(fields) => fields.values().for_each(|value| addresses(value, into)),
        _ => {}
    }
}

#[test]
fn a_course_a_lesson_and_its_questions_say_what_they_are() {
    let site = site(Some(BASE));
    let of = |path: &str| data(&site[path]).unwrap();
    let wanted: [(&str, &str, &[&str]); 3] = [
        ("kit/index.html", "Course", &["name", "description", "provider", "hasCourseInstance", "inLanguage", "url"]),
        (
            "kit/lessons/all-kinds.html",
            "LearningResource",
            &[
                "name",
                "description",
                "learningResourceType",
                "timeRequired",
                "teaches",
                "isPartOf",
                "inLanguage",
                "url",
            ],
        ),
        ("kit/practice/all-kinds.html", "Quiz", &["name", "about", "hasPart", "isPartOf", "inLanguage", "url"]),
    ];
    for (path, kind, fields) in wanted {
        let data = of(path);
        assert_eq!(data["@context"], "https://schema.org", "{path}");
        assert_eq!(data["@type"], kind, "{path}");
        for field in fields {
            assert!(!data[field].is_null(), "{path} has no {field}");
        }
        let folder = path.strip_suffix("index.html").unwrap_or(path);
        assert_eq!(data["url"], format!("{BASE}{folder}"));
    }
    assert_eq!(of("kit/lessons/all-kinds.html")["isPartOf"]["url"], format!("{BASE}kit/"));
}

#[test]
fn a_quiz_has_every_question_that_a_line_can_answer() {
    let quiz = data(&site(None)["kit/practice/all-kinds.html"]).unwrap();
    let questions = quiz["hasPart"].as_array().unwrap();
    assert_eq!(questions.len(), 4, "a task is none: {questions:?}");
    for question in questions {
        assert_eq!(question["@type"], "Question");
        assert!(!question["text"].as_str().unwrap().is_empty());
        let accepted = match &question["acceptedAnswer"] {
            Value::Array(answers) => answers.clone(),
            one => vec![one.clone()],
        };
        assert!(!accepted.is_empty());
        assert!(accepted.iter().all(|it| it["@type"] == "Answer" && !it["text"].as_str().unwrap().is_empty()));
    }
    let single = &questions[0];
    assert_eq!(single["eduQuestionType"], "Multiple choice");
    assert_eq!(single["acceptedAnswer"].as_array().unwrap().len(), 1);
    assert_eq!(single["suggestedAnswer"].as_array().unwrap().len(), 2);
    assert_eq!(questions[1]["eduQuestionType"], "Checkbox");
}

#[test]
fn without_a_base_address_no_address_is_made_up() {
    for (path, page) in site(None) {
        let mut found = Vec::new();
        addresses(&data(&page).unwrap_or_default(), &mut found);
        assert_eq!(found, Vec::<String>::new(), "{path}");
        let properties = properties(&page);
        assert!(!properties.contains_key("og:url") && !properties.contains_key("og:image"), "{path}");
    }
}

#[test]
fn a_link_that_is_shared_shows_what_it_leads_to() {
    for (path, page) in site(Some(BASE)) {
        let properties = properties(&page);
        for name in ["og:title", "og:description", "og:type", "og:site_name", "og:locale", "og:url", "og:image"] {
            assert!(properties.get(name).is_some_and(|value| !value.is_empty()), "{path} has no {name}");
        }
        assert!(properties["og:url"].starts_with(BASE) && properties["og:image"].starts_with(BASE), "{path}");
        let kind = if path.contains("/lessons/") { "article" } else { "website" };
        assert_eq!(properties["og:type"], kind, "{path}");
        assert_eq!(properties["og:locale"], "en");
    }
}
