//! Whole packages, read back with SQLite.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use gradus_core::lock::{Lock, Released};
use gradus_core::model::Course;
use gradus_theme::Theme;
use rusqlite::{Connection, MAIN_DB};
use serde_json::Value;

use super::packages;
use crate::testing::{course, parts};

/// A package, opened.
struct Opened {
    members: BTreeMap<String, Vec<u8>>,
    database: Connection,
}

fn all(course: &Course) -> Vec<(String, Vec<u8>)> {
    packages(course, Some("https://example.org/"), &Theme::new(BTreeMap::new())).expect("packages")
}

/// The package with everything.
fn build(course: &Course) -> Vec<u8> {
    all(course).swap_remove(0).1
}

/// The package of this name.
fn named(course: &Course, name: &str) -> Opened {
    let found = all(course).into_iter().find(|(own, _)| own == name);
    open(&found.unwrap_or_else(|| panic!("no {name}")).1)
}

fn open(bytes: &[u8]) -> Opened {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut members = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).expect("a member");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("its content");
        members.insert(file.name().to_owned(), content);
    }
    let mut database = Connection::open_in_memory().expect("a database");
    let file = &members["collection.anki2"];
    database.deserialize_read_exact(MAIN_DB, file.as_slice(), file.len(), true).expect("the collection");
    Opened { members, database }
}

impl Opened {
    fn rows(&self, query: &str) -> Vec<String> {
        let mut statement = self.database.prepare(query).expect("a query");
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).expect("rows");
        rows.collect::<Result<_, _>>().expect("texts")
    }

    fn json(&self, column: &str) -> Value {
        serde_json::from_str(&self.rows(&format!("select {column} from col"))[0]).expect("JSON")
    }

    /// The fields of the note with this id.
    fn fields(&self, id: &str) -> Vec<String> {
        let found = self.rows("select flds from notes").into_iter();
        let mut found = found.map(|fields| fields.split('\u{1f}').map(str::to_owned).collect::<Vec<_>>());
        found.find(|fields| fields.iter().any(|field| field == id)).expect("a note")
    }
}

#[test]
fn the_same_course_makes_the_same_bytes() {
    assert_eq!(all(&course()), all(&course()));
}

#[test]
fn every_live_item_has_its_note_and_cards() {
    let package = open(&build(&course()));
    let kinds = package.rows("select name from (select 'x' name) where (select count(*) from notes) = 8");
    assert_eq!(kinds.len(), 1, "two cards and six questions");
    let faces = package.rows(
        "select count(*) || ' of ' || group_concat(ord) from (select * from cards order by ord) group by nid order by 1",
    );
    assert_eq!(faces, ["1 of 0"; 7].into_iter().chain(["3 of 0,1,3"]).collect::<Vec<_>>());
    assert!(package.rows("select flds from notes").iter().all(|fields| !fields.contains("gone")));
}

#[test]
fn fields_match_their_note_types() {
    let package = open(&build(&course()));
    let types = package.json("models");
    for row in package.rows("select mid || ' ' || flds from notes") {
        let (id, fields) = row.split_once(' ').expect("two parts");
        let declared = types[id]["flds"].as_array().map(Vec::len);
        assert_eq!(Some(fields.split('\u{1f}').count()), declared, "{row}");
    }
}

#[test]
fn new_cards_come_in_the_order_of_the_course() {
    let package = open(&build(&course()));
    let order =
        package.rows("select due || ' ' || flds from cards join notes on nid = notes.id group by due order by due");
    let ids = ["np-empty-list", "np-additive", "q-single", "q-multiple", "q-ordering", "q-blanks", "q-typed", "q-task"];
    assert_eq!(order.len(), ids.len());
    for (index, (row, id)) in order.iter().zip(ids).enumerate() {
        assert!(row.starts_with(&format!("{} ", index + 1)) && row.contains(id), "{row}");
    }
}

#[test]
fn ids_survive_another_order_and_other_texts() {
    let query =
        "select guid || ' ' || notes.id || ' ' || cards.id || ' ' || ord from notes join cards on nid = notes.id
        order by 1";
    let before = open(&build(&course())).rows(query);
    let mut changed = parts();
    changed.questions.reverse();
    changed.cards.reverse();
    changed.title = "Another title".to_owned();
    for question in &mut changed.questions {
        question.title.clear();
    }
    assert_eq!(open(&build(&Course::new(changed))).rows(query), before);
}

