//! A compiled course as a list of parts with named texts: what is matched and compared.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::prose;
use crate::source::{self, Attempt, Card, Course, Note, Question};

/// The newest version of the compiled form that this crate reads.
const NEWEST: u64 = 1;

/// A course, ready to be compared.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The course's identity.
    pub uid: String,
    /// Its short name.
    pub code: String,
    /// Its release, if it was released.
    pub release: Option<String>,
    pub(crate) parts: Vec<Part>,
}

/// A thing that has an identity of its own.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) kind: PartKind,
    /// What it is matched by: the key of an item, the id of everything else.
    pub(crate) key: String,
    pub(crate) id: String,
    /// Earlier ids.
    pub(crate) was: Vec<String>,
    pub(crate) title: String,
    /// The id of the part it belongs to, where it may move between them.
    pub(crate) place: Option<String>,
    /// Out of use since this release.
    pub(crate) retired: bool,
    pub(crate) fields: Vec<(&'static str, String)>,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// The course itself.
    Course,
    /// Facts about the exam.
    Exam,
    /// A domain of the exam with its weight and competencies.
    Domain,
    /// A week of the study plan.
    Week,
    /// A module.
    Module,
    /// A lesson.
    Lesson,
    /// A question or a task.
    Question,
    /// A flashcard.
    Card,
    /// A concept box of the course page.
    KeyConcept,
    /// A usual mistake.
    Mistake,
    /// A glossary term.
    Term,
}

/// Why a file is not a compiled course.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Not JSON, or not of this form.
    #[error("it is not a course compiled by Gradus")]
    Form(#[from] serde_json::Error),
    /// From the future.
    #[error("its form has version {0}; this Gradus reads up to {NEWEST}")]
    Newer(u64),
}

impl Snapshot {
    /// Reads `<code>.json`.
    ///
    /// # Errors
    /// When it is no compiled course, or one of a newer form.
    pub fn read(json: &[u8]) -> Result<Self, ReadError> {
        let course: Course = serde_json::from_slice(json)?;
        if course.version > NEWEST {
            return Err(ReadError::Newer(course.version));
        }
        let mut parts = vec![about(&course), exam(&course.exam.facts)];
        parts.extend(course.exam.domains.iter().map(domain));
        parts.extend(course.plan.weeks.iter().enumerate().map(|(n, week)| self::week(n + 1, week)));
        for module in &course.modules {
            let fields = vec![("title", module.title.clone()), ("summary", module.summary.clone())];
            parts.push(Part::plain(PartKind::Module, &module.id, module.title.clone(), None, fields));
            parts.extend(module.lessons.iter().map(|lesson| self::lesson(&module.id, lesson)));
        }
        parts.extend(course.questions.iter().map(question));
        parts.extend(course.cards.iter().map(card));
        let notes = [
            (PartKind::KeyConcept, &course.key_concepts),
            (PartKind::Mistake, &course.mistakes),
            (PartKind::Term, &course.glossary),
        ];
        parts.extend(notes.into_iter().flat_map(|(kind, notes)| notes.iter().map(move |it| note(kind, it))));
        let release = course.release.map(|release| release.version);
        Ok(Snapshot { uid: course.uid, code: course.code, release, parts })
    }
}

impl PartKind {
    /// One of them, for people.
    pub fn singular(self) -> &'static str {
        self.names().0
    }

    /// Several of them, for people.
    pub fn plural(self) -> &'static str {
        self.names().1
    }

    /// Whether learners' progress hangs on it.
    pub fn is_item(self) -> bool {
        matches!(self, PartKind::Question | PartKind::Card)
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            PartKind::Course => ("course", "course"),
            PartKind::Exam => ("exam", "exam"),
            PartKind::Domain => ("domain", "domains"),
            PartKind::Week => ("week", "study plan"),
            PartKind::Module => ("module", "modules"),
            PartKind::Lesson => ("lesson", "lessons"),
            PartKind::Question => ("question", "questions"),
            PartKind::Card => ("card", "cards"),
            PartKind::KeyConcept => ("key concept", "key concepts"),
            PartKind::Mistake => ("mistake", "mistakes"),
            PartKind::Term => ("term", "glossary"),
        }
    }
}

