//! Comments that silence a rule: where they count, and what they may not do.

use gradus_core::files::MemoryFiles;
use gradus_core::model::RuleLevel;
use gradus_core::{Compiled, Options, compile};
use gradus_diagnostics::Severity;

use crate::support::{Fixture, rendered, rules};

const NEXT: &str = "course/modules/basics/next-steps.md";
const CARDS: &str = "course/cards/first-steps.md";

#[track_caller]
fn silent(fixture: &Fixture) {
    let compiled = fixture.compile();
    assert!(compiled.diagnostics.is_empty(), "{}", rendered(&compiled));
}

#[track_caller]
fn finds(fixture: &Fixture, expected: &[&str]) {
    let compiled = fixture.compile();
    assert_eq!(rules(&compiled), expected, "{}", rendered(&compiled));
}

fn with_options(fixture: &Fixture, options: &Options) -> Compiled {
    let files = fixture.0.iter().fold(MemoryFiles::new(), |files, (path, bytes)| files.with(path, bytes.clone()));
    compile(&files, options)
}

#[test]
fn before_an_item_of_a_bank_for_the_whole_item() {
    let item = "## Two {#two lesson=first-steps}\n\nText.\n\n    code\n\n### Back\n\nText.\n\n    more\n";
    let silenced = format!("<!-- allow indented-code: shows it -->\n\n{item}");
    finds(&Fixture::new().append(CARDS, item), &["indented-code"]);
    silent(&Fixture::new().append(CARDS, &silenced));
    let next = format!("{silenced}\n## Three {{#three lesson=first-steps}}\n\nText.\n\n    code\n");
    finds(&Fixture::new().append(CARDS, &next), &["indented-code"]);
}

#[test]
fn in_yaml_for_the_next_entry_or_item() {
    let bank = |comment: &str, within: &str| {
        let text = format!(
            "cards:\n  {comment}\n  - id: one\n    title: One\n    lesson: first-steps\n    {within}\n    back: |\n      Text.\n\n          code\n  - id: two\n    title: Two\n    lesson: first-steps\n    back: Text.\n"
        );
        Fixture::new().with("course/cards/more.yaml", text)
    };
    let allow = "# allow indented-code: shows it";
    finds(&bank("#", "#"), &["indented-code"]);
    silent(&bank(allow, "#"));
    silent(&bank("#", allow));
    // Before another entry it silences nothing.
    let other =
        bank("#", "#").patch("course/cards/more.yaml", "    title: One", &format!("    {allow}\n    title: One"));
    finds(&other, &["indented-code", "unused-silence"]);
}

#[test]
fn in_the_prose_of_a_yaml_bank() {
    let bank = |comment: &str| {
        let text = format!(
            "cards:\n  - id: one\n    title: One\n    lesson: first-steps\n    back: |\n      Text.\n\n      {comment}\n\n          code\n"
        );
        Fixture::new().with("course/cards/more.yaml", text)
    };
    finds(&bank("<!-- why -->"), &["indented-code"]);
    silent(&bank("<!-- allow indented-code: shows it -->"));
}

#[test]
fn in_front_matter() {
    let text = "---\n# allow unused-asset: later\nlesson: first-steps\n---\n\n## Two {#two}\n\nText.\n";
    let unused = Fixture::new().with("course/cards/more.md", text);
    finds(&unused, &["unused-silence"]);
    let line = &rendered(&unused.compile());
    assert!(line.contains("more.md:2:1") && line.contains("there is no `unused-asset` here to silence"), "{line}");
}

