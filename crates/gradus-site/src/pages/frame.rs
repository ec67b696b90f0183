//! What is around every page: head, header, navigation of the course, data for scripts.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::json;

use super::links::Link;
use crate::SiteError;
use crate::build::Build;
use crate::html::{Markup, data_block, without_code_spans};
use crate::layout::{self, relative};
use crate::shelf::Shelf;

/// The content security policy: nothing but the site's own files, and nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

/// The picture that is shown beside a link to the site elsewhere.
const PICTURE: &str = "images/icon-512.png";

#[derive(Serialize)]
pub(super) struct Frame<'a> {
    /// The page's own address.
    #[serde(skip)]
    pub(super) address: String,
    kind: &'static str,
    language: &'a str,
    title: String,
    description: String,
    canonical: Option<String>,
    /// The locale as Open Graph writes it.
    og_locale: String,
    /// The address of a picture that stands for the site, which must be absolute.
    picture: Option<String>,
    /// The way to the site's root; empty or with a slash at its end.
    root: String,
    /// The way to the theme's files, with a slash at its end.
    assets: String,
    policy: &'static str,
    site_title: &'a str,
    home: String,
    course: Option<CourseFrame<'a>>,
    /// A script that runs before the page is drawn, if the theme has it: it sets the colour scheme.
    early_script: Option<&'static str>,
    scripts: Vec<&'static str>,
    /// What those are made of, and the data that they always ask for.
    #[serde(skip)]
    modules: BTreeSet<&'a str>,
    #[serde(skip)]
    fetches: Vec<String>,
    /// All of that for the early script, which begins them.
    loads: Markup,
    /// Whose texts the page has: its scripts', and those of scripts that these are made of.
    #[serde(skip)]
    speakers: Vec<&'static str>,
    /// Texts for the scripts, by key.
    texts: Markup,
    data: Vec<Data>,
}

#[derive(Serialize)]
struct CourseFrame<'a> {
    code: &'a str,
    title: &'a str,
    href: String,
    links: Vec<NavLink>,
    search: String,
    /// The mock exam, for a reminder while one runs; its own page and the course's say more.
    exam: Option<String>,
    /// What was released, if anything was.
    releases: Option<String>,
    /// The same for feed readers, if the site has an address.
    feed: Option<Link>,
}

#[derive(Serialize)]
struct NavLink {
    key: &'static str,
    href: String,
    current: bool,
}

/// A block of data in the page.
#[derive(Serialize)]
struct Data {
    id: &'static str,
    media_type: &'static str,
    json: Markup,
}

impl<'a> Frame<'a> {
    /// The frame of a page of the catalogue.
    pub(super) fn new(
        build: &'a Build<'_>,
        kind: &'static str,
        address: String,
        title: &str,
        description: &str,
    ) -> Result<Self, SiteError> {
        let site_title = build.catalog.title.as_str();
        let title = if title == site_title { title.to_owned() } else { format!("{title} · {site_title}") };
        // A host shows the page "not found" at any depth, where a relative way leads nowhere.
        let root = match build.base_url.filter(|_| address == layout::NOT_FOUND) {
            Some(base) => base.to_owned(),
            None => layout::root(&address),
        };
        let frame = Frame {
            kind,
            language: &build.catalog.locale,
            title,
            description: without_code_spans(description),
            canonical: build.base_url.map(|base| layout::absolute(base, &address)),
            og_locale: build.catalog.locale.replace('-', "_"),
            picture: build
                .base_url
                .filter(|_| build.statics.has(PICTURE))
                .map(|base| layout::absolute(base, &format!("{}{PICTURE}", build.statics.folder()))),
            assets: format!("{root}{}", build.statics.folder()),
            home: format!("{root}{}", layout::CATALOGUE),
            root,
            policy: POLICY,
            site_title,
            course: None,
            early_script: build.statics.has_script("theme").then_some("theme"),
            scripts: Vec::new(),
            modules: BTreeSet::new(),
            fetches: Vec::new(),
            loads: Markup::default(),
            speakers: Vec::new(),
            texts: Markup::default(),
            data: Vec::new(),
            address,
        };
        let offline = build.worker.is_some().then_some("offline");
        frame.scripts(build, &["site"])?.scripts(build, offline.as_slice())
    }

    /// The frame of a page of a course. `current` is the key of its place in the navigation, if it has one.
    pub(super) fn of_course(
        build: &'a Build<'_>,
        shelf: &Shelf<'a>,
        kind: &'static str,
        address: String,
        title: &str,
        description: &str,
    ) -> Result<Self, SiteError> {
        let course = shelf.course;
        let code = course.code.value.as_str();
        let mut frame = Frame::new(build, kind, address, title, description)?;
        frame.language = &course.locale;
        frame.og_locale = course.locale.replace('-', "_");
        if kind != "course" {
            frame.title = format!("{title} · {}", code.to_uppercase());
        }
        let layout = shelf.layout;
        let links = [
            ("course", layout.index()),
            ("practice", layout.practice()),
            ("exam", layout.exam()),
            ("flashcards", layout.flashcards()),
            ("plan", layout.plan()),
            ("progress", layout.progress()),
            ("glossary", layout.glossary()),
            ("downloads", layout.downloads()),
        ];
        let links = links.map(|(key, to)| NavLink { key, href: relative(&frame.address, &to), current: key == kind });
        let href = relative(&frame.address, &layout.index());
        let search = relative(&frame.address, &layout.search());
        let exam = (!matches!(kind, "course" | "exam")).then(|| relative(&frame.address, &layout.exam()));
        let releases = course.release().map(|_| relative(&frame.address, &layout.releases()));
        let feed = build.base_url.filter(|_| releases.is_some()).map(|_| Link {
            title: build.messages.format("releases.feed-title", &[("course", &course.title)]),
            href: relative(&frame.address, &layout.feed()),
        });
        let links = links.into();
        frame.course = Some(CourseFrame { code, title: &course.title, href, links, search, exam, releases, feed });
        frame.scripts(build, &["search"])
    }

