//! Skeletons: what `gradus init` and `gradus new` write, and what tests start from. Every one passes all checks.
//!
//! The texts stand beside this file, with `@name@` where a name goes. Nothing is written here, and no uid is made up here:
//! both are for the command line.

use gradus_diagnostics::SourceMap;
use gradus_yaml::{Data, Node};

use crate::model::{Day, Id};
use crate::schema::Shape;

/// Files by path.
pub type Skeleton = Vec<(String, String)>;

/// A whole catalogue with one course, paths relative to its folder. Its schemas are in it, so that editors find them.
pub fn catalog(title: &str, code: &Id, uid: &str, today: Day) -> Skeleton {
    let names = [("code", code.to_string()), ("title", quoted(title))];
    let mut files = vec![("catalog.yaml".to_owned(), filled(include_str!("catalog.yaml"), &names))];
    files.extend(course(code, title, uid, "courses", today));
    files.extend(Shape::ALL.map(|shape| (format!("schemas/{}.schema.json", shape.name()), shape.file_text())));
    files
}

/// A course: one module with two lessons, an item of each kind, cards, notes, plan and exam. `track` is an id of the
/// catalogue's; `today` stands for the day on which the exam's facts were checked. The folder must be listed under `courses` of
/// `catalog.yaml`.
pub fn course(code: &Id, title: &str, uid: &str, track: &str, today: Day) -> Skeleton {
    let names = [
        ("code", code.to_string()),
        ("uid", uid.to_owned()),
        ("track", track.to_owned()),
        ("today", today.to_string()),
        ("lesson", "first-steps".to_owned()),
        ("assesses-first", assesses(&["first-steps-objective"])),
        ("assesses-second", assesses(&["first-steps-questions"])),
        ("title", quoted(title)),
    ];
    let module =
        [("id", "basics".to_owned()), ("title", quoted("Basics")), ("lessons", "first-steps, next-steps".to_owned())];
    let mut files = vec![(format!("{code}/modules/basics/module.yaml"), filled(include_str!("module.yaml"), &module))];
    let texts = [
        ("course.yaml", include_str!("course/course.yaml")),
        ("exam.yaml", include_str!("course/exam.yaml")),
        ("plan.yaml", include_str!("course/plan.yaml")),
        ("modules/basics/first-steps.md", include_str!("course/first-steps.md")),
        ("modules/basics/next-steps.md", include_str!("course/next-steps.md")),
        ("questions/first-steps.md", include_str!("questions.md")),
        ("questions/next-steps.md", include_str!("course/next-steps-questions.md")),
        ("cards/first-steps.md", include_str!("course/cards.md")),
        ("notes/key-concepts.md", include_str!("course/key-concepts.md")),
        ("notes/mistakes.md", include_str!("course/mistakes.md")),
        ("notes/glossary.md", include_str!("course/glossary.md")),
        ("assets/outputs.svg", include_str!("course/outputs.svg")),
    ];
    files.extend(texts.map(|(path, text)| (format!("{code}/{path}"), filled(text, &names))));
    files
}

/// A module without lessons. Its id must be listed under `modules` of `course.yaml`.
pub fn module(course: &str, id: &Id, title: &str) -> Skeleton {
    let names = [("id", id.to_string()), ("lessons", String::new()), ("title", quoted(title))];
    vec![(format!("{course}/modules/{id}/module.yaml"), filled(include_str!("module.yaml"), &names))]
}

/// A lesson in the folder of a module. Its id must be listed under `lessons` of that module's `module.yaml`, and in a week
/// of the plan. `domain` is an id of the exam's.
pub fn lesson(module_folder: &str, id: &Id, title: &str, domain: &str) -> Skeleton {
    let names = [("id", id.to_string()), ("domain", domain.to_owned()), ("title", quoted(title))];
    vec![(format!("{module_folder}/{id}.md"), filled(include_str!("lesson.md"), &names))]
}

/// A bank with an item of each kind for a lesson. Their ids begin with the lesson's; the first two assess its objectives.
pub fn questions(course: &str, lesson: &Id, objectives: &[&str]) -> Skeleton {
    let (first, more) = objectives.split_at(objectives.len().min(1));
    let names =
        [("lesson", lesson.to_string()), ("assesses-first", assesses(first)), ("assesses-second", assesses(more))];
    vec![(format!("{course}/questions/{lesson}.md"), filled(include_str!("questions.md"), &names))]
}

/// Whether the list at a JSON pointer in a YAML text holds an id.
pub fn lists(text: &str, pointer: &str, id: &Id) -> bool {
    let source = SourceMap::new().add("", text);
    let root = gradus_yaml::parse(source, text, 0..text.len(), &mut Vec::new());
    let list = root.as_ref().and_then(|root| root.pointer(pointer));
    list.is_some_and(|list| list.items().iter().any(|item| item.as_str() == Some(id.as_str())))
}

/// A YAML text with an id added at the end of the list at a JSON pointer, as `/modules` or `/weeks/0/lessons`; the rest
/// stays as it was. `None` if there is no such list to be edited safely.
pub fn enlist(text: &str, pointer: &str, id: &Id) -> Option<String> {
    let source = SourceMap::new().add("", text);
    let root = gradus_yaml::parse(source, text, 0..text.len(), &mut Vec::new())?;
    let list = root.pointer(pointer)?;
    let Data::Sequence(items) = &list.data else { return None };
    let (at, addition) = place(text, list, items, id)?;
    let mut edited = text.to_owned();
    edited.insert_str(at, &addition);
    // A comment or an odd form of YAML may have led the edit astray: nothing but the true result is handed out.
    let again = gradus_yaml::parse(source, &edited, 0..edited.len(), &mut Vec::new())?;
    let ids = |node: &Node| node.items().iter().filter_map(Node::as_str).map(str::to_owned).collect::<Vec<_>>();
    let wanted = [ids(list), vec![id.to_string()]].concat();
    (ids(again.pointer(pointer)?) == wanted).then_some(edited)
}

/// Where to insert, and what.
fn place(text: &str, list: &Node, items: &[Node], id: &Id) -> Option<(usize, String)> {
    let start = list.span.start as usize;
    let last = items.last().map(|item| item.span.end as usize);
    if text.get(start..)?.starts_with('[') {
        return Some(match last {
            Some(last) => (last, format!(", {id}")),
            None => (start + 1, id.to_string()),
        });
    }
    let first = items.first()?.span.start as usize;
    let line = text[..first].rfind('\n').map_or(0, |at| at + 1);
    let indent = text[line..first].trim_end().strip_suffix('-')?;
    // Behind the last item's line, so that a comment stays with its item.
    let last = last?;
    let after = text[last..].find('\n').map_or(text.len(), |at| last + at);
    indent.bytes().all(|byte| byte == b' ').then(|| (after, format!("\n{indent}- {id}")))
}

/// A template with its names filled in. An author's own text comes last, so that nothing in it is taken for a name.
fn filled(template: &str, names: &[(&str, String)]) -> String {
    names.iter().fold(template.to_owned(), |text, (name, value)| text.replace(&format!("@{name}@"), value))
}

/// The attribute that names objectives.
fn assesses(objectives: &[&str]) -> String {
    if objectives.is_empty() { String::new() } else { format!(" assesses={}", objectives.join(",")) }
}

/// A text as a YAML scalar that is a string whatever it holds.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
