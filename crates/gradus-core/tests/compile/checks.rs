//! What the checks say beyond the examples of their docs, and what they must not say.

use gradus_core::scaffold;

use crate::support::{Fixture, made, rendered, rules};

const FIRST: &str = "course/modules/basics/first-steps.md";
const NEXT: &str = "course/modules/basics/next-steps.md";
const TASKS: &str = "course/questions/first-steps.md";
const BANK: &str = "course/questions/next-steps.md";
const CARDS: &str = "course/cards/first-steps.md";

/// Asserts that there are findings of one rule alone and that an author reads all these words.
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

#[test]
fn ids_are_unique_over_all_kinds() {
    let rule = "duplicate-id";
    let lesson =
        Fixture::new().text(NEXT).replace("next-steps-objective", "other").replace("comp-checks", "comp-lessons");
    let two_lessons = Fixture::new().with("course/modules/basics/copy.md", lesson);
    says(&two_lessons, rule, &["`next-steps`", "given to this lesson", "given again to this lesson"]);
    let domain = Fixture::new().patch("course/exam.yaml", "id: comp-lessons", "id: comp-questions").patch(
        FIRST,
        "competency: comp-lessons",
        "competency: comp-questions",
    );
    says(&domain, rule, &["to this competency"]);
    let earlier = Fixture::new().patch(BANK, "difficulty=easy", "was=card-ids");
    says(&earlier, rule, &["as an earlier id of `finding-names`", "given to this card"]);
    let both = Fixture::new().patch(CARDS, "{#card-structure}", "{#card-structure was=old}").patch(
        CARDS,
        "kind=cloze",
        "kind=cloze was=old",
    );
    says(&both, rule, &["given here as an earlier id too"]);
    silent(&Fixture::new().patch(CARDS, "{#card-structure}", "{#card-structure was=card-form}"));
}

#[test]
fn courses_differ_in_uid_and_code() {
    let code = gradus_core::model::Id::new("second").unwrap();
    let uid = "3f0c7f0e-6d1b-4b57-9a59-0d5c2f1f7a11";
    let mut fixture = Fixture::new().patch("catalog.yaml", "[course]", "[course, second]");
    for (path, text) in scaffold::course(&code, "Second", uid, "courses", made()) {
        fixture = fixture.with(&path, text);
    }
    says(&fixture, "duplicate-id", &["two courses have one uid", "second/course.yaml", "course/course.yaml"]);
    let fixture = fixture.patch("second/course.yaml", "9a59-0d5c2f1f7a11", "9a59-0d5c2f1f7a12").patch(
        "second/course.yaml",
        "code: second",
        "code: course",
    );
    says(&fixture, "duplicate-id", &["two courses have the code `course`"]);
}

#[test]
fn references_name_the_right_kind() {
    let rule = "unresolved-reference";
    let link = |target: &str| Fixture::new().append(NEXT, &format!("[Here]({target}).\n"));
    says(&link("question:first-steps-task"), rule, &["is a task, not a question", "write `task:first-steps-task`"]);
    says(&link("term:first-steps#manifests"), rule, &["write `lesson:first-steps#manifests`"]);
    says(&link("lesson:writing"), rule, &["is a domain, not a lesson", "has no page of its own"]);
    says(&link("card:card-idz"), rule, &["did you mean `card-ids`?"]);
    says(&link("module:nowhere"), rule, &["modules are: basics"]);
    silent(&link("module:basics"));
    silent(&link("card:card-ids"));
    let assesses = Fixture::new().patch(BANK, "assesses=next-steps-objective", "assesses=next-steps");
    says(&assesses, rule, &["is a lesson, not an objective", "name the id of an objective here"]);
}

