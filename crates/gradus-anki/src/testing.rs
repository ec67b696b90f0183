//! A small course with an item of every kind, built by hand.

#![allow(clippy::unwrap_used, reason = "only tests use it")]

use std::collections::BTreeMap;

use gradus_content::{
    Alignment, Block, BlockKind, Callout, CalloutKind, Code, CodeCloze, Figure, Inline, InlineKind, Link, LinkTarget,
    List, ListItem, Table,
};
use gradus_core::lock::Lock;
use gradus_core::model::{
    Answer, AnswerFile, Asset, Attempt, Blank, Card, CardBody, Choice, ChoiceOption, Course, CourseParts, Criterion,
    Difficulty, Exam, Id, Lesson, Level, Match, Minutes, Mock, Module, Percent, Plan, Question, Stage, Status, Step,
    Task,
};
use gradus_diagnostics::{SourceId, Span, Spanned, TextMap};

pub(crate) const UID: &str = "3f0c7f0e-6d1b-4b57-9a59-0d5c2f1f7a11";

pub(crate) fn span() -> Span {
    Span::file(SourceId::from_index(0))
}

pub(crate) fn at<T>(value: T) -> Spanned<T> {
    Spanned::new(value, span())
}

pub(crate) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub(crate) fn asset(bytes: &[u8]) -> Asset {
    Asset { span: span(), bytes: bytes.to_vec() }
}

pub(crate) fn inline(kind: InlineKind) -> Inline {
    Inline { span: span(), kind }
}

pub(crate) fn text(text: &str) -> Inline {
    inline(InlineKind::Text(text.to_owned()))
}

pub(crate) fn code(text: &str) -> Inline {
    inline(InlineKind::Code(text.to_owned()))
}

pub(crate) fn cloze(ordinal: u16, content: Vec<Inline>, hint: Option<&str>) -> Inline {
    inline(InlineKind::Cloze { ordinal, content, hint: hint.map(str::to_owned) })
}

pub(crate) fn link(target: LinkTarget, label: &str) -> Inline {
    inline(InlineKind::Link { link: Box::new(Link { target, written: at(String::new()) }), content: vec![text(label)] })
}

pub(crate) fn block(kind: BlockKind) -> Block {
    Block { span: span(), kind }
}

pub(crate) fn paragraph(content: Vec<Inline>) -> Block {
    block(BlockKind::Paragraph(content))
}

pub(crate) fn prose(words: &str) -> Vec<Block> {
    vec![paragraph(vec![text(words)])]
}

pub(crate) fn fence(body: &str) -> Code {
    Code {
        language: Some(at("yaml".to_owned())),
        file: None,
        fragment: false,
        invalid: false,
        output: false,
        text: body.to_owned(),
        map: TextMap::empty(SourceId::from_index(0)),
        clozes: Vec::new(),
        blanks: Vec::new(),
    }
}

pub(crate) fn list(start: Option<u64>, items: &[&str]) -> Block {
    let item = |words: &&str| ListItem { span: span(), checked: None, attributes: None, blocks: prose(words) };
    block(BlockKind::List(List { start, loose: false, items: items.iter().map(item).collect() }))
}

/// One block of every kind.
pub(crate) fn every_block() -> Vec<Block> {
    vec![
        paragraph(vec![
            text("See "),
            link(LinkTarget::External("https://kubernetes.io/?a=1&b=2".to_owned()), "the docs"),
            text(" and run "),
            code("kubectl get pods -o jsonpath='{.items[*]}'"),
            text("."),
        ]),
        list(None, &["one", "two"]),
        list(Some(3), &["three", "four"]),
        block(BlockKind::Quote(prose("Quoted."))),
        block(BlockKind::Callout(Box::new(Callout {
            kind: CalloutKind::Pitfall,
            title: Some(vec![text("DNS goes first")]),
            blocks: prose("A policy that selects a Pod for egress also cuts port 53."),
        }))),
        block(BlockKind::Callout(Box::new(Callout {
            kind: CalloutKind::Tip,
            title: None,
            blocks: prose("Read the task twice."),
        }))),
        block(BlockKind::Code(Box::new(Code {
            file: Some(at("policy.yaml".to_owned())),
            ..fence("kind: NetworkPolicy\n")
        }))),
        block(BlockKind::Code(Box::new(Code { output: true, ..fence("pod/web created\n") }))),
        block(BlockKind::Table(Box::new(Table {
            alignments: vec![Alignment::None, Alignment::Right],
            head: vec![vec![text("Level")], vec![text("Weight")]],
            rows: vec![vec![vec![code("baseline")], vec![text("15")]]],
        }))),
        block(BlockKind::Figure(Box::new(Figure {
            path: at("assets/path.svg".to_owned()),
            alt: "A request's \"path\"".to_owned(),
            caption: Some("From client to etcd".to_owned()),
        }))),
        block(BlockKind::Rule),
    ]
}

