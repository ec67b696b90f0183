//! Every rule fails where it should, passes on a similar text, and its doc's example breaks it.

use gradus_content::RULES;
use gradus_content::markdown::{Options, front_matter};
use gradus_diagnostics::SourceId;

use crate::support::rules;

const PROSE: Options = Options { clozes: false, blanks: false, attributes: false, index: false };
const BOOK: Options = Options { clozes: false, blanks: false, attributes: false, index: true };
const BANK: Options = Options { clozes: false, blanks: false, attributes: true, index: false };
const CARD: Options = Options { clozes: true, blanks: false, attributes: true, index: false };
const STEM: Options = Options { clozes: false, blanks: true, attributes: true, index: false };

/// Rule, context, a text that breaks it once, a similar text that breaks nothing.
const CASES: &[(&str, Options, &str, &str)] = &[
    ("blank-outside-question", PROSE, "`get ___[kind]`", "get \\___[kind]"),
    ("cloze-outside-card", BANK, "{{c1::x}}", "\\{{c1::x}}"),
    ("dangling-silence", PROSE, "a\n\n<!-- allow x: y -->", "<!-- allow x: y -->\n\na"),
    ("dangling-silence", PROSE, "a <!-- allow x: y -->\n\nb", "a\n<!-- allow x: y -->\nb"),
    ("duplicate-anchor", PROSE, "## A {#a}\n\n## B {#a}", "## A {#a}\n\n## A"),
    ("external-image", PROSE, "![a](https://example.org/a.png)", "[a](https://example.org/a.png)"),
    ("external-image", PROSE, "![a](data:image/png;base64,AA)", "![a](assets/a.png)"),
    ("fence-after-checkbox", PROSE, "- [ ] ~~~\n\n  x", "- [ ] ```a``` b"),
    ("fence-without-language", PROSE, "```\na\n```", "```text\na\n```"),
    ("fence-without-language", PROSE, "- ~~~\n  a\n  ~~~", "- ~~~~ text\n  ~~~\n  ~~~~"),
    ("heading-level-one", PROSE, "# A", "## A"),
    ("heading-level-one", PROSE, "A\n=", "A\n\n\\="),
    ("indented-code", PROSE, "a\n\n    b", "a\n    b"),
    ("index-mark", BOOK, "[a](index:b)", "[a](index: \"b\")"),
    ("index-mark", BOOK, "[](index:)", "[`a`](index:)"),
    ("index-mark", BOOK, "<index:a>", "`index:a`"),
    ("index-outside-book", BANK, "[a](index:)", "[a](lesson:index)"),
    ("link-target", PROSE, "[a](lesson.md)", "[a](lesson:md)"),
    ("link-target", PROSE, "[a]()", "[a](#b)"),
    ("link-target", PROSE, "[a](lesson:A)", "[a](lesson:a#b)"),
    ("link-target", PROSE, "[a](https:/b)", "[a](https://b)"),
    ("malformed-attributes", BANK, "## A {#a b}", "## A {#a b=c,d}"),
    ("malformed-attributes", BANK, "## A {#a kind=b", "## A \\{#a kind=b"),
    ("malformed-attributes", BANK, "## A #a kind=b}", "### A `#a kind=b}`"),
    ("malformed-attributes", BANK, "## A (#a)", "### A (#a)"),
    ("malformed-attributes", BANK, "## A [#a b=c]", "## A [#a and b]"),
    ("malformed-attributes", BANK, "## A \\{#a}", "## A \\{b}"),
    ("malformed-attributes", BANK, "## A #a b=c", "## A in C# and #a or b"),
    ("malformed-attributes", BANK, "## A {#a b: c}", "## A {#a b=c:d}"),
    ("malformed-attributes", BANK, "- [ ] A {pin=last", "- [ ] A {pin, last"),
    ("malformed-attributes", PROSE, "## A {#a", "## A {a=b"),
    ("malformed-attributes", BANK, "## A {#a b=\"c\"}", "## A {#a b=c.d/e:f}"),
    ("malformed-attributes", BANK, "## A {#a #b}", "### A \\{#a #b}"),
    ("malformed-attributes", BANK, "## A {#a b=1 b=2}", "### A `{#a b=1 b=2}`"),
    ("malformed-attributes", BANK, "## A {}", "## A `{}`"),
    ("malformed-attributes", BANK, "## A {#a b = c}", "## A {#a b=c}"),
    ("malformed-attributes", BANK, "- a {b= c}", "- a {b = c}"),
    ("malformed-attributes", BANK, "- a {b=}", "- a {b}"),
    ("malformed-attributes", PROSE, "## A {b=c}", "- a {b=c}"),
    ("malformed-attributes", PROSE, "## A {#A}", "## A {#a}"),
    ("malformed-blank", STEM, "___[A]", "___[a]"),
    ("malformed-blank", STEM, "a __[b]", "a__[b], __[B]"),
    ("malformed-blank", STEM, "`a ___[b`", "`a ____[b`"),
    ("malformed-blank", STEM, "[a](https://b/___[c])", "[___[c]](https://b/)"),
    ("malformed-cloze", CARD, "{{c1::a", "{{c1::a}}"),
    ("malformed-cloze", CARD, "{{c1::a\n\nb}}", "{{c1::a\nb}}"),
    ("malformed-cloze", CARD, "{{c1::a} b}}", "{{c1::a\\} b}}"),
    ("malformed-cloze", CARD, "{{c1::a {{c2::b}}}}", "{{c1::a}} {{c2::b}}"),
    ("malformed-cloze", CARD, "{{c0::a}}", "{{c10::a}}"),
    ("malformed-cloze", CARD, "```text\n{{c1::}}\n```", "```text\n{{c1::a}}\n```"),
    ("malformed-cloze", CARD, "![{{c1::a}}](assets/a.svg)", "<!-- {{c1::a}} -->"),
    ("markdown-as-text", PROSE, "a[^1]\n\n[^1]: b", "a\\[^1], `[^1]` and [^a-z]"),
    ("markdown-as-text", PROSE, "a[^1]\n\n[^1]: b c", "a"),
    ("markdown-as-text", PROSE, "see [a][b]", "see [a][b], rows[0][a]\n\n[b]: https://c.org"),
    ("markdown-as-text", PROSE, "see [[a]]", "if [[ -f a ]]"),
    ("markdown-as-text", PROSE, "a ==b== c", "a == b == c, a==b==c"),
    ("markdown-as-text", PROSE, "##A", "#5 and ## b"),
    ("markdown-as-text", PROSE, "a\n\n:::note", "a :::"),
    ("markdown-as-text", PROSE, "a\n: b", "a\n:b"),
    ("markdown-as-text", PROSE, "| a | b |\n| c | d |", "|a| and b\n| c | or |a|\nb"),
    ("markdown-as-text", PROSE, "see [a](lesson:b and c.", "see [a] (lesson b) and \\[a](lesson: b), `](lesson:a`"),
    ("markdown-as-text", PROSE, "see [a(lesson:b).", "see [a] (and (lesson: b), [a(lesson"),
    ("markdown-as-text", PROSE, "see a](term:b).", "see (term:b)"),
    ("markdown-as-text", PROSE, "see [a](<term:b).", "see [a](<term:b>)"),
    ("markdown-as-text", PROSE, "![a(assets/o.svg)", "see (assets/o.svg)"),
    ("markdown-as-text", PROSE, "! [a](assets/o.svg)", "look! [a](assets/o.svg)"),
    ("markdown-as-text", PROSE, "a **b c.", "a **b\nc**, 2**3, \\**d, `**/e` and ** f"),
    ("markdown-as-text", PROSE, "a `b c.", "a \\`b and ``c ` d``"),
    ("markdown-as-text", PROSE, "*a\n*b", "*a*\n*b* c"),
    ("markdown-as-text", PROSE, "-a\n-b\n-c", "-a\nb"),
    ("markdown-as-text", PROSE, "[!TIP]\na", "\\[!TIP]\na"),
    ("markdown-as-text", PROSE, "'''yaml\na: b\n'''", "''' a"),
    ("markdown-as-text", PROSE, "$$a$$", "$$ and $$, $a$"),
    ("markdown-as-text", PROSE, "a ** b ** c", "2 ** n ** 4, **/*.yaml, a ** 2"),
    ("markdown-as-text", PROSE, "[a] (https://b.org)", "[a] (see b)"),
    ("markdown-as-text", PROSE, "(a)[lesson:b]", "(a)[0]"),
    (
        "markdown-as-text",
        PROSE,
        "see https://a.org.",
        "`https://a.org`, <https://a.org>, [https://a.org](https://a.org), https://",
    ),
    ("missing-alternative-text", PROSE, "![](assets/a.svg)", "![a](assets/a.svg)"),
    ("path-outside", PROSE, "[a](../b.txt)", "[a](assets/b..txt)"),
    ("path-outside", PROSE, "![a](/assets/b.svg)", "![a](assets/b.svg)"),
    ("path-outside", PROSE, "```yaml file=../a.yaml\n```", "```yaml file=a..yaml\n```"),
    ("path-outside", PROSE, "```yaml file=/etc/a.yaml\n```", "```yaml file=etc/a.yaml\n```"),
    ("path-outside", PROSE, "```yaml file=C:\\a.yaml\n```", "```yaml file=a-b_c.yaml\n```"),
    ("path-outside", PROSE, "[a](assets/%2E%2E/b)", "[a](assets/%20b)"),
    ("raw-html", PROSE, "kubectl -n <name>", "kubectl `-n <name>`"),
    ("raw-html", PROSE, "a <b>c</b>", "a \\<b>c"),
    ("raw-html", PROSE, "<!-- a --> <div>", "<!-- a --> <!-- b -->"),
    ("silence-without-reason", PROSE, "<!-- allow raw-html -->\na", "<!-- allowed -->\na"),
    ("table-row-too-long", PROSE, "| a |\n|--|\n| `b|c` |", "| a |\n|--|\n| `b\\|c` |"),
    ("table-row-too-short", PROSE, "| a | b |\n|--|--|\n| c |", "| a | b |\n|--|--|\n| c | |\n||d|"),
    ("table-row-too-short", PROSE, "a | b\n--|--\nc", "a | b\n--|--\nc |d"),
    ("unclosed-comment", PROSE, "<!-- a\n\nb", "<!-- a\n\nb -->"),
    ("unclosed-fence", PROSE, "```text\na\n``", "````text\na\n```\n`````"),
    ("unclosed-fence", PROSE, "- ```text\n  a\n\nb", "- ```text\n  a\n  ```\n\nb"),
    ("unclosed-fence", PROSE, "```text", "```text\n```"),
    ("unclosed-fence", PROSE, "```yaml\na: 1\n\n```yaml\nb: 2\n```", "````md\n```yaml\nb: 2\n```\n````"),
    ("unclosed-fence", PROSE, "~~~text\na\n~~~~ text\n~~~", "~~~text\n```text\n~~~"),
    ("unknown-callout", PROSE, "> [!HINT]\n> a", "> [!tip]\n> a"),
    ("unknown-callout", PROSE, "> [!TIP] a", "> [a]"),
    ("unknown-fence-word", PROSE, "```yaml fragmen\n```", "```yaml fragment\n```"),
    ("unknown-fence-word", PROSE, "```yaml file=a file=b\n```", "```yaml file=a invalid output\n```"),
    ("unknown-fence-word", PROSE, "```output\n```", "```text output\n```"),
    ("unsafe-link", PROSE, "[a](JavaScript:b)", "[a](mailto:b@c.org)"),
    ("unsafe-link", PROSE, "<leson:a>", "<lesson:a>"),
];