#[test]
fn every_reference_is_looked_up() {
    let rule = "unresolved-reference";
    let fixture = Fixture::new;
    says(&fixture().patch("course/course.yaml", "track: courses", "track: course"), rule, &["did you mean `courses`?"]);
    says(&fixture().patch(NEXT, "domains: [checking]", "domains: [cheking]"), rule, &["did you mean `checking`?"]);
    says(&fixture().patch(NEXT, "competency: comp-checks", "competency: checks"), rule, &["no competency `checks`"]);
    says(&fixture().patch(BANK, "lesson: next-steps", "lesson: nxt-steps"), rule, &["did you mean `next-steps`?"]);
    says(&fixture().patch(BANK, "difficulty=easy", "domain=chess"), rule, &["no domain `chess`"]);
    says(&fixture().patch(CARDS, "{#card-structure}", "{#card-structure domain=chess}"), rule, &["no domain `chess`"]);
    says(&fixture().patch(CARDS, "lesson: first-steps", "lesson: first"), rule, &["no lesson `first`"]);
    says(
        &fixture().patch(TASKS, "fails=keeps-port", "fails=keeps-port,keeps-prt"),
        rule,
        &["did you mean `keeps-port`?"],
    );
    let mistakes = "course/notes/mistakes.md";
    says(&fixture().patch(mistakes, "lesson=first-steps", "lesson=last-steps"), rule, &["no lesson `last-steps`"]);
    let planned = fixture().patch("course/plan.yaml", "[next-steps]", "[next-steps, epilogue]");
    says(&planned, rule, &["no lesson `epilogue`"]);
    let weights = "earlier_weights:\n  - until: 2025-06-30\n    weights: {writing: 50, chess: 50}\n";
    says(&fixture().append("course/exam.yaml", weights), rule, &["no domain `chess`"]);
    silent(&fixture().patch(TASKS, "kind=ordering", "kind=ordering domain=checking"));
}

#[test]
fn weights_that_ended_sum_to_100_too() {
    let weights = "earlier_weights:\n  - until: 2025-06-30\n    weights: {writing: 50, checking: 40}\n";
    says(&Fixture::new().append("course/exam.yaml", weights), "weights-not-100", &["until 2025-06-30 sum to 90"]);
    let beside_another =
        Fixture::new().patch("course/exam.yaml", "weight: 40", "weight: 30").append(NEXT, "<b>HTML</b>\n");
    assert_eq!(rules(&beside_another.compile()), ["raw-html", "weights-not-100"]);
}

#[test]
fn anchors_are_those_of_the_part_that_is_linked() {
    let rule = "broken-anchor";
    let link = |path: &str, target: &str| Fixture::new().append(path, &format!("\n[Here]({target}).\n"));
    says(&link(NEXT, "#manifests"), rule, &["this text has no heading `#manifests`", "headings there: #findings"]);
    says(&link(NEXT, "term:item#more"), rule, &["it has no headings at all"]);
    says(&link(NEXT, "module:basics#findings"), rule, &["the module `basics`"]);
    says(&link(BANK, "#findings"), rule, &["this text"]);
    silent(&link(NEXT, "#findings"));
    silent(&link(BANK, "lesson:next-steps#findings"));
    silent(&Fixture::new().append(NEXT, "### Levels {#how-bad}\n\n[Here](#how-bad).\n"));
}

#[test]
fn a_lesson_is_planned_once() {
    let twice = Fixture::new().patch("course/plan.yaml", "[next-steps]", "[next-steps, first-steps]");
    says(&twice, "plan-misses-lesson", &["`first-steps` is planned twice", "first here"]);
}

#[test]
fn the_blueprint_agrees_with_itself_and_counts_what_exams_draw() {
    let with = |text: &str| Fixture::new().append("course/exam.yaml", text);
    let odd = with("blueprint:\n  questions: 6\n  difficulty: {easy: 3, hard: 2}\n");
    says(&odd, "bank-off-weights", &["asks for 6, but by difficulty for 5"]);
    let grades = with("blueprint:\n  questions: 6\n  difficulty: {easy: 4, medium: 1, hard: 1}\n");
    says(
        &grades,
        "bank-off-weights",
        &["writing has 1 too many, checking lacks 1", "medium has 1 too many, hard lacks 1"],
    );
    let retired = with("blueprint: {questions: 5}\n")
        .patch("course/exam.yaml", "weight: 60", "weight: 100")
        .patch("course/exam.yaml", "weight: 40", "weight: 0")
        .patch(BANK, "difficulty=easy", "retired=1.1.0");
    silent(&retired);
    silent(&retired.clone().patch(BANK, "retired=1.1.0", "lab=true"));
    silent(&retired.clone().patch(BANK, "retired=1.1.0", "draft=true"));
    says(
        &retired.patch(BANK, " retired=1.1.0", ""),
        "bank-off-weights",
        &["has 6 questions, more than the 5", "checking has 1 too many"],
    );
}