#[test]
fn a_renamed_item_keeps_its_guid() {
    let guids = |package: &Opened| package.rows("select guid from notes order by 1");
    let before = open(&build(&course()));
    let mut renamed = parts();
    renamed.cards[0].id = crate::testing::at(crate::testing::id("np-renamed"));
    let after = open(&build(&Course::new(renamed)));
    assert_eq!(guids(&after), guids(&before));
    assert_eq!(after.fields("np-renamed")[0], "What does this allow?");
}

#[test]
fn times_are_those_of_the_release() {
    let times = "select distinct cast(mod as text) from notes order by 1";
    let tagged = |version: &str| format!("select tags from notes where tags like '% release::{version} %'");
    let before = open(&build(&course()));
    assert_eq!((before.rows(times), before.rows(&tagged("%")).len()), (vec!["1577836800".to_owned()], 0));
    let release = |course: &Course, version: &str, time| {
        let version = version.parse().expect("a version");
        let mut parts = course.clone().into_parts();
        parts.lock = Lock::next(course, &Released { version, time, shapes: &[], refresh: false });
        Course::new(parts)
    };
    let first = release(&course(), "1.0.0", 1_800_000_000);
    let after = open(&build(&first));
    assert_eq!((after.rows(times), after.rows(&tagged("1.0.0")).len()), (vec!["1800000000".to_owned()], 8));
    let mut changed = first.into_parts();
    changed.questions[0].title.clear();
    let changed = Course::new(changed);
    assert_eq!(open(&build(&changed)).rows(times), ["1800000000", "1800000001"], "not released yet");
    let second = open(&build(&release(&changed, "1.1.0", 1_900_000_000)));
    assert_eq!(second.rows(times), ["1800000000", "1900000000"]);
    assert_eq!((second.rows(&tagged("1.0.0")).len(), second.rows(&tagged("1.1.0")).len()), (7, 1));
}

#[test]
fn decks_have_their_parents() {
    let decks = open(&build(&course())).json("decks");
    let mut names: Vec<_> = decks.as_object().expect("decks").values().map(|deck| deck["name"].as_str()).collect();
    names.sort_unstable();
    let expected = [
        "Default",
        "Security:Specialist",
        "Security:Specialist::01 Module foundations",
        "Security:Specialist::02 Module setup",
    ];
    assert_eq!(names, expected.map(Some));
}

#[test]
fn media_are_named_by_content_and_listed() {
    let package = open(&build(&course()));
    let names: Vec<_> = package.members.keys().map(String::as_str).collect();
    assert_eq!(names, ["0", "collection.anki2", "media"]);
    let map: BTreeMap<String, String> = serde_json::from_slice(&package.members["media"]).expect("a map");
    let name = &map["0"];
    assert!(name.starts_with("cks-") && name.ends_with(".svg"), "{name}");
    assert_eq!(package.members["0"], b"<svg xmlns='http://www.w3.org/2000/svg'/>");
    assert!(package.fields("np-empty-list")[1].contains(&format!("<img src=\"{name}\"")));
}

#[test]
fn an_asset_that_is_not_there_is_an_error() {
    let mut broken = parts();
    broken.assets.clear();
    let error = packages(&Course::new(broken), None, &Theme::new(BTreeMap::new())).expect_err("no asset");
    assert!(error.to_string().contains("assets/path.svg"), "{error}");
}

#[test]
fn options_are_in_one_order_on_both_sides() {
    let fields = open(&build(&course())).fields("q-multiple");
    let order = |html: &str| {
        let mut found: Vec<_> =
            ["first<", "second<", "third<", "None of these<"].map(|option| (html.find(option), option)).to_vec();
        found.sort_unstable();
        found.into_iter().map(|(_, option)| option).collect::<Vec<_>>()
    };
    assert_eq!(order(&fields[2]), order(&fields[3]));
    assert_eq!(order(&fields[2])[3], "None of these<");
    assert_eq!(fields[3].matches("class=\"right\"").count(), 2);
    assert!(fields[3].contains("Because second."));
}

#[test]
fn steps_are_not_given_away() {
    let fields = open(&build(&course())).fields("q-ordering");
    assert_ne!(fields[2], "<li>drain</li><li>upgrade kubelet</li><li>upgrade kubectl</li><li>uncordon</li>");
    assert_eq!(
        fields[3],
        "<li>drain</li><li>In any order<ul><li>upgrade kubelet</li><li>upgrade kubectl</li></ul></li><li>uncordon</li>"
    );
}

