//! `gradus release` and `gradus verify`.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::Place;

const LOCK: &str = "course/demo/course.lock";
const CARDS: &str = "course/demo/cards/first-steps.md";
const FIRST: [&str; 4] = ["release", "1.0.0", "--date", "2026-01-10T09:00:00Z"];
const SECOND: [&str; 4] = ["release", "1.1.0", "--date", "2026-02-10"];
const OUT: &str = "output/demo-1.0.0";

fn released() -> Place {
    let place = Place::project();
    place.ok(&FIRST);
    place
}

#[test]
fn a_release_has_lock_notes_versioned_files_and_checksums() {
    let place = Place::project();
    let ran = place.ok(&FIRST);
    assert!(ran.error.contains("Released demo 1.0.0: "), "{}", ran.error);
    assert!(ran.error.contains("tag it `demo-v1.0.0`"), "{}", ran.error);
    let lock = place.read(LOCK);
    assert!(lock.contains("\nrelease 1.0.0 2026-01-10T09:00:00Z\nshape anki/card frozen="), "{lock}");
    assert!(lock.contains("\nitem card-ids kind=cloze cloze=1,2 hash="), "{lock}");
    assert!(place.read("course/demo/releases/1.0.0.md").starts_with("The first release: "));
    let files = place.files(OUT);
    for file in ["demo/demo-1.0.0.apkg", "demo/demo-1.0.0.json", "site/index.html", "SHA256SUMS", "manifest.json"] {
        assert!(files.iter().any(|path| path == file), "{file}: {files:?}");
    }
    assert!(files.iter().any(|path| path == "site/demo/downloads/demo-1.0.0.apkg"), "{files:?}");
    let manifest: Value = serde_json::from_str(&place.read("output/demo-1.0.0/manifest.json")).unwrap();
    assert_eq!(manifest["release"]["course"], "demo");
    assert_eq!(manifest["release"]["version"], "1.0.0");
    assert_eq!(manifest["release"]["time"], "2026-01-10T09:00:00Z");
    let sums = place.read("output/demo-1.0.0/SHA256SUMS");
    assert_eq!(sums.lines().count() + 2, files.len(), "all but itself and the manifest");
}

#[test]
fn the_second_release_keeps_and_tells() {
    let place = released();
    place.edit(CARDS, "{#card-structure}", "{#card-form was=card-structure}");
    place.edit(CARDS, "{{c1::a letter}}", "{{c1::a small letter}}");
    place.ok(&SECOND);
    let lock = place.read(LOCK);
    assert!(lock.contains("\nitem card-structure id=card-form kind=basic hash="), "{lock}");
    let changed = |key: &str| lock.lines().find(|line| line.starts_with(&format!("item {key} "))).unwrap().to_owned();
    assert!(changed("card-ids").ends_with("changed=1.1.0") && changed("finding-names").ends_with("changed=1.0.0"));
    let notes = place.read("course/demo/releases/1.1.0.md");
    assert!(notes.contains("### Changed\n\n- `card-ids`: Complete the rule\n"), "{notes}");
    assert!(notes.contains("### Renamed\n\n- `card-form`: Where does"), "{notes}");
    assert!(notes.contains("the sources of the release before were not at hand"), "{notes}");
    let json: Value = serde_json::from_str(&place.read("output/demo-1.1.0/demo/demo-1.1.0.json")).unwrap();
    assert!(json.to_string().contains("\"key\":\"card-structure\""));
}

#[test]
fn notes_that_an_author_wrote_stay() {
    let place = released();
    place.write("course/demo/releases/1.1.0.md", "Nothing much.\n");
    place.ok(&SECOND);
    assert_eq!(place.read("course/demo/releases/1.1.0.md"), "Nothing much.\n");
}

/// Nothing is released, and nothing is written.
#[track_caller]
fn refused(place: &Place, status: i32, arguments: &[&str], words: &str) {
    let before = (place.files("."), fs::read(place.path(LOCK)).ok());
    let error = place.fails(status, arguments);
    assert!(error.contains(words), "{error}");
    assert!(!error.contains("Released"), "{error}");
    assert_eq!((place.files("."), fs::read(place.path(LOCK)).ok()), before);
}