pub(crate) fn card(key: &str, body: CardBody) -> Card {
    Card {
        key: id(key),
        id: at(id(key)),
        span: span(),
        lesson: at(id("network-policy")),
        domain: at(id("cluster-setup")),
        body,
        was: Vec::new(),
        retired: None,
        draft: false,
    }
}

pub(crate) fn question(key: &str, answer: Answer) -> Question {
    Question {
        key: id(key),
        id: at(id(key)),
        span: span(),
        title: vec![text(&format!("Title of {key}"))],
        lesson: at(id("network-policy")),
        domain: at(id("cluster-setup")),
        difficulty: Difficulty::Easy,
        minutes: None,
        assesses: Vec::new(),
        was: Vec::new(),
        retired: None,
        draft: false,
        lab: false,
        stem: prose("What is right?"),
        hints: vec![prose("Think."), prose("Think again.")],
        explanation: every_block(),
        references: vec![list(None, &["A page"])],
        answer,
    }
}

pub(crate) fn option(words: &str, right: bool, pin_last: bool) -> ChoiceOption {
    ChoiceOption {
        span: span(),
        right,
        content: prose(words),
        rationale: prose(&format!("Because {words}.")),
        pin_last,
    }
}

pub(crate) fn choice(multiple: bool) -> Choice {
    let options = vec![
        option("first", true, false),
        option("second", multiple, false),
        option("third", false, false),
        option("None of these", false, true),
    ];
    Choice { multiple, shuffle: true, options }
}

pub(crate) fn step(words: &str) -> Step {
    Step { span: span(), content: prose(words) }
}

pub(crate) fn blank(name: &str, how: Match, accepted: &[&str]) -> Blank {
    let accepted = accepted.iter().map(|form| at((*form).to_owned())).collect();
    Blank { span: span(), name: name.to_owned(), how, accepted, rejected: Vec::new() }
}

fn attempt(title: &str, words: &str) -> Attempt {
    let name = at("policy.yaml".to_owned());
    let file = Code { file: Some(name.clone()), ..fence(&format!("kind: {words}\n")) };
    let files =
        vec![AnswerFile { name, language: Some("yaml".to_owned()), text: file.text.clone(), map: file.map.clone() }];
    Attempt {
        span: span(),
        title: title.to_owned(),
        blocks: vec![block(BlockKind::Code(Box::new(file)))],
        files,
        fails: Vec::new(),
    }
}

fn task() -> Task {
    Task {
        setup: vec![block(BlockKind::Code(Box::new(fence("kubectl create namespace web\n"))))],
        starter: attempt("", "Starter"),
        solution: attempt("", "Solution"),
        rights: vec![attempt("with two policies", "Other")],
        wrongs: vec![attempt("forgets DNS", "Wrong")],
        rubric: vec![Criterion {
            id: at(id("blocks-metadata")),
            span: span(),
            points: 3,
            text: "Pods in web cannot reach {{the address}}.".to_owned(),
            computed: true,
            entries: Vec::new(),
            schema: None,
            test: serde_json::Value::Null,
        }],
        verify: prose("Ask the address."),
    }
}

fn cards() -> Vec<Card> {
    let in_code = "spec:\n  ingress: {{}}\n";
    let clozes = vec![
        CodeCloze { ordinal: 2, range: 8..15, hint: None },
        CodeCloze { ordinal: 4, range: 17..21, hint: Some("braces::all".to_owned()) },
    ];
    vec![
        card("np-empty-list", CardBody::Basic { front: prose("What does this allow?"), back: every_block() }),
        card(
            "np-additive",
            CardBody::Cloze {
                prompt: vec![text("Complete the rule")],
                text: vec![
                    paragraph(vec![
                        text("NetworkPolicies are "),
                        cloze(1, vec![text("additive{{x}}::y}")], Some("not exclusive")),
                        text(": "),
                        code("kubectl "),
                        cloze(2, vec![code("get")], None),
                        code(" netpol"),
                    ]),
                    block(BlockKind::Code(Box::new(Code { clozes, ..fence(in_code) }))),
                ],
                ordinals: vec![1, 2, 4],
            },
        ),
        Card {
            retired: Some("1.2.0".to_owned()),
            ..card("np-gone", CardBody::Basic { front: prose("Old?"), back: prose("Old.") })
        },
    ]
}