impl Part {
    fn plain(
        kind: PartKind,
        id: &str,
        title: String,
        place: Option<&str>,
        fields: Vec<(&'static str, String)>,
    ) -> Self {
        let place = place.map(str::to_owned);
        Part { kind, key: id.to_owned(), id: id.to_owned(), was: Vec::new(), title, place, retired: false, fields }
    }
}

fn about(course: &Course) -> Part {
    let fields = vec![("title", course.title.clone()), ("summary", course.summary.clone())];
    Part::plain(PartKind::Course, &course.code, course.title.clone(), None, fields)
}

fn exam(facts: &BTreeMap<String, Value>) -> Part {
    let line = |(name, value): (&String, &Value)| match value.as_str() {
        Some(text) => format!("{name}: {text}"),
        None => format!("{name}: {value}"),
    };
    let text = facts.iter().map(line).collect::<Vec<_>>().join("\n");
    Part::plain(PartKind::Exam, "exam", "Exam".to_owned(), None, vec![("facts", text)])
}

fn domain(domain: &source::Domain) -> Part {
    let fields = vec![
        ("title", domain.title.clone()),
        ("weight", format!("{}%", domain.weight)),
        ("competencies", named(&domain.competencies)),
    ];
    Part::plain(PartKind::Domain, &domain.id, domain.title.clone(), None, fields)
}

fn week(number: usize, week: &source::Week) -> Part {
    let fields = vec![("theme", week.theme.clone()), ("text", week.text.clone()), ("lessons", week.lessons.join("\n"))];
    let title = format!("Week {number}: {}", week.theme);
    Part::plain(PartKind::Week, &format!("week-{number}"), title, None, fields)
}

fn lesson(module: &str, lesson: &source::Lesson) -> Part {
    let minutes = lesson.minutes.iter().map(|(name, minutes)| format!("{name} {minutes}")).collect::<Vec<_>>();
    let fields = vec![
        ("title", lesson.title.clone()),
        ("summary", lesson.summary.clone()),
        ("domains", lesson.domains.join("\n")),
        ("minutes", minutes.join(", ")),
        ("after", lesson.after.join("\n")),
        ("objectives", named(&lesson.objectives)),
        ("text", prose::blocks(&lesson.body)),
    ];
    Part::plain(PartKind::Lesson, &lesson.id, lesson.title.clone(), Some(module), fields)
}

fn question(question: &Question) -> Part {
    let title = prose::inlines(&question.title);
    let mut fields = vec![
        ("title", title.clone()),
        ("kind", question.kind.clone()),
        ("domain", question.domain.clone()),
        ("difficulty", question.difficulty.clone()),
        ("minutes", question.minutes.map(|minutes| minutes.to_string()).unwrap_or_default()),
        ("assesses", question.assesses.join("\n")),
        ("practice only", if question.lab { "yes".to_owned() } else { String::new() }),
        ("stem", prose::blocks(&question.stem)),
    ];
    fields.extend(answer(&question.answer));
    fields.push(("hints", question.hints.iter().map(prose::blocks).collect::<Vec<_>>().join("\n\n")));
    fields.push(("explanation", prose::blocks(&question.explanation)));
    fields.push(("references", prose::blocks(&question.references)));
    Part {
        kind: PartKind::Question,
        key: question.key.clone(),
        id: question.id.clone(),
        was: question.was.clone(),
        title,
        place: Some(question.lesson.clone()),
        retired: question.retired.is_some(),
        fields,
    }
}

fn answer(answer: &source::Answer) -> Vec<(&'static str, String)> {
    let mut fields = Vec::new();
    if let Some(choice) = &answer.options {
        let option = |it: &source::ChoiceOption| {
            let mark = if it.right { "[x]" } else { "[ ]" };
            format!("- {mark} {}\n  {}", prose::blocks(&it.content), prose::blocks(&it.rationale))
        };
        fields.push(("options", choice.options.iter().map(option).collect::<Vec<_>>().join("\n")));
    }
    if let Some(stages) = &answer.order {
        let stage = |(n, it): (usize, &source::Stage)| {
            format!("{}. {}", n + 1, it.steps.iter().map(prose::blocks).collect::<Vec<_>>().join(" / "))
        };
        fields.push(("order", stages.iter().enumerate().map(stage).collect::<Vec<_>>().join("\n")));
    }
    if let Some(blanks) = &answer.blanks {
        let blank =
            |it: &source::Blank| format!("{}: {}\n  not: {}", it.name, it.accept.join(" | "), it.reject.join(" | "));
        fields.push(("answers", blanks.iter().map(blank).collect::<Vec<_>>().join("\n")));
    }
    if let Some(task) = &answer.task {
        let criterion = |it: &source::Criterion| {
            // Whatever the serialiser's order, a test reads the same.
            format!("- {} ({} points): {}\n  {}", it.id, it.points, it.text, it.test)
        };
        fields.extend([
            ("setup", prose::blocks(&task.setup)),
            ("starter", attempt(&task.starter)),
            ("solution", attempt(&task.solution)),
            ("other right answers", task.right.iter().map(attempt).collect::<Vec<_>>().join("\n\n")),
            ("wrong turns", task.wrong.iter().map(attempt).collect::<Vec<_>>().join("\n\n")),
            ("rubric", task.rubric.iter().map(criterion).collect::<Vec<_>>().join("\n")),
            ("verify", prose::blocks(&task.verify)),
        ]);
    }
    fields
}

fn attempt(attempt: &Attempt) -> String {
    let head = format!("{} {}", attempt.title, attempt.fails.join(", "));
    format!("{}\n{}", head.trim(), prose::blocks(&attempt.blocks)).trim().to_owned()
}

fn card(card: &Card) -> Part {
    let cloze = card.kind == "cloze";
    let front = if cloze { prose::inlines(&card.prompt) } else { prose::blocks(&card.front) };
    let fields = vec![
        ("kind", card.kind.clone()),
        ("domain", card.domain.clone()),
        ("front", front.clone()),
        ("back", if cloze { prose::blocks(&card.text) } else { prose::blocks(&card.back) }),
    ];
    Part {
        kind: PartKind::Card,
        key: card.key.clone(),
        id: card.id.clone(),
        was: card.was.clone(),
        title: front.lines().next().unwrap_or_default().to_owned(),
        place: Some(card.lesson.clone()),
        retired: card.retired.is_some(),
        fields,
    }
}

fn note(kind: PartKind, note: &Note) -> Part {
    let title = prose::inlines(&note.title);
    let fields =
        vec![("title", title.clone()), ("lessons", note.lessons.join("\n")), ("text", prose::blocks(&note.body))];
    Part::plain(kind, &note.id, title, None, fields)
}

fn named(list: &[source::Named]) -> String {
    list.iter().map(|it| format!("{}: {}", it.id, it.text)).collect::<Vec<_>>().join("\n")
}
