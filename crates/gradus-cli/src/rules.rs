//! The rules that `--deny`, `--warn`, `--allow` and `explain` know: the compiler's and the generators'.

use std::collections::BTreeMap;

use gradus_core::model::RuleLevel;
use gradus_core::rules::Rule;
use gradus_core::{Options, ThemeJudge};
use gradus_diagnostics::did_you_mean;

use crate::arguments::CompileArguments;
use crate::failure::Failure;

/// Stands for all rules with `--deny`.
const ALL_WARNINGS: &str = "warnings";

/// Every rule, sorted by id.
pub(crate) fn all() -> Vec<Rule> {
    let mut rules = gradus_core::rules::all();
    #[cfg(feature = "print")]
    rules.extend(gradus_print::RULES.iter().map(|&(id, severity, doc)| Rule { id, severity, doc }));
    rules.sort_by_key(|rule| rule.id);
    rules.dedup_by_key(|rule| rule.id);
    rules
}

/// The rule of a name.
pub(crate) fn find(name: &str) -> Result<Rule, Failure> {
    let rules = all();
    if let Some(rule) = rules.iter().find(|rule| rule.id.0 == name) {
        return Ok(*rule);
    }
    let failure = Failure::new(format!("there is no rule `{name}`"));
    Err(match did_you_mean(name, rules.iter().map(|rule| rule.id.0)) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("`gradus explain` lists all rules"),
    })
}

/// The settings of a compilation.
pub(crate) fn options(arguments: &CompileArguments, base_url: Option<String>) -> Result<Options, Failure> {
    let mut levels = BTreeMap::new();
    let deny_warnings = arguments.deny.iter().any(|name| name == ALL_WARNINGS);
    let denied = arguments.deny.iter().filter(|name| *name != ALL_WARNINGS).map(|name| (name, RuleLevel::Deny));
    let warned = arguments.warn.iter().map(|name| (name, RuleLevel::Warn));
    let allowed = arguments.allow.iter().map(|name| (name, RuleLevel::Allow));
    for (name, level) in denied.chain(warned).chain(allowed) {
        let rule = find(name).map_err(|failure| match level {
            RuleLevel::Deny if did_you_mean(name, [ALL_WARNINGS]).is_some() => {
                Failure::new(format!("there is no rule `{name}`")).help(format!("did you mean `{ALL_WARNINGS}`?"))
            }
            _ => failure,
        })?;
        let other = levels.insert(rule.id.0.to_owned(), level);
        if other.is_some_and(|other| other != level) {
            return Err(Failure::new(format!("`{name}` is given two levels")).help("a rule has one level"));
        }
    }
    let generator_rules = all().iter().map(|rule| rule.id).collect();
    let (drafts, locked) = (arguments.drafts, arguments.locked);
    let theme_judge = Some(gradus_theme::unknown_overrides as ThemeJudge);
    Ok(Options { drafts, base_url, levels, deny_warnings, locked, generator_rules, theme_judge, today: None })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn settle(deny: &[&str], allow: &[&str]) -> Result<Options, Failure> {
        let own = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let arguments =
            CompileArguments { deny: own(deny), allow: own(allow), warn: Vec::new(), drafts: false, locked: false };
        options(&arguments, None)
    }

    #[test]
    fn settles_levels() {
        let options = settle(&["warnings", "stray-file"], &["raw-html"]).unwrap();
        assert!(options.deny_warnings);
        assert_eq!(options.levels.get("stray-file"), Some(&RuleLevel::Deny));
        assert_eq!(options.levels.get("raw-html"), Some(&RuleLevel::Allow));
        assert!(settle(&["stray-file"], &["stray-file"]).is_err());
        assert!(settle(&["stray-fiel"], &[]).is_err());
        let failure = format!("{:?}", settle(&["warning"], &[]).unwrap_err());
        assert!(failure.contains("did you mean `warnings`?"), "{failure}");
        assert!(settle(&[], &["warnings"]).is_err(), "allowing everything is not offered");
    }

    #[test]
    fn every_rule_has_a_doc_that_begins_with_its_name() {
        for rule in all() {
            assert_eq!(rule.doc.lines().next(), Some(format!("# {}", rule.id).as_str()));
        }
    }
}