#[test]
fn a_single_blank_of_plain_words_is_typed() {
    let package = open(&build(&course()));
    let typed = package.fields("q-typed");
    assert_eq!(typed[1], "<p><code>kubectl <span class=\"blank\"></span> netpol</code></p>");
    assert_eq!(typed[2], "<p><code>kubectl <span class=\"filled\">get &lt;x&gt;</span> netpol</code></p>");
    assert_eq!((typed[3].as_str(), typed[4].as_str()), ("<ul><li><code>describe</code></li></ul>", "get &lt;x&gt;"));
    let several = package.fields("q-blanks");
    assert!(several[1].contains("podSelector: <span class=\"blank\">1</span>\n"), "{}", several[1]);
    assert_eq!(several[4], "");
}

#[test]
fn tasks_show_starter_solution_and_rubric() {
    let fields = open(&build(&course())).fields("q-task");
    assert!(fields[3].contains("kind: Starter") && fields[4].contains("kind: Solution"));
    assert!(fields[6].starts_with("<details><summary>forgets DNS</summary>"), "{}", fields[6]);
    assert!(fields[7].starts_with("<li><span class=\"points\">3</span><span>Pods in web"), "{}", fields[7]);
    assert!(!fields.concat().contains("{{"), "{fields:?}");
}

#[test]
fn tags_name_course_difficulty_domain_lesson_and_module() {
    let tags = open(&build(&course())).rows("select distinct tags from notes order by 1");
    assert_eq!(
        tags,
        [
            " course::cks difficulty::easy domain::cluster-setup lesson::network-policy module::setup ",
            " course::cks domain::cluster-setup lesson::network-policy module::setup ",
        ]
    );
}

#[test]
fn a_course_has_a_package_for_each_module_and_one_for_what_is_retired() {
    let names: Vec<_> = all(&course()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["cks.apkg", "cks-module-setup.apkg", "cks-retired.apkg"], "the other module is empty");
    let mut one = parts();
    one.modules.remove(0);
    one.cards.pop();
    one.questions.pop();
    let names: Vec<_> = all(&Course::new(one)).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["cks.apkg"]);
}

#[test]
fn a_modules_package_has_the_very_rows_of_the_courses() {
    let (whole, part) = (open(&build(&course())), named(&course(), "cks-module-setup.apkg"));
    for table in ["notes", "cards"] {
        let columns = whole.rows(&format!("select name from pragma_table_info('{table}')")).join(" || '|' || ");
        let query = format!("select {columns} from {table} order by id");
        assert_eq!(part.rows(&query), whole.rows(&query), "all items are of one module");
    }
    assert_eq!(part.json("models"), whole.json("models"));
    let (of_part, of_whole) = (part.json("decks"), whole.json("decks"));
    let decks = of_part.as_object().expect("decks");
    assert_eq!(decks.len(), 3, "the default, the course, the module");
    assert!(decks.iter().all(|(id, deck)| of_whole[id] == *deck));
    assert_eq!(part.members["0"], whole.members["0"]);
}

#[test]
fn retired_items_are_tagged_in_a_deck_that_tells_how_to_find_them() {
    let package = named(&course(), "cks-retired.apkg");
    let rows = package.rows("select did || tags from cards join notes on nid = notes.id order by tags");
    let decks = package.json("decks");
    let (id, deck) = decks
        .as_object()
        .and_then(|decks| decks.iter().find(|(_, deck)| deck["name"] == "Security:Specialist::Retired"))
        .expect("a deck");
    assert_eq!(
        rows,
        [
            format!(
                "{id} course::cks difficulty::easy domain::cluster-setup lesson::network-policy module::setup retired "
            ),
            format!("{id} course::cks domain::cluster-setup lesson::network-policy module::setup retired "),
        ]
    );
    let description = deck["desc"].as_str().expect("a description");
    assert!(description.contains("tag:course::cks tag:retired"), "{description}");
}

#[test]
fn retiring_an_item_keeps_its_guid_and_changes_no_other_row() {
    let query = "select notes.id || guid || cards.id || flds from notes join cards on nid = notes.id order by 1";
    let before = open(&build(&course())).rows(query);
    let mut changed = parts();
    changed.cards[0].retired = Some("2.0.0".to_owned());
    let changed = Course::new(changed);
    let mut after = open(&build(&changed)).rows(query);
    after.extend(named(&changed, "cks-retired.apkg").rows(query).into_iter().filter(|row| !row.contains("gone")));
    after.sort();
    assert_eq!(after, before);
}