    /// Loads scripts, with the texts that they show.
    pub(super) fn scripts(mut self, build: &'a Build<'_>, names: &[&'static str]) -> Result<Self, SiteError> {
        self.scripts.extend(names.iter().filter(|name| build.statics.has_script(name)));
        self.modules.extend(names.iter().flat_map(|name| build.statics.modules_of(name)).map(String::as_str));
        self.texts(build, names)
    }

    /// Names a file of data that the page's scripts always ask for.
    pub(super) fn fetches(mut self, to: &str) -> Self {
        self.fetches.push(relative(&self.address, to));
        self
    }

    /// Writes down what the early script is to begin.
    pub(super) fn with_loads(mut self) -> Result<Self, SiteError> {
        let scripts: Vec<_> = self.scripts.iter().map(|name| format!("scripts/{name}.js")).collect();
        let loads = json!({"scripts": scripts, "modules": self.modules, "fetches": self.fetches});
        self.loads = Markup::trusted(data_block(&loads)?);
        Ok(self)
    }

    /// Adds texts that are kept under other scripts' names.
    pub(super) fn texts(mut self, build: &Build<'_>, names: &[&'static str]) -> Result<Self, SiteError> {
        self.speakers.extend(names);
        let mut texts = BTreeMap::new();
        for name in &self.speakers {
            let prefix = format!("script.{name}.");
            texts.extend(build.messages.below(&prefix).map(|(key, text)| (format!("{name}.{key}"), text.to_owned())));
        }
        self.texts = if texts.is_empty() { Markup::default() } else { Markup::trusted(data_block(&texts)?) };
        Ok(self)
    }

    /// Adds data for scripts or search engines.
    pub(super) fn data(
        mut self,
        id: &'static str,
        media_type: &'static str,
        value: &impl Serialize,
    ) -> Result<Self, SiteError> {
        self.data.push(Data { id, media_type, json: Markup::trusted(data_block(value)?) });
        Ok(self)
    }

    /// Adds what every script must know of a course: under what it keeps what the learner does.
    pub(super) fn course_identity(self, shelf: &Shelf<'_>) -> Result<Self, SiteError> {
        let data = json!({"uid": shelf.course.uid.value, "code": shelf.course.code.value});
        self.data("_course", "application/json", &data)
    }

    /// Adds what scripts must know of a course: its identity, domains, lessons and mock exam.
    pub(super) fn course_data(self, shelf: &Shelf<'_>) -> Result<Self, SiteError> {
        let course = shelf.course;
        let domains = course
            .exam
            .domains
            .iter()
            .map(|domain| json!({"id": domain.id.value, "title": domain.title, "weight": domain.weight.value}));
        let lessons = shelf.lessons.iter().map(|(module, lesson)| {
            json!({
                "id": lesson.id.value,
                "title": lesson.title,
                "module": module.id.value,
                "minutes": lesson.minutes.total(),
                "href": relative(&self.address, &shelf.layout.lesson(lesson.id.as_str())),
            })
        });
        let weeks = course.plan.weeks.iter().map(|week| {
            let lessons: Vec<_> = week.lessons.iter().map(|lesson| &lesson.value).collect();
            json!({"number": week.number, "theme": week.theme, "lessons": lessons})
        });
        let data = json!({
            "uid": course.uid.value,
            "code": course.code.value,
            "title": course.title,
            "release": course.release().map(|release| release.version.as_str()),
            "passMark": course.exam.pass_mark,
            "mock": {"questions": course.exam.mock.questions, "minutes": course.exam.mock.minutes},
            "exam": {"tasks": course.exam_task_count(), "minutes": course.exam.minutes},
            "domains": domains.collect::<Vec<_>>(),
            "lessons": lessons.collect::<Vec<_>>(),
            "weeks": weeks.collect::<Vec<_>>(),
            "items": relative(&self.address, &shelf.layout.items()),
            "pages": {
                "practice": relative(&self.address, &shelf.layout.practice()),
                "exam": relative(&self.address, &shelf.layout.exam()),
                "flashcards": relative(&self.address, &shelf.layout.flashcards()),
                "plan": relative(&self.address, &shelf.layout.plan()),
                "progress": relative(&self.address, &shelf.layout.progress()),
            },
        });
        self.data("_course", "application/json", &data)
    }

    /// A link from this page.
    pub(super) fn link(&self, title: impl Into<String>, to: &str) -> Link {
        Link { title: title.into(), href: relative(&self.address, to) }
    }
}
