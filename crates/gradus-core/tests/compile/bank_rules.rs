//! Rules that look at all questions of a course together, and what must not set off the rules that look at words.

use std::fmt::Write;

use crate::support::{Fixture, rendered, rules};

const FIRST: &str = "course/modules/basics/first-steps.md";
const NEXT: &str = "course/modules/basics/next-steps.md";
const TASKS: &str = "course/questions/first-steps.md";
const BANK: &str = "course/questions/next-steps.md";
const EXAM: &str = "course/exam.yaml";
const PLAN: &str = "course/plan.yaml";

#[track_caller]
fn says(fixture: &Fixture, rule: &str, words: &[&str]) {
    let compiled = fixture.compile();
    let text = rendered(&compiled);
    assert_eq!(rules(&compiled), [rule], "{text}");
    for word in words {
        assert!(text.contains(word), "{word:?} is not in\n{text}");
    }
}

#[track_caller]
fn silent(fixture: &Fixture) {
    let compiled = fixture.compile();
    assert!(compiled.diagnostics.is_empty(), "{}", rendered(&compiled));
}

/// A bank of choices with four options each; `right` and `long` say which option is right and which is the longest.
fn bank(questions: usize, right: impl Fn(usize) -> usize, long: impl Fn(usize) -> usize) -> Fixture {
    let mut text = String::from("---\nlesson: next-steps\nminutes: 1\n---\n\n");
    for number in 0..questions {
        let subject = ["walnut", "pepper", "saddle", "copper", "meadow", "anchor"][number % 6];
        let _ = write!(
            text,
            "## Number {number} {{#number-{number}}}\n\nWhat does {subject}{number} do with {subject}{}?\n\n",
            number + 1
        );
        for option in 0..4 {
            let mark = if option == right(number) { 'x' } else { ' ' };
            let more = if option == long(number) { " and does so at length" } else { "" };
            let _ =
                writeln!(text, "- [{mark}] It {} {subject}{number}{more}", ["eats", "pets", "sees", "uses"][option]);
        }
        let _ = write!(text, "\n### Explanation\nSo it is with {subject}{number}.\n\n");
    }
    Fixture::new().with("course/questions/more.md", text).patch(NEXT, "practise: 5", "practise: 25")
}

#[test]
fn lengths_tell_over_a_whole_bank_only() {
    let spread = |number: usize| number % 4;
    let often = bank(24, spread, |number| if number < 20 { spread(number) } else { spread(number + 1) });
    let words = "questions the longest option is right; chance would give about";
    says(&often, "telling-length", &[words, "begin with `", "as here"]);
    assert_eq!(often.compile().diagnostics.len(), 1, "one finding for the whole bank");
    silent(&bank(24, spread, |number| if number < 10 { spread(number) } else { spread(number + 1) }));
    silent(&bank(12, spread, spread));
    silent(&bank(24, spread, |_| 4));
}

#[test]
fn places_tell_over_a_whole_bank_only() {
    let long = |number: usize| (number / 4) % 4;
    let often = bank(24, |number| if number < 20 { 1 } else { 3 }, long);
    says(
        &often,
        "telling-position",
        &["questions the second option is right; chance would give about", "change the order"],
    );
    silent(&bank(24, |number| if number < 10 { 1 } else { number % 4 }, long));
    silent(&bank(12, |_| 1, long));
}

#[test]
fn many_copies_are_compared_with_the_first_alone() {
    let copies = |count: usize| {
        let mut text = String::from("---\nlesson: next-steps\nminutes: 1\n---\n\n");
        for number in 0..count {
            let _ = write!(
                text,
                "## Copy {number} {{#copy-{number}}}\n\nWhich of these two does the checker find first in a course of many lessons?\n\n\
                 - [x] The mistake of the author\n- [ ] The author of the mistake\n\n### Explanation\nMistakes have places.\n\n"
            );
        }
        Fixture::new().with("course/questions/copies.md", text)
    };
    let found = copies(8).compile();
    assert_eq!(rules(&found), ["near-duplicate-question"], "{}", rendered(&found));
    assert_eq!(found.diagnostics.len(), 7);
    assert!(rendered(&found).contains("`copy-7` asks nearly the same as `copy-0`"), "{}", rendered(&found));
    silent(&copies(1));
}

#[test]
fn retired_questions_are_no_duplicates_and_assess_nothing() {
    let text = Fixture::new().text(BANK).to_owned();
    let copy = text.replace("finding-names", "finding-named").replace("---\nlesson: next-steps\n---\n", "");
    says(&Fixture::new().append(BANK, &copy), "near-duplicate-question", &[]);
    silent(&Fixture::new().append(BANK, &copy.replace("difficulty=easy", "retired=1.0.0")));
}

