//! The repository's own catalogue.

use gradus_core::files::DiskFiles;
use gradus_core::{Options, compile};
use gradus_diagnostics::Severity;

use crate::support::{rendered, rules};

#[test]
fn the_first_course_has_no_error_and_as_a_draft_one_warning() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../course");
    let compiled = compile(&DiskFiles::new(folder).unwrap(), &Options::default());
    let text = rendered(&compiled);
    let course = &compiled.edition.as_ref().expect(&text).catalog().courses[0];
    if course.status.value == gradus_core::model::Status::Draft {
        assert_eq!(rules(&compiled), ["bank-off-weights"], "{text}");
        assert_eq!(compiled.diagnostics.len(), 1, "{text}");
    } else {
        assert!(compiled.diagnostics.iter().all(|finding| finding.severity == Severity::Warning), "{text}");
    }
}