#[test]
fn a_yaml_comment_gives_a_reason_and_stands_before_something() {
    let plan = |line: &str| Fixture::new().append("course/plan.yaml", line);
    finds(&plan("# allow plan-misses-lesson\n"), &["silence-without-reason"]);
    finds(&plan("# allow plan-misses-lesson: later\n"), &["dangling-silence"]);
    let behind = Fixture::new().patch("catalog.yaml", "rules: {}", "rules: {}  # allow unused-asset: later");
    finds(&behind, &["dangling-silence"]);
    for prose in ["# allow me to explain: it is so\n", "# allowance\n", "# we allow raw-html: no\n"] {
        silent(&plan(prose));
    }
    let block = "summary: |\n  Text.\n  # allow raw-html: text of a block\n";
    let summary = "summary: Say here in a paragraph what the course teaches, and to whom.\n";
    silent(&Fixture::new().patch("course/course.yaml", summary, block));
}

#[test]
fn what_was_not_looked_at_is_not_unused() {
    let allow = "<!-- allow placeholder-text: so -->\n\n";
    finds(&Fixture::new().append(NEXT, &format!("{allow}Text.\n")), &["unused-silence"]);
    // A rule that is off, and one of an output.
    silent(&Fixture::new().append(NEXT, "<!-- allow repeated-word: so -->\n\nText.\n"));
    silent(&Fixture::new().append(NEXT, "<!-- allow dead-link: so -->\n\nText.\n"));
    let options = Options { generator_rules: vec![gradus_diagnostics::RuleId("wide-code")], ..Options::default() };
    let of_output = Fixture::new().append(NEXT, "<!-- allow wide-code: so -->\n\nText.\n");
    let compiled = with_options(&of_output, &options);
    assert!(compiled.diagnostics.is_empty(), "{}", rendered(&compiled));
    // An item that is left out.
    let draft = format!("{allow}## Two {{#two lesson=first-steps draft=true}}\n\nTODO: write.\n");
    silent(&Fixture::new().append(CARDS, &draft));
    // A course of which something could not be read.
    let broken = Fixture::new().append(NEXT, &format!("{allow}Text.\n")).append(CARDS, "## Three\n\nText.\n");
    finds(&broken, &["item-without-id"]);
}

#[test]
fn neither_a_comment_nor_a_level_lowers_an_error() {
    let silenced = Fixture::new().append(NEXT, "<!-- allow raw-html: so -->\n\nA <b>word</b>.\n");
    finds(&silenced, &["raw-html"]);
    assert!(rendered(&silenced.compile()).contains("a comment silences warnings; this is an error"));
    for level in ["allow", "warn"] {
        let fixture = Fixture::new()
            .patch("catalog.yaml", "rules: {}", &format!("rules: {{raw-html: {level}}}"))
            .append(NEXT, "A <b>word</b>.\n");
        finds(&fixture, &["raw-html"]);
        assert!(rendered(&fixture.compile()).contains("no level of `raw-html` lowers it"));
    }
}

#[test]
fn the_command_line_goes_before_the_catalogue() {
    let indented = Fixture::new().append(NEXT, "Text.\n\n    code\n");
    let weigh = |catalog: &str, user: Option<RuleLevel>, deny_warnings: bool| {
        let rules =
            if catalog.is_empty() { "rules: {}".to_owned() } else { format!("rules: {{indented-code: {catalog}}}") };
        let fixture = indented.clone().patch("catalog.yaml", "rules: {}", &rules);
        let levels = user.map(|level| ("indented-code".to_owned(), level)).into_iter().collect();
        let options = Options { levels, deny_warnings, ..Options::default() };
        with_options(&fixture, &options).diagnostics.first().map(|finding| finding.severity)
    };
    let (error, warning) = (Some(Severity::Error), Some(Severity::Warning));
    assert_eq!(weigh("", None, false), warning);
    assert_eq!(weigh("deny", None, false), error);
    assert_eq!(weigh("allow", None, false), None);
    assert_eq!(weigh("deny", Some(RuleLevel::Allow), false), None);
    assert_eq!(weigh("deny", Some(RuleLevel::Warn), false), warning);
    assert_eq!(weigh("allow", Some(RuleLevel::Deny), false), error);
    assert_eq!(weigh("warn", None, true), error);
    assert_eq!(weigh("allow", None, true), None);
    assert_eq!(weigh("", Some(RuleLevel::Warn), true), warning);
}
