//! What the writer may and may not do to an output folder.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use gradus_core::Artifacts;
use gradus_driver::writer::{Made, Manifest, WriteError, Writer, Written};

struct Place {
    dir: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("course")).unwrap();
        Place { dir }
    }

    fn catalog(&self) -> PathBuf {
        self.dir.path().join("course")
    }

    fn out(&self) -> PathBuf {
        self.dir.path().join("output")
    }

    fn writer(&self) -> Writer {
        Writer::open(&self.out(), &self.catalog()).unwrap()
    }

    fn write(&self, made: &[(&str, &[(&str, &str)])]) -> Result<Written, WriteError> {
        let sets: Vec<(&str, Artifacts)> = made.iter().map(|(output, files)| (*output, artifacts(files))).collect();
        let made: Vec<Made<'_>> = sets.iter().map(|(output, artifacts)| Made { output, artifacts }).collect();
        self.writer().write(&made)
    }

    fn text(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.out().join(path)).ok()
    }

    fn manifest(&self) -> Manifest {
        serde_json::from_str(&self.text("manifest.json").expect("a manifest")).unwrap()
    }

    /// Every file below the output folder.
    fn files(&self) -> Vec<String> {
        fn walk(dir: &Path, root: &Path, into: &mut Vec<String>) {
            for entry in fs::read_dir(dir).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, root, into);
                } else {
                    into.push(path.strip_prefix(root).unwrap().to_string_lossy().into_owned());
                }
            }
        }
        let mut files = Vec::new();
        walk(&self.out(), &self.out(), &mut files);
        files.sort();
        files
    }
}

fn artifacts(files: &[(&str, &str)]) -> Artifacts {
    let mut artifacts = Artifacts::new();
    for (path, text) in files {
        artifacts.insert(*path, text.as_bytes());
    }
    artifacts
}

#[test]
fn writes_files_and_a_sorted_manifest() {
    let place = Place::new();
    let written = place.write(&[("site", &[("site/index.html", "hi")]), ("json", &[("cks/cks.json", "{}")])]).unwrap();
    assert_eq!(written, Written { changed: 2, unchanged: 0, deleted: 0 });
    assert_eq!(place.files(), ["cks/cks.json", "manifest.json", "site/index.html"]);
    let manifest = place.manifest();
    let paths: Vec<&str> = manifest.artifacts.iter().map(|record| record.path.as_str()).collect();
    assert_eq!(paths, ["cks/cks.json", "site/index.html"]);
    assert_eq!(manifest.artifacts[1].bytes, 2);
    assert_eq!(manifest.artifacts[1].media_type, "text/html");
    assert_eq!(manifest.artifacts[1].sha256, "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4");
}

#[test]
fn leaves_a_file_with_the_same_bytes_untouched() {
    let place = Place::new();
    place.write(&[("site", &[("site/a", "same"), ("site/b", "old")])]).unwrap();
    let stamp = |path: &str| fs::metadata(place.out().join(path)).unwrap().modified().unwrap();
    let (a, manifest) = (stamp("site/a"), stamp("manifest.json"));
    let written = place.write(&[("site", &[("site/a", "same"), ("site/b", "new")])]).unwrap();
    assert_eq!(written, Written { changed: 1, unchanged: 1, deleted: 0 });
    assert_eq!(stamp("site/a"), a);
    assert!(stamp("manifest.json") >= manifest);
    assert_eq!(place.text("site/b").as_deref(), Some("new"));
}

#[test]
fn deletes_what_it_recorded_and_nothing_else() {
    let place = Place::new();
    place.write(&[("site", &[("site/old/page.html", "x"), ("site/index.html", "x")])]).unwrap();
    fs::write(place.out().join("site/CNAME"), "mine").unwrap();
    fs::write(place.out().join("README.md"), "mine").unwrap();
    let written = place.write(&[("site", &[("site/index.html", "x")])]).unwrap();
    assert_eq!(written.deleted, 1);
    assert_eq!(place.files(), ["README.md", "manifest.json", "site/CNAME", "site/index.html"]);
    assert!(!place.out().join("site/old").exists(), "an empty folder of ours goes too");
}

#[test]
fn a_build_of_one_output_keeps_those_of_the_others() {
    let place = Place::new();
    place.write(&[("site", &[("site/a", "1"), ("site/b", "1")]), ("anki", &[("cks/cks.apkg", "zip")])]).unwrap();
    let others = place.writer().left_by_others(&["site"]).unwrap();
    assert_eq!(others.iter().map(|(path, _)| path).collect::<Vec<_>>(), ["cks/cks.apkg"]);
    place.write(&[("site", &[("site/a", "2")])]).unwrap();
    assert_eq!(place.files(), ["cks/cks.apkg", "manifest.json", "site/a"]);
    assert_eq!(place.manifest().artifacts.len(), 2);
}

#[test]
fn an_edited_file_of_another_output_is_not_passed_on() {
    let place = Place::new();
    place.write(&[("anki", &[("cks/cks.apkg", "zip")])]).unwrap();
    fs::write(place.out().join("cks/cks.apkg"), "changed by hand").unwrap();
    assert!(place.writer().left_by_others(&["site"]).unwrap().is_empty());
}

#[test]
fn a_foreign_folder_is_written_into_and_not_wiped() {
    let place = Place::new();
    fs::create_dir_all(place.out().join("photos")).unwrap();
    fs::write(place.out().join("photos/one.jpg"), "jpg").unwrap();
    place.write(&[("site", &[("site/index.html", "x")])]).unwrap();
    assert_eq!(place.files(), ["manifest.json", "photos/one.jpg", "site/index.html"]);
}

