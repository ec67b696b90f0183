//! The pages: for each kind one small context that a template shows, and one list of all pages.

mod card;
mod catalogue;
mod course;
mod downloads;
mod exam;
mod flashcards;
mod frame;
mod glossary;
mod items;
mod lesson;
mod links;
mod mock_exam;
mod module;
mod not_found;
mod notes;
mod plan;
mod practice;
mod progress;
mod question;
mod releases;
mod search;
mod sitemap;
mod structured;

use gradus_core::Artifacts;
use gradus_core::model::{Lesson, Module};
use rayon::prelude::*;
use serde::Serialize;

use crate::SiteError;
use crate::build::Build;
use crate::layout;
use crate::offline;
use crate::shelf::Shelf;
use frame::Frame;

/// A page that is to be made.
enum Page<'a> {
    Catalogue,
    NotFound,
    Offline,
    Course(&'a Shelf<'a>),
    Module(&'a Shelf<'a>, &'a Module),
    Lesson(&'a Shelf<'a>, usize),
    Practice(&'a Shelf<'a>),
    PracticeOf(&'a Shelf<'a>, usize),
    MockExam(&'a Shelf<'a>),
    Flashcards(&'a Shelf<'a>),
    Plan(&'a Shelf<'a>),
    Progress(&'a Shelf<'a>),
    Glossary(&'a Shelf<'a>),
    Search(&'a Shelf<'a>),
    Downloads(&'a Shelf<'a>),
    Releases(&'a Shelf<'a>),
}

/// A page that is made.
struct Made {
    address: String,
    html: String,
}

/// Every file of the site.
pub(crate) fn all(build: &Build<'_>) -> Result<Artifacts, SiteError> {
    let shelves: Vec<Shelf<'_>> = build.catalog.courses.iter().map(Shelf::new).collect();
    let pages = list(&shelves);
    let made: Vec<Made> = pages.par_iter().map(|page| make(build, &shelves, page)).collect::<Result<_, _>>()?;

    let mut artifacts = Artifacts::new();
    if let Some(base_url) = build.base_url {
        let addresses = made
            .iter()
            .map(|page| page.address.as_str())
            .filter(|address| ![layout::NOT_FOUND, layout::OFFLINE].contains(address));
        artifacts.insert(place(layout::SITEMAP), sitemap::write(base_url, addresses));
    }
    for page in made {
        artifacts.insert(place(&page.address), page.html);
    }
    for shelf in &shelves {
        artifacts.insert(place(&shelf.layout.practice_items()), practice::items(shelf)?);
        artifacts.insert(place(&shelf.layout.items()), items::write(shelf)?);
        artifacts.insert(place(&shelf.layout.search_entries()), search_entries(shelf)?);
        if let Some(feed) = releases::feed(build, shelf) {
            artifacts.insert(place(&shelf.layout.feed()), feed);
        }
        for (path, asset) in &shelf.course.assets {
            artifacts.insert(place(&shelf.layout.asset(path)), asset.bytes.clone());
        }
        for (name, bytes) in downloads::of_course(build, shelf) {
            artifacts.insert(place(&shelf.layout.download(name)), bytes);
        }
    }
    artifacts.insert(place(layout::MANIFEST), offline::manifest(build)?);
    build.statics.write(&mut artifacts);
    offline::add(build, &shelves, &mut artifacts)?;
    Ok(artifacts)
}

/// What a course's page of search can find, as JSON.
pub(crate) fn search_entries(shelf: &Shelf<'_>) -> Result<Vec<u8>, SiteError> {
    search::entries(shelf)
}

fn place(address: &str) -> String {
    format!("site/{address}")
}

fn list<'a>(shelves: &'a [Shelf<'a>]) -> Vec<Page<'a>> {
    let mut pages = vec![Page::Catalogue, Page::NotFound, Page::Offline];
    for shelf in shelves {
        pages.push(Page::Course(shelf));
        pages.extend(shelf.course.modules.iter().map(|module| Page::Module(shelf, module)));
        pages.extend((0..shelf.lessons.len()).map(|at| Page::Lesson(shelf, at)));
        let practised = |at: &usize| !shelf.questions_of(&shelf.lessons[*at].1.id.value).is_empty();
        pages.extend((0..shelf.lessons.len()).filter(practised).map(|at| Page::PracticeOf(shelf, at)));
        pages.extend([
            Page::Practice(shelf),
            Page::MockExam(shelf),
            Page::Flashcards(shelf),
            Page::Plan(shelf),
            Page::Progress(shelf),
            Page::Glossary(shelf),
            Page::Search(shelf),
            Page::Downloads(shelf),
        ]);
        pages.extend(shelf.course.release().map(|_| Page::Releases(shelf)));
    }
    pages
}

fn make(build: &Build<'_>, shelves: &[Shelf<'_>], page: &Page<'_>) -> Result<Made, SiteError> {
    match page {
        Page::Catalogue => catalogue::make(build, shelves),
        Page::NotFound => not_found::make(build),
        Page::Offline => not_found::offline(build),
        Page::Course(shelf) => course::make(build, shelf),
        Page::Module(shelf, module) => module::make(build, shelf, module),
        Page::Lesson(shelf, at) => lesson::make(build, shelf, *at),
        Page::Practice(shelf) => practice::make(build, shelf),
        Page::PracticeOf(shelf, at) => practice::of_lesson(build, shelf, *at),
        Page::MockExam(shelf) => mock_exam::make(build, shelf),
        Page::Flashcards(shelf) => flashcards::make(build, shelf),
        Page::Plan(shelf) => plan::make(build, shelf),
        Page::Progress(shelf) => progress::make(build, shelf),
        Page::Glossary(shelf) => glossary::make(build, shelf),
        Page::Search(shelf) => search::make(build, shelf),
        Page::Downloads(shelf) => downloads::make(build, shelf),
        Page::Releases(shelf) => releases::make(build, shelf),
    }
}

/// Fills in a page's template.
fn fill(build: &Build<'_>, template: &str, frame: Frame<'_>, page: &impl Serialize) -> Result<Made, SiteError> {
    let frame = frame.with_loads()?;
    match build.templates.render(template, &frame, page) {
        Ok(html) => Ok(Made { address: frame.address, html }),
        Err(source) => Err(SiteError::Page { page: frame.address, source: Box::new(source) }),
    }
}

/// "01" for the first module, as the course writes it.
fn module_number(module: &Module) -> String {
    format!("{:02}", module.number)
}

/// "2.1" for the first lesson of the second module.
fn lesson_number(module: &Module, lesson: &Lesson) -> String {
    format!("{}.{}", module.number, lesson.number)
}
