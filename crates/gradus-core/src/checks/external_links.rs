//! The addresses that a catalogue leads to. Whether they answer is for who has a network: core asks nobody.

use gradus_content::{Inline, InlineKind, LinkTarget, Visit};
use gradus_diagnostics::Spanned;

use super::prose;
use crate::model::Catalog;

/// Every link to a page elsewhere, in the order of the courses. What `course.yaml` and `exam.yaml` name stands at the file.
pub fn external_links(catalog: &Catalog) -> Vec<Spanned<String>> {
    let mut links = Links(Vec::new());
    for course in &catalog.courses {
        let named = course.prerequisites.iter().filter_map(|it| it.url.as_ref());
        let named = named.chain(course.podcast.as_ref().map(|it| &it.url));
        links.0.extend(named.map(|url| Spanned::new(url.clone(), course.span)));
        let sources = course.exam.sources.iter();
        links.0.extend(sources.map(|source| Spanned::new(source.url.clone(), course.exam.span)));
        prose::texts(course).iter().for_each(|text| text.walk(&mut links));
    }
    links.0.retain(|link| link.value.starts_with("https://") || link.value.starts_with("http://"));
    links.0
}

struct Links(Vec<Spanned<String>>);

impl Visit for Links {
    fn inline(&mut self, inline: &Inline) {
        if let InlineKind::Link { link, .. } = &inline.kind
            && let LinkTarget::External(address) = &link.target
        {
            self.0.push(Spanned::new(address.clone(), link.written.span));
        }
    }
}
