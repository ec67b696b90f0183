//! The note types: what fields and templates the notes of each kind have.
//!
//! Fields and templates are frozen. Anki refuses to update any note whose type gained or lost one, so each type has spare
//! fields, and a need that they cannot meet gets a new type for new notes. The text of a template and the style sheet
//! may change; every learner receives that. Names stay English: they are what searches and sync go by.

use gradus_core::Shape;
use gradus_core::lock::{ContentHash, Lock};
use gradus_core::model::QuestionKind;
use gradus_theme::Messages;
use serde_json::{Value, json};

use crate::escape;
use crate::identity::Identity;

/// Fields that end every note type.
const COMMON: [&str; 6] = ["Lesson", "Path", "Id", "Spare 1", "Spare 2", "Spare 3"];

/// A note type.
#[derive(Debug)]
pub(crate) struct NoteType {
    /// Never changes: its id hangs on it.
    pub(crate) key: &'static str,
    /// What learners see after the course's code.
    name: &'static str,
    /// Whether its cards come from cloze deletions.
    cloze: bool,
    /// Its own fields, which [`COMMON`] follow.
    own: &'static [&'static str],
    front: &'static str,
    back: &'static str,
}

/// What templates are filled with besides fields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting<'a> {
    /// The course's, which begins the names of its types.
    pub(crate) code: &'a str,
    pub(crate) identity: Identity<'a>,
    /// BCP 47 tag of the content.
    pub(crate) locale: &'a str,
    /// Where the site is, if it is anywhere; ends in a slash.
    pub(crate) base_url: Option<&'a str>,
    /// The words of templates.
    pub(crate) messages: &'a Messages,
    /// The style sheet of all types.
    pub(crate) css: &'a str,
}

/// Front and back of a note type.
macro_rules! templates {
    ($name:literal) => {
        (
            include_str!(concat!("../templates/", $name, ".front.html")),
            include_str!(concat!("../templates/", $name, ".back.html")),
        )
    };
}

const fn note_type(
    key: &'static str,
    name: &'static str,
    own: &'static [&'static str],
    (front, back): (&'static str, &'static str),
) -> NoteType {
    NoteType { key, name, cloze: false, own, front, back }
}

/// Flashcards with two sides.
pub(crate) static CARD: NoteType = note_type("card", "card", &["Front", "Back"], templates!("card"));

/// Flashcards with deletions.
pub(crate) static CLOZE: NoteType =
    NoteType { cloze: true, ..note_type("cloze", "cloze", &["Text", "Prompt"], templates!("cloze")) };

static SINGLE: NoteType = note_type(
    "single",
    "single choice",
    &["Title", "Stem", "Options", "Answers", "Hints", "Explanation", "References"],
    templates!("single"),
);

static MULTIPLE: NoteType = note_type(
    "multiple",
    "multiple choice",
    &["Title", "Stem", "Options", "Answers", "Hints", "Explanation", "References"],
    templates!("multiple"),
);

static ORDERING: NoteType = note_type(
    "ordering",
    "ordering",
    &["Title", "Stem", "Steps", "Order", "Hints", "Explanation", "References"],
    templates!("ordering"),
);

static FILL_IN: NoteType = note_type(
    "fill-in",
    "fill in",
    &["Title", "Stem", "Filled", "Accepted", "Typed", "Hints", "Explanation", "References"],
    templates!("fill-in"),
);

static TASK: NoteType = note_type(
    "task",
    "task",
    &[
        "Title",
        "Stem",
        "Setup",
        "Starter",
        "Solution",
        "Alternatives",
        "Mistakes",
        "Rubric",
        "Verify",
        "Hints",
        "Explanation",
        "References",
    ],
    templates!("task"),
);

/// All of them. A package holds all, used or not, so that it never gains or loses one between builds.
pub(crate) static ALL: [&NoteType; 7] = [&CARD, &CLOZE, &SINGLE, &MULTIPLE, &ORDERING, &FILL_IN, &TASK];

/// The note type of a kind of question.
pub(crate) fn of_question(kind: QuestionKind) -> &'static NoteType {
    match kind {
        QuestionKind::Single => &SINGLE,
        QuestionKind::Multiple => &MULTIPLE,
        QuestionKind::Ordering => &ORDERING,
        QuestionKind::FillIn => &FILL_IN,
        QuestionKind::Task => &TASK,
    }
}