fn questions() -> Vec<Question> {
    let stages = vec![
        Stage { label: Vec::new(), steps: vec![step("drain")] },
        Stage { label: vec![text("In any order")], steps: vec![step("upgrade kubelet"), step("upgrade kubectl")] },
        Stage { label: Vec::new(), steps: vec![step("uncordon")] },
    ];
    let blanks =
        vec![blank("selector", Match::Yaml, &["{}", "{matchLabels: {}}"]), blank("types", Match::Yaml, &["[Ingress]"])];
    let gap = |name: &str| inline(InlineKind::Blank { name: name.to_owned(), code: true });
    let manifest = Code {
        blanks: vec![(13, "selector".to_owned()), (28, "types".to_owned())],
        ..fence("podSelector: \npolicyTypes: \n")
    };
    vec![
        question("q-single", Answer::Choice(choice(false))),
        question("q-multiple", Answer::Choice(choice(true))),
        question("q-ordering", Answer::Ordering(stages)),
        Question {
            stem: vec![block(BlockKind::Code(Box::new(manifest)))],
            ..question("q-blanks", Answer::FillIn(blanks))
        },
        Question {
            stem: vec![paragraph(vec![code("kubectl "), gap("verb"), code(" netpol")])],
            ..question("q-typed", Answer::FillIn(vec![blank("verb", Match::Command, &["get <x>", "describe"])]))
        },
        question("q-task", Answer::Task(Box::new(task()))),
        Question { retired: Some("1.0.0".to_owned()), ..question("q-gone", Answer::Choice(choice(false))) },
    ]
}

fn lesson(slug: &str, number: usize) -> Lesson {
    Lesson {
        id: at(id(slug)),
        span: span(),
        path: String::new(),
        number,
        title: format!("Lesson & {slug}"),
        summary: String::new(),
        domains: Vec::new(),
        minutes: Minutes::default(),
        minutes_span: span(),
        after: Vec::new(),
        objectives: Vec::new(),
        body: Vec::new(),
    }
}

fn module(slug: &str, number: usize, lessons: Vec<Lesson>) -> Module {
    Module { id: at(id(slug)), span: span(), number, title: format!("Module {slug}"), summary: String::new(), lessons }
}

fn exam() -> Exam {
    Exam {
        span: span(),
        title: String::new(),
        vendor: String::new(),
        format: String::new(),
        minutes: 120,
        tasks: None,
        pass_mark: Percent(67),
        validity_months: 24,
        prerequisite: None,
        curriculum: None,
        software: Vec::new(),
        verified_on: at(String::new()),
        sources: Vec::new(),
        domains: Vec::new(),
        domains_span: span(),
        earlier_weights: Vec::new(),
        blueprint: None,
        mock: Mock { questions: 1, questions_span: span(), minutes: 1 },
    }
}

/// The parts of the course, to be changed by a test.
pub(crate) fn parts() -> CourseParts {
    CourseParts {
        folder: "cks".to_owned(),
        span: span(),
        uid: at(UID.to_owned()),
        code: at(id("cks")),
        title: "Security::Specialist".to_owned(),
        track: at(id("kubernetes")),
        level: Level::Advanced,
        summary: "A course.".to_owned(),
        locale: "en".to_owned(),
        status: at(Status::Draft),
        license: String::new(),
        prerequisites: Vec::new(),
        practice: Vec::new(),
        podcast: None,
        comparison: None,
        exam: exam(),
        plan: Plan { span: span(), title: String::new(), weeks_span: span(), weeks: Vec::new() },
        modules: vec![
            module("foundations", 1, vec![lesson("essentials", 1)]),
            module("setup", 2, vec![lesson("network-policy", 1)]),
        ],
        questions: questions(),
        cards: cards(),
        key_concepts: Vec::new(),
        mistakes: Vec::new(),
        glossary: Vec::new(),
        assets: BTreeMap::from([("assets/path.svg".to_owned(), asset(b"<svg xmlns='http://www.w3.org/2000/svg'/>"))]),
        lock: Lock::default(),
        release_notes: Vec::new(),
    }
}

/// The course.
pub(crate) fn course() -> Course {
    Course::new(parts())
}
