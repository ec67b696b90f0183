//! Synthetic catalogues of a given size that pass `gradus check`.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::Result;
use clap::ValueEnum;

use super::prose::Prose;

/// How large a course is.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "UPPER")]
pub(crate) enum Size {
    S,
    M,
    L,
    /// Many notes in few lessons, and in one module, so that there is one package.
    N,
}

impl Size {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Size::S => "S",
            Size::M => "M",
            Size::L => "L",
            Size::N => "N",
        }
    }

    pub(crate) fn modules(self) -> usize {
        match self {
            Size::S => 7,
            Size::N => 1,
            Size::M => 50,
            Size::L => 500,
        }
    }

    pub(crate) fn lessons_per_module(self) -> usize {
        match self {
            Size::S => 3,
            Size::M | Size::L | Size::N => 10,
        }
    }

    /// How many lessons share a bank of questions and one of cards: those of a module, but for a module of thousands of cards.
    fn lessons_per_bank(self) -> usize {
        if self == Size::N { 1 } else { self.lessons_per_module() }
    }

    pub(crate) fn lessons(self) -> usize {
        self.modules() * self.lessons_per_module()
    }

    pub(crate) fn questions(self) -> usize {
        match self {
            Size::S | Size::N => 60,
            Size::M => 2_000,
            Size::L => 20_000,
        }
    }

    pub(crate) fn cards(self) -> usize {
        match self {
            Size::S => 200,
            Size::N => 50_000,
            Size::M => 5_000,
            Size::L => 20_000,
        }
    }
}

const DOMAINS: usize = 5;

/// Writes a catalogue with one course into `folder`.
pub(crate) fn write(size: Size, folder: &Path) -> Result<()> {
    let course = folder.join("bench");
    for part in ["modules", "questions", "cards", "notes"] {
        fs::create_dir_all(course.join(part))?;
    }
    let catalog = "title: Bench\nsummary: A synthetic catalogue.\nlocale: en\ntracks:\n  - {id: all, title: All, summary: All of it.}\ncourses: [bench]\n";
    fs::write(folder.join("catalog.yaml"), catalog)?;
    fs::write(course.join("course.yaml"), course_yaml(size))?;
    fs::write(course.join("exam.yaml"), exam_yaml())?;
    fs::write(course.join("plan.yaml"), plan_yaml(size))?;
    for module in 0..size.modules() {
        write_module(size, module, &course)?;
    }
    fs::write(course.join("notes/key-concepts.md"), notes("concept", 10))?;
    fs::write(course.join("notes/mistakes.md"), notes("mistake", 10))?;
    fs::write(course.join("notes/glossary.md"), notes("word", 50))?;
    Ok(())
}

/// A question's title, stem, options with their rationales, the right one first, and explanation.
pub(crate) fn question(number: usize) -> (String, String, Vec<(String, String)>, String) {
    let mut prose = Prose::new(1_000_000 + number);
    let options = (0..4).map(|option| (format!("{} {option}.", prose.words(6)), prose.sentence())).collect();
    (prose.words(5), prose.paragraph(), options, prose.paragraph())
}

/// A card's front and back.
pub(crate) fn card(number: usize) -> (String, String) {
    let mut prose = Prose::new(2_000_000 + number);
    (format!("{} {number}?", prose.words(7)), prose.paragraph())
}

/// A lesson's title and body.
pub(crate) fn lesson(number: usize, link: &str) -> (String, String) {
    let mut prose = Prose::new(number);
    (format!("{} {number}", prose.words(4)), prose.lesson(link))
}

/// The items of `total` that belong to a bank: item `n` belongs to lesson `n` modulo the number of lessons.
pub(crate) fn items(size: Size, bank: usize, total: usize) -> impl Iterator<Item = (usize, usize)> {
    let per_bank = size.lessons_per_bank();
    let numbered = (0..total).map(move |item| (item, item % size.lessons()));
    numbered.filter(move |(_, lesson)| lesson / per_bank == bank)
}