impl NoteType {
    /// The names of all fields, in order.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &'static str> {
        self.own.iter().copied().chain(COMMON)
    }

    /// What learners keep of the type, for the lock: its ids, fields and templates, and how it looks.
    pub(crate) fn shape(&self, setting: Setting<'_>) -> Shape {
        let identity = setting.identity;
        let id = identity.notetype(self.key).to_string();
        let fields: Vec<String> =
            self.fields().enumerate().map(|(ord, name)| format!("{} {name}", identity.field(self.key, ord))).collect();
        let template = format!("{} {}", identity.template(self.key, 0), self.template_name());
        let frozen = [id.as_str(), template.as_str()].into_iter().chain(fields.iter().map(String::as_str));
        let (front, back) = (fill(self.front, setting), fill(self.back, setting));
        Shape {
            name: format!("anki/{}", self.key),
            frozen: ContentHash::of(frozen),
            look: ContentHash::of([self.name, setting.code, &front, &back, setting.css]),
        }
    }

    /// The type as the collection's JSON has it. Anki takes a new look only if it is later than a learner's.
    pub(crate) fn json(&self, lock: &Lock, setting: Setting<'_>) -> Value {
        let identity = setting.identity;
        let shape = self.shape(setting);
        let fields = self.fields().enumerate().map(|(ord, name)| self.field_json(identity, ord, name));
        json!({
            "id": identity.notetype(self.key),
            "name": format!("{} {}", setting.code, self.name),
            "type": i32::from(self.cloze),
            "mod": lock.shape_change(&shape.name, shape.look).time,
            "usn": -1,
            "sortf": 0,
            "did": null,
            "tmpls": [{
                "name": self.template_name(),
                "ord": 0,
                "qfmt": fill(self.front, setting),
                "afmt": fill(self.back, setting),
                "bqfmt": "",
                "bafmt": "",
                "did": null,
                "bfont": "",
                "bsize": 0,
                "id": identity.template(self.key, 0),
            }],
            "flds": fields.collect::<Vec<_>>(),
            "css": setting.css,
            "latexPre": "",
            "latexPost": "",
            "latexsvg": false,
            // Which fields make a front: the first for a card, the stem for a question. Anki works this out itself.
            "req": if self.cloze { json!([]) } else { json!([[0, "any", [i32::from(self.key != CARD.key)]]]) },
            "tags": [],
            "vers": [],
        })
    }

    fn template_name(&self) -> &'static str {
        if self.cloze { "Cloze" } else { "Card" }
    }

    fn field_json(&self, identity: Identity<'_>, ord: usize, name: &str) -> Value {
        json!({
            "name": name,
            "ord": ord,
            "sticky": false,
            "rtl": false,
            "font": "Arial",
            "size": 20,
            "description": "",
            "plainText": false,
            "collapsed": false,
            "excludeFromSearch": false,
            "id": identity.field(self.key, ord),
        })
    }
}

