//! What author and user decided about rules: levels from the command line and the catalogue, and what comments silence.
//!
//! The command line goes before the catalogue, and a comment before both. None of them lowers an error: without what it
//! guards, there is no course to build.

use std::collections::BTreeMap;

use gradus_content::markdown::Silence;
use gradus_content::rules::SILENCE_WITHOUT_REASON;
use gradus_diagnostics::{Diagnostic, RuleId, Severity, Span};

use crate::compile::Options;
use crate::model::{Catalog, RuleLevel};
use crate::rules::{self, UNUSED_SILENCE};

/// Decides what becomes of a finding. Who finds more after a compilation, a generator for example, asks it too.
#[derive(Debug, Default)]
pub struct Policy {
    by_user: BTreeMap<String, RuleLevel>,
    by_catalog: BTreeMap<String, RuleLevel>,
    deny_warnings: bool,
    silences: Vec<Silence>,
    /// Which silences had something to silence.
    used: Vec<bool>,
}

impl Policy {
    pub(crate) fn new(catalog: Option<&Catalog>, options: &Options, silences: Vec<Silence>) -> Self {
        let levels = catalog.into_iter().flat_map(|catalog| &catalog.rules);
        Policy {
            by_user: options.levels.clone(),
            by_catalog: levels.map(|(rule, level)| (rule.clone(), level.value)).collect(),
            deny_warnings: options.deny_warnings,
            used: vec![false; silences.len()],
            silences,
        }
    }

    /// Whether a rule that is off by default was asked for.
    pub fn asks_for(&self, rule: RuleId) -> bool {
        matches!(self.level(rule), Some(RuleLevel::Warn | RuleLevel::Deny))
    }

    /// Says of comments without a reason whether the rule that they name is none either.
    pub(crate) fn name_rules(&self, generators: &[RuleId], diagnostics: &mut [Diagnostic]) {
        for silence in self.silences.iter().filter(|silence| silence.reason.is_empty()) {
            let of = |finding: &&mut Diagnostic| {
                finding.rule == SILENCE_WITHOUT_REASON && finding.primary.span == silence.span
            };
            if let (Some(unknown), Some(finding)) =
                (rules::unknown(&silence.rule, generators), diagnostics.iter_mut().find(of))
            {
                finding.help.push(unknown.message);
                finding.help.extend(unknown.help);
            }
        }
    }

    /// Drops what is silenced or allowed, and gives the rest its weight.
    pub fn apply(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain_mut(|diagnostic| self.keeps(diagnostic));
    }

    fn keeps(&mut self, diagnostic: &mut Diagnostic) -> bool {
        let error = diagnostic.severity == Severity::Error;
        let mut silenced = false;
        for (silence, used) in self.silences.iter().zip(&mut self.used) {
            if covers(silence, diagnostic) {
                *used = true;
                silenced = true;
            }
        }
        let level = self.level(diagnostic.rule);
        if !error && (silenced || level == Some(RuleLevel::Allow)) {
            return false;
        }
        if error && silenced {
            diagnostic.help.push("a comment silences warnings; this is an error".to_owned());
        } else if error && matches!(level, Some(RuleLevel::Allow | RuleLevel::Warn)) {
            diagnostic.help.push(format!("this is an error: no level of `{}` lowers it", diagnostic.rule));
        }
        let spared = self.by_user.get(diagnostic.rule.0) == Some(&RuleLevel::Warn);
        if level == Some(RuleLevel::Deny) || (self.deny_warnings && !spared) {
            diagnostic.severity = Severity::Error;
        }
        true
    }

    fn level(&self, rule: RuleId) -> Option<RuleLevel> {
        self.by_user.get(rule.0).or_else(|| self.by_catalog.get(rule.0)).copied()
    }

    /// Says which silences name no rule, and which had nothing to silence. `ran` are the rules that were judged by everywhere
    /// but in `unseen`; of others nobody knows.
    pub(crate) fn unused(&self, ran: &[RuleId], unseen: &[Span], generators: &[RuleId]) -> Vec<Diagnostic> {
        // A comment before no block dangles, which has been said.
        let seen = |silence: &Silence| {
            let of = |area: &&Span| silence.next.is_some_and(|next| overlap(**area, next));
            silence.next.is_some() && unseen.iter().find(of).is_none()
        };
        let mut found = Vec::new();
        // One without a reason has been said to be wrong.
        let sound = self.silences.iter().zip(&self.used).filter(|(silence, _)| !silence.reason.is_empty());
        for (silence, used) in sound {
            let rule = &silence.rule;
            if let Some(unknown) = rules::unknown(rule, generators) {
                found.push(unknown);
            } else if !used && seen(silence) && ran.iter().any(|ran| ran.0 == rule.value) {
                let message = format!("there is no `{}` here to silence", rule.value);
                found.push(
                    Diagnostic::warning(UNUSED_SILENCE, silence.span, message)
                        .help("delete the comment, or move it right before what it is about"),
                );
            }
        }
        found
    }
}

fn covers(silence: &Silence, diagnostic: &Diagnostic) -> bool {
    let at = diagnostic.primary.span;
    let holds = |next: Span| next.source == at.source && next.start <= at.start && at.end <= next.end;
    silence.rule.value == diagnostic.rule.0 && silence.next.is_some_and(holds)
}

fn overlap(a: Span, b: Span) -> bool {
    a.source == b.source && a.start < b.end && b.start < a.end
}
