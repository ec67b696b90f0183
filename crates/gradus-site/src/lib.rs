//! An edition as a website: static pages that need no server, no script and no other host.
//!
//! [`Site`] turns the tree of blocks into HTML ([`html`]), fills one small context for each page ([`pages`]) and leaves the
//! page's shape to the theme's templates. Where things stand is decided in [`layout`] alone; links are relative, so a site
//! works from any folder. What questions do when one answers them is for the theme's scripts.

mod build;
mod comments;
mod date;
mod highlight;
mod html;
mod icons;
mod imports;
mod layout;
mod offline;
mod pages;
mod shelf;
mod statics;
mod templates;

use gradus_core::{Artifacts, Edition, GenerateError, Generated, Generator};

use build::Build;
use highlight::Highlighter;
use shelf::Shelf;

/// The generator. Keep one for many builds: it remembers highlighted code.
#[derive(Default)]
pub struct Site {
    highlighter: Highlighter,
    preview: bool,
}

impl Site {
    /// The generator's name, and the folder of its output.
    pub const NAME: &'static str = "site";

    /// A site to look at while it is written: browsers do not keep it.
    pub fn preview() -> Self {
        Site { preview: true, ..Site::default() }
    }
}

/// The part of a site that search adds to a build: the list of what can be found, for each course in turn, as JSON. The site
/// holds these already; alone they are for measuring (`examples/search.rs`).
pub fn search_lists(edition: &Edition) -> Result<Vec<Vec<u8>>, GenerateError> {
    let lists = edition.catalog().courses.iter().map(|course| pages::search_entries(&Shelf::new(course)));
    Ok(lists.collect::<Result<_, SiteError>>()?)
}

impl Generator for Site {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn presents_others(&self) -> bool {
        true
    }

    fn generate(&self, edition: &Edition, built: &Artifacts) -> Result<Generated, GenerateError> {
        let build = Build::new(edition, built, &self.highlighter, self.preview)?;
        let artifacts = pages::all(&build)?;
        self.highlighter.forget_unused();
        Ok(Generated { artifacts, diagnostics: Vec::new() })
    }
}

/// Something in the theme or in Gradus stands in the way of a page.
#[derive(Debug, thiserror::Error)]
enum SiteError {
    #[error(transparent)]
    Theme(#[from] gradus_theme::ThemeError),
    #[error("a template: {0}")]
    Template(Box<tera::Error>),
    #[error("the page `{page}`: {source}")]
    Page { page: String, source: Box<tera::Error> },
    #[error("data for the page's scripts: {0}")]
    Data(#[from] serde_json::Error),
}

impl From<SiteError> for GenerateError {
    fn from(error: SiteError) -> Self {
        GenerateError::new(Site::NAME, error.to_string(), error)
    }
}
