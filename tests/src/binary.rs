//! The binary under test.

use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// The binary that `GRADUS_BIN` names, else one that is built now, so that no test ever sees a stale one.
pub fn binary() -> PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| env::var_os("GRADUS_BIN").map_or_else(build, PathBuf::from)).clone()
}

fn build() -> PathBuf {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(crate::root()).args(["build", "--quiet", "--package", "gradus-cli"]);
    assert!(command.status().expect("cargo starts").success(), "cannot build the binary under test");
    // A test's own program is target/debug/deps/name-hash.
    let test = env::current_exe().expect("a test has a program");
    let profile = test.ancestors().nth(2).expect("a test is built into a profile's folder");
    profile.join(format!("gradus{}", env::consts::EXE_SUFFIX))
}