#[test]
fn what_may_not_be_released_is_refused_and_nothing_is_written() {
    let place = released();
    refused(&place, 2, &["release", "1.1"], "`1.1` is not a version");
    refused(&place, 2, &["release", "v1.1.0"], "is not a version");
    refused(&place, 2, &["release", "1.0.0"], "does not come after 1.0.0");
    refused(&place, 2, &["release", "0.9.0"], "does not come after 1.0.0");
    refused(&place, 2, &["release", "1.1.0", "--date", "2026-01-10T09:00:00Z"], "would be of 2026-01-10T09:00:00Z");
    refused(&place, 2, &["release", "1.1.0", "--date", "tomorrow"], "is no date");
    refused(&place, 2, &["release", "1.1.0", "--course", "demos"], "has no course `demos`");
    let cards = place.read(CARDS);
    place.edit(CARDS, "{#card-structure}", "{#card-structure retired=2.0.0}");
    refused(&place, 2, &SECOND, "says `retired=2.0.0`");
    place.write(CARDS, &cards.replace("{#card-structure}", "{#card-forms}"));
    refused(&place, 1, &SECOND, "error[vanished-item]");
    place.write(CARDS, &cards.replace("{{c1::", "{{c3::"));
    refused(&place, 1, &SECOND, "error[changed-clozes]");
    place.write(CARDS, &cards);
    place.break_weights();
    refused(&place, 1, &SECOND, "error[weights-not-100]");
    let place = released();
    let lock = place.read(LOCK);
    let shape = lock.lines().find(|line| line.starts_with("shape anki/card ")).unwrap();
    let frozen = shape.split(' ').nth(2).unwrap();
    place.edit(LOCK, frozen, "frozen=00000000000000000000000000000000");
    refused(&place, 2, &SECOND, "`anki/card` of `demo` is not what was released");
    refused(&place, 2, &["build", "--only", "anki"], "`anki/card` of `demo` is not what was released");
}

#[test]
fn a_release_whose_files_cannot_be_written_changes_no_source() {
    let place = Place::project();
    place.write("output/demo-1.0.0/demo", "a file where a folder must be");
    refused(&place, 2, &FIRST, "demo-1.0.0");
    assert!(!place.path(LOCK).exists() && !place.path("course/demo/releases").exists());
}

#[test]
fn a_release_that_fails_in_the_middle_leaves_the_last_one_whole() {
    let place = released();
    place.edit(CARDS, "{{c1::a letter}}", "{{c1::a small letter}}");
    // Most files are beside their places already when one of them finds a folder in its own.
    place.write("output/demo-1.1.0/site/demo/index.html/taken", "a folder where a file must be");
    refused(&place, 2, &SECOND, "index.html");
    place.ok(&["verify", OUT]);
    assert_eq!(place.files("output/demo-1.1.0"), ["site/demo/index.html/taken"]);
    fs::remove_dir_all(place.path("output/demo-1.1.0")).unwrap();
    // The outputs are there, but the notes cannot be: without its lock nothing was released.
    let lock = place.read(LOCK);
    fs::create_dir_all(place.path("course/demo/releases/1.1.0.md")).unwrap();
    place.fails(2, &SECOND);
    assert_eq!(place.read(LOCK), lock);
    fs::remove_dir(place.path("course/demo/releases/1.1.0.md")).unwrap();
    place.ok(&SECOND);
    place.ok(&["verify", "output/demo-1.1.0", "--sources", "course"]);
}

#[test]
fn the_site_and_the_course_data_tell_what_was_released() {
    let place = released();
    place.write("course/demo/releases/1.1.0.md", "## Better words\n\nMind the *letters*.\n");
    place.edit(CARDS, "{{c1::a letter}}", "{{c1::a small letter}}");
    place.ok(&["build", "--only", "json,site"]);
    let json = |path: &str| serde_json::from_str::<Value>(&place.read(path)).unwrap();
    let between = json("output/demo/demo.json");
    assert!(between["release"].is_null(), "a card has changed since 1.0.0");
    assert_eq!(between["releases"].as_array().map(Vec::len), Some(1));
    assert!(!place.read("output/site/demo/releases.html").contains("Mind the"), "notes before their release");
    place.ok(&SECOND);
    let after = json("output/demo-1.1.0/demo/demo-1.1.0.json");
    assert_eq!(after["release"], serde_json::json!({"version": "1.1.0", "time": "2026-02-10T00:00:00Z"}));
    assert_eq!(after["releases"][1]["version"], "1.0.0");
    assert!(after["releases"][0]["notes"].to_string().contains("letters"));
    let page = place.read("output/demo-1.1.0/site/demo/releases.html");
    assert!(page.find("Mind the <em>letters</em>") < page.find("The first release: "), "{page}");
    let diff = place.ok(&["diff", OUT, "output/demo-1.1.0", "--format", "json"]);
    let diff: Value = serde_json::from_str(&diff.out).unwrap();
    assert!(diff.to_string().contains("\"release\":\"1.0.0\"") && diff.to_string().contains("\"release\":\"1.1.0\""));
}

#[test]
fn locked_means_as_released() {
    let place = Place::project();
    assert!(place.fails(1, &["check", "--locked"]).contains("error[outdated-lock]: this course was never released"));
    place.ok(&FIRST);
    place.ok(&["check", "--locked"]);
    place.ok(&["build", "--locked", "--only", "json"]);
    place.edit(CARDS, "{{c1::a letter}}", "{{c1::a small letter}}");
    assert!(
        place
            .fails(1, &["build", "--locked", "--only", "json"])
            .contains("`card-ids` is not as it was released in 1.0.0")
    );
    place.ok(&["build", "--only", "json"]);
}

