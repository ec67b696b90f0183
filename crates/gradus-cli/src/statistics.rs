//! What courses hold, counted: the machine form of `gradus stats`.

use std::collections::BTreeMap;

use gradus_core::model::{Catalog, Course, Difficulty, Question, QuestionKind};
use serde::Serialize;

/// The version of the form; it changes when a field changes its meaning.
pub(crate) const VERSION: u32 = 1;

/// Every course of a catalogue.
#[derive(Debug, Serialize)]
pub(crate) struct Statistics {
    version: u32,
    pub(crate) courses: Vec<CourseStatistics>,
}

/// A course. Retired items do not count.
#[derive(Debug, Serialize)]
pub(crate) struct CourseStatistics {
    pub(crate) code: String,
    pub(crate) title: String,
    pub(crate) modules: usize,
    pub(crate) lessons: usize,
    pub(crate) minutes: MinutesStatistics,
    pub(crate) questions: QuestionStatistics,
    pub(crate) cards: CardStatistics,
    pub(crate) glossary: usize,
}

/// Minutes of all lessons.
#[derive(Debug, Default, Serialize)]
pub(crate) struct MinutesStatistics {
    pub(crate) read: u32,
    pub(crate) lab: u32,
    pub(crate) practise: u32,
    pub(crate) total: u32,
}

/// Questions and tasks.
#[derive(Debug, Serialize)]
pub(crate) struct QuestionStatistics {
    pub(crate) total: usize,
    /// Those of kind `task`; they are part of the total.
    pub(crate) tasks: usize,
    /// In the exam's order.
    pub(crate) domains: Vec<DomainStatistics>,
}

/// Questions and tasks of a domain.
#[derive(Debug, Serialize)]
pub(crate) struct DomainStatistics {
    pub(crate) id: String,
    pub(crate) title: String,
    /// Per cent of the exam.
    pub(crate) weight: u8,
    pub(crate) total: usize,
    /// Every kind, also those that do not occur.
    pub(crate) kinds: BTreeMap<&'static str, DifficultyStatistics>,
}

/// Questions by difficulty.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(crate) struct DifficultyStatistics {
    pub(crate) easy: usize,
    pub(crate) medium: usize,
    pub(crate) hard: usize,
}

/// Flashcards.
#[derive(Debug, Serialize)]
pub(crate) struct CardStatistics {
    /// As authors write them.
    pub(crate) notes: usize,
    /// As learners see them: a cloze note has several.
    pub(crate) faces: usize,
}

/// All difficulties, rising.
pub(crate) const DIFFICULTIES: [Difficulty; 3] = [Difficulty::Easy, Difficulty::Medium, Difficulty::Hard];

impl Statistics {
    /// Counts a catalogue.
    pub(crate) fn of(catalog: &Catalog) -> Self {
        Statistics { version: VERSION, courses: catalog.courses.iter().map(CourseStatistics::of).collect() }
    }
}

impl CourseStatistics {
    fn of(course: &Course) -> Self {
        let questions: Vec<&Question> = course.live_questions().collect();
        let tasks = questions.iter().filter(|question| question.kind() == QuestionKind::Task).count();
        let domains = course.exam.domains.iter().map(|domain| {
            let own = questions.iter().filter(|question| question.domain.value == domain.id.value);
            let mut kinds: BTreeMap<&str, DifficultyStatistics> =
                QuestionKind::ALL.iter().map(|kind| (kind.as_str(), DifficultyStatistics::default())).collect();
            for question in own {
                kinds.entry(question.kind().as_str()).or_default().add(question.difficulty);
            }
            DomainStatistics {
                id: domain.id.value.to_string(),
                title: domain.title.clone(),
                weight: domain.weight.value.0,
                total: kinds.values().map(DifficultyStatistics::total).sum(),
                kinds,
            }
        });
        CourseStatistics {
            code: course.code.value.to_string(),
            title: course.title.clone(),
            modules: course.modules.len(),
            lessons: course.lessons().count(),
            minutes: minutes(course),
            questions: QuestionStatistics { total: questions.len(), tasks, domains: domains.collect() },
            cards: CardStatistics { notes: course.live_cards().count(), faces: course.card_faces() },
            glossary: course.glossary.len(),
        }
    }
}

impl DomainStatistics {
    /// How many of a kind.
    pub(crate) fn of_kind(&self, kind: QuestionKind) -> usize {
        self.kinds.get(kind.as_str()).map_or(0, DifficultyStatistics::total)
    }

    /// How many of a difficulty.
    pub(crate) fn of_difficulty(&self, difficulty: Difficulty) -> usize {
        self.kinds.values().map(|counts| counts.of(difficulty)).sum()
    }
}

impl DifficultyStatistics {
    fn add(&mut self, difficulty: Difficulty) {
        match difficulty {
            Difficulty::Easy => self.easy += 1,
            Difficulty::Medium => self.medium += 1,
            Difficulty::Hard => self.hard += 1,
        }
    }

    fn of(&self, difficulty: Difficulty) -> usize {
        match difficulty {
            Difficulty::Easy => self.easy,
            Difficulty::Medium => self.medium,
            Difficulty::Hard => self.hard,
        }
    }

    fn total(&self) -> usize {
        self.easy + self.medium + self.hard
    }
}

fn minutes(course: &Course) -> MinutesStatistics {
    course.lessons().fold(MinutesStatistics::default(), |sum, (_, lesson)| MinutesStatistics {
        read: sum.read + lesson.minutes.read,
        lab: sum.lab + lesson.minutes.lab,
        practise: sum.practise + lesson.minutes.practise,
        total: sum.total + lesson.minutes.total(),
    })
}
