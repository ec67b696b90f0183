//! Whatever an author does to the files, there are findings or an edition, and never a panic.

use proptest::prelude::*;

use crate::support::Fixture;

#[derive(Debug, Clone)]
enum Edit {
    DeleteLine(prop::sample::Index),
    DuplicateLine(prop::sample::Index),
    SwapLines(prop::sample::Index, prop::sample::Index),
    SwapCharacters(prop::sample::Index),
    Insert(prop::sample::Index, &'static str),
    Cut(prop::sample::Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    let odd = prop::sample::select(vec![
        "{",
        "}",
        "{#",
        "[",
        "]",
        "`",
        "```",
        "\n",
        "\n\n",
        "  ",
        "\t",
        "#",
        "\n### ",
        "\n## X {#x}\n",
        ":",
        "- ",
        "\"",
        "'",
        "é",
        "\u{feff}",
        "\r",
        "\0",
        "{{c1::",
        "}}",
        "___[a]",
        "<!-- ",
        "-->",
        "\n---\n",
        "|",
        "&a ",
        "*a",
        "%",
        "@",
        "> [!TIP]\n",
    ]);
    let at = any::<prop::sample::Index>;
    prop_oneof![
        at().prop_map(Edit::DeleteLine),
        at().prop_map(Edit::DuplicateLine),
        (at(), at()).prop_map(|(a, b)| Edit::SwapLines(a, b)),
        at().prop_map(Edit::SwapCharacters),
        (at(), odd).prop_map(|(at, text)| Edit::Insert(at, text)),
        at().prop_map(Edit::Cut),
    ]
}

fn edited(text: &str, edit: &Edit) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut characters: Vec<char> = text.chars().collect();
    if characters.is_empty() {
        return String::new();
    }
    match edit {
        Edit::DeleteLine(at) => drop(lines.remove(at.index(lines.len()))),
        Edit::DuplicateLine(at) => {
            let at = at.index(lines.len());
            lines.insert(at, lines[at]);
        }
        Edit::SwapLines(a, b) => lines.swap(a.index(text.lines().count()), b.index(text.lines().count())),
        Edit::SwapCharacters(at) => {
            let at = at.index(characters.len());
            let next = (at + 1) % characters.len();
            characters.swap(at, next);
            return characters.into_iter().collect();
        }
        Edit::Insert(at, odd) => {
            let at = at.index(characters.len());
            return characters[..at].iter().collect::<String>() + odd + &characters[at..].iter().collect::<String>();
        }
        Edit::Cut(at) => return characters[..at.index(characters.len())].iter().collect(),
    }
    lines.concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(300), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), edit()), 1..6)) {
        let mut fixture = Fixture::new();
        let paths: Vec<String> =
            fixture.0.keys().filter(|path| path.ends_with(".md") || path.ends_with(".yaml")).cloned().collect();
        for (file, edit) in &changes {
            let path = &paths[file.index(paths.len())];
            let text = edited(fixture.text(path), edit);
            fixture = fixture.with(path, text);
        }
        let compiled = fixture.compile();
        let errors = compiled.diagnostics.iter().any(|finding| finding.severity == gradus_diagnostics::Severity::Error);
        prop_assert_eq!(compiled.edition.is_none(), errors, "{}", crate::support::rendered(&compiled));
        for finding in &compiled.diagnostics {
            let span = finding.primary.span;
            let length = compiled.sources.file(span.source).text.len();
            prop_assert!(span.range().end <= length, "{:?} ends behind its file of {} bytes", finding, length);
        }
        crate::support::rendered(&compiled);
    }
}