#[test]
fn each_rule_fails_and_passes() {
    for (rule, options, failing, passing) in CASES {
        assert_eq!(rules(failing, *options), [*rule], "should fail once:\n{failing}");
        assert_eq!(rules(passing, *options), [""; 0], "should pass:\n{passing}");
    }
}

#[test]
fn depth_is_bounded() {
    for deep in ["> ".repeat(33) + "a", "- ".repeat(33) + "a", "*a **b ".repeat(20) + &"** *".repeat(20)] {
        let found = rules(&deep, PROSE);
        assert!(found.is_empty() || found == ["markdown-too-deep"], "{found:?} in\n{deep}");
    }
    assert_eq!(rules(&("> ".repeat(33) + "a"), PROSE), ["markdown-too-deep"]);
    assert_eq!(rules(&("> ".repeat(32) + "a"), PROSE), [""; 0]);
    assert_eq!(rules(&format!("{}a{}", "*".repeat(200), "*".repeat(200)), PROSE), ["markdown-too-deep"]);
    assert_eq!(rules(&format!("{}a{}", "*".repeat(40), "*".repeat(40)), PROSE), [""; 0]);
}

#[test]
fn every_rule_is_tested_and_documented() {
    for (rule, _, doc) in RULES {
        let special = ["markdown-too-deep", "unclosed-front-matter"].contains(&rule.0);
        assert!(special || CASES.iter().any(|case| case.0 == rule.0), "{rule} has no case");
        let headings: Vec<&str> = doc.lines().filter(|line| line.starts_with('#')).collect();
        let own: Vec<&str> = headings.iter().copied().filter(|line| !line.contains("{#")).collect();
        assert_eq!(own[0], format!("# {rule}"));
        for section in ["## What it does", "## Why this is bad", "## Example", "## How to fix"] {
            assert!(headings.contains(&section), "{rule} lacks {section}");
        }
    }
}

