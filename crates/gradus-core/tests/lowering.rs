//! From files to model: YAML banks mean the same as Markdown banks, and a mistake is said once.

#![expect(clippy::expect_used, reason = "a test may panic")]

use gradus_content::plain_blocks;
use gradus_core::files::{Files, MemoryFiles};
use gradus_core::model::{Answer, Day, Id, Question};
use gradus_core::{Compiled, Options, compile, scaffold};

fn files() -> MemoryFiles {
    let code = Id::new("demo").expect("a slug");
    let mut files = MemoryFiles::new();
    for (path, text) in
        scaffold::catalog("Demo", &code, "3f0c7f0e-6d1b-4b57-9a59-0d5c2f1f7a11", Day::of_seconds(1_767_225_600))
    {
        files.insert(path, text);
    }
    files
}

fn rules(compiled: &Compiled) -> Vec<&str> {
    compiled.diagnostics.iter().map(|it| it.rule.0).collect()
}

fn question(compiled: &Compiled, id: &str) -> Question {
    let edition = compiled.edition.as_ref().expect("no errors");
    let course = &edition.catalog().courses[0];
    course.questions.iter().find(|it| it.id.as_str() == id).expect("the question").clone()
}

const MARKDOWN: &str = "---\nlesson: first-steps\n---\n\n## Which one? {#which difficulty=hard}\n\nOne of these.\n\n\
- [x] `this`\n\n  Because.\n- [ ] that {pin=last}\n\n  Not.\n\n### Explanation\n\nThe **first**.\n";

const YAML: &str = r"defaults: {lesson: first-steps}
items:
  - id: which
    title: Which one?
    difficulty: hard
    stem: |
      One of these.
    options:
      - text: '`this`'
        right: true
        rationale: Because.
      - {text: that, pin: last, rationale: Not.}
    explanation: |
      The **first**.
";

#[test]
fn a_yaml_bank_is_the_same_as_a_markdown_bank() {
    let markdown = compile(&files().with("demo/questions/extra.md", MARKDOWN), &Options::default());
    let yaml = compile(&files().with("demo/questions/extra.yaml", YAML), &Options::default());
    assert_eq!((rules(&markdown), rules(&yaml)), (vec![], vec![]));
    let (a, b) = (question(&markdown, "which"), question(&yaml, "which"));
    assert_eq!((a.difficulty, &a.lesson, &a.domain), (b.difficulty, &b.lesson, &b.domain));
    assert_eq!(plain_blocks(&a.stem), plain_blocks(&b.stem));
    assert_eq!(plain_blocks(&a.explanation), plain_blocks(&b.explanation));
    let options = |question: &Question| match &question.answer {
        Answer::Choice(choice) => choice
            .options
            .iter()
            .map(|it| (it.right, it.pin_last, plain_blocks(&it.content), plain_blocks(&it.rationale)))
            .collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    assert_eq!(options(&a), options(&b));
    assert_eq!(options(&a).len(), 2);
}

#[test]
fn a_finding_inside_a_literal_block_has_its_true_place() {
    let broken = YAML.replace("The **first**.", "See [x](leson:first-steps).");
    let compiled = compile(&files().with("demo/questions/extra.yaml", broken), &Options::default());
    let finding = &compiled.diagnostics[0];
    assert_eq!(compiled.sources.slice(finding.primary.span), "leson:first-steps");
    assert_eq!(compiled.diagnostics.len(), 1);
}

#[test]
fn drafts_wait_for_their_flag() {
    let draft = MARKDOWN.replace("difficulty=hard", "draft=true");
    let catalogue = files().with("demo/questions/extra.md", draft);
    let has = |options: &Options| {
        let compiled = compile(&catalogue, options);
        let edition = compiled.edition.expect("no errors");
        edition.catalog().courses[0].questions.iter().any(|it| it.id.as_str() == "which")
    };
    assert!(!has(&Options::default()));
    assert!(has(&Options { drafts: true, ..Options::default() }));
}

#[test]
fn what_names_an_unreadable_part_is_not_called_wrong() {
    let broken = "---\nid: first-steps\ntitel: Oops\n---\n\nProse.\n";
    let compiled = compile(&files().with("demo/modules/basics/first-steps.md", broken), &Options::default());
    assert!(compiled.edition.is_none());
    let found = rules(&compiled);
    assert!(found.iter().all(|rule| matches!(*rule, "unknown-field" | "missing-field")), "{found:?}");
}

#[test]
fn a_module_that_is_listed_under_a_wrong_name_is_guessed() {
    let bytes = files().read("demo/course.yaml", 1 << 20).expect("it is there");
    let course = String::from_utf8(bytes).expect("UTF-8").replace("modules: [basics]", "modules: [basic]");
    let compiled = compile(&files().with("demo/course.yaml", course), &Options::default());
    let finding = compiled.diagnostics.iter().find(|it| it.rule.0 == "unlisted-part").expect("a finding");
    assert_eq!(compiled.sources.slice(finding.primary.span), "basic");
    assert_eq!(finding.help, ["did you mean `basics`?"]);
}

#[test]
fn a_blank_for_a_whole_line_does_not_break_its_manifest() {
    let bank = "---\nlesson: first-steps\nkind: fill-in\n---\n\n## Fill {#fill-lines}\n\n```yaml\nspec:\n  ___[rest]\n  name: ___[name]\n```\n\n\
                ### Answer: rest\n\n- `a: 1`\n\n### Answer: name\n\n- `web`\n\n### Explanation\n\nSo it is.\n";
    let compiled = compile(&files().with("demo/questions/extra.md", bank), &Options::default());
    assert_eq!(rules(&compiled), Vec::<&str>::new());
}

#[test]
fn items_come_in_the_order_of_the_lessons_whatever_the_banks_are_called() {
    let first = MARKDOWN.replace("#which", "#late").replace("lesson: first-steps", "lesson: next-steps");
    let catalogue = files().with("demo/questions/a.md", first).with("demo/questions/z.md", MARKDOWN);
    let compiled = compile(&catalogue, &Options::default());
    let edition = compiled.edition.expect("no errors");
    let ids: Vec<&str> = edition.catalog().courses[0].questions.iter().map(|it| it.id.as_str()).collect();
    let place = |id: &str| ids.iter().position(|it| *it == id);
    assert!(place("which") < place("late"), "{ids:?}");
}
