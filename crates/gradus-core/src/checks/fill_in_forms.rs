//! The accepted forms of a blank pass, the rejected ones do not. The grader that judges learners says so.

use gradus_diagnostics::{Diagnostic, RuleId, Severity, Spanned};
use gradus_grade::{GradeError, MatchKind};
use rayon::prelude::*;

use super::{Check, Scope, grading};
use crate::model::{Answer, Blank, Match};
use crate::rules::Rule;

const ACCEPTED: RuleId = RuleId("accepted-form-fails");
const REJECTED: RuleId = RuleId("rejected-form-passes");

/// Tries every form of every blank.
#[derive(Debug)]
pub(super) struct FillInForms;

impl Check for FillInForms {
    fn rules(&self) -> &'static [Rule] {
        &[
            Rule { id: ACCEPTED, severity: Severity::Error, doc: include_str!("accepted-form-fails.md") },
            Rule { id: REJECTED, severity: Severity::Error, doc: include_str!("rejected-form-passes.md") },
        ]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let blanks: Vec<&Blank> = scope
            .course
            .questions
            .iter()
            .filter_map(|question| match &question.answer {
                Answer::FillIn(blanks) => Some(blanks),
                _ => None,
            })
            .flatten()
            .collect();
        report.extend(blanks.par_iter().flat_map_iter(|blank| prove(blank)).collect::<Vec<_>>());
    }
}

fn prove(blank: &Blank) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> =
        blank.accepted.iter().chain(&blank.rejected).filter_map(|form| unreadable(blank, form)).collect();
    // The forms of `regex` are patterns, not answers; of those that match themselves more can be said.
    if findings.is_empty() && blank.how != Match::Regex {
        findings.extend(blank.accepted.iter().filter_map(|form| {
            let passes = try_form(blank, &texts(&blank.accepted), &[], &form.value);
            (!passes.unwrap_or(false)).then(|| {
                Diagnostic::error(ACCEPTED, form.span, format!("this form does not pass for `{}`", blank.name))
                    .help("shorten it: an answer has at most 4096 characters")
            })
        }));
        findings.extend(blank.rejected.iter().filter_map(|form| conflict(blank, form)));
    }
    if findings.is_empty() && blank.how == Match::Regex {
        findings.extend(blank.accepted.iter().filter_map(|form| shadowed(blank, form)));
    }
    findings
}

/// An accepted pattern that matches its own text, so that the text is an answer, which a rejected pattern matches too.
fn shadowed(blank: &Blank, form: &Spanned<String>) -> Option<Diagnostic> {
    let passes = |rejected: &[String]| {
        try_form(blank, std::slice::from_ref(&form.value), rejected, &form.value).unwrap_or(false)
    };
    if !passes(&[]) {
        return None;
    }
    let pattern = blank.rejected.iter().find(|rejected| !passes(std::slice::from_ref(&rejected.value)))?;
    let finding = Diagnostic::error(REJECTED, pattern.span, "this pattern rejects an answer that is accepted")
        .also(form.span, "this one, letter by letter");
    Some(finding.help("narrow the pattern: what it matches is wrong, whatever else accepts it"))
}

/// A form that cannot be compared with anything.
fn unreadable(blank: &Blank, form: &Spanned<String>) -> Option<Diagnostic> {
    let error = try_form(blank, std::slice::from_ref(&form.value), &[], "").err()?;
    Some(match error {
        GradeError::Author(reason) => {
            let finding = Diagnostic::error(ACCEPTED, form.span, reason.trim_end_matches('.').to_owned());
            let help = format!("until it can be read, no answer for `{}` can pass", blank.name);
            finding.label(format!("compared as `match={}`", blank.how.as_str())).help(help)
        }
        other => Diagnostic::error(ACCEPTED, form.span, format!("this form cannot be tried: {other}"))
            .help("make it shorter or simpler; if the grader failed, that is a defect of Gradus: please report it"),
    })
}

/// A rejected form that is the same as an accepted one.
fn conflict(blank: &Blank, form: &Spanned<String>) -> Option<Diagnostic> {
    let same = blank
        .accepted
        .iter()
        .find(|accepted| try_form(blank, std::slice::from_ref(&accepted.value), &[], &form.value).unwrap_or(false))?;
    let finding =
        Diagnostic::error(REJECTED, form.span, "this form is rejected, but means the same as an accepted one")
            .also(same.span, format!("equal under `match={}`", blank.how.as_str()));
    Some(finding.help("take one of the two away, or compare in another way with `match=`"))
}

fn texts(forms: &[Spanned<String>]) -> Vec<String> {
    forms.iter().map(|form| form.value.clone()).collect()
}

fn try_form(blank: &Blank, accepted: &[String], rejected: &[String], given: &str) -> Result<bool, GradeError> {
    let how = match blank.how {
        Match::Exact => MatchKind::Exact,
        Match::Command => MatchKind::Command,
        Match::Yaml => MatchKind::Yaml,
        Match::Regex => MatchKind::Regex,
    };
    grading::fill_in(how, accepted, rejected, given)
}
