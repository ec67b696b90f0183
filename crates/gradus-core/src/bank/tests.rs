//! The grammar from text to data, place by place.

use gradus_content::markdown;
use gradus_diagnostics::{Diagnostic, SourceMap, TextMap, human};
use serde_json::{Value, json};

use super::{Form, Grammar, split};

fn read(text: &str, grammar: Grammar) -> (SourceMap, Vec<Form>, Vec<Diagnostic>) {
    let mut sources = SourceMap::new();
    let id = sources.add("bank.md", text);
    let mut diagnostics = Vec::new();
    let parsed = markdown::parse(text, &TextMap::identity(id, 0), grammar.markdown(), &mut diagnostics);
    let forms = split(text, parsed.blocks, grammar, &mut diagnostics);
    (sources, forms, diagnostics)
}

/// The only item of a bank without findings, as data.
fn item(text: &str, grammar: Grammar) -> Value {
    let (sources, forms, diagnostics) = read(text, grammar);
    assert!(diagnostics.is_empty(), "{}", human::render_all(&sources, &diagnostics, false));
    let [form] = forms.as_slice() else { panic!("one item wanted, {} found", forms.len()) };
    form.node.to_json()
}

/// Rule, text under the span, and message of each finding.
fn findings(text: &str, grammar: Grammar) -> Vec<(String, String, String)> {
    let (sources, _, diagnostics) = read(text, grammar);
    let found = diagnostics.iter().map(|it| {
        let under = sources.slice(it.primary.span).lines().next().unwrap_or_default();
        (it.rule.to_string(), under.to_owned(), it.message.clone())
    });
    found.collect()
}

#[test]
fn a_choice_with_rationales_and_a_pinned_option() {
    let value = item(
        "## Title {#x difficulty=easy assesses=a,b minutes=3 shuffle=false}\n\nStem.\n\n\
         - [x] right\n\n  Because.\n- [ ] none of these {pin=last}\n\n### Explanation\n\nWhy.\n",
        Grammar::Questions,
    );
    assert_eq!(value["id"], "x");
    assert_eq!(value["title"], "Title");
    assert_eq!(value["assesses"], json!(["a", "b"]));
    assert_eq!(value["minutes"], 3);
    assert_eq!(value["shuffle"], false);
    assert_eq!(value["options"][0]["right"], true);
    assert!(value["options"][0]["rationale"].as_str().is_some_and(|it| it.contains("Because.")));
    assert_eq!(value["options"][1]["pin"], "last");
    assert!(value["explanation"].as_str().is_some_and(|it| it.contains("Why.")));
}

#[test]
fn one_value_of_a_list_stays_text_and_numbers_of_text_fields_too() {
    let value = item("## T {#x assesses=a retired=1.0}\n\n- [x] a\n- [ ] b\n", Grammar::Questions);
    assert_eq!(value["assesses"], "a");
    assert_eq!(value["retired"], "1.0");
}

#[test]
fn an_order_with_steps_that_may_swap() {
    let value = item(
        "## T {#x kind=ordering}\n\nPut in order.\n\n### Order\n\n1. first\n2. Both:\n   - a\n   - b\n3. last\n",
        Grammar::Questions,
    );
    let steps = |at: usize| value["order"][at]["steps"].as_array().map(Vec::len);
    assert_eq!((steps(0), steps(1), steps(2)), (Some(1), Some(2), Some(1)));
    assert!(value["order"][1]["label"].as_str().is_some_and(|it| it.contains("Both:")));
    assert!(value["order"][0].get("label").is_none());
}

#[test]
fn answers_and_rejects_of_a_blank_join() {
    let value = item(
        "## T {#x kind=fill-in}\n\nRun ___[cmd].\n\n### Answer: cmd {match=command}\n\n- `a b`\n- ```sh\n  a \\\n    b\n  ```\n\n\
         ### Reject: cmd\n\n- `b`\n",
        Grammar::Questions,
    );
    assert_eq!(
        value["blanks"],
        json!([{"name": "cmd", "accept": ["a b", "a \\\n  b"], "match": "command", "reject": ["b"]}])
    );
}

