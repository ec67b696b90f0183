//! Every task is proved: its rubric passes what is right and fails what is wrong. The grader that judges learners says so.

use std::collections::HashSet;

use gradus_content::{Block, BlockKind, Visit, walk_blocks};
use gradus_diagnostics::{Diagnostic, RuleId, Severity, Span};
use gradus_grade::{CriterionVerdict, GradeError, Refusal, Status};
use rayon::prelude::*;
use serde_json::Value;

use super::{Check, Scope, grading, manifests, rubric_schema};
use crate::model::{Answer, Attempt, Criterion, Question, Task};
use crate::rules::Rule;

const SOLUTION: RuleId = RuleId("solution-fails");
const RIGHT: RuleId = RuleId("right-answer-fails");
const STARTER: RuleId = RuleId("starter-passes");
const WRONG: RuleId = RuleId("wrong-answer-mismatch");
const AMBIGUOUS: RuleId = RuleId("ambiguous-answer");
const RUBRIC: RuleId = RuleId("rubric-broken");
const IDLE: RuleId = RuleId("idle-criterion");

/// Grades the answers that come with a task.
#[derive(Debug)]
pub(super) struct TaskProof;

impl Check for TaskProof {
    fn rules(&self) -> &'static [Rule] {
        &[
            Rule { id: SOLUTION, severity: Severity::Error, doc: include_str!("solution-fails.md") },
            Rule { id: RIGHT, severity: Severity::Error, doc: include_str!("right-answer-fails.md") },
            Rule { id: STARTER, severity: Severity::Error, doc: include_str!("starter-passes.md") },
            Rule { id: WRONG, severity: Severity::Error, doc: include_str!("wrong-answer-mismatch.md") },
            Rule { id: AMBIGUOUS, severity: Severity::Error, doc: include_str!("ambiguous-answer.md") },
            Rule { id: RUBRIC, severity: Severity::Error, doc: include_str!("rubric-broken.md") },
            Rule { id: IDLE, severity: Severity::Warning, doc: include_str!("idle-criterion.md") },
        ]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let proved = scope.course.questions.par_iter().flat_map_iter(|question| match &question.answer {
            Answer::Task(task) => Proof::new(question, task).prove(),
            _ => Vec::new(),
        });
        report.extend(proved.collect::<Vec<_>>());
    }
}

struct Proof<'a> {
    question: &'a Question,
    task: &'a Task,
    rubric: Value,
    /// Criteria that the starter or a wrong answer fails.
    tried: HashSet<String>,
    /// Criteria that something fails which is right: what a wrong answer does to them says nothing new.
    doubted: HashSet<String>,
    findings: Vec<Diagnostic>,
}

impl<'a> Proof<'a> {
    fn new(question: &'a Question, task: &'a Task) -> Self {
        let rubric = task.rubric.iter().map(|criterion| criterion.test.clone()).collect();
        Proof { question, task, rubric, tried: HashSet::new(), doubted: HashSet::new(), findings: Vec::new() }
    }

    fn prove(mut self) -> Vec<Diagnostic> {
        let task = self.task;
        self.findings.extend(task.rubric.iter().flat_map(|criterion| rubric_schema::findings(RUBRIC, criterion)));
        self.findings.extend(given_twice(&task.rubric));
        if !self.findings.is_empty() {
            return self.findings;
        }
        let solution = self.grade(&task.solution);
        if self.findings.iter().any(|finding| finding.rule == RUBRIC) {
            return self.findings; // every other answer would say the same
        }
        if let Some(verdicts) = solution {
            self.must_pass(SOLUTION, &task.solution, "the solution", &verdicts);
        }
        for right in &task.rights {
            if let Some(verdicts) = self.grade(right) {
                self.must_pass(RIGHT, right, &format!("the right answer “{}”", right.title), &verdicts);
            }
        }
        self.starter(&task.starter);
        for wrong in &task.wrongs {
            if let Some(verdicts) = self.grade(wrong) {
                self.tried.extend(failed(&verdicts).map(|verdict| verdict.id.clone()));
                self.wrong(wrong, &verdicts);
            }
        }
        // Where an answer is not what its author thinks, that comes first.
        if self.findings.is_empty() {
            self.findings.extend(self.idle());
        }
        self.findings
    }