#[test]
fn a_refused_answer_is_shown_at_its_own_line() {
    let answer = "### Right: with a list\n> ```yaml file=settings.yaml\n> debug: false\n> port: &p 8080\n> ```\n";
    let fixture = Fixture::new().append(TASKS, answer);
    let text = rendered(&fixture.compile());
    let line = fixture.text(TASKS).lines().position(|line| line.contains("&p")).unwrap() + 1;
    assert!(text.contains(&format!("first-steps.md:{line}:9")), "{text}");
    says(&fixture, "ambiguous-answer", &["settings.yaml"]);
}

#[test]
fn a_starter_may_be_broken_if_it_says_so() {
    let broken = Fixture::new().patch(TASKS, "debug: true", "debug: [true");
    says(&broken, "ambiguous-answer", &["`settings.yaml`"]);
    let text = broken.text(TASKS).replacen(
        "```yaml file=settings.yaml\ndebug: [true",
        "```yaml file=settings.yaml invalid\ndebug: [true",
        1,
    );
    silent(&broken.with(TASKS, text));
}

#[test]
fn a_rubric_is_checked_before_answers_are() {
    let rule = "rubric-broken";
    let judge = |judge: &str| {
        let schema = "schema: {required: [port], properties: {port: {const: 8080}}}";
        Fixture::new().patch(TASKS, schema, judge)
    };
    says(&judge("lines: {match: ['(']}"), rule, &["`keeps-port`", "is not a regular expression"]);
    says(&judge("lines: {match: ['(?i)port']}"), rule, &["inline modifier"]);
    says(&judge("schema: {type: object}\n  lines: {match: [port]}"), rule, &["several judges"]);
    says(&judge("schema: {minimum: low}"), rule, &["`\"low\"` cannot stand at `/minimum`"]);
    says(
        &Fixture::new().patch(TASKS, "id: keeps-port", "id: debug-off").patch(
            TASKS,
            "fails=keeps-port",
            "fails=debug-off",
        ),
        rule,
        &["two criteria"],
    );
}

#[test]
fn what_learners_mark_cannot_be_failed() {
    let manual = "- id: by-hand\n  points: 1\n  text: Say why.\n- id: keeps-port\n";
    let fixture = Fixture::new().patch(TASKS, "- id: keeps-port\n", manual);
    silent(&fixture);
    let named = fixture.patch(TASKS, "fails=keeps-port", "fails=keeps-port,by-hand");
    says(&named, "wrong-answer-mismatch", &["the learner marks that criterion"]);
}

#[test]
fn a_wrong_answer_that_passes_is_right() {
    let answer = "### Wrong: in another order\n```yaml file=settings.yaml\nport: 8080\ndebug: false\n```\n";
    says(&Fixture::new().append(TASKS, answer), "wrong-answer-mismatch", &["passes every criterion", "`### Right`"]);
}

#[test]
fn forms_of_a_blank_are_compared_as_learners_answers_are() {
    let kind = |how: &str, form: &str| {
        Fixture::new().patch(TASKS, "match=command", how).patch(TASKS, "check --format json", form)
    };
    says(&kind("match=regex", "check (--format"), "accepted-form-fails", &["is not a regular expression"]);
    says(&kind("match=yaml", "a: [b"), "accepted-form-fails", &["is not YAML that can be compared"]);
    silent(&kind("match=regex", "check --format[ =]json"));
    silent(&kind("match=yaml", "{check: json}"));
    let reject = |form: &str| Fixture::new().patch(TASKS, "build --format json", form);
    says(&reject("check   --format   json"), "rejected-form-passes", &["equal under `match=command`"]);
    says(&reject("check 'json"), "accepted-form-fails", &["a quote is not closed"]);
    silent(&reject("check --format xml"));
}

