//! What all pages of one build share.

use gradus_core::model::{Catalog, Course};
use gradus_core::{Artifacts, Edition};
use gradus_theme::{Messages, Theme};

use crate::SiteError;
use crate::highlight::Highlighter;
use crate::html::{ClozeView, Scope};
use crate::icons::Icons;
use crate::statics::Statics;
use crate::templates::Templates;

pub(crate) struct Build<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) base_url: Option<&'a str>,
    /// What the other generators made.
    pub(crate) built: &'a Artifacts,
    pub(crate) messages: Messages,
    pub(crate) icons: Icons,
    pub(crate) statics: Statics,
    pub(crate) templates: Templates,
    /// The theme's service worker, unless the site is a preview: what is looked at while it is written must never be kept.
    pub(crate) worker: Option<String>,
    highlighter: &'a Highlighter,
}

impl<'a> Build<'a> {
    pub(crate) fn new(
        edition: &'a Edition,
        built: &'a Artifacts,
        highlighter: &'a Highlighter,
        preview: bool,
    ) -> Result<Self, SiteError> {
        let catalog = edition.catalog();
        let theme = Theme::new(catalog.theme.clone());
        let messages = Messages::load(&theme, &catalog.locale)?;
        let icons = Icons::load(&theme)?;
        let statics = Statics::load(&theme)?;
        let templates = Templates::load(&theme, &messages, &icons)?;
        let worker = if preview { None } else { Some(theme.text("site/service-worker.js")?.into_owned()) };
        Ok(Build {
            worker,
            catalog,
            base_url: edition.base_url(),
            built,
            messages,
            icons,
            statics,
            templates,
            highlighter,
        })
    }

    /// The scope of a course's text on a page.
    pub(crate) fn scope<'s>(&'s self, course: &'s Course, page: &'s str) -> Scope<'s> {
        Scope {
            course,
            messages: &self.messages,
            highlighter: self.highlighter,
            icons: &self.icons,
            page,
            item: None,
            cloze: ClozeView::Text,
        }
    }

    pub(crate) fn text(&self, key: &str) -> String {
        self.messages.format(key, &[])
    }

    /// A length of time for people: minutes below an hour and a half, else hours to the half.
    pub(crate) fn duration(&self, minutes: u32) -> String {
        if minutes < 90 {
            return self.messages.count("minutes", minutes.into());
        }
        let halves = (minutes + 15) / 30;
        match (halves / 2, halves % 2) {
            (hours, 0) => self.messages.count("hours", hours.into()),
            (hours, _) => self.messages.format("hours", &[("count", &format!("{hours}½"))]),
        }
    }
}