#[test]
fn the_example_of_each_doc_breaks_its_rule() {
    for (rule, _, doc) in RULES {
        let section = doc.split("## Example\n").nth(1).unwrap().split("## How to fix").next().unwrap();
        let fence = section.trim_start_matches(|c: char| c != '`');
        let ticks = &fence[..fence.len() - fence.trim_start_matches('`').len()];
        let example = fence.split_once('\n').unwrap().1.rsplit_once(ticks).unwrap().0;
        let options = match rule.0 {
            "index-mark" => BOOK,
            "malformed-cloze" => CARD,
            "malformed-blank" => STEM,
            "malformed-attributes" | "cloze-outside-card" => BANK,
            _ => PROSE,
        };
        let found = match rule.0 {
            "unclosed-front-matter" => {
                let mut diagnostics = Vec::new();
                front_matter(example, SourceId::from_index(0), &mut diagnostics);
                diagnostics.iter().map(|finding| finding.rule.0).collect()
            }
            _ => rules(example, options),
        };
        assert!(found.contains(&rule.0), "{rule} is not broken by its example: {found:?}\n{example}");
    }
}

#[test]
fn slips_are_corrected() {
    let help = |text: &str| {
        let (_, diagnostics) = crate::support::read(text, PROSE);
        diagnostics.iter().flat_map(|finding| finding.help.clone()).collect::<Vec<_>>().join("\n")
    };
    assert!(help("[a](leson:x#y)").contains("did you mean `lesson:x#y`?"));
    assert!(help("[a](Lesson:x)").contains("did you mean `lesson:x`?"));
    assert!(help("[a](rbac.md#roles)").contains("`lesson:rbac`"));
    assert!(help("[a](./assets/x.pdf)").contains("`assets/x.pdf`"));
    assert!(help("> [!WARNIN]\n> a").contains("did you mean `[!WARNING]`?"));
    assert!(help("```yaml fil=x\n```").contains("did you mean `file`?"));
    assert!(help("a<br>b").contains("backslash"));
}