#[test]
fn manifests_are_read_where_they_stand() {
    let rule = "invalid-manifest";
    let second = Fixture::new().append(NEXT, "- A list\n\n  ```yaml\n  a: 1\n  ---\n  b: 1\n  b: 2\n  ```\n");
    let line = second.text(NEXT).lines().position(|line| line == "  b: 2").unwrap() + 1;
    says(&second, rule, &[&format!("next-steps.md:{line}:3"), "mark the fence `invalid`"]);
    silent(&Fixture::new().append(NEXT, "```yaml\na: |\n  text\n  --- not a marker\nb: 1\n```\n"));
    silent(&Fixture::new().append(NEXT, "```text\na: [\n```\n"));
    let cloze =
        "## Complete it {#card-manifest kind=cloze}\n\n```yaml\nkind: {{c1::Pod}}\nspec: {a: {{c2::[1]}}}\n```\n";
    silent(&Fixture::new().append(CARDS, cloze));
    let blank = "## Complete it {#q-manifest kind=fill-in}\n\n```yaml\nkind: ___[kind]\n___[field]: web\nb: 1\n```\n\n\
                 ### Answer: kind\n- `Pod`\n\n### Answer: field\n- `name`\n\n### Explanation\nSo it is.\n";
    silent(&Fixture::new().append(BANK, blank));
    let after = Fixture::new().append(BANK, &blank.replace("b: 1\n", "b: 1\n  c: 1\n"));
    let line = after.text(BANK).lines().position(|line| line == "  c: 1").unwrap() + 1;
    says(&after, rule, &[&format!("next-steps.md:{line}:")]);
}

#[test]
fn warnings_are_silenced_where_they_stand_or_by_the_catalogue() {
    let unused = Fixture::new().with("course/assets/old.svg", "<svg/>");
    says(&unused, "unused-asset", &[]);
    silent(&unused.patch("catalog.yaml", "rules: {}", "rules: {unused-asset: allow}"));
    let indented = Fixture::new().append(NEXT, "<!-- allow indented-code: it shows the indentation -->\n\n    code\n");
    silent(&indented);
    says(&indented.patch(NEXT, "allow indented-code", "allow repeated-word"), "indented-code", &[]);
}

#[test]
fn levels_and_silences_name_rules() {
    let catalog = Fixture::new().patch("catalog.yaml", "rules: {}", "rules: {unused-aset: allow}");
    says(&catalog, "unknown-field", &["there is no rule `unused-aset`", "did you mean `unused-asset`?"]);
    let comment = Fixture::new().append(NEXT, "<!-- allow indented-cod: so that it shows -->\n\nText.\n");
    says(&comment, "unknown-field", &["did you mean `indented-code`?"]);
}

