//! The lock: keys, dates, what it refuses, and the hash that learners' cards hang on.

use gradus_core::Options;
use gradus_core::lock::{BEFORE_RELEASES, Lock, Released};
use gradus_core::model::{Course, Item};

use crate::support::{Fixture, rendered, rules};

const LOCK: &str = "course/course.lock";
const CARDS: &str = "course/cards/first-steps.md";
const BANK: &str = "course/questions/golden.md";
const HEAD: &str = "gradus-lock 1\nrelease 1.0.0 2026-01-10T09:00:00Z\n";
const HASH: &str = "00000000000000000000000000000000";

fn course(fixture: &Fixture) -> Course {
    let compiled = fixture.compile();
    let edition = compiled.edition.as_ref().unwrap_or_else(|| panic!("{}", rendered(&compiled)));
    edition.catalog().courses[0].clone()
}

/// The fixture with the lock that a release of it writes.
fn released(fixture: &Fixture, version: &str, time: i64) -> Fixture {
    let lock = Lock::next(
        &course(fixture),
        &Released { version: version.parse().unwrap(), time, shapes: &[], refresh: false },
    );
    fixture.clone().with(LOCK, lock.to_string())
}

fn item<'a>(course: &'a Course, id: &str) -> Item<'a> {
    course.items().find(|item| item.id().as_str() == id).unwrap()
}

/// Version and time of an item's last change.
fn change(fixture: &Fixture, id: &str) -> (Option<String>, i64) {
    let course = course(fixture);
    let change = course.last_change(item(&course, id));
    (change.release.map(ToString::to_string), change.time)
}

#[track_caller]
fn says(lock: &str, rule: &str, words: &[&str]) {
    let compiled = Fixture::new().with(LOCK, lock).compile();
    let text = rendered(&compiled);
    assert_eq!(rules(&compiled), [rule], "{text}");
    assert!(compiled.diagnostics.iter().all(|finding| !finding.help.is_empty()), "{text}");
    for word in words {
        assert!(text.contains(word), "{word:?} is not in\n{text}");
    }
}

#[test]
fn times_follow_the_releases() {
    let plain = Fixture::new();
    assert_eq!(change(&plain, "card-ids"), (None, BEFORE_RELEASES));
    let first = released(&plain, "1.0.0", 2_000_000_000);
    assert_eq!(change(&first, "card-ids"), (Some("1.0.0".to_owned()), 2_000_000_000));
    let edited = first.patch(CARDS, "Where does", "Where exactly does");
    assert_eq!(change(&edited, "card-structure"), (None, 2_000_000_001));
    assert_eq!(change(&edited, "card-ids"), (Some("1.0.0".to_owned()), 2_000_000_000));
    let second = released(&edited, "1.1.0", 2_000_000_500);
    assert_eq!(change(&second, "card-structure"), (Some("1.1.0".to_owned()), 2_000_000_500));
    assert_eq!(change(&second, "card-ids"), (Some("1.0.0".to_owned()), 2_000_000_000));
    let course = course(&second);
    let versions: Vec<_> = course.lock.releases().iter().map(|release| release.version.as_str()).collect();
    assert_eq!(versions, ["1.0.0", "1.1.0"]);
}

#[test]
fn a_refresh_dates_everything_anew() {
    let first = released(&Fixture::new(), "1.0.0", 2_000_000_000);
    let version = "1.0.1".parse().unwrap();
    let lock = Lock::next(&course(&first), &Released { version, time: 2_100_000_000, shapes: &[], refresh: true });
    let after = first.with(LOCK, lock.to_string());
    assert_eq!(change(&after, "card-ids"), (Some("1.0.1".to_owned()), 2_100_000_000));
}