#[test]
fn a_task_and_its_answers() {
    let value = item(
        "## T {#x kind=task}\n\nRepair.\n\n### Starter\n\n```yaml file=a.yaml\na: 1\n```\n\n### Hint\n\nOne.\n\n### Hint\n\nTwo.\n\n\
         ### Solution\n\n```yaml file=a.yaml\na: 2\n```\n\n### Wrong: keeps it {fails=two}\n\n```yaml file=a.yaml\na: 1\n```\n\n\
         ### Rubric\n\n```yaml\n- id: two\n  points: 2\n  text: It is two.\n  schema: {properties: {a: {const: 2}}}\n```\n",
        Grammar::Questions,
    );
    assert_eq!(value["hints"].as_array().map(Vec::len), Some(2));
    assert_eq!(value["wrong"][0]["title"], "keeps it");
    assert_eq!(value["wrong"][0]["fails"], "two");
    assert_eq!(value["rubric"][0]["schema"]["properties"]["a"]["const"], 2);
}

#[test]
fn a_finding_in_a_rubric_has_its_own_line() {
    let text = "## T {#x kind=task}\n\nS.\n\n### Rubric\n\n```yaml\n- id: a\n  id: b\n```\n";
    let (sources, _, diagnostics) = read(text, Grammar::Questions);
    let [finding] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
    assert_eq!(finding.rule.0, "yaml-duplicate-key");
    assert_eq!(sources.position(finding.primary.span.source, finding.primary.span.start).line, 9);
}

#[test]
fn cards_split_at_back_or_at_the_heading() {
    let short = item("## Front? {#x}\n\nBack.\n", Grammar::Cards);
    assert!(short.get("front").is_none());
    assert!(short["back"].as_str().is_some_and(|it| it.contains("Back.")));
    let long = item("## Front? {#x}\n\nMore.\n\n### Back\n\nBack.\n", Grammar::Cards);
    assert!(long["front"].as_str().is_some_and(|it| it.contains("More.")));
    assert!(long["back"].as_str().is_some_and(|it| it.trim() == "Back."));
}

#[test]
fn a_note_keeps_its_own_headings() {
    let note = item("## Term {#x lesson=a,b}\n\nProse.\n\n### More\n\nProse.\n", Grammar::Notes);
    assert_eq!(note["lesson"], json!(["a", "b"]));
    assert!(note["text"].as_str().is_some_and(|it| it.contains("### More")));
}

#[test]
fn what_breaks_the_grammar_is_said_at_its_place() {
    let cases = [
        ("Prose.\n\n## T {#x}\n\n- [x] a\n- [ ] b\n", "bank-structure", "Prose."),
        ("## T\n\n- [x] a\n- [ ] b\n", "item-without-id", "## T"),
        ("## T {#x}\n\n- [x] a\n- [ ] b\n\n### Explanaton\n\nE.\n", "unknown-section", "Explanaton"),
        ("## T {#x}\n\n- [x] a\n- [ ] b\n\nMore.\n", "bank-structure", "More."),
        ("## T {#x}\n\n- [x] a\n- b\n", "bank-structure", "- b"),
        ("## T {#x kind=ordering}\n\n### Order\n\n- a\n- b\n", "bank-structure", "- a"),
        ("## T {#x}\n\n### Answer\n\n- `a`\n", "bank-structure", "Answer"),
        ("## T {#x}\n\n### Answer: a\n\n- plain\n", "bank-structure", "- plain"),
        ("## T {#x}\n\n### Wrong\n\nW.\n", "bank-structure", "Wrong"),
        ("## T {#x}\n\n### Explanation\n\nA.\n\n### Explanation\n\nB.\n", "bank-structure", "### Explanation"),
        ("## T {#x}\n\n### Rubric\n\nNone.\n", "bank-structure", "### Rubric"),
    ];
    for (text, rule, under) in cases {
        let found = findings(text, Grammar::Questions);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!((found[0].0.as_str(), found[0].1.as_str()), (rule, under), "{text}");
    }
}

#[test]
fn a_misspelt_section_is_guessed() {
    let (_, _, diagnostics) = read("## T {#x}\n\n### Explanaton\n\nE.\n", Grammar::Questions);
    assert_eq!(diagnostics[0].help, ["did you mean `### Explanation`?"]);
}
