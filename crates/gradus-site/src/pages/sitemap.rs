//! The sitemap: addresses alone, since a date of change would have to come from a clock.

use crate::html::escape;
use crate::layout::absolute;

pub(super) fn write<'a>(base_url: &str, addresses: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for address in addresses {
        out.push_str("<url><loc>");
        escape(&absolute(base_url, address), &mut out);
        out.push_str("</loc></url>\n");
    }
    out.push_str("</urlset>\n");
    out
}