#[test]
fn pictures_that_are_shown_can_be_drawn() {
    let rule = "broken-image";
    let svg = |inner: &str| {
        let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">\n{inner}</svg>\n");
        Fixture::new().with("course/assets/outputs.svg", text)
    };
    says(&svg("<script>alert(1)</script>"), rule, &["first-steps.md:26:", "`<script>` at 2:1"]);
    says(&svg("<use href=\"more.svg#a\"/>"), rule, &["it loads `more.svg#a` at 2:1", "`data:`"]);
    says(&svg("<rect fill=\"URL( 'https://a.example/p#q' )\"/>"), rule, &["`url(https://a.example/p#q)`"]);
    says(&svg("<style>@import 'a.css'; rect {}</style>"), rule, &["`@import 'a.css'`"]);
    says(&svg("<style>@font-face {src: url(f.woff)}</style>"), rule, &["`url(f.woff)`"]);
    silent(&svg("<style>rect {fill: url(#g)}</style><a href=\"https://a.example/\"><rect fill='url(\"#g\")'/></a>"));
    silent(&svg("<image href=\"data:image/png;base64,AAAA\"/><text>url(x) href=\"y\"</text>"));

    let bytes = |bytes: &[u8]| Fixture::new().with("course/assets/outputs.svg", bytes);
    says(&bytes(b"a picture"), rule, &["it is no SVG"]);
    says(&bytes(b"\x1f\x8b\x08"), rule, &["not UTF-8"]);
    says(&bytes(b"<svg viewBox='0 0 9 9'/>"), rule, &["its root is no SVG element", "xmlns"]);
    says(&bytes(b"<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>"), rule, &["is no size"]);
    silent(&Fixture::new().with("course/assets/a.svg", "text").append(NEXT, "[Not shown](assets/a.svg)\n"));
}

#[test]
fn pictures_are_what_their_names_say() {
    let rule = "broken-image";
    let shown = |name: &str, bytes: &[u8]| {
        let text = format!("![One](assets/{name}) and ![again](assets/{name}).\n");
        Fixture::new().with(&format!("course/assets/{name}"), bytes).append(NEXT, &text)
    };
    for (format, name) in [
        (image::ImageFormat::Png, "a.png"),
        (image::ImageFormat::Jpeg, "a.JPG"),
        (image::ImageFormat::Gif, "a.gif"),
        (image::ImageFormat::WebP, "a.webp"),
    ] {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(2, 2).write_to(&mut bytes, format).unwrap();
        silent(&shown(name, bytes.get_ref()));
        let other = if name == "a.png" { "b.gif" } else { "b.png" };
        says(&shown(other, bytes.get_ref()), rule, &["though its name says"]);
        let half = &bytes.get_ref()[..bytes.get_ref().len() / 4];
        assert_eq!(shown(name, half).compile().diagnostics.len(), 1, "{name}");
    }
    says(&shown("a.png", b"\x00\x01\x02random"), rule, &["it is no PNG"]);
    says(&shown("a.txt", b"text"), rule, &["its name ends like no picture's", "make a link"]);
}

#[test]
fn days_are_those_of_the_calendar() {
    let rule = "impossible-date";
    let verified = |day: &str| Fixture::new().patch("course/exam.yaml", "2026-01-01", day);
    says(&verified("2026-02-31"), rule, &["no day 2026-02-31", "ends on 2026-02-28", "exam.yaml:8:14"]);
    says(&verified("2024-02-30"), rule, &["ends on 2024-02-29"]);
    says(&verified("2100-02-29"), rule, &["ends on 2100-02-28"]);
    says(&verified("2026-06-31"), rule, &["ends on 2026-06-30"]);
    let leap = "earlier_weights:\n  - until: 2000-02-29\n    weights: {writing: 50, checking: 50}\n";
    silent(&Fixture::new().append("course/exam.yaml", leap));
    silent(&verified("2025-12-31"));
    let weights = "earlier_weights:\n  - until: 2025-09-31\n    weights: {writing: 50, checking: 50}\n";
    says(&Fixture::new().append("course/exam.yaml", weights), rule, &["no day 2025-09-31", "2025-09-30"]);
}

#[test]
fn lessons_come_after_what_they_build_on() {
    let rule = "after-out-of-order";
    let first = Fixture::new().patch(FIRST, "objectives:", "after: [next-steps]\nobjectives:");
    says(&first, rule, &["error[", "`first-steps` and `next-steps` come after each other", "first-steps.md:7:9"]);
    assert_eq!(first.compile().diagnostics.len(), 1, "a circle is said once");
    let later = first.patch(NEXT, "after: [first-steps]", "after: []");
    says(&later, rule, &["warning[", "`first-steps` builds on `next-steps`, which comes later"]);
    assert!(later.compile().edition.is_some());
    says(&Fixture::new().patch(NEXT, "[first-steps]", "[next-steps]"), rule, &["error[", "comes after itself"]);
}

