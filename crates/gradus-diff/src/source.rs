//! The compiled course as it is read back: the fields that are compared, each with a default, so that a release made by an
//! older Gradus still reads. Prose stays JSON; [`crate::prose`] turns it into text.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
pub(crate) struct Course {
    pub(crate) version: u64,
    pub(crate) uid: String,
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) summary: String,
    #[serde(default)]
    pub(crate) release: Option<Release>,
    #[serde(default)]
    pub(crate) exam: Exam,
    #[serde(default)]
    pub(crate) plan: Plan,
    #[serde(default)]
    pub(crate) modules: Vec<Module>,
    #[serde(default)]
    pub(crate) questions: Vec<Question>,
    #[serde(default)]
    pub(crate) cards: Vec<Card>,
    #[serde(default)]
    pub(crate) key_concepts: Vec<Note>,
    #[serde(default)]
    pub(crate) mistakes: Vec<Note>,
    #[serde(default)]
    pub(crate) glossary: Vec<Note>,
}

#[derive(Deserialize)]
pub(crate) struct Release {
    pub(crate) version: String,
}

#[derive(Default, Deserialize)]
pub(crate) struct Exam {
    #[serde(default)]
    pub(crate) domains: Vec<Domain>,
    /// Everything else about the exam, by field.
    #[serde(flatten)]
    pub(crate) facts: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
pub(crate) struct Domain {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) weight: u64,
    #[serde(default)]
    pub(crate) competencies: Vec<Named>,
}

#[derive(Deserialize)]
pub(crate) struct Named {
    #[serde(default)]
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) text: String,
}

#[derive(Default, Deserialize)]
pub(crate) struct Plan {
    #[serde(default)]
    pub(crate) weeks: Vec<Week>,
}

#[derive(Deserialize)]
pub(crate) struct Week {
    #[serde(default)]
    pub(crate) theme: String,
    #[serde(default)]
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) lessons: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Module {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) summary: String,
    #[serde(default)]
    pub(crate) lessons: Vec<Lesson>,
}

#[derive(Deserialize)]
pub(crate) struct Lesson {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) summary: String,
    #[serde(default)]
    pub(crate) domains: Vec<String>,
    #[serde(default)]
    pub(crate) minutes: BTreeMap<String, u64>,
    #[serde(default)]
    pub(crate) after: Vec<String>,
    #[serde(default)]
    pub(crate) objectives: Vec<Named>,
    #[serde(default)]
    pub(crate) body: Value,
}

#[derive(Deserialize)]
pub(crate) struct Question {
    pub(crate) key: String,
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) title: Value,
    #[serde(default)]
    pub(crate) lesson: String,
    #[serde(default)]
    pub(crate) domain: String,
    #[serde(default)]
    pub(crate) difficulty: String,
    #[serde(default)]
    pub(crate) minutes: Option<u64>,
    #[serde(default)]
    pub(crate) assesses: Vec<String>,
    #[serde(default)]
    pub(crate) was: Vec<String>,
    #[serde(default)]
    pub(crate) retired: Option<String>,
    #[serde(default)]
    pub(crate) lab: bool,
    #[serde(default)]
    pub(crate) stem: Value,
    #[serde(default)]
    pub(crate) answer: Answer,
    #[serde(default)]
    pub(crate) hints: Vec<Value>,
    #[serde(default)]
    pub(crate) explanation: Value,
    #[serde(default)]
    pub(crate) references: Value,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Answer {
    pub(crate) options: Option<Options>,
    pub(crate) order: Option<Vec<Stage>>,
    pub(crate) blanks: Option<Vec<Blank>>,
    pub(crate) task: Option<Task>,
}

#[derive(Deserialize)]
pub(crate) struct Options {
    #[serde(default)]
    pub(crate) options: Vec<ChoiceOption>,
}

#[derive(Deserialize)]
pub(crate) struct ChoiceOption {
    #[serde(default)]
    pub(crate) right: bool,
    #[serde(default)]
    pub(crate) content: Value,
    #[serde(default)]
    pub(crate) rationale: Value,
}

#[derive(Deserialize)]
pub(crate) struct Stage {
    #[serde(default)]
    pub(crate) steps: Vec<Value>,
}

#[derive(Deserialize)]
pub(crate) struct Blank {
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) accept: Vec<String>,
    #[serde(default)]
    pub(crate) reject: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Task {
    #[serde(default)]
    pub(crate) setup: Value,
    #[serde(default)]
    pub(crate) starter: Attempt,
    #[serde(default)]
    pub(crate) solution: Attempt,
    #[serde(default)]
    pub(crate) right: Vec<Attempt>,
    #[serde(default)]
    pub(crate) wrong: Vec<Attempt>,
    #[serde(default)]
    pub(crate) rubric: Vec<Criterion>,
    #[serde(default)]
    pub(crate) verify: Value,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Attempt {
    pub(crate) title: String,
    pub(crate) fails: Vec<String>,
    pub(crate) blocks: Value,
}

#[derive(Deserialize)]
pub(crate) struct Criterion {
    #[serde(default)]
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) points: u64,
    #[serde(default)]
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) test: Value,
}

#[derive(Deserialize)]
pub(crate) struct Card {
    pub(crate) key: String,
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) lesson: String,
    #[serde(default)]
    pub(crate) domain: String,
    #[serde(default)]
    pub(crate) was: Vec<String>,
    #[serde(default)]
    pub(crate) retired: Option<String>,
    #[serde(default)]
    pub(crate) front: Value,
    #[serde(default)]
    pub(crate) back: Value,
    #[serde(default)]
    pub(crate) prompt: Value,
    #[serde(default)]
    pub(crate) text: Value,
}

#[derive(Deserialize)]
pub(crate) struct Note {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) title: Value,
    #[serde(default)]
    pub(crate) lessons: Vec<String>,
    #[serde(default)]
    pub(crate) body: Value,
}