    /// Criteria that everything passes which comes with the task.
    fn idle(&self) -> Vec<Diagnostic> {
        if marked_invalid(&self.task.starter) {
            return Vec::new(); // it fails them all
        }
        let computed = self.task.rubric.iter().filter(|criterion| criterion.computed);
        let idle = computed.filter(|criterion| !self.tried.contains(criterion.id.as_str()));
        let finding = |criterion: &Criterion| {
            let message = format!("neither the starter nor a wrong answer fails `{}`", criterion.id.value);
            Diagnostic::warning(IDLE, criterion.id.span, message).help(format!(
                "add a `### Wrong: … {{fails={}}}` that shows what it catches, or drop it",
                criterion.id.value
            ))
        };
        idle.map(finding).collect()
    }

    /// The verdicts, if the answer can be graded at all.
    fn grade(&mut self, attempt: &Attempt) -> Option<Vec<CriterionVerdict>> {
        match grading::grade(&attempt.answer(), &self.rubric) {
            Ok(verdict) => match verdict.refused {
                Some(refusal) => {
                    self.findings.push(refused(attempt, &refusal));
                    None
                }
                None => Some(verdict.criteria),
            },
            Err(error) => {
                let finding = self.broken(&error);
                self.findings.push(finding);
                None
            }
        }
    }

    fn must_pass(&mut self, rule: RuleId, attempt: &Attempt, what: &str, verdicts: &[CriterionVerdict]) {
        let failed: Vec<&CriterionVerdict> = failed(verdicts).collect();
        if failed.is_empty() {
            return;
        }
        self.doubted.extend(failed.iter().map(|verdict| verdict.id.clone()));
        let ids: Vec<String> = failed.iter().map(|verdict| format!("`{}`", verdict.id)).collect();
        let message = format!("{what} of `{}` fails {}", self.question.id.value, ids.join(", "));
        let mut finding = Diagnostic::error(rule, first_file(attempt), message);
        for verdict in failed {
            finding = self.reasons(finding, verdict);
        }
        self.findings.push(finding.help("correct the answer, or the criterion if it asks for more than it should"));
    }

    fn starter(&mut self, starter: &Attempt) {
        let before = self.findings.len();
        let Some(verdicts) = self.grade(starter) else {
            // A starter may be broken on purpose, and then says so.
            if marked_invalid(starter) {
                self.findings.truncate(before);
            }
            return;
        };
        self.tried.extend(failed(&verdicts).map(|verdict| verdict.id.clone()));
        let computed = verdicts.iter().any(|verdict| verdict.status != Status::Manual);
        if computed && failed(&verdicts).next().is_none() {
            let message = format!("the starter of `{}` passes every criterion already", self.question.id.value);
            let finding = Diagnostic::error(STARTER, first_file(starter), message);
            self.findings.push(
                finding.help("leave the defect in the starter that the task is about, or add a criterion that sees it"),
            );
        }
    }

