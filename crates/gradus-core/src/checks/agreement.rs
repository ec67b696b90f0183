//! Where several places agree on a name that nothing has, it may be the definition that is misspelt; so it may where one place names
//! it otherwise, and no other agrees with either.
//!
//! Mending the places would then spread the slip, so their fixes are for an author to look at.

use std::collections::HashSet;

use gradus_diagnostics::{Diagnostic, Guess};

/// Makes suggestions of the fixes if the findings, which are about one name, stand at more than one place. Returns the number of
/// places: a default stands once, however many items it is for.
pub(super) fn suggest(findings: &mut [Diagnostic]) -> usize {
    let places = findings.iter().map(|finding| finding.primary.span).collect::<HashSet<_>>().len();
    if places > 1 {
        only_suggest(findings);
    }
    places
}

/// Makes suggestions of the fixes.
pub(super) fn only_suggest(findings: &mut [Diagnostic]) {
    for finding in findings {
        finding.fix = finding.fix.take().map(|fix| fix.suggested());
    }
}

/// The guess, not certain unless something else agrees with it.
pub(super) fn certain_if(agreed: bool, near: Guess<'_>) -> Guess<'_> {
    Guess { certain: near.certain && agreed, ..near }
}
