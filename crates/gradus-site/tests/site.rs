//! The whole site of a small catalogue that has every kind of part, compiled as a build would compile it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use gradus_core::files::DiskFiles;
use gradus_core::{Artifacts, Edition, Generator, Options, compile};
use gradus_site::Site;
use gradus_theme::{Messages, Theme};

const DECK: &[u8] = b"not a real deck";

fn edition(base_url: Option<&str>) -> Edition {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalogue");
    let files = DiskFiles::new(root).unwrap();
    let compiled = compile(&files, &Options { base_url: base_url.map(str::to_owned), ..Options::default() });
    compiled.edition.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics))
}

fn built() -> Artifacts {
    let mut built = Artifacts::new();
    built.insert("kit/kit.apkg", DECK);
    built.insert("kit/kit-study-guide.pdf", vec![0; 1_500_000]);
    built.insert("other/other.apkg", DECK);
    built
}

fn generate(base_url: Option<&str>) -> BTreeMap<String, Vec<u8>> {
    let made = Site::default().generate(&edition(base_url), &built()).unwrap();
    made.artifacts.iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect()
}

static SITE: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| generate(None));

fn page(path: &str) -> &'static str {
    std::str::from_utf8(SITE.get(&format!("site/{path}")).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    let html = SITE.iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path.strip_prefix("site/").unwrap(), std::str::from_utf8(bytes).unwrap()))
}

/// What stands between two marks, both included.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let from = text.find(start).unwrap_or_else(|| panic!("no {start}"));
    let to = text[from..].find(end).unwrap_or_else(|| panic!("no {end} after {start}"));
    &text[from..from + to + end.len()]
}

/// Values of an attribute, entities resolved as far as addresses have them.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    let values = html.split(&start).skip(1).map(|rest: &'a str| rest.split('"').next().unwrap());
    values.map(|value| value.replace("&amp;", "&")).collect()
}

#[test]
fn every_page_is_there() {
    let expected = [
        "404.html",
        "index.html",
        "kit/downloads.html",
        "kit/exam.html",
        "kit/flashcards.html",
        "kit/glossary.html",
        "kit/index.html",
        "kit/lessons/all-kinds.html",
        "kit/lessons/short.html",
        "kit/modules/mod-one.html",
        "kit/plan.html",
        "kit/practice.html",
        "kit/practice/all-kinds.html",
        "kit/progress.html",
        "kit/search.html",
        "offline.html",
    ];
    assert_eq!(pages().map(|(path, _)| path).collect::<Vec<_>>(), expected);
    assert!(SITE.contains_key("site/kit/assets/diagram.svg"));
}

#[test]
fn every_relative_link_leads_somewhere() {
    let ids: BTreeMap<&str, BTreeSet<String>> =
        pages().map(|(path, html)| (path, attributes(html, "id").into_iter().collect())).collect();
    let mut followed = 0;
    for (path, html) in pages() {
        let links = attributes(html, "href").into_iter().chain(attributes(html, "src"));
        for link in links.filter(|link| !link.contains("://") && !link.starts_with("mailto:")) {
            let (file, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let file = file.split('?').next().unwrap();
            let target = if file.is_empty() { path.to_owned() } else { resolve(path, file) };
            assert!(SITE.contains_key(&format!("site/{target}")), "{path} links to {link}");
            if !fragment.is_empty() {
                assert!(ids[target.as_str()].contains(fragment), "{path} links to {link}");
            }
            followed += 1;
        }
    }
    assert!(followed > 100, "only {followed} links were found");
}

fn resolve(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page} leaves the site with {link}"),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn no_id_occurs_twice_on_a_page() {
    for (path, html) in pages() {
        let mut seen = BTreeSet::new();
        for id in attributes(html, "id") {
            assert!(seen.insert(id.clone()), "{path} has two #{id}");
        }
    }
}

#[test]
fn nothing_is_inline_and_nothing_comes_from_elsewhere() {
    for (path, html) in pages() {
        for tag in html.split("<script").skip(1) {
            let tag = tag.split('>').next().unwrap();
            let data = tag.contains("application/json") || tag.contains("application/ld+json");
            assert!(data || tag.contains(" src=\""), "{path}: <script{tag}>");
        }
        assert!(!html.contains("<style") && !html.contains(" style=\""), "{path} has an inline style");
        assert!(!html.contains(" onclick=") && !html.contains("javascript:"), "{path} has an inline handler");
        for source in attributes(html, "src") {
            assert!(!source.contains("//"), "{path} loads {source}");
        }
        assert!(html.contains("default-src 'none'") && !html.contains("unsafe"), "{path} has no strict policy");
    }
}