#[test]
fn a_release_is_verified_by_its_sums_and_by_its_sources() {
    let place = released();
    assert!(place.ok(&["verify", OUT]).error.starts_with("demo 1.0.0: "));
    let rebuilt = place.ok(&["verify", OUT, "--sources", "course"]);
    assert!(rebuilt.error.contains("built again from their sources to the byte"), "{}", rebuilt.error);

    place.write("output/demo-1.0.0/extra.txt", "x");
    place.write("output/demo-1.0.0/demo/demo-1.0.0.json", "{}");
    fs::remove_file(place.path("output/demo-1.0.0/site/index.html")).unwrap();
    let error = place.fails(1, &["verify", OUT]);
    for line in ["altered: demo/demo-1.0.0.json", "missing: site/index.html", "not listed: extra.txt", ": 3 files"] {
        assert!(error.contains(line), "{line}\n{error}");
    }
    // What one file says is not enough to change another.
    let place = released();
    place.edit("output/demo-1.0.0/SHA256SUMS", "  site/index.html", "  site/other.html");
    assert!(place.fails(1, &["verify", OUT]).contains("SHA256SUMS and manifest.json disagree: site/other.html"));
    fs::remove_file(place.path("output/demo-1.0.0/manifest.json")).unwrap();
    fs::remove_file(place.path("output/demo-1.0.0/SHA256SUMS")).unwrap();
    assert!(place.fails(2, &["verify", OUT]).contains("has neither `manifest.json` nor `SHA256SUMS`"));
}

#[test]
fn other_sources_do_not_make_the_release() {
    let place = released();
    let verify = ["verify", OUT, "--sources", "course"];
    place.edit("course/demo/course.yaml", "what the course teaches", "what it teaches");
    assert!(place.fails(1, &verify).contains("not what the sources make: demo/demo-1.0.0.json"));
    place.edit(CARDS, "{{c1::a letter}}", "{{c1::a small letter}}");
    assert!(place.fails(2, &verify).contains("`card-ids` has changed since 1.0.0 was released"));
    place.ok(&SECOND);
    assert!(place.fails(2, &verify).contains("are those of 1.1.0, not of 1.0.0"));
}

#[test]
fn a_release_is_the_same_anywhere() {
    let (one, two) = (Place::project(), Place::empty());
    for file in one.files("course") {
        two.write(&format!("deep/er/course/{file}"), &one.read(&format!("course/{file}")));
    }
    let run = |mut command: Command, environment: [(&str, &str); 4]| {
        let output = command.envs(environment).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run(one.command(&FIRST), [("TZ", "UTC"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "1"), ("HOME", "/nonexistent")]);
    let there: Vec<&str> = ["-C", "deep/er"].into_iter().chain(FIRST).collect();
    run(
        two.command(&there),
        [("TZ", "Pacific/Kiritimati"), ("LC_ALL", "tr_TR.UTF-8"), ("RAYON_NUM_THREADS", "5"), ("HOME", "/")],
    );
    assert_eq!(one.read(LOCK), two.read("deep/er/course/demo/course.lock"));
    let manifest = "output/demo-1.0.0/manifest.json";
    assert_eq!(one.read(manifest), two.read(&format!("deep/er/{manifest}")));
}

#[test]
fn of_several_courses_one_is_named() {
    let place = Place::project();
    place.ok(&["new", "course", "other", "--title", "Other"]);
    refused(&place, 2, &FIRST, "the catalogue has several courses: demo, other");
    let named: Vec<&str> = FIRST.into_iter().chain(["--course", "other"]).collect();
    place.ok(&named);
    assert!(place.path("course/other/course.lock").exists() && !place.path(LOCK).exists());
    assert!(!place.files("output/other-1.0.0").iter().any(|path| path.contains("demo")));
}

#[test]
fn notes_say_what_changed_since_the_tag_or_what_since_names() {
    let place = released();
    place.edit(CARDS, "{#card-structure}", "{#card-form was=card-structure}");
    place.edit(CARDS, "{{c1::a letter}}", "{{c1::a small letter}}");
    place.ok(&[&SECOND[..], &["--since", "output/demo-1.0.0"]].concat());
    let notes = place.read("course/demo/releases/1.1.0.md");
    assert!(notes.starts_with("### For learners\n\n- 1 note updates in Anki; its reviews are kept.\n"), "{notes}");
    assert!(notes.contains("### Cards\n\n") && notes.contains("renamed from card-structure"), "{notes}");
    assert!(!notes.contains("were not at hand"), "{notes}");
    let unknown = place.fails(2, &["release", "1.2.0", "--since", "nothing-of-the-sort"]);
    assert!(unknown.contains("neither a folder nor a file here"), "{unknown}");
}

#[test]
fn notes_find_the_tag_of_the_release_before() {
    let place = Place::project();
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
        let ended = Command::new("git").arg("-C").arg(place.path("")).args(identity).args(arguments).output().unwrap();
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    };
    place.ok(&FIRST);
    git(&["init", "--quiet"]);
    git(&["add", "course"]);
    git(&["commit", "--quiet", "-m", "Release 1.0.0"]);
    git(&["tag", "demo-v1.0.0"]);
    place.edit(CARDS, "{{c1::a letter}}", "{{c1::a small letter}}");
    place.ok(&SECOND);
    let notes = place.read("course/demo/releases/1.1.0.md");
    assert!(notes.contains("- Complete the rule: back changed\n"), "{notes}");
}
