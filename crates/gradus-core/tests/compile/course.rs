//! The repository's own catalogue.

use gradus_core::files::DiskFiles;
use gradus_core::model::Status;
use gradus_core::{Options, compile};

use crate::support::rendered;

#[test]
fn the_first_course_has_no_finding_but_a_draft_may_lack_questions() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../course");
    let compiled = compile(&DiskFiles::new(folder).unwrap(), &Options::default());
    let text = rendered(&compiled);
    let course = &compiled.edition.as_ref().expect(&text).catalog().courses[0];
    match course.status.value {
        Status::Draft => assert!(compiled.diagnostics.iter().all(|it| it.rule.0 == "bank-off-weights"), "{text}"),
        Status::Complete => assert!(compiled.diagnostics.is_empty(), "{text}"),
    }
}
