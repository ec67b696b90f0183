//! `SHA256SUMS`: the form that `sha256sum -c` reads.

use std::collections::BTreeMap;

/// Its name in a release's folder.
pub(super) const FILE: &str = "SHA256SUMS";

/// The file for some sums, by path.
pub(super) fn write<'a>(sums: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    sums.into_iter().map(|(path, sum)| format!("{sum}  {path}\n")).collect()
}

/// Path to sum; `None` if it is no such file.
pub(super) fn read(text: &str) -> Option<BTreeMap<String, String>> {
    text.lines()
        .map(|line| {
            let (sum, path) = line.split_once("  ").or_else(|| line.split_once(" *"))?;
            let good = sum.len() == 64 && sum.bytes().all(|byte| byte.is_ascii_hexdigit());
            good.then(|| (path.to_owned(), sum.to_ascii_lowercase()))
        })
        .collect()
}