#[test]
fn a_key_survives_every_rename_also_without_was() {
    let rename = |fixture: &Fixture, from: &str, to: &str| {
        fixture.clone().patch(CARDS, &format!("{{#{from}"), &format!("{{#{to} was={}", from.split(' ').next().unwrap()))
    };
    let first = released(&Fixture::new(), "1.0.0", 2_000_000_000);
    let renamed = rename(&first, "card-structure", "card-form");
    let key = |fixture: &Fixture, id: &str| item(&course(fixture), id).key().to_string();
    assert_eq!(key(&renamed, "card-form"), "card-structure");
    assert_eq!(change(&renamed, "card-form").0, None, "an address changed");
    let second = released(&renamed, "1.1.0", 2_000_000_500);
    let again = rename(&second, "card-form was=card-structure", "card-shape");
    let third = released(&again, "1.2.0", 2_000_001_000);
    assert_eq!(key(&third, "card-shape"), "card-structure");
    assert!(
        third.text(LOCK).contains("item card-structure id=card-shape was=card-form kind=basic "),
        "{}",
        third.text(LOCK)
    );
    // What was forgotten is in the lock.
    let forgotten = third.clone().patch(CARDS, " was=card-form", "");
    assert_eq!(key(&forgotten, "card-shape"), "card-structure");
    let reused = forgotten.append(CARDS, "## Another {#card-form}\n\nBack\n");
    assert_eq!(rules(&reused.compile()), ["reused-id"]);
}

#[test]
fn what_was_released_stays() {
    let first = released(&Fixture::new(), "1.0.0", 2_000_000_000);
    let text = |fixture: Fixture, rule: &str| {
        let compiled = fixture.compile();
        assert_eq!(rules(&compiled), [rule], "{}", rendered(&compiled));
        rendered(&compiled)
    };
    let renamed = text(first.clone().patch(CARDS, "{#card-structure}", "{#card-structures}"), "vanished-item");
    assert!(renamed.contains("if it was renamed, write `was=card-structure` beside its id"), "{renamed}");
    assert!(renamed.contains("cards/first-steps.md:5:50") && renamed.contains("released here"), "{renamed}");
    let rewritten =
        first.clone().patch(CARDS, "{#card-structure}", "{#card-structures}").patch(CARDS, "In YAML", "In some");
    let rewritten = text(rewritten, "vanished-item");
    assert!(rewritten.contains("if it is `card-structures` now, write `was=card-structure` there"), "{rewritten}");
    let draft = text(first.clone().patch(CARDS, "{#card-structure}", "{#card-structure draft=true}"), "vanished-item");
    assert!(draft.contains("is a draft now"), "{draft}");
    let basic = text(first.clone().patch(CARDS, "{{c1::", "{{c3::"), "changed-clozes");
    assert!(basic.contains("course.lock"), "{basic}");
    let retired = first.patch(CARDS, "{#card-structure}", "{#card-structure retired=1.1.0}");
    assert!(retired.compile().diagnostics.is_empty());
    assert_eq!(change(&retired, "card-structure").0, None);
    let gone = released(&retired, "1.1.0", 2_000_000_500);
    let start = gone.text(CARDS).find("## Where does").unwrap();
    let end = gone.text(CARDS).find("## Complete").unwrap();
    let cut = format!("{}{}", &gone.text(CARDS)[..start], &gone.text(CARDS)[end..]);
    text(gone.with(CARDS, cut), "vanished-item");
}

#[test]
fn nothing_is_called_gone_that_could_not_be_read() {
    let broken = released(&Fixture::new(), "1.0.0", 2_000_000_000).patch(CARDS, "kind=cloze", "kind=clozed");
    let compiled = broken.compile();
    assert!(!rules(&compiled).contains(&"vanished-item"), "{}", rendered(&compiled));
}

#[test]
fn a_locked_build_wants_the_released_course() {
    let options = Options { locked: true, ..Options::default() };
    let first = released(&Fixture::new(), "1.0.0", 2_000_000_000);
    assert!(first.compile_with(&options).diagnostics.is_empty());
    let edited = first.patch(CARDS, "Where does", "Where exactly does");
    let compiled = edited.compile_with(&options);
    assert_eq!(rules(&compiled), ["outdated-lock"]);
    let text = rendered(&compiled);
    assert!(text.contains("`card-structure` is not as it was released in 1.0.0"), "{text}");
    let never = Fixture::new().compile_with(&options);
    assert_eq!(rules(&never), ["outdated-lock"]);
    assert!(rendered(&never).contains("never released"));
}

