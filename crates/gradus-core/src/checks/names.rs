//! What has an id in a course.

use gradus_content::PartKind;
use gradus_diagnostics::Spanned;

use crate::model::{Course, Id, QuestionKind};

/// What an id may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Named {
    Domain,
    Competency,
    Module,
    Lesson,
    Objective,
    Question,
    Task,
    Card,
    KeyConcept,
    Mistake,
    Term,
}

impl Named {
    /// "lesson"
    pub(super) fn noun(self) -> &'static str {
        match self {
            Named::Domain => "domain",
            Named::Competency => "competency",
            Named::Module => "module",
            Named::Lesson => "lesson",
            Named::Objective => "objective",
            Named::Question => "question",
            Named::Task => "task",
            Named::Card => "card",
            Named::KeyConcept => "key concept",
            Named::Mistake => "mistake",
            Named::Term => "term",
        }
    }

    /// "a lesson"
    pub(super) fn with_article(self) -> String {
        let article = if self == Named::Objective { "an" } else { "a" };
        format!("{article} {}", self.noun())
    }

    /// "lessons"
    pub(super) fn plural(self) -> &'static str {
        match self {
            Named::Domain => "domains",
            Named::Competency => "competencies",
            Named::Module => "modules",
            Named::Lesson => "lessons",
            Named::Objective => "objectives",
            Named::Question => "questions",
            Named::Task => "tasks",
            Named::Card => "cards",
            Named::KeyConcept => "key concepts",
            Named::Mistake => "mistakes",
            Named::Term => "terms",
        }
    }

    /// The scheme of links to it, if links can lead to it.
    pub(super) fn scheme(self) -> Option<&'static str> {
        PartKind::ALL.into_iter().find(|kind| Named::from(*kind) == self).map(PartKind::scheme)
    }
}

impl From<PartKind> for Named {
    fn from(kind: PartKind) -> Self {
        match kind {
            PartKind::Module => Named::Module,
            PartKind::Lesson => Named::Lesson,
            PartKind::Question => Named::Question,
            PartKind::Task => Named::Task,
            PartKind::Card => Named::Card,
            PartKind::Term => Named::Term,
        }
    }
}

/// Every id of a course and what it stands for.
pub(crate) fn all(course: &Course) -> Vec<(Named, &Spanned<Id>)> {
    let mut names = Vec::new();
    for domain in &course.exam.domains {
        names.push((Named::Domain, &domain.id));
        names.extend(domain.competencies.iter().map(|competency| (Named::Competency, &competency.id)));
    }
    for module in &course.modules {
        names.push((Named::Module, &module.id));
        for lesson in &module.lessons {
            names.push((Named::Lesson, &lesson.id));
            names.extend(lesson.objectives.iter().map(|objective| (Named::Objective, &objective.id)));
        }
    }
    for question in &course.questions {
        let task = question.kind() == QuestionKind::Task;
        names.push((if task { Named::Task } else { Named::Question }, &question.id));
    }
    names.extend(course.cards.iter().map(|card| (Named::Card, &card.id)));
    names.extend(course.key_concepts.iter().map(|note| (Named::KeyConcept, &note.id)));
    names.extend(course.mistakes.iter().map(|note| (Named::Mistake, &note.id)));
    names.extend(course.glossary.iter().map(|note| (Named::Term, &note.id)));
    names
}
