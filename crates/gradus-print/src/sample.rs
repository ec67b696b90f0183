//! A small catalogue for tests: every kind of block, inline, question and card, and text that would like to be code.

use std::collections::BTreeMap;
use std::io::Read;

use gradus_core::files::MemoryFiles;
use gradus_core::{Edition, Options, compile};
use gradus_diagnostics::{SourceMap, human};

/// Text that would mean something to Typst if it were ever read as Typst.
pub(crate) const HOSTILE: &str =
    r##"#panic("x") $x^2$ @ref \<label> \`tick\` \*star\* [open \_under #[ ] {{ }} // not a comment /* nor this ="##;

/// The files, to be changed by a test.
pub(crate) fn files() -> BTreeMap<&'static str, String> {
    let word = "x".repeat(400);
    let lesson = format!(
        "---
id: first
title: \"Hostile #panic() <b> title\"
summary: What it is about.
domains: [one]
minutes: {{read: 10, lab: 20, practise: 5}}
objectives:
  - {{id: obj, text: Do it}}
---

{HOSTILE}

## A heading {{#here}}

Text *emphasised*, **strong**, ~~gone~~, `code`, [out](https://example.com/a?b=c), [in](lesson:first#here),
[here](#here), [question](question:q-single), [card](card:c-basic), [term](term:t-term), [task](task:q-task),
[module](module:basics) ![dot](assets/dot.svg \"A dot\") and\\
a break. → … – “quotes” ✓ ≥ × • and a sign no font has: 🔍.

#### Two levels down

> [!TIP]
> **A title**
>
> Tip.

> [!WARNING]
> Pitfall with code:
>
> ```yaml file=a.yaml fragment
> a: 1
> ```

> [!IMPORTANT]
> Concept.

> [!NOTE]
> Note.

> [!CAUTION]
> Caution.

```yaml file=b.yaml invalid
key: {word}
nested:
    deep:   spaces kept
```

```console
$ echo {word}
printed
```

```text output
column   one
column   two
```

| a | b | c |
|---|:-:|--:|
| 1 | `{word}` | 3 |

- one
- two
  - nested

3. three
4. four

- [x] done
- [ ] open

> Quoted.

---

![What the dot shows](assets/dot.svg \"A caption\")

{word}
"
    );
    let questions = "---
lesson: first
difficulty: easy
---

## Which one? {#q-single}

- [x] Right one

  Because.
- [ ] Wrong one

  Not this.

### Explanation

Why.

### References

- [Docs](https://example.com)

## Which ones? {#q-multiple kind=multiple}

- [x] First
- [x] Second
- [ ] Third

## In order {#q-ordering kind=ordering}

Put them in order.

### Order

1. Step one
2. Either
   - this
   - that
3. Last step

## Fill it {#q-fill kind=fill-in}

Type `kubectl ___[verb] pods` and ___[thing].

```console
$ kubectl ___[verb]
```

### Answer: verb

- `get`
- `list`

### Answer: thing {match=regex}

- `a.*b`

### Reject: verb

- `watch`

## Do it {#q-task kind=task minutes=5}

Make it two.

### Starter

```yaml file=a.yaml
kind: A
spec:
  a: 1
```

### Hint

Look at a.

### Solution

```yaml file=a.yaml
kind: A
spec:
  a: 2
```

### Wrong: makes it three {fails=two}

Too much.

```yaml file=a.yaml
kind: A
spec:
  a: 3
```

### Rubric

```yaml
- id: two
  points: 2
  text: It is two.
  select: {kind: A}
  schema: {properties: {spec: {properties: {a: {const: 2}}}}}
- id: proof
  points: 1
  text: You saw it.
```

### Verify

Look.
";
    let cards = "---
lesson: first
---

## What is it? {#c-basic}

A thing.

## Complete {#c-cloze kind=cloze}

It is {{c1::additive}}, not {{c2::subtractive::a hint}}.
";
    let note = |id: &str| format!("## Title {id} {{#{id}}}\n\nSome words.\n");
    BTreeMap::from([
        ("catalog.yaml", "title: Tests\nsummary: For tests.\nlocale: en\ntracks: [{id: t, title: T, summary: S.}]\ncourses: [tst]\nrules: {}\n".to_owned()),
        ("tst/course.yaml", "uid: 3f0c7f0e-6d1b-4b57-9a59-0d5c2f1f7a11\ncode: tst\ntitle: A small course\ntrack: t\nlevel: beginner\nsummary: About little.\nlocale: en\nstatus: draft\nlicense: CC-BY-4.0\nprerequisites: [{text: Nothing}]\ncomparison: {title: Side by side, columns: [{title: A, points: [x, y]}, {title: B, points: [z]}]}\nmodules: [basics]\n".to_owned()),
        ("tst/exam.yaml", "title: Exam\nvendor: Nobody\nformat: Questions\nminutes: 60\npass_mark: 60\nvalidity_months: 12\nsoftware: {kubernetes: \"1.36\"}\nverified_on: 2026-01-02\nsources: [{title: Source, url: \"https://example.com/\"}]\ndomains:\n  - {id: one, title: Domain one, weight: 60, competencies: [{id: comp, text: Know it}]}\n  - {id: two, title: Domain two, weight: 40, competencies: []}\nearlier_weights: [{until: 2025-01-01, weights: {one: 50, two: 50}}]\nmock: {questions: 3, minutes: 10}\n".to_owned()),
        ("tst/plan.yaml", "title: Plan\nweeks: [{theme: All, text: Do it., lessons: [first]}]\n".to_owned()),
        ("tst/modules/01/module.yaml", "id: basics\ntitle: Basics\nsummary: The first module.\nlessons: [first]\n".to_owned()),
        ("tst/modules/01/first.md", lesson),
        ("tst/questions/bank.md", questions.to_owned()),
        ("tst/cards/bank.md", cards.to_owned()),
        ("tst/notes/glossary.md", note("t-term")),
        ("tst/notes/mistakes.md", note("m-one")),
        ("tst/notes/key-concepts.md", note("k-one")),
        ("tst/assets/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\" width=\"10\" height=\"10\"><circle cx=\"5\" cy=\"5\" r=\"4\"/></svg>".to_owned()),
    ])
}

/// The edition of some files, and their sources.
pub(crate) fn edition(files: BTreeMap<&'static str, String>) -> (Edition, SourceMap) {
    let files = files.into_iter().fold(MemoryFiles::new(), |all, (path, text)| all.with(path, text));
    let compiled = compile(&files, &Options::default());
    let findings = human::render_all(&compiled.sources, &compiled.diagnostics, false);
    (compiled.edition.unwrap_or_else(|| panic!("the sample course has errors:\n{findings}")), compiled.sources)
}

/// The edition of some files, unless the checks refuse them.
pub(crate) fn try_edition(files: BTreeMap<&'static str, String>) -> Option<Edition> {
    let files = files.into_iter().fold(MemoryFiles::new(), |all, (path, text)| all.with(path, text));
    compile(&files, &Options::default()).edition
}

/// A PDF with its streams unpacked, to look for words of its grammar.
pub(crate) fn unpacked(pdf: &[u8]) -> String {
    let mut text = String::new();
    let mut rest = pdf;
    while let Some(at) = rest.windows(7).position(|window| window == b"stream\n") {
        text.push_str(&String::from_utf8_lossy(&rest[..at]));
        rest = &rest[at + 7..];
        let mut inflated = Vec::new();
        if flate2::read::ZlibDecoder::new(rest).read_to_end(&mut inflated).is_ok() {
            text.push_str(&String::from_utf8_lossy(&inflated));
        }
    }
    text + &String::from_utf8_lossy(rest)
}