    fn wrong(&mut self, wrong: &Attempt, verdicts: &[CriterionVerdict]) {
        let named = |id: &str| wrong.fails.iter().any(|fails| fails.as_str() == id);
        let doubted = |id: &str| self.doubted.contains(id);
        let unnamed = failed(verdicts).filter(|verdict| !named(&verdict.id) && !doubted(&verdict.id));
        let unnamed: Vec<&CriterionVerdict> = unnamed.collect();
        let spared: Vec<_> = wrong
            .fails
            .iter()
            .filter_map(|fails| {
                verdicts.iter().find(|verdict| verdict.id == fails.as_str()).map(|found| (fails, found))
            })
            .filter(|(_, verdict)| verdict.status != Status::Failed)
            .collect();
        let invalid = unnamed.iter().flat_map(|verdict| &verdict.reasons).any(|reason| says_invalid(reason));
        // An answer that fails another criterion than it says is one finding.
        let swapped = !unnamed.is_empty() && !invalid && spared.iter().all(|(_, it)| it.status != Status::Manual);
        for (fails, verdict) in spared.iter().filter(|_| !swapped) {
            let message = format!("the wrong answer “{}” does not fail `{}`", wrong.title, fails.value);
            let finding = Diagnostic::error(WRONG, fails.span, message);
            self.findings.push(if verdict.status == Status::Manual {
                finding.help("the learner marks that criterion: no answer fails it by itself")
            } else {
                finding.help("make the answer wrong in that way, or make the criterion see it")
            });
        }
        // Which criterion an unknown name stands for is not known; that it is unknown is said where references are looked up.
        let known = |name: &str| self.task.rubric.iter().any(|criterion| criterion.id.as_str() == name);
        if wrong.fails.iter().any(|fails| !known(fails.as_str())) {
            return;
        }
        if unnamed.is_empty() {
            if wrong.fails.is_empty() && failed(verdicts).next().is_none() {
                let message = format!("the wrong answer “{}” passes every criterion", wrong.title);
                let finding = Diagnostic::error(WRONG, wrong.span, message);
                self.findings.push(finding.help("make it a `### Right`, or add a criterion that it fails"));
            }
            return;
        }
        let ids: Vec<&str> = unnamed.iter().map(|verdict| verdict.id.as_str()).collect();
        let at = wrong.fails.iter().map(|fails| fails.span).reduce(|all, next| all.to(next)).unwrap_or(wrong.span);
        let list = ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        let message = match spared.first().filter(|_| swapped) {
            Some((fails, _)) => format!("the wrong answer “{}” fails {list}, but not `{}`", wrong.title, fails.value),
            None => format!("the wrong answer “{}” fails {list}, which it does not name", wrong.title),
        };
        let mut finding = Diagnostic::error(WRONG, if invalid { first_file(wrong) } else { at }, message);
        for verdict in &unnamed {
            finding = self.reasons(finding, verdict);
        }
        if invalid {
            self.findings
                .push(finding.help("correct the manifest: a common wrong turn is one that a cluster would take"));
            return;
        }
        let all: Vec<&str> = failed(verdicts).map(|verdict| verdict.id.as_str()).collect();
        self.findings.push(finding.help(format!("write `{{fails={}}}` if that is meant", all.join(","))));
    }

    /// Points at a criterion with what the grader said of it.
    fn reasons(&self, finding: Diagnostic, verdict: &CriterionVerdict) -> Diagnostic {
        let reasons: Vec<&str> = verdict.reasons.iter().map(|reason| reason.trim_end_matches('.')).collect();
        match self.task.rubric.iter().find(|criterion| criterion.id.as_str() == verdict.id) {
            Some(criterion) => finding.also(criterion.id.span, reasons.join("; ")),
            None => finding.help(reasons.join("; ")),
        }
    }

    fn broken(&self, error: &GradeError) -> Diagnostic {
        let text = error.to_string();
        let criterion =
            self.task.rubric.iter().find(|criterion| text.starts_with(&format!("`{}`", criterion.id.value)));
        let entry = criterion.and_then(|criterion| self.broken_entry(criterion));
        let at = criterion.map_or(self.question.id.span, |criterion| entry.unwrap_or(criterion.id.span));
        let finding = Diagnostic::error(
            RUBRIC,
            at,
            match error {
                GradeError::Author(_) => text.trim_end_matches('.').to_owned(),
                _ => format!("`{}` cannot be graded: {text}", self.question.id.value),
            },
        );
        match error {
            GradeError::Limit(_) => {
                finding.help("look for a pattern that backtracks or a schema that refers to itself")
            }
            GradeError::Engine(_) => finding.help("this is a defect of Gradus: please report it"),
            GradeError::Author(_) => finding.help("`gradus schema item` shows the forms of a criterion"),
        }
    }