#[test]
fn what_is_no_lock_is_refused_at_its_place() {
    let item = |rest: &str| format!("{HEAD}item card-ids {rest}\n");
    let good = format!("kind=cloze cloze=1,2 hash={HASH} changed=1.0.0");
    for (lock, words) in [
        ("# nothing\n".to_owned(), "does not begin with `gradus-lock 1`"),
        ("gradus-lock 2\n".to_owned(), "does not begin with `gradus-lock 1`"),
        (format!("{HEAD}=======\n"), "a merge left its marks here"),
        (format!("{HEAD}card x\n"), "is no `release`, `shape` or `item`"),
        (format!("{HEAD}release 1.1 2026-02-10T09:00:00Z\n"), "`1.1` is not a version"),
        (format!("{HEAD}release 1.1.0 2026-02-10T09:00:00+01:00\n"), "is not a UTC second"),
        (format!("{HEAD}release 1.1.0 2026-01-10T09:00:00Z\n"), "have the same second"),
        (format!("{HEAD}release 1.0.0 2026-02-10T09:00:00Z\n"), "1.0.0 was released twice"),
        (item("kind=cloze"), "has no `hash=`"),
        (item(&good.replace("kind=cloze", "kind=clozes")), "`clozes` is no kind of item"),
        (item(&good.replace("000 ", "00g ")), "is not a hash"),
        (item(&good.replace("cloze=1,2", "cloze=1,x")), "`x` is not a number"),
        (item(&good.replace("=1.0.0", "=1.1.0")), "there is no line `release 1.1.0`"),
        (item(&format!("{good} note=x")), "`note=x` means nothing here"),
        (item(&format!("{good} kind=cloze")), "`kind` is said twice"),
        (item(&format!("id=Card {good}")), "`Card` is not an id"),
        (item(&good) + &format!("item card-ids kind=basic hash={HASH} changed=1.0.0\n"), "two lines that differ"),
        (
            item(&good) + &format!("item other id=card-ids kind=basic hash={HASH} changed=1.0.0\n"),
            "belongs to two items",
        ),
        (format!("{HEAD}shape anki/card frozen={HASH} changed=1.0.0\n"), "has no `look=`"),
    ] {
        says(&lock, "broken-lock", &[words, LOCK]);
    }
}

#[test]
fn of_two_lines_the_later_counts() {
    let lines = format!(
        "{HEAD}release 1.1.0 2026-02-10T09:00:00Z\nitem card-ids kind=cloze cloze=1,2 hash={HASH} changed=1.1.0\n\
         item card-ids kind=cloze cloze=1 hash={HASH} changed=1.0.0\n"
    );
    let fixture = Fixture::new().with(LOCK, lines);
    assert_eq!(course(&fixture).lock.items()["card-ids"].clozes, [1, 2]);
}