#[test]
fn a_foreign_manifest_is_not_overwritten() {
    let place = Place::new();
    fs::create_dir(place.out()).unwrap();
    fs::write(place.out().join("manifest.json"), r#"{"name": "An app"}"#).unwrap();
    assert!(matches!(place.write(&[("site", &[("site/a", "1")])]), Err(WriteError::ForeignManifest(_))));
    assert_eq!(place.files(), ["manifest.json"]);
}

#[test]
fn refuses_to_nest_output_and_catalogue() {
    let place = Place::new();
    let nested = |out: &Path| matches!(Writer::open(out, &place.catalog()), Err(WriteError::Nested { .. }));
    assert!(nested(&place.catalog()));
    assert!(nested(&place.catalog().join("output/deep")));
    assert!(nested(place.dir.path()));
    assert!(nested(&place.catalog().join("cks/../../course/x")));
    assert!(!nested(&place.dir.path().join("course-output")));
}

#[test]
fn refuses_names_of_its_own() {
    let place = Place::new();
    for path in ["manifest.json", ".cache/x"] {
        assert!(matches!(place.write(&[("site", &[(path, "1")])]), Err(WriteError::Reserved(_))), "{path}");
    }
    let twice = place.write(&[("site", &[("a", "1")]), ("json", &[("a", "2")])]);
    assert!(matches!(twice, Err(WriteError::Twice(path)) if path == "a"));
    place.write(&[("site", &[("a", "1")])]).unwrap();
    assert!(matches!(place.write(&[("json", &[("a", "2")])]), Err(WriteError::Twice(_))));
}

#[cfg(unix)]
#[test]
fn follows_no_link_out_of_the_folder() {
    let place = Place::new();
    let elsewhere = place.dir.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::create_dir(place.out()).unwrap();
    std::os::unix::fs::symlink(&elsewhere, place.out().join("site")).unwrap();
    assert!(matches!(place.write(&[("site", &[("site/index.html", "x")])]), Err(WriteError::Outside { .. })));
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn replaces_a_link_in_a_files_place_and_not_its_target() {
    let place = Place::new();
    let target = place.dir.path().join("secret");
    fs::write(&target, "x").unwrap();
    fs::create_dir(place.out()).unwrap();
    std::os::unix::fs::symlink(&target, place.out().join("a")).unwrap();
    place.write(&[("site", &[("a", "new")])]).unwrap();
    assert_eq!(fs::read_to_string(&target).unwrap(), "x");
    assert_eq!(place.text("a").as_deref(), Some("new"));
}

#[test]
fn a_manifest_cannot_make_it_delete_outside() {
    let place = Place::new();
    let victim = place.dir.path().join("victim");
    fs::write(&victim, "x").unwrap();
    place.write(&[("site", &[("site/a", "1")])]).unwrap();
    let forged = place.text("manifest.json").unwrap().replace("site/a", "../victim");
    fs::write(place.out().join("manifest.json"), forged).unwrap();
    assert!(matches!(place.write(&[("site", &[])]), Err(WriteError::Outside { .. })));
    assert!(matches!(place.writer().clean(), Err(WriteError::Outside { .. })));
    assert!(victim.exists());
}

#[test]
fn a_failure_while_staging_leaves_the_last_good_output() {
    let place = Place::new();
    place.write(&[("site", &[("site/a", "good")])]).unwrap();
    let before = place.text("manifest.json");
    // A folder of somebody else's stands where a file should go.
    fs::create_dir_all(place.out().join("site/z/theirs")).unwrap();
    assert!(matches!(
        place.write(&[("site", &[("site/a", "new"), ("site/new/b", "new"), ("site/z", "new")])]),
        Err(WriteError::Io { .. })
    ));
    assert_eq!(place.text("site/a").as_deref(), Some("good"));
    assert_eq!(place.text("manifest.json"), before);
    assert_eq!(place.files(), ["manifest.json", "site/a"], "no temporary file is left");
    assert!(!place.out().join("site/new").exists());
}

#[test]
fn a_file_may_become_a_folder_and_back() {
    let place = Place::new();
    // In order of path, `a-b` stands between `a` and what is below it.
    let beside = ("site/a-b", "beside");
    place.write(&[("site", &[("site/a", "file"), beside])]).unwrap();
    place.write(&[("site", &[("site/a/b/index.html", "folder"), beside])]).unwrap();
    assert_eq!(place.files(), ["manifest.json", "site/a-b", "site/a/b/index.html"]);
    place.write(&[("site", &[("site/a", "file"), beside])]).unwrap();
    assert_eq!(place.files(), ["manifest.json", "site/a", "site/a-b"]);
}

#[test]
fn clean_takes_away_its_own_and_the_caches() {
    let place = Place::new();
    place.write(&[("site", &[("site/deep/a", "1")]), ("json", &[("cks/cks.json", "1")])]).unwrap();
    fs::create_dir_all(place.out().join(".cache/blocks")).unwrap();
    fs::write(place.out().join(".cache/blocks/1"), "x").unwrap();
    fs::write(place.out().join("README.md"), "theirs").unwrap();
    assert_eq!(place.writer().clean().unwrap(), 2);
    assert_eq!(place.files(), ["README.md"]);
    assert_eq!(fs::read_dir(place.out()).unwrap().count(), 1);
    assert_eq!(place.writer().clean().unwrap(), 0);
}

#[test]
fn a_folder_that_never_was_is_clean() {
    let place = Place::new();
    assert_eq!(place.writer().clean().unwrap(), 0);
    assert!(!place.out().exists());
}