#[test]
fn hostile_text_stays_text() {
    for (path, html) in pages() {
        assert!(!html.contains("<script>"), "{path}");
        assert!(!html.contains("<tag>") && !html.contains("<i>first") && !html.contains("<b>text"), "{path}");
    }
    assert!(page("kit/index.html").contains("Kit &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(page("kit/practice/all-kinds.html").contains("Right &lt;/li&gt;&lt;script&gt;"));
}

#[test]
fn the_same_course_gives_the_same_bytes() {
    assert!(generate(None) == *SITE);
}

#[test]
fn a_second_build_of_one_site_gives_the_same_bytes() {
    let site = Site::default();
    let edition = edition(None);
    let first = site.generate(&edition, &built()).unwrap().artifacts;
    let second = site.generate(&edition, &built()).unwrap().artifacts;
    assert!(first.iter().eq(second.iter()));
}

#[test]
fn blocks_and_inlines() {
    let html = page("kit/lessons/all-kinds.html");
    insta::assert_snapshot!(between(html, "<div class=\"prose\">", "</table>\n</div>"));
    insta::assert_snapshot!("figure", between(html, "<figure class=\"picture\">", "</figure>"));
}

#[test]
fn code_in_an_objective_is_code() {
    let html = page("kit/lessons/all-kinds.html");
    assert!(html.contains("Tell the kinds <code class=\"short\">a &lt; b</code> apart"));
}

#[test]
fn questions_of_every_kind() {
    let html = page("kit/practice/all-kinds.html");
    for id in ["q-single", "q-multiple", "q-order", "q-fill", "t-fix"] {
        insta::assert_snapshot!(id, between(html, &format!("<article class=\"question\" id=\"{id}\""), "</article>"));
    }
}

#[test]
fn the_list_of_items_says_what_there_is_and_no_page_holds_them_all() {
    let items = std::str::from_utf8(&SITE["site/kit/practice/items.json"]).unwrap();
    let items: serde_json::Value = serde_json::from_str(items).unwrap();
    let lesson = &items["lessons"][0];
    assert_eq!(lesson["id"], "all-kinds");
    assert_eq!(
        lesson["questions"][0],
        serde_json::json!({"id": "q-single", "kind": "single", "domain": lesson["questions"][0]["domain"], "difficulty": "easy"})
    );
    assert!(!page("kit/practice.html").contains("<article"));
}

#[test]
fn an_order_is_drawn_from_words() {
    let choice =
        between(page("kit/practice/all-kinds.html"), "<article class=\"question\" id=\"q-single\"", "</article>");
    assert!(choice.contains("\"texts\":[\"Right \\u003c/li>\\u003cscript>\",\"Wrong\",\"None of them\"]"), "{choice}");
}

#[test]
fn data_of_a_task_is_what_the_grader_takes() {
    let task = between(page("kit/practice/all-kinds.html"), "<article class=\"question\" id=\"t-fix\"", "</article>");
    let json = between(task, "<script type=\"application/json\" class=\"question-data\">", "</script>");
    let json = json.split_once('>').unwrap().1.strip_suffix("</script>").unwrap();
    let data: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(data["points"], 3);
    assert_eq!(data["rubric"][0]["id"], "has-spec");
    assert!(data["files"]["starter"]["pod.yaml"].as_str().unwrap().starts_with("apiVersion: v1\n"));
    assert!(data["files"]["solution"]["pod.yaml"].as_str().unwrap().contains("hostNetwork"));
}

#[test]
fn the_steps_of_an_order_are_not_offered_in_it() {
    let html = between(page("kit/practice/all-kinds.html"), "<ol class=\"order\">", "</ol>");
    let stages = attributes(html, "data-stage");
    assert_eq!(stages.len(), 4, "two steps of one stage are two steps");
    assert!(!stages.is_sorted(), "{stages:?}");
}

#[test]
fn faces_of_cards() {
    let html = page("kit/flashcards.html");
    insta::assert_snapshot!("cards", between(html, "<div class=\"cards unscripted\"", "</article>\n</div>"));
}

#[test]
fn retired_questions_are_on_no_page() {
    assert!(pages().all(|(_, html)| !html.contains("q-old")));
}

#[test]
fn the_list_of_items_has_every_live_item_and_what_tells_it_from_others() {
    let list: serde_json::Value = serde_json::from_slice(&SITE["site/kit/items.json"]).unwrap();
    let items = list["items"].as_array().unwrap();
    let keys: Vec<&str> = items.iter().map(|item| item["key"].as_str().unwrap()).collect();
    for key in ["q-single", "q-multiple", "q-order", "q-fill", "t-fix"] {
        assert!(keys.contains(&key), "{key} is not in {keys:?}");
    }
    assert!(!keys.contains(&"q-old"), "what is retired is not practised");
    let hashes: BTreeSet<&str> = items.iter().map(|item| item["hash"].as_str().unwrap()).collect();
    assert_eq!(hashes.len(), items.len());
    // A card with several faces is one item.
    let faces = items.iter().map(|item| item["faces"].as_array().map_or(1, Vec::len));
    let cards = items.iter().zip(faces).filter(|(item, _)| item["kind"] == "card");
    assert_eq!(cards.map(|(_, faces)| faces).sum::<usize>(), page("kit/flashcards.html").matches("<article").count());
}

#[test]
fn downloads_are_listed_copied_and_counted() {
    let html = page("kit/downloads.html");
    assert!(html.contains("kit.apkg") && html.contains("1.5\u{a0}MB") && !html.contains("other.apkg"));
    // sha256sum of the deck
    assert!(html.contains("b324e1255915cccdf007e9b3452c845a17fbdceba3e55fdde6ee10cd48014fdc"));
    assert_eq!(SITE["site/kit/downloads/kit.apkg"], DECK);
    assert!(!SITE.contains_key("site/kit/downloads/other.apkg"));
}

#[test]
fn addresses_are_absolute_only_with_a_base() {
    assert!(pages().all(|(_, html)| !html.contains("rel=\"canonical\"")));
    assert!(!SITE.contains_key("site/sitemap.xml"));

    let site = generate(Some("https://example.org/courses"));
    let text = |path: &str| String::from_utf8(site[path].clone()).unwrap();
    insta::assert_snapshot!("sitemap", text("site/sitemap.xml"));
    assert!(text("site/kit/index.html").contains("<link rel=\"canonical\" href=\"https://example.org/courses/kit/\">"));
    // The page "not found" is shown at any depth.
    assert!(text("site/404.html").contains("href=\"https://example.org/courses/static/"));
}

#[test]
fn a_font_is_fetched_early_only_where_the_site_has_an_address() {
    // Browsers refuse it with an error for a page that was opened as a file.
    assert!(pages().all(|(_, html)| !html.contains("rel=\"preload\"")));
    let site = generate(Some("https://example.org/courses"));
    assert!(String::from_utf8_lossy(&site["site/kit/index.html"]).contains("rel=\"preload\""));
}

#[test]
fn bars_show_weights_as_they_are() {
    let weights = between(page("kit/index.html"), "<section class=\"weights\"", "</section>");
    for (text, bar) in weights.split("class=\"weight-value\">").skip(1).map(|rest| rest.split_once(" %").unwrap()) {
        assert!(bar.contains(&format!(" width=\"{text}\" height")), "{bar}");
    }
}

#[test]
fn every_text_that_a_template_asks_for_is_there() {
    let theme = Theme::new(BTreeMap::new());
    let messages = Messages::load(&theme, "en").unwrap();
    let mut asked = 0;
    for path in theme.list("site/").iter().filter(|path| path.ends_with(".html")) {
        let template = theme.text(path).unwrap();
        for call in template.split("t(key=\"").skip(1) {
            let (key, rest) = call.split_once('"').unwrap();
            // `"kind." ~ kind` asks for one of several.
            let there = match rest.starts_with(" ~") {
                true => messages.below(key).next().is_some(),
                false => messages.get(key).is_some(),
            };
            assert!(there, "{path} asks for `{key}`");
            asked += 1;
        }
    }
    assert!(asked > 100, "only {asked} texts are asked for");
}