/// Two branches that both released are merged by git alone, whatever lines are neighbours.
#[test]
fn git_merges_the_locks_of_two_branches() {
    let folder = tempfile::tempdir().unwrap();
    let first = released(&Fixture::new(), "1.0.0", 2_000_000_000);
    let card = |id: &str| format!("## New {{#{id}}}\n\nBack.\n");
    let fixes = first.clone().patch(CARDS, "Where does", "Where exactly does").append(CARDS, &card("card-news"));
    let fixes = released(&fixes, "1.0.1", 2_000_000_100);
    let more = first.clone().patch(CARDS, "a letter", "a small letter").append(CARDS, &card("card-newer"));
    let more = released(&more, "1.1.0", 2_000_000_200);
    for (name, fixture) in [("base", &first), ("ours", &fixes), ("theirs", &more)] {
        std::fs::write(folder.path().join(name), fixture.text(LOCK)).unwrap();
    }
    let merged = std::process::Command::new("git")
        .args(["merge-file", "--union", "-p", "ours", "base", "theirs"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(merged.status.success());
    let both = first
        .patch(CARDS, "Where does", "Where exactly does")
        .patch(CARDS, "a letter", "a small letter")
        .append(CARDS, &card("card-news"))
        .append(CARDS, &card("card-newer"))
        .with(LOCK, merged.stdout);
    for (id, version) in [
        ("card-structure", "1.0.1"),
        ("card-ids", "1.1.0"),
        ("card-news", "1.0.1"),
        ("card-newer", "1.1.0"),
        ("finding-names", "1.0.0"),
    ] {
        assert_eq!(change(&both, id).0.as_deref(), Some(version), "{id}\n{}", both.text(LOCK));
    }
    let again = released(&both, "1.2.0", 2_000_000_300);
    let lines: Vec<&str> = again.text(LOCK).lines().filter(|line| line.starts_with("item ")).collect();
    assert!(lines.is_sorted() && lines.len() == course(&both).items().count(), "{lines:?}");
}

/// These hashes are in the locks of released courses. If this test fails, the code is wrong, not the test: every item would
/// count as changed, and every learner's own notes would be overwritten.
#[test]
fn hashes_are_frozen() {
    let golden = Fixture::new()
        .with("course/assets/way.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>")
        .with("course/cards/golden.md", include_str!("golden-cards.md"))
        .with(BANK, include_str!("golden.md"));
    let course = course(&golden);
    let hashes: Vec<String> = course
        .items()
        .filter(|item| item.id().as_str().starts_with("golden-"))
        .map(|item| format!("{} {} {}", item.id().value, item.kind(), course.content_hash(item)))
        .collect();
    assert_eq!(hashes, GOLDEN);
}

const GOLDEN: [&str; 7] = [
    "golden-single single 1b14e64f4721d550671dfe61dab0e6f2",
    "golden-multiple multiple a41f6336917f3cd65810833764b2966b",
    "golden-ordering ordering bded59e62dfc4baacf04dbd542057b11",
    "golden-fill-in fill-in 097d12881cf84456c2b38f972e6d9dc0",
    "golden-task task 1c9d93e20dab0acc2ddc70cf8034b57e",
    "golden-basic basic 9c3a0ecda20c450c3f5d8eda8e993edc",
    "golden-cloze cloze 9f9e3f5fbabadb12c51a42c2b26f3b3b",
];

#[test]
fn the_hash_sees_what_is_said_and_nothing_else() {
    let golden = || {
        Fixture::new()
            .with("course/assets/way.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>")
            .with("course/cards/golden.md", include_str!("golden-cards.md"))
            .with(BANK, include_str!("golden.md"))
    };
    let hash = |fixture: &Fixture, id: &str| {
        let course = course(fixture);
        course.content_hash(item(&course, id))
    };
    let before = hash(&golden(), "golden-single");
    let moved = golden().without(BANK).with("course/questions/zz.md", golden().text(BANK));
    assert_eq!(hash(&moved, "golden-single"), before, "the file");
    let picture = golden()
        .patch(BANK, "assets/way.svg", "assets/path.svg")
        .without("course/assets/way.svg")
        .with("course/assets/path.svg", golden().text("course/assets/way.svg"));
    assert_eq!(hash(&picture, "golden-single"), before, "the name of a picture");
    let wrapped = golden().patch(BANK, "A stem of *two* lines\nthat", "A stem of *two*\nlines that");
    assert_eq!(hash(&wrapped, "golden-single"), before, "where lines break");
    let titled = golden().patch("course/modules/basics/first-steps.md", "title: ", "title: Very ");
    assert_eq!(hash(&titled, "golden-single"), before, "the lesson's title");
    for (what, old, new) in [
        ("the stem", "*two*", "**two**"),
        ("a rationale", "Because it is.", "Since it is."),
        ("the key", "- [x] right", "- [x] quite right"),
        ("difficulty", "difficulty=hard", "difficulty=easy"),
        ("a tag", "lesson: first-steps", "lesson: next-steps"),
        ("the domain", "domain=checking", "domain=writing"),
    ] {
        let changed = golden().patch(BANK, old, new);
        assert_ne!(hash(&changed, "golden-single"), before, "{what}");
    }
    let drawn = golden().with("course/assets/way.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 2'/>");
    assert_ne!(hash(&drawn, "golden-single"), before, "a picture");
}
