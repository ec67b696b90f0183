//! Recompiles when a file of the default theme appears, changes or goes.

fn main() {
    println!("cargo:rerun-if-changed=../../themes/default");
}