#[test]
fn objectives_count_as_assessed_by_live_questions_alone() {
    let rule = "unassessed-objective";
    let second = Fixture::new().patch(
        NEXT,
        "    text: Find out what is wrong with a course\n",
        "    text: Find out what is wrong with a course\n  - id: obj-more\n    text: More\n",
    );
    let without = second.patch(NEXT, "id: obj-more\n    text: More\n", "id: obj-more\n    text: More\n");
    says(&without, rule, &["`obj-more`", "next-steps.md:", "write `assesses=obj-more`"]);
    silent(&without.clone().patch(BANK, "assesses=next-steps-objective", "assesses=next-steps-objective,obj-more"));
    let complete = Fixture::new()
        .patch("course/course.yaml", "status: draft", "status: complete")
        .patch(BANK, "lesson: next-steps", "lesson: first-steps")
        .patch(BANK, "assesses=next-steps-objective", "domain=checking");
    says(&complete, rule, &["`next-steps-objective`"]);
}

#[test]
fn advice_waits_until_there_is_no_error() {
    let misspelt = Fixture::new().patch(BANK, "assesses=next-steps-objective", "assesses=next-steps-objectiv");
    says(&misspelt, "unresolved-reference", &["did you mean `next-steps-objective`?"]);
    let domain = Fixture::new().patch(NEXT, "domains: [checking]", "domains: [chekking]");
    says(&domain, "unresolved-reference", &[]);
}

#[test]
fn domains_are_empty_by_what_exams_draw() {
    let rule = "empty-domain";
    let labs = Fixture::new().patch(BANK, "difficulty=easy", "lab=true");
    says(&labs, rule, &["`checking` has no questions for exams", "exam.yaml:18:9"]);
    says(
        &Fixture::new().patch(EXAM, "      - {id: comp-checks, text: Check a course}", "      []").patch(
            NEXT,
            "    competency: comp-checks\n",
            "",
        ),
        rule,
        &["no competencies"],
    );
    let none = Fixture::new()
        .patch(EXAM, "    competencies:\n      - {id: comp-lessons, text: Write lessons}\n      - {id: comp-questions, text: Write questions}\n", "")
        .patch(EXAM, "    competencies:\n      - {id: comp-checks, text: Check a course}\n", "")
        .patch(NEXT, "    competency: comp-checks\n", "")
        .patch(FIRST, "    competency: comp-lessons\n", "")
        .patch(FIRST, "    competency: comp-questions\n", "");
    silent(&none);
    let weightless = labs.patch(EXAM, "weight: 60", "weight: 100").patch(EXAM, "weight: 40", "weight: 0");
    silent(&weightless);
}

#[test]
fn words_that_look_like_a_number_or_a_negation() {
    let asks = |stem: &str| {
        Fixture::new().patch(TASKS, "Which of these may stand in an id such as `first-steps`? Choose two.", stem)
    };
    let count = "choose-count-mismatch";
    says(
        &asks("What may stand in an id? Select the three correct answers."),
        count,
        &["asks for 3, but 2 options are right"],
    );
    says(&asks("What may stand in an id (choose 3)?"), count, &["asks for 3"]);
    says(&asks("Which three of these may stand in an id?"), count, &[]);
    silent(&asks("Mark three days in your calendar. What may stand in an id?"));
    silent(&asks("Which of these three may stand in an id?"));
    silent(&asks("What may stand in an id (choose **two**)?"));
    let negation = "unmarked-negation";
    says(&asks("Which of these may never break an id?"), negation, &["write `**never**`"]);
    says(&asks("All of these can stand in an id except:"), negation, &["write `**except**`"]);
    silent(&asks("Which of these may NOT break an id?"));
    silent(&asks("Which of these tells the reader not to break an id?"));
    silent(&asks("The id is not there. Which of these may stand in an id if it is not quoted?"));
    silent(&asks("Which of these does `not` in an id?"));
    let german = |fixture: Fixture| fixture.patch("course/course.yaml", "locale: en", "locale: de");
    silent(&german(asks("Which three of these may never stand in an id?")));
}

#[test]
fn answers_leak_word_for_word() {
    let rule = "leaked-answer";
    let asks = |stem: &str| {
        Fixture::new().patch(
            TASKS,
            "Which command checks `first-steps` with the rest of the course, and shows its findings as JSON? `gradus ___[arguments]`",
            stem,
        )
    };
    says(
        &asks("Who runs `check --format json` sees JSON. Which is it? `gradus ___[arguments]`"),
        rule,
        &["fills in `arguments`"],
    );
    silent(&asks("Who runs `precheck --format json` sees JSON. Which is it? `gradus ___[arguments]`"));
    silent(&asks("Who runs `Check --format json` sees an error. Which is it? `gradus ___[arguments]`"));
}

#[test]
fn a_pattern_that_rejects_an_accepted_text() {
    let how = |accepted: &str, rejected: &str| {
        Fixture::new()
            .patch(TASKS, "match=command", "match=regex")
            .patch(TASKS, "- `check --format json`\n- `check --format=json`", &format!("- `{accepted}`"))
            .patch(TASKS, "- `build --format json`", &format!("- `{rejected}`"))
    };
    says(&how("check --format json", "check.*"), "rejected-form-passes", &["this one, letter by letter"]);
    silent(&how("check --format json", "check --format (xml|yaml)"));
    silent(&how("check --format[ =]json", "check --format=j.*"));
}

