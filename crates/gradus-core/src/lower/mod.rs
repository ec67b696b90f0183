//! Parsed parts → model: parts are joined by id, numbered, and given what follows from their neighbours.
//!
//! A part that lacks what its kind needs is a finding and is left out; the rest of the course goes on.

mod card;
mod course;
mod exam;
mod note;
mod question;
mod task;

use std::collections::HashMap;

use gradus_diagnostics::{Diagnostic, SourceMap, Spanned};

use crate::compile::Options;
use crate::load::{Gaps, ParsedCatalog};
use crate::model::{Catalog, Id, RuleLevel, Track};
use crate::rules;
use crate::source::{ListOrOne, RuleLevelSource};

/// Builds the catalogue. The second value has one entry for each course.
pub(crate) fn catalog(
    parsed: ParsedCatalog,
    sources: &SourceMap,
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Catalog, Vec<Gaps>) {
    let ParsedCatalog { source, courses, theme } = parsed;
    let mut lowered = Vec::new();
    let mut gaps = Vec::new();
    for course in courses {
        let (course, gap) = course::lower(course, sources, options.drafts, diagnostics);
        if let Some(course) = course {
            lowered.push(course);
            gaps.push(gap);
        }
    }
    let mut levels = std::collections::BTreeMap::new();
    for (rule, level) in source.rules.0 {
        diagnostics.extend(rules::unknown(&rule, &options.generator_rules));
        levels.insert(rule.value, level.map(rule_level));
    }
    let track =
        |track: crate::source::TrackSource| Track { id: id(track.id), title: track.title, summary: track.summary };
    let catalog = Catalog {
        title: source.title,
        summary: source.summary,
        locale: source.locale,
        tracks: source.tracks.into_iter().map(track).collect(),
        courses: lowered,
        rules: levels,
        theme,
    };
    (catalog, gaps)
}

fn rule_level(level: RuleLevelSource) -> RuleLevel {
    match level {
        RuleLevelSource::Allow => RuleLevel::Allow,
        RuleLevelSource::Warn => RuleLevel::Warn,
        RuleLevelSource::Deny => RuleLevel::Deny,
    }
}

/// What lowering an item needs to know of the rest of its course.
pub(super) struct Surroundings<'a> {
    pub(super) sources: &'a SourceMap,
    /// The main domain of each lesson.
    pub(super) lesson_domains: &'a HashMap<String, Spanned<Id>>,
    /// Stands in where a lesson is unknown, which a check reports.
    pub(super) first_domain: &'a Spanned<Id>,
}

impl Surroundings<'_> {
    /// The domain of an item: its own, else its lesson's first.
    pub(super) fn domain(&self, own: Option<Spanned<String>>, lesson: &Spanned<Id>) -> Spanned<Id> {
        match own {
            Some(domain) => id(domain),
            None => {
                let domain = self.lesson_domains.get(lesson.as_str()).unwrap_or(self.first_domain);
                Spanned::new(domain.value.clone(), lesson.span)
            }
        }
    }
}

/// A name as written; whether anything has that name is for the checks.
pub(super) fn id(text: Spanned<String>) -> Spanned<Id> {
    text.map(Id::as_written)
}

pub(super) fn ids(list: Option<ListOrOne>) -> Vec<Spanned<Id>> {
    list.map(ListOrOne::into_vec).unwrap_or_default().into_iter().map(id).collect()
}
