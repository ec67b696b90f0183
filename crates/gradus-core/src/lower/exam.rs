//! The exam from `exam.yaml`.

use gradus_diagnostics::{Span, Spanned};

use super::id;
use crate::model::{
    Blueprint, Competency, Difficulty, Domain, EarlierWeights, Exam, Mock, Percent, Reference, TaskRange,
};
use crate::source::{DifficultySource, ExamSource};

pub(super) fn lower(span: Span, source: ExamSource) -> Exam {
    let domains_span = source.domains.span;
    let domain = |it: crate::source::DomainSource| Domain {
        id: id(it.id),
        title: it.title,
        weight: it.weight.map(Percent),
        competencies: it.competencies.into_iter().map(|it| Competency { id: id(it.id), text: it.text }).collect(),
    };
    let earlier = |it: crate::source::EarlierWeightsSource| EarlierWeights {
        until: it.until.value,
        until_span: it.until.span,
        weights: it.weights.0.into_iter().map(|(name, weight)| (id(name), Percent(weight.value))).collect(),
    };
    Exam {
        span,
        title: source.title,
        vendor: source.vendor,
        format: source.format,
        minutes: source.minutes,
        tasks: source.tasks.map(|it| TaskRange { min: it.min, max: it.max.value, span: it.max.span }),
        pass_mark: Percent(source.pass_mark),
        validity_months: source.validity_months,
        prerequisite: source.prerequisite,
        curriculum: source.curriculum,
        software: source.software.0.into_iter().map(|(name, version)| (name.value, version)).collect(),
        verified_on: source.verified_on,
        sources: source.sources.into_iter().map(|it| Reference { title: it.title, url: it.url }).collect(),
        domains: source.domains.value.into_iter().map(domain).collect(),
        domains_span,
        earlier_weights: source.earlier_weights.into_iter().map(earlier).collect(),
        blueprint: source.blueprint.map(|it| Blueprint {
            questions: it.questions,
            difficulty: it.difficulty.0.into_iter().filter_map(|(name, n)| Some((by_name(&name.value)?, n))).collect(),
        }),
        mock: Mock {
            questions: source.mock.questions.value,
            questions_span: source.mock.questions.span,
            minutes: source.mock.minutes,
        },
    }
}

/// Stands in for an exam that could not be read, so that the rest of the course can be looked at.
pub(super) fn placeholder(span: Span) -> Exam {
    Exam {
        span,
        title: String::new(),
        vendor: String::new(),
        format: String::new(),
        minutes: 0,
        tasks: None,
        pass_mark: Percent(0),
        validity_months: 0,
        prerequisite: None,
        curriculum: None,
        software: Vec::new(),
        verified_on: Spanned::new(String::new(), span),
        sources: Vec::new(),
        domains: Vec::new(),
        domains_span: span,
        earlier_weights: Vec::new(),
        blueprint: None,
        mock: Mock { questions: 0, questions_span: span, minutes: 0 },
    }
}

pub(super) fn difficulty(source: DifficultySource) -> Difficulty {
    match source {
        DifficultySource::Easy => Difficulty::Easy,
        DifficultySource::Medium => Difficulty::Medium,
        DifficultySource::Hard => Difficulty::Hard,
    }
}

fn by_name(name: &str) -> Option<Difficulty> {
    [Difficulty::Easy, Difficulty::Medium, Difficulty::Hard].into_iter().find(|it| it.as_str() == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn names_of_difficulties_are_those_of_the_schema() {
        let named: BTreeMap<_, _> = ["easy", "medium", "hard"].map(|name| (name, by_name(name))).into();
        assert!(named.values().all(Option::is_some));
    }
}