/// Puts shared pieces, settings and words into a template. Each stands there as a name between percent signs.
fn fill(template: &str, setting: Setting<'_>) -> String {
    let mut out = String::with_capacity(2 * template.len());
    for (index, part) in template.split('%').enumerate() {
        match part {
            text if index % 2 == 0 => out.push_str(text),
            "HINTS" => out.push_str(&fill(include_str!("../templates/hints.html"), setting)),
            "WHY" => out.push_str(&fill(include_str!("../templates/why.html"), setting)),
            "FOOTER" => out.push_str(&fill(include_str!("../templates/footer.html"), setting)),
            "VERDICT" => out.push_str(&fill(include_str!("../templates/verdict.html"), setting)),
            "CHOOSE" => {
                out.push_str("<script>\n");
                out.push_str(include_str!("../templates/choose.js"));
                out.push_str("</script>");
            }
            "LANG" => escape::attribute(setting.locale, &mut out),
            "LINK" => {
                if let Some(base) = setting.base_url {
                    out.push_str("<a href=\"");
                    escape::attribute(base, &mut out);
                    out.push_str("{{Path}}\">{{Lesson}}</a>");
                }
            }
            key => escape::text(setting.messages.get(key).unwrap_or(key), false, &mut out),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use gradus_theme::Theme;

    use super::*;

    /// All filled templates, with the keys of their types.
    fn filled(base_url: Option<&str>) -> Vec<(&'static str, String)> {
        let messages = Messages::load(&Theme::new(BTreeMap::new()), "en").expect("English");
        let identity = Identity::new("uid");
        let setting = Setting { code: "cks", identity, locale: "en", base_url, messages: &messages, css: "" };
        ALL.iter().flat_map(|kind| [kind.front, kind.back].map(|side| (kind.key, fill(side, setting)))).collect()
    }

    #[test]
    fn templates_name_only_fields_that_exist() {
        for (key, template) in filled(None) {
            let note_type = ALL.iter().find(|kind| kind.key == key).expect("its type");
            let known: BTreeSet<_> = note_type.fields().chain(["FrontSide"]).collect();
            for tag in template.split("{{").skip(1) {
                let tag = tag.split("}}").next().unwrap_or_default();
                let name = tag.trim_start_matches(['#', '/', '^']).rsplit(':').next().unwrap_or_default();
                assert!(known.contains(name), "{key}: {name}");
            }
        }
    }

    /// Anki would take double braces for fields.
    #[test]
    fn the_script_has_no_double_braces() {
        let script = include_str!("../templates/choose.js");
        assert!(!script.contains("{{") && !script.contains("}}") && !script.contains("</"));
    }

    #[test]
    fn every_word_has_its_text() {
        for (key, template) in filled(None) {
            let template = template.split("<script>").next().unwrap_or_default();
            let left = ["anki.", "question.", "task.", "%"].iter().find(|start| template.contains(**start));
            assert_eq!(left, None, "{key}: {template}");
        }
    }

    /// Anki takes a note type that differs here for another one, and no note of it would ever be updated again.
    #[test]
    fn fields_are_frozen() {
        let all: Vec<String> =
            ALL.iter().map(|kind| format!("{}: {}", kind.key, kind.fields().collect::<Vec<_>>().join(", "))).collect();
        let common = "Lesson, Path, Id, Spare 1, Spare 2, Spare 3";
        assert_eq!(
            all,
            [
                format!("card: Front, Back, {common}"),
                format!("cloze: Text, Prompt, {common}"),
                format!("single: Title, Stem, Options, Answers, Hints, Explanation, References, {common}"),
                format!("multiple: Title, Stem, Options, Answers, Hints, Explanation, References, {common}"),
                format!("ordering: Title, Stem, Steps, Order, Hints, Explanation, References, {common}"),
                format!("fill-in: Title, Stem, Filled, Accepted, Typed, Hints, Explanation, References, {common}"),
                format!(
                    "task: Title, Stem, Setup, Starter, Solution, Alternatives, Mistakes, Rubric, Verify, Hints, \
                     Explanation, References, {common}"
                ),
            ]
        );
    }

    /// Ids, fields and templates of every type, as the lock keeps them: a value that changes here is refused there.
    #[test]
    fn shapes_are_frozen() {
        let messages = Messages::load(&Theme::new(BTreeMap::new()), "en").expect("English");
        let identity = Identity::new("3f0c7f0e-6d1b-4b57-9a59-0d5c2f1f7a11");
        let setting =
            Setting { code: "cks", identity, locale: "en", base_url: None, messages: &messages, css: "a look" };
        let other = Setting { css: "another look", ..setting };
        let frozen: Vec<String> =
            ALL.iter().map(|kind| format!("{} {}", kind.shape(setting).name, kind.shape(setting).frozen)).collect();
        assert_eq!(
            frozen,
            [
                "anki/card 37fda6dd7ec5b3059fddafea74baa4f0",
                "anki/cloze bcd06be0cc73bdb58851ecf58dc53f02",
                "anki/single 78e01507d8e3c3077492161a6050f7f5",
                "anki/multiple 69aab46d8c6181134f9e24402ae85899",
                "anki/ordering 74a5ed4aad3be343be0cf2e1ec783f9b",
                "anki/fill-in f1a087c46202360aabc7d00b82d3871c",
                "anki/task 0d561c516c06902553471b7bb64a0ba8",
            ]
        );
        for kind in ALL {
            assert_eq!(kind.shape(setting).frozen, kind.shape(other).frozen);
            assert_ne!(kind.shape(setting).look, kind.shape(other).look);
        }
    }

    #[test]
    fn the_lesson_is_linked_only_with_a_base_url() {
        let link = r#"<a href="https://example.org/x/{{Path}}">{{Lesson}}</a>"#;
        let backs = |base_url| filled(base_url).into_iter().map(|(_, template)| template).skip(1).step_by(2);
        assert!(backs(Some("https://example.org/x/")).all(|back| back.contains(link)));
        assert!(backs(None).all(|back| !back.contains("<a ")));
    }
}