#[test]
fn a_mock_exam_has_questions_enough_once_the_course_is_complete() {
    let large = Fixture::new().patch("course/exam.yaml", "mock: {questions: 5", "mock: {questions: 50");
    silent(&large);
    let complete = large.patch("course/course.yaml", "status: draft", "status: complete");
    says(&complete, "snapshot-contradiction", &["warning[", "has 50 questions, but the bank only 6"]);
}

#[test]
fn an_empty_lesson_is_an_error_once_the_course_is_complete() {
    let text = Fixture::new().text(NEXT).to_owned();
    let head = &text[..text.find("## Findings").unwrap()];
    let empty = Fixture::new().with(NEXT, format!("{head}## Findings\n\n### More\n"));
    says(&empty, "empty-lesson", &["warning[", "next-steps.md:2:5"]);
    says(&empty.patch("course/course.yaml", "status: draft", "status: complete"), "empty-lesson", &["error["]);
}

/// A rubric that asks whether traffic gets through, with a policy as the answer.
fn reach(fixture: Fixture, to: &str, wrong: &str) -> Fixture {
    let policy = |port: &str| {
        format!(
            "```yaml file=policy.yaml\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n\
             metadata: {{name: web, namespace: shop}}\nspec:\n  podSelector: {{}}\n  policyTypes: [Egress]\n{port}```\n"
        )
    };
    let connection = |id: &str, to: &str, port: u16, expect: &str| {
        let from = "{namespace: shop}";
        format!(
            "- id: {id}\n  points: 1\n  text: A connection.\n  reach:\n  \
             - {{from: {from}, to: 1.1.1.1, port: 53, expect: {expect}}}\n  \
             - {{from: {from}, to: {to}, port: {port}, expect: {expect}}}\n"
        )
    };
    fixture.append(
        TASKS,
        &format!(
            "## Reach {{#reach kind=task}}\n\nClose it.\n\n### Starter\n\n{}\n### Solution\n\n{}\n\
             ### Wrong: opens all {{fails=closed}}\n\n{}\n### Rubric\n\n```yaml\n{}{}```\n",
            policy("  egress: [{}]\n"),
            policy(""),
            policy(wrong),
            connection("closed", to, 80, "denied"),
            connection("still-closed", "2.2.2.2", 81, "denied"),
        ),
    )
}

#[test]
fn a_name_that_no_criterion_has_is_one_finding() {
    let fixture = Fixture::new().patch(TASKS, "fails=keeps-port", "fails=inn");
    says(&fixture, "unresolved-reference", &["no criterion `inn`"]);
    assert_eq!(fixture.compile().diagnostics.len(), 1);
}

#[test]
fn a_wrong_answer_that_no_cluster_would_take_is_not_named_wrong() {
    let rule = "wrong-answer-mismatch";
    let valid = reach(Fixture::new(), "1.1.1.1", "  egress: [{}]\n");
    says(&valid, rule, &["`still-closed`, which it does not name", "write `{fails=closed,still-closed}`"]);
    let invalid = reach(Fixture::new(), "1.1.1.1", "  egres: [{}]\n");
    let text = rendered(&invalid.compile());
    assert!(!text.contains("write `{fails="), "{text}");
    let line = invalid.text(TASKS).lines().collect::<Vec<_>>();
    let fence = line.iter().rposition(|line| line.starts_with("```yaml file=policy.yaml")).unwrap() + 1;
    says(&invalid, rule, &["correct the manifest", "unknown field `egres`", &format!("first-steps.md:{fence}:14")]);
}

#[test]
fn a_broken_connection_is_shown_where_it_stands() {
    let fixture = reach(Fixture::new(), "1.1.1.999", "  egress: [{}]\n");
    let line = fixture.text(TASKS).lines().position(|line| line.contains("1.1.1.999")).unwrap() + 1;
    says(&fixture, "rubric-broken", &["is not an IP address", &format!("first-steps.md:{line}:5")]);
}
