//! Where a new part goes: what was named, or what is most likely meant.

use gradus_core::model::{Catalog, Course, Id, Module};
use gradus_diagnostics::did_you_mean;

use crate::failure::Failure;

/// The course of a code, or the only one.
pub(super) fn course<'a>(catalog: &'a Catalog, code: Option<&str>) -> Result<&'a Course, Failure> {
    let codes = || catalog.courses.iter().map(|course| course.code.value.as_str());
    match (code, catalog.courses.as_slice()) {
        (None, [only]) => Ok(only),
        (None, _) => Err(Failure::new("the catalogue has several courses")
            .help(format!("name one with `--course`: {}", list(codes())))),
        (Some(code), courses) => courses
            .iter()
            .find(|course| course.code.value.as_str() == code)
            .ok_or_else(|| unknown("course", code, codes())),
    }
}

/// The track of an id, or the first.
pub(super) fn track<'a>(catalog: &'a Catalog, id: Option<&str>) -> Result<&'a Id, Failure> {
    let tracks = || catalog.tracks.iter().map(|track| &track.id.value);
    named("track", id, tracks).and_then(|named| {
        named
            .or_else(|| tracks().next())
            .ok_or_else(|| Failure::new("the catalogue has no track").help("add one to `catalog.yaml`"))
    })
}

/// The module of an id.
pub(super) fn module<'a>(course: &'a Course, id: &str) -> Result<&'a Module, Failure> {
    let ids = course.modules.iter().map(|module| module.id.value.as_str());
    course.modules.iter().find(|module| module.id.value.as_str() == id).ok_or_else(|| unknown("module", id, ids))
}

/// The lesson of an id.
pub(super) fn lesson<'a>(course: &'a Course, id: &str) -> Result<&'a Id, Failure> {
    let ids = || course.lessons().map(|(_, lesson)| &lesson.id.value);
    ids().find(|known| known.as_str() == id).ok_or_else(|| unknown("lesson", id, ids().map(Id::as_str)))
}

/// The domain of an id, or that of the module's last lesson, or the first.
pub(super) fn domain<'a>(course: &'a Course, module: &'a Module, id: Option<&str>) -> Result<&'a Id, Failure> {
    let domains = || course.exam.domains.iter().map(|domain| &domain.id.value);
    let likely = || module.lessons.last().and_then(|lesson| lesson.domains.first()).map(|domain| &domain.value);
    named("domain", id, domains)?
        .or_else(likely)
        .or_else(|| domains().next())
        .ok_or_else(|| Failure::new("the exam has no domain").help("add one to `exam.yaml`"))
}

/// The index of a week in the plan: the one asked for, that of the module's last lesson, or the last.
pub(super) fn week(course: &Course, module: &Module, number: Option<usize>) -> Result<usize, Failure> {
    let weeks = &course.plan.weeks;
    if let Some(number) = number {
        let index = number.checked_sub(1).filter(|&index| index < weeks.len());
        return index.ok_or_else(|| Failure::new(format!("the plan has no week {number}; it has {}", weeks.len())));
    }
    let before = module.lessons.last().map(|lesson| &lesson.id.value);
    let covers = |id: &Id| weeks.iter().rposition(|week| week.lessons.iter().any(|lesson| lesson.value == *id));
    before
        .and_then(covers)
        .or_else(|| weeks.len().checked_sub(1))
        .ok_or_else(|| Failure::new("the plan has no week").help("add one to `plan.yaml`"))
}

/// The id that was named, if one was.
fn named<'a, I>(what: &str, id: Option<&str>, known: impl Fn() -> I) -> Result<Option<&'a Id>, Failure>
where
    I: Iterator<Item = &'a Id>,
{
    let Some(id) = id else { return Ok(None) };
    known().find(|known| known.as_str() == id).map(Some).ok_or_else(|| unknown(what, id, known().map(Id::as_str)))
}

fn unknown<'a>(what: &str, id: &str, known: impl Iterator<Item = &'a str>) -> Failure {
    let known: Vec<&str> = known.collect();
    let failure = Failure::new(format!("there is no {what} `{id}`"));
    match did_you_mean(id, known.iter().copied()) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help(format!("there are {}", list(known.into_iter()))),
    }
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
