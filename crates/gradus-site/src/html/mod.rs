//! The tree of blocks and inlines as HTML: one exhaustive match for each, into one buffer, everything escaped.
//!
//! What comes out is trusted markup: templates put it in as it is.

mod blocks;
mod code;
mod escape;
mod image;
mod inlines;

use gradus_content::{Block, Inline};
use gradus_core::model::{Course, Part};
use gradus_theme::Messages;
use serde::Serialize;

use crate::highlight::Highlighter;
use crate::icons::Icons;
use crate::layout::{CourseLayout, relative};

pub(crate) use escape::{data_block, escape};
pub(crate) use inlines::{code_spans, without_code_spans};

/// HTML that is safe to put into a page as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Markup(String);

impl Markup {
    /// Vouches for HTML made elsewhere in this crate.
    pub(crate) fn trusted(html: String) -> Self {
        Markup(html)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Which cloze deletions are hidden.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum ClozeView {
    /// None: the text as it is.
    #[default]
    Text,
    /// The one with this number, behind its hint.
    Front(u16),
    /// None, and the one with this number is marked.
    Back(u16),
}

/// What markup depends on besides the tree: the course its links lead into, the page it stands on, the texts around it.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) course: &'a Course,
    pub(crate) messages: &'a Messages,
    pub(crate) highlighter: &'a Highlighter,
    pub(crate) icons: &'a Icons,
    /// The page's address.
    pub(crate) page: &'a str,
    /// The item of the page that the text belongs to, if there are several: its headings' anchors begin with it.
    pub(crate) item: Option<&'a str>,
    pub(crate) cloze: ClozeView,
}

impl<'a> Scope<'a> {
    /// The same for the text of one item of the page.
    pub(crate) fn of_item(self, item: &'a str) -> Self {
        Scope { item: Some(item), ..self }
    }

    /// The same for one side of a cloze card.
    pub(crate) fn cloze(self, cloze: ClozeView) -> Self {
        Scope { cloze, ..self }
    }

    pub(crate) fn blocks(self, blocks: &[Block]) -> Markup {
        let mut out = String::new();
        blocks::write(self, blocks, &mut out);
        Markup(out)
    }

    pub(crate) fn inlines(self, inlines: &[Inline]) -> Markup {
        let mut out = String::new();
        inlines::write(self, inlines, &mut out);
        Markup(out)
    }

    pub(crate) fn layout(self) -> CourseLayout<'a> {
        CourseLayout::new(self.course.code.value.as_str())
    }

    /// The way from this page to an address of the site.
    pub(crate) fn to(self, address: &str) -> String {
        relative(self.page, address)
    }

    /// The anchor of a heading on this page.
    fn anchor(self, anchor: &str) -> String {
        match self.item {
            Some(item) => format!("{item}.{anchor}"),
            None => anchor.to_owned(),
        }
    }

    /// The way to a part of the course; `None` for items that are on no page.
    fn part(self, part: Part<'_>, anchor: Option<&str>) -> Option<String> {
        let layout = self.layout();
        let within = |page: String| match anchor {
            Some(anchor) => format!("{page}#{anchor}"),
            None => page,
        };
        // The headings of an item carry its id, because others stand on the same page.
        let of_item = |item: String| match anchor {
            Some(anchor) => format!("{item}.{anchor}"),
            None => item,
        };
        let address = match part {
            Part::Module(module) => within(layout.module(module.id.as_str())),
            Part::Lesson(_, lesson) => within(layout.lesson(lesson.id.as_str())),
            Part::Question(question) if question.retired.is_some() => return None,
            Part::Question(question) => of_item(layout.question(question.lesson.as_str(), question.id.as_str())),
            Part::Card(card) if card.retired.is_some() => return None,
            Part::Card(card) => of_item(layout.card(card.id.as_str())),
            Part::Term(term) => of_item(layout.term(term.id.as_str())),
        };
        Some(self.to(&address))
    }
}
