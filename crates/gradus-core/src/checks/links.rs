//! Every heading that a link names is there.

use std::collections::{BTreeMap, HashMap, HashSet};

use gradus_content::{Inline, InlineKind, LinkTarget, PartKind, Visit};
use gradus_diagnostics::{Diagnostic, Fix, RuleId, Severity, Spanned, guess};

use super::prose::Text;
use super::{Check, Scope, agreement};
use crate::rules::Rule;

const RULE: RuleId = RuleId("broken-anchor");

/// Looks up the `#anchor` of every link.
#[derive(Debug)]
pub(super) struct Anchors;

impl Check for Anchors {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Error, doc: include_str!("broken-anchor.md") }]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let by_id: HashMap<&str, &Text<'_>> = scope.texts.iter().rev().map(|text| (text.id.as_str(), text)).collect();
        let (anchors, agreed, found) = (HashMap::new(), HashSet::new(), BTreeMap::new());
        let mut follow = Follow { scope, texts: &by_id, here: "", anchors, agreed, found };
        for text in scope.texts {
            follow.here = text.id.as_str();
            text.walk(&mut follow);
        }
        for ((id, _), Broken { near, mut findings }) in follow.found {
            agreement::suggest(&mut findings);
            if near.is_none_or(|near| !follow.agreed.contains(&(id, near))) {
                agreement::only_suggest(&mut findings);
            }
            report.append(&mut findings);
        }
    }
}

/// Links to one heading that is not there, and the one that it may be.
#[derive(Default)]
struct Broken {
    near: Option<String>,
    findings: Vec<Diagnostic>,
}

struct Follow<'a> {
    scope: &'a Scope<'a>,
    texts: &'a HashMap<&'a str, &'a Text<'a>>,
    here: &'a str,
    /// Of the texts that a link named a heading of.
    anchors: HashMap<String, Vec<String>>,
    /// Parts and anchors that a link named right.
    agreed: HashSet<(String, String)>,
    /// By part and anchor.
    found: BTreeMap<(String, String), Broken>,
}

impl Follow<'_> {
    fn follow(&mut self, place: &str, id: &str, anchor: &str, written: &Spanned<String>) {
        if !self.anchors.contains_key(id) {
            let anchors = self.texts.get(id).map(|text| text.anchors()).unwrap_or_default();
            self.anchors.insert(id.to_owned(), anchors);
        }
        let known = self.anchors.get(id).map(Vec::as_slice).unwrap_or_default();
        if known.iter().any(|known| known == anchor) {
            self.agreed.insert((id.to_owned(), anchor.to_owned()));
            return;
        }
        if self.scope.gaps.torn.contains(id) {
            return;
        }
        let finding = Diagnostic::error(RULE, written.span, format!("{place} has no heading `#{anchor}`"));
        let near = guess(anchor, known.iter().map(String::as_str));
        let finding = match near {
            Some(near) => {
                let target = written.value.strip_suffix(anchor).unwrap_or_default();
                let fix = Fix::replace(written.span, written.value.as_str(), format!("{target}{}", near.word));
                let fix = if near.certain { fix } else { fix.suggested() };
                finding.help(format!("did you mean `#{}`?", near.word)).fix(fix)
            }
            None if known.is_empty() => finding.help("it has no headings at all: take the `#…` away"),
            None => {
                let list = known.iter().map(|known| format!("#{known}")).collect::<Vec<_>>().join(", ");
                finding.help(format!("headings there: {list}"))
            }
        };
        let broken = self.found.entry((id.to_owned(), anchor.to_owned())).or_default();
        broken.near = near.map(|near| near.word.to_owned());
        broken.findings.push(finding);
    }
}

impl Visit for Follow<'_> {
    fn inline(&mut self, inline: &Inline) {
        let InlineKind::Link { link, .. } = &inline.kind else { return };
        let written = &link.written;
        match &link.target {
            LinkTarget::Anchor(anchor) => self.follow("this text", self.here, anchor, written),
            LinkTarget::Part(link) if self.scope.course.resolve(link).is_some() => {
                let Some(anchor) = &link.anchor else { return };
                let id = if link.kind == PartKind::Module { "" } else { link.id.as_str() };
                self.follow(&format!("the {} `{}`", link.kind, link.id), id, anchor, written);
            }
            _ => {}
        }
    }
}
