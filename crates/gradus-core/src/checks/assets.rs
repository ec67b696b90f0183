//! Files under `assets/`: those that are named exist, those that exist are named.

use std::collections::{BTreeMap, HashSet};

use gradus_content::{Block, BlockKind, Inline, InlineKind, LinkTarget, Visit, walk_blocks};
use gradus_diagnostics::{Diagnostic, Guess, RuleId, Severity, Spanned, guess};

use super::{Check, Scope, agreement};
use crate::model::Course;
use crate::rules::Rule;

const MISSING: RuleId = RuleId("missing-asset");
const UNUSED: RuleId = RuleId("unused-asset");

/// Looks for the file of every image and link.
#[derive(Debug)]
pub(super) struct MissingAssets;

impl Check for MissingAssets {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: MISSING, severity: Severity::Error, doc: include_str!("missing-asset.md") }]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        if scope.gaps.unknown {
            return; // an asset that cannot be read may be the one
        }
        let mut found: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        for path in used(scope) {
            // A path that does not stay in `assets` was refused where it was read.
            let inside = path.value.starts_with("assets/") && !path.value.split('/').any(|part| part == "..");
            if !inside || scope.course.assets.contains_key(&path.value) {
                continue;
            }
            let finding = Diagnostic::error(MISSING, path.span, format!("there is no file `{}`", path.value));
            let finding = match meant(scope.course, &path.value) {
                Some(near) => finding.meant(path.span, &path.value, near),
                None => finding.help(format!("put it at `{}/{}`", scope.course.folder, path.value)),
            };
            found.entry(path.value.clone()).or_default().push(finding);
        }
        for mut findings in found.into_values() {
            agreement::suggest(&mut findings);
            report.append(&mut findings);
        }
    }
}

/// The file that a path was to lead to: one that is called nearly so, or the only one of that name, whatever its folder, its ending
/// or its capitals.
fn meant<'a>(course: &'a Course, path: &str) -> Option<Guess<'a>> {
    let known = || course.assets.keys().map(String::as_str);
    let name = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase()
    };
    guess(path, known()).or_else(|| {
        let mut same = known().filter(|known| name(known) == name(path));
        let word = same.next().filter(|_| same.next().is_none())?;
        Some(Guess { word, certain: false })
    })
}

/// Looks for files that nothing shows.
#[derive(Debug)]
pub(super) struct UnusedAssets;

impl Check for UnusedAssets {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: UNUSED, severity: Severity::Warning, doc: include_str!("unused-asset.md") }]
    }

    fn advises(&self) -> bool {
        true // a path that is wrong leaves its picture unused
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let used = used(scope);
        let used: HashSet<&str> = used.iter().map(|path| path.value.as_str()).collect();
        for (path, asset) in &scope.course.assets {
            if !used.contains(path.as_str()) {
                let finding = Diagnostic::warning(UNUSED, asset.span, format!("nothing shows `{path}`"));
                report.push(finding.help(format!("show it with `![what it shows]({path})`, or delete it")));
            }
        }
    }
}

/// The paths that images, figures and links name.
fn used(scope: &Scope<'_>) -> Vec<Spanned<String>> {
    struct Paths(Vec<Spanned<String>>);
    impl Visit for Paths {
        fn block(&mut self, block: &Block) {
            if let BlockKind::Figure(figure) = &block.kind {
                self.0.push(figure.path.clone());
            }
        }

        fn inline(&mut self, inline: &Inline) {
            match &inline.kind {
                InlineKind::Image { path, .. } => self.0.push(Spanned::clone(path)),
                InlineKind::Link { link, .. } => {
                    if let LinkTarget::Asset(path) = &link.target {
                        self.0.push(Spanned::new(path.clone(), link.written.span));
                    }
                }
                _ => {}
            }
        }
    }
    let mut paths = Paths(Vec::new());
    scope.texts.iter().for_each(|text| text.walk(&mut paths));
    scope.course.release_notes.iter().for_each(|notes| walk_blocks(&notes.blocks, &mut paths));
    paths.0
}