fn write_module(size: Size, module: usize, course: &Path) -> Result<()> {
    let folder = course.join(format!("modules/{module:03}"));
    fs::create_dir_all(&folder)?;
    let per_module = size.lessons_per_module();
    let lessons: Vec<usize> = (module * per_module..(module + 1) * per_module).collect();
    let ids = lessons.iter().map(|lesson| format!("lesson-{lesson}")).collect::<Vec<_>>().join(", ");
    let title = Prose::new(3_000_000 + module).words(3);
    let text = format!("id: module-{module}\ntitle: {title} {module}\nsummary: {title}.\nlessons: [{ids}]\n");
    fs::write(folder.join("module.yaml"), text)?;
    for number in lessons {
        let next = (number + 1) % size.lessons();
        let (title, body) = lesson(number, &format!("lesson:lesson-{next}"));
        let head = format!(
            "---\nid: lesson-{number}\ntitle: {title}\nsummary: {title}.\ndomains: [domain-{}]\nminutes: {{read: 10, lab: 20, practise: 10}}\nobjectives:\n  - {{id: objective-{number}, text: Explain {}, competency: competency-{}}}\n---\n\n",
            number % DOMAINS,
            title.to_lowercase(),
            number % DOMAINS
        );
        fs::write(folder.join(format!("lesson-{number}.md")), head + &body)?;
    }
    let banks = per_module / size.lessons_per_bank();
    for bank in module * banks..(module + 1) * banks {
        fs::write(course.join(format!("questions/{bank:03}.md")), question_bank(size, bank))?;
        fs::write(course.join(format!("cards/{bank:03}.md")), card_bank(size, bank))?;
    }
    Ok(())
}

fn question_bank(size: Size, bank: usize) -> String {
    let mut text = String::from("---\nkind: single\nminutes: 2\n---\n\n");
    for (number, lesson) in items(size, bank, size.questions()) {
        let (title, stem, options, explanation) = question(number);
        let difficulty = ["easy", "medium", "hard"][number % 3];
        let _ = write!(
            text,
            "## {title} {number} {{#question-{number} lesson=lesson-{lesson} difficulty={difficulty} assesses=objective-{lesson}}}\n\n{stem}\n"
        );
        // The right option stands first in one question, second in the next, and so on.
        for position in 0..options.len() {
            let index = (position + options.len() - number % options.len()) % options.len();
            let (option, rationale) = &options[index];
            let mark = if index == 0 { 'x' } else { ' ' };
            let _ = write!(text, "- [{mark}] {option}\n\n  {rationale}\n");
        }
        let _ =
            write!(text, "\n### Explanation\n\n{explanation}\n### References\n\n- <https://kubernetes.io/docs/>\n\n");
    }
    text
}

fn card_bank(size: Size, bank: usize) -> String {
    let mut text = String::new();
    for (number, lesson) in items(size, bank, size.cards()) {
        let (front, back) = card(number);
        let _ = write!(text, "## {front} {{#card-{number} lesson=lesson-{lesson}}}\n\n{back}\n");
    }
    text
}

fn notes(kind: &str, count: usize) -> String {
    let mut text = String::new();
    for number in 0..count {
        let mut prose = Prose::new(4_000_000 + number);
        let _ = write!(text, "## {} {kind} {number} {{#{kind}-{number}}}\n\n{}\n", prose.words(2), prose.paragraph());
    }
    text
}

fn course_yaml(size: Size) -> String {
    let modules = (0..size.modules()).map(|module| format!("module-{module}")).collect::<Vec<_>>().join(", ");
    format!(
        "uid: 5c6f1d7e-0f0a-4d6b-9a43-6a1f6b2f8e10\ncode: bench\ntitle: A synthetic course\ntrack: all\nlevel: advanced\nsummary: Made to be measured.\nlocale: en\nstatus: draft\nlicense: CC0-1.0\nprerequisites:\n  - text: None\nmodules: [{modules}]\n"
    )
}

fn exam_yaml() -> String {
    let mut text = String::from(
        "title: A synthetic exam\nvendor: Nobody\nformat: Questions\nminutes: 120\npass_mark: 67\nvalidity_months: 24\nprerequisite: None\ncurriculum: v1\nsoftware: {kubernetes: \"1.36\"}\nverified_on: 2026-11-20\nsources:\n  - {title: Kubernetes, url: https://kubernetes.io/docs/}\ndomains:\n",
    );
    for domain in 0..DOMAINS {
        let _ = write!(
            text,
            "  - id: domain-{domain}\n    title: Domain {domain}\n    weight: {}\n    competencies:\n      - {{id: competency-{domain}, text: Understand domain {domain}}}\n",
            100 / DOMAINS
        );
    }
    text + "mock: {questions: 40, minutes: 60}\n"
}

fn plan_yaml(size: Size) -> String {
    let mut text = String::from("title: A week for each module\nweeks:\n");
    for module in 0..size.modules() {
        let per_module = size.lessons_per_module();
        let lessons = (module * per_module..(module + 1) * per_module).map(|lesson| format!("lesson-{lesson}"));
        let lessons = lessons.collect::<Vec<_>>().join(", ");
        let _ = write!(text, "  - theme: Module {module}\n    text: Read and practise.\n    lessons: [{lessons}]\n");
    }
    text
}
