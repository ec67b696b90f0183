//! A panic is a fault of Gradus: it is told as one, and is not mistaken for a finding.

use std::panic::{self, PanicHookInfo};

use crate::ExitStatus;
use crate::terminal;

/// Runs the command; a panic in it, on whatever thread, becomes a failure.
pub(crate) fn guard(run: fn() -> ExitStatus) -> ExitStatus {
    panic::set_hook(Box::new(report));
    panic::catch_unwind(run).unwrap_or(ExitStatus::Failure)
}

fn report(info: &PanicHookInfo<'_>) {
    let what = info.payload_as_str().unwrap_or("no message");
    let place = info.location().map(|place| format!(" at {}:{}", place.file(), place.line())).unwrap_or_default();
    terminal::to_error(&format!(
        "error: internal error: {what}{place}\n  This is a defect of Gradus {}, not of your course.\n  \
         help: please report it with the command you ran and, if you can, the file that caused it\n",
        env!("CARGO_PKG_VERSION")
    ));
}

#[cfg(test)]
#[allow(clippy::panic, reason = "it is what is tested")]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_failure_and_nothing_else_is() {
        assert_eq!(guard(|| panic!("on purpose")), ExitStatus::Failure);
        assert_eq!(guard(|| ExitStatus::Findings), ExitStatus::Findings);
        let _ = panic::take_hook();
    }
}