#[test]
fn a_snapshot_agrees_with_itself() {
    let rule = "snapshot-contradiction";
    let with = |text: &str| Fixture::new().append(EXAM, text);
    let weights = |days: [&str; 2]| {
        let entry = |day: &str| format!("  - until: {day}\n    weights: {{writing: 50, checking: 50}}\n");
        with(&format!("earlier_weights:\n{}{}", entry(days[0]), entry(days[1])))
    };
    says(&weights(["2026-01-01", "2024-01-01"]), rule, &["had not ended when the facts were checked"]);
    says(&weights(["2024-01-01", "2025-01-01"]), rule, &["stand below older ones", "the newest first"]);
    silent(&weights(["2025-12-31", "2024-01-01"]));
    let small = with("blueprint: {questions: 4}\n")
        .patch(EXAM, "weight: 60", "weight: 75")
        .patch(EXAM, "weight: 40", "weight: 25")
        .patch(TASKS, "kind=ordering", "kind=ordering retired=1.0.0")
        .patch(TASKS, "kind=fill-in", "kind=fill-in retired=1.0.0");
    says(&small, rule, &["a mock exam has 5 questions, but the bank is to have 4"]);
}

#[test]
fn the_day_decides_only_where_somebody_says_it() {
    use gradus_core::files::MemoryFiles;
    use gradus_core::model::Day;
    use gradus_core::{Options, compile};
    let found = |today: Option<&str>| {
        let files =
            Fixture::new().0.into_iter().fold(MemoryFiles::new(), |files, (path, bytes)| files.with(&path, bytes));
        let today = today.map(|day| Day::parse(day).unwrap());
        rules(&compile(&files, &Options { today, ..Options::default() }))
    };
    assert_eq!(found(None), Vec::<&str>::new());
    assert_eq!(found(Some("2026-07-03")), Vec::<&str>::new());
    assert_eq!(found(Some("2026-07-04")), ["stale-snapshot"]);
    assert_eq!(found(Some("2025-12-31")), Vec::<&str>::new(), "it is tomorrow already further east");
    assert_eq!(found(Some("2025-12-30")), ["future-snapshot"]);
}

#[test]
fn a_criterion_that_fails_somewhere_is_not_idle() {
    let second = "- id: keeps-port\n  points: 1\n";
    let idle = Fixture::new().patch(TASKS, second, "- id: a-file\n  points: 1\n  text: It says something.\n  select: {file: settings.yaml}\n  schema: {type: object}\n- id: keeps-port\n  points: 1\n");
    says(&idle, "idle-criterion", &["neither the starter nor a wrong answer fails `a-file`", "{fails=a-file}"]);
    let by_wrong = idle.patch(
        TASKS,
        "### Rubric",
        "### Wrong: a list {fails=a-file}\nA list.\n\n```yaml file=settings.yaml\n- debug\n```\n### Rubric",
    );
    silent(&by_wrong);
}

#[test]
fn lessons_of_a_week_are_put_in_order_and_nothing_else() {
    let lists = [
        ("[next-steps, first-steps]", Some("[first-steps, next-steps]")),
        ("[\"next-steps\", first-steps]  # at home", Some("[\"first-steps\", next-steps]  # at home")),
        ("\n      - next-steps\n      - first-steps", Some("\n      - first-steps\n      - next-steps")),
        // Whose comment is it?
        ("\n      - next-steps  # at home\n      - first-steps", None),
        ("\n      - next-steps\n      - first-steps  # at home", None),
        ("\n      - next-steps\n      # at home\n      - first-steps", None),
    ];
    for (list, ordered) in lists {
        let plan = |list: &str| {
            let emptied = Fixture::new().patch(PLAN, "lessons: [first-steps]", "lessons: []");
            emptied.patch(PLAN, "lessons: [next-steps]", &format!("lessons: {list}"))
        };
        says(&plan(list), "plan-out-of-order", &["planned before"]);
        let mended = gradus_core::mend(&plan(list).files(), &gradus_core::Options::default());
        let wanted = ordered.map(|list| plan(list).text(PLAN).to_owned());
        assert_eq!(mended.changes.first().map(|change| change.new.clone()), wanted, "{list}");
        assert_eq!(mended.compiled.diagnostics.is_empty(), wanted.is_some(), "{list}");
    }
}

#[test]
fn plans_follow_the_course_and_what_lessons_build_on() {
    let plan = "course/plan.yaml";
    let rule = "plan-out-of-order";
    let swapped = Fixture::new()
        .patch(plan, "[first-steps]", "[x]")
        .patch(plan, "[next-steps]", "[first-steps]")
        .patch(plan, "[x]", "[next-steps]");
    says(&swapped, rule, &["`next-steps` is planned before `first-steps`, which it builds on"]);
    assert_eq!(swapped.compile().diagnostics.len(), 1);
    let free = swapped.patch(NEXT, "after: [first-steps]\n", "");
    says(&free, rule, &["week 2 comes too late: the course has `first-steps` before `next-steps`"]);
    silent(
        &Fixture::new()
            .patch(plan, "[first-steps]", "[]")
            .patch(plan, "[next-steps]", "[next-steps, first-steps]")
            .patch(NEXT, "after: [first-steps]\n", ""),
    );
}