    /// The entry of a judge's list that the grader cannot use, found by giving it each alone.
    fn broken_entry(&self, criterion: &Criterion) -> Option<Span> {
        let (judge, list) = criterion.test.as_object()?.iter().find(|(_, value)| value.is_array())?;
        let answer = self.task.solution.answer();
        let broken = |entry: &Value| {
            let mut alone = criterion.test.clone();
            alone[judge] = Value::Array(vec![entry.clone()]);
            let rubric = Value::Array(vec![alone]);
            matches!(grading::grade(&answer, &rubric), Err(GradeError::Author(_)))
        };
        list.as_array()?.iter().zip(&criterion.entries).find(|(entry, _)| broken(entry)).map(|(_, span)| *span)
    }
}

fn failed(verdicts: &[CriterionVerdict]) -> impl Iterator<Item = &CriterionVerdict> {
    verdicts.iter().filter(|verdict| verdict.status == Status::Failed)
}

/// The name of the first file: what an author changes.
fn first_file(attempt: &Attempt) -> Span {
    attempt.files.first().map_or(attempt.span, |file| file.name.span)
}

/// Whether a judge calls a manifest invalid: what the API server refuses fails every criterion that looks at it.
fn says_invalid(reason: &str) -> bool {
    reason.starts_with("The ") && reason.contains(" is not valid: ")
}

/// The second of two criteria with one id.
fn given_twice(rubric: &[Criterion]) -> Option<Diagnostic> {
    let mut pairs = rubric.iter().enumerate().flat_map(|(at, second)| rubric[..at].iter().map(move |it| (it, second)));
    let (first, second) = pairs.find(|(first, second)| first.id == second.id)?;
    let message = format!("two criteria have the id `{}`", second.id.value);
    Some(
        Diagnostic::error(RUBRIC, second.id.span, message).also(first.id.span, "the first").help("give one another id"),
    )
}

/// Points at the line of the author's file that the grader refuses.
fn refused(attempt: &Attempt, refusal: &Refusal) -> Diagnostic {
    const HELP: &str =
        "an answer must mean one thing to every reader; a starter may be broken if its fence says `invalid`";
    let file = attempt.files.iter().find(|file| file.name.value == refusal.file);
    // What is no YAML at all is said as everywhere else.
    if let Some(file) = file.filter(|file| file.name.value.ends_with(".yaml") || file.name.value.ends_with(".yml"))
        && let Some(mut finding) = manifests::unreadable(&file.text, &file.map)
    {
        finding.rule = AMBIGUOUS;
        if finding.primary.text.is_empty() {
            finding.primary.text = format!("the grader cannot read `{}`", refusal.file);
        }
        return finding.help(HELP);
    }
    let place = file.map(|file| {
        let starts = std::iter::once(0).chain(file.text.match_indices('\n').map(|(at, _)| at + 1));
        let line = starts.take(refusal.line.max(1)).last().unwrap_or(0);
        let text = file.text[line..].lines().next().unwrap_or_default();
        let column = text.char_indices().nth(refusal.column.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
        let end = line + text.trim_end().len();
        file.map.span((line + column).min(end)..end)
    });
    let reason = refusal.reason.trim_end_matches('.');
    let message = format!("the grader refuses `{}`: {reason}", refusal.file);
    Diagnostic::error(AMBIGUOUS, place.unwrap_or(attempt.span), message).help(HELP)
}

/// Whether some file of an answer is wrong on purpose.
fn marked_invalid(attempt: &Attempt) -> bool {
    struct Invalid(bool);
    impl Visit for Invalid {
        fn block(&mut self, block: &Block) {
            self.0 |= matches!(&block.kind, BlockKind::Code(code) if code.invalid && code.file.is_some());
        }
    }
    let mut invalid = Invalid(false);
    walk_blocks(&attempt.blocks, &mut invalid);
    invalid.0
}
