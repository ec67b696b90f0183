//! `manifest.json`: what the output folder holds by Gradus's doing, and nothing else.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::media::media_type;

/// The manifest's name in the output folder.
pub(crate) const NAME: &str = "manifest.json";

/// The version of the form; it changes when a field changes its meaning.
pub const VERSION: u32 = 1;

/// Every artifact of a build, sorted by path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`VERSION`].
    pub version: u32,
    /// Version of the Gradus that wrote it.
    pub gradus: String,
    /// The release that it lists; absent from a plain build.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<ReleaseRecord>,
    /// Sorted by path.
    pub artifacts: Vec<Record>,
}

/// What a release was made of: enough to make it again from its sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseRecord {
    /// The course's code.
    pub course: String,
    /// Its version.
    pub version: String,
    /// Its UTC second, `2026-11-23T12:00:00Z`.
    pub time: String,
    /// Where the site was said to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
}

/// An artifact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Relative to the output folder, with `/` between parts.
    pub path: String,
    /// Its length.
    pub bytes: u64,
    /// Lower-case hexadecimal.
    pub sha256: String,
    /// Without parameters.
    pub media_type: String,
    /// Name of the generator that made it, so that a build of some outputs leaves those of the others.
    pub output: String,
}

impl Manifest {
    pub(super) fn new(mut artifacts: Vec<Record>, release: Option<ReleaseRecord>) -> Self {
        artifacts.sort_by(|a, b| a.path.cmp(&b.path));
        Manifest { version: VERSION, gradus: env!("CARGO_PKG_VERSION").to_owned(), release, artifacts }
    }

    /// The manifest in a file's bytes; `None` if it is not one that this Gradus can read.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|manifest: &Manifest| manifest.version == VERSION)
    }

    pub(super) fn bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

impl Record {
    pub(super) fn new(output: &str, path: &str, bytes: &[u8]) -> Self {
        Record {
            path: path.to_owned(),
            bytes: bytes.len() as u64,
            sha256: sha256(bytes),
            media_type: media_type(path).to_owned(),
            output: output.to_owned(),
        }
    }
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn is_sorted_and_reads_back() {
        let manifest = Manifest::new(vec![Record::new("x", "b.txt", b"b"), Record::new("x", "a.html", b"abc")], None);
        assert_eq!(manifest.artifacts[0].path, "a.html");
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(manifest.artifacts[0].sha256, digest);
        assert_eq!(Manifest::parse(&manifest.bytes().unwrap()), Some(manifest));
    }

    #[test]
    fn refuses_another_version_and_another_file() {
        assert_eq!(Manifest::parse(br#"{"version": 2, "gradus": "9", "artifacts": []}"#), None);
        assert_eq!(Manifest::parse(br#"{"name": "An app", "start_url": "/"}"#), None);
    }
}
