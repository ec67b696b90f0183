//! The exam of the sample course, and how it is drawn.

use gradus_core::{Artifacts, Generator};
use gradus_grade::Grader;

use super::paper::{Kind, Paper, pool};
use super::{PracticeExam, booklet};
use crate::options::PrintOptions;
use crate::{rules, sample};

#[test]
fn the_sample_prints_the_same_bytes_twice_and_another_seed_prints_others() {
    let (edition, _) = sample::edition(sample::files());
    let pdf = |seed| {
        let options = PrintOptions { exam_seed: seed, ..PrintOptions::default() };
        let generated = PracticeExam { options }.generate(&edition, &Artifacts::new()).unwrap();
        assert!(generated.diagnostics.iter().all(|finding| finding.rule == rules::MISSING_GLYPH));
        generated.artifacts.get("tst/tst-practice-exam.pdf").unwrap().to_vec()
    };
    let first = pdf(7);
    assert!(first.starts_with(b"%PDF-1.7"));
    assert!(first == pdf(7), "the same seed, the same bytes");
    assert!(first != pdf(8), "another seed, another exam");
}

#[test]
fn a_code_on_paper_is_one_of_its_pool() {
    let (edition, _) = sample::edition(sample::files());
    let course = &edition.catalog().courses[0];
    let grader = Grader::new().unwrap();
    for kind in [Kind::Questions, Kind::Tasks] {
        let paper = Paper::draw(&grader, course, kind, 41).unwrap().unwrap();
        let data = serde_json::to_value(&paper).unwrap();
        let keys: Vec<_> = data["items"].as_array().unwrap().iter().map(|item| item["key"].as_str().unwrap()).collect();
        // Nothing is released, so the code names no version.
        assert!(!paper.code.contains('@'), "{}", paper.code);
        assert_eq!(grader.seed_of(&paper.code, &pool(course, kind)).unwrap(), Some(41));
        assert_eq!(grader.draw(41, &pool(course, kind)).unwrap().items, keys);
    }
}

#[test]
fn labs_are_in_no_exam_and_tasks_have_their_own() {
    let mut files = sample::files();
    let bank = files.get_mut("tst/questions/bank.md").unwrap();
    *bank = bank.replace("{#q-multiple kind=multiple}", "{#q-multiple kind=multiple lab=true}");
    let (edition, _) = sample::edition(files);
    let course = &edition.catalog().courses[0];
    let keys =
        |kind| -> Vec<String> { pool(course, kind).domains.into_iter().flat_map(|domain| domain.items).collect() };
    assert_eq!(keys(Kind::Questions), ["q-single", "q-ordering", "q-fill"]);
    assert_eq!(keys(Kind::Tasks), ["q-task"]);
}

#[test]
fn the_key_says_the_letters_under_which_answers_stand() {
    let (edition, _) = sample::edition(sample::files());
    let course = &edition.catalog().courses[0];
    let mut firsts = Vec::new();
    for seed in 0..12 {
        let booklet = serde_json::to_value(booklet("Tests", course, seed).unwrap()).unwrap();
        let items = booklet["papers"][0]["items"].as_array().unwrap();
        if let Some(single) = items.iter().find(|item| item["id"] == "q-single") {
            let options = single["answer"]["options"].as_array().unwrap();
            assert_eq!(options.iter().map(|option| &option["letter"]).collect::<Vec<_>>(), ["A", "B"]);
            let right = options.iter().find(|option| option["right"] == true).unwrap();
            assert!(right["content"].to_string().contains("Right one"), "{right}");
            firsts.push(right["letter"].as_str().unwrap().to_owned());
        }
        if let Some(ordering) = items.iter().find(|item| item["id"] == "q-ordering") {
            let stages = ordering["answer"]["stages"].as_array().unwrap();
            let letters: Vec<_> = stages.iter().flat_map(|stage| stage["letters"].as_array().unwrap()).collect();
            assert!(
                !letters.is_sorted_by_key(|letter| letter.as_str()),
                "the steps stand in their right order: {letters:?}"
            );
        }
    }
    assert!(firsts.iter().any(|letter| letter == "A") && firsts.iter().any(|letter| letter == "B"), "{firsts:?}");
}

#[test]
fn a_seed_beyond_the_last_is_refused() {
    let (edition, _) = sample::edition(sample::files());
    assert!(booklet("Tests", &edition.catalog().courses[0], 1 << 20).is_err());
}
