//! Where links and images lead.
//!
//! A link is checked by its form alone: a known scheme, an anchor or an asset. That the target exists is for the checks
//! that know the course.

use std::ops::Range;

use gradus_diagnostics::{Diagnostic, Fix, Guess, RuleId, Span, Spanned, guess};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::rules::{EXTERNAL_IMAGE, LINK_TARGET, MISSING_ALTERNATIVE_TEXT, PATH_OUTSIDE, UNSAFE_LINK};
use crate::{Figure, Inline, InlineKind, Link, LinkTarget, PartKind, PartRef, plain_inlines};

use super::blocks::Reader;
use super::leaf::is_block;
use super::slug::is_id;

const SCHEMES: &str = "write a part of the course as `lesson:id` (or `module:`, `question:`, `task:`, `card:`, `term:`), \
                       a heading of this text as `#id`, a file as `assets/…`, a page elsewhere with `https://`, words for the index with `index:`";

impl Reader<'_, '_> {
    /// A link, or only its text where the target is refused.
    pub(super) fn link(
        &mut self,
        out: &mut Vec<Inline>,
        link_type: LinkType,
        address: String,
        written: Range<usize>,
        content: Vec<Inline>,
        range: Range<usize>,
    ) {
        let address = if link_type == LinkType::Email { format!("mailto:{address}") } else { address };
        let written = Spanned::new(address, self.marked.span(written));
        match target(&written) {
            Ok(target) => {
                let link = Box::new(Link { target, written });
                self.push(out, range, InlineKind::Link { link, content });
            }
            Err(finding) => {
                self.diagnostics.push(*finding);
                out.extend(content);
            }
        }
    }

    /// An image's path and alternative text.
    pub(super) fn image(
        &mut self,
        link_type: LinkType,
        address: String,
        id: &str,
        range: &Range<usize>,
    ) -> (Spanned<String>, String) {
        self.images += 1;
        let content = self.nested(range, Self::inlines);
        self.images -= 1;
        let written = self.destination(link_type, range, &address, id);
        self.end();
        let path = Spanned::new(address, self.marked.span(written));
        if let Err(finding) = image_path(&path) {
            self.diagnostics.push(*finding);
        }
        let alt = plain_inlines(&content);
        if alt.trim().is_empty() {
            let finding = Diagnostic::error(
                MISSING_ALTERNATIVE_TEXT,
                self.span(range.clone()),
                "this image has no alternative text",
            );
            self.diagnostics
                .push(finding.help("say between the brackets what it shows: `![two Pods and a policy](assets/…)`"));
        }
        (path, alt)
    }

    /// An image that is alone in its paragraph.
    pub(super) fn figure(&mut self) -> Option<Figure> {
        if !matches!(self.peek(), Some((Event::Start(Tag::Image { .. }), _))) || !self.image_stands_alone() {
            return None;
        }
        let (Event::Start(Tag::Image { link_type, dest_url, title, id }), range) = self.next()? else { return None };
        let (path, alt) = self.image(link_type, dest_url.into_string(), &id, &range);
        let caption = Some(title.trim()).filter(|title| !title.is_empty()).map(str::to_owned);
        Some(Figure { path, alt, caption })
    }

    fn image_stands_alone(&self) -> bool {
        let mut depth = 0usize;
        for (event, _) in self.ahead() {
            match event {
                Event::Start(Tag::Image { .. }) => depth += 1,
                Event::End(TagEnd::Image) => depth = depth.saturating_sub(1),
                event if depth == 0 => return is_block(event),
                _ => {}
            }
        }
        true
    }

    /// The bytes of a link's target: within the parentheses, the angle brackets, or the definition of its label. Called
    /// when the link's content has been read.
    pub(super) fn destination(
        &self,
        link_type: LinkType,
        range: &Range<usize>,
        address: &str,
        id: &str,
    ) -> Range<usize> {
        let text: &str = &self.marked.text;
        let (from, end) = match link_type {
            LinkType::Autolink | LinkType::Email => return range.start + 1..range.end - 1,
            LinkType::Inline => {
                let after = self.content_end(range);
                (text[after..range.end].find("](").map(|at| after + at + 2), range.end - 1)
            }
            _ => {
                let definition = self.definitions.get(id).cloned().unwrap_or_else(|| range.clone());
                (text[definition.clone()].find("]:").map(|at| definition.start + at + 2), definition.end)
            }
        };
        let Some(from) = from.filter(|from| *from <= end) else { return range.clone() };
        let start = from + text[from..end].find(|c: char| !c.is_whitespace()).unwrap_or(0);
        let rest = &text[start..end];
        if let Some(angle) = rest.strip_prefix('<') {
            return start + 1..start + 1 + angle.find('>').unwrap_or(angle.len());
        }
        // Escapes and entities make the address shorter than what is written.
        let length = if rest.starts_with(address) {
            address.len()
        } else {
            rest.find(char::is_whitespace).unwrap_or(rest.len())
        };
        start..start + length
    }
}

fn fail<T>(rule: RuleId, span: Span, message: String, help: impl Into<String>) -> Result<T, Box<Diagnostic>> {
    Err(Box::new(Diagnostic::error(rule, span, message).help(help)))
}

/// The scheme of an address and what follows the colon.
fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    valid.then_some((scheme, rest))
}

/// What a link's address means.
fn target(written: &Spanned<String>) -> Result<LinkTarget, Box<Diagnostic>> {
    let (address, span) = (written.value.as_str(), written.span);
    if let Some(anchor) = address.strip_prefix('#') {
        if anchor.is_empty() {
            return fail(
                LINK_TARGET,
                span,
                "this link leads to no heading".to_owned(),
                "write the heading's id: `#some-id`",
            );
        }
        return Ok(LinkTarget::Anchor(anchor.to_owned()));
    }
    let Some((scheme, rest)) = scheme(address) else {
        return asset(written).map(LinkTarget::Asset);
    };
    if let Some(kind) = PartKind::ALL.into_iter().find(|kind| kind.scheme() == scheme) {
        return part(kind, rest, span);
    }
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" if rest.strip_prefix("//").is_some_and(|host| !host.is_empty() && !host.starts_with('/')) => {
            Ok(LinkTarget::External(address.to_owned()))
        }
        "http" | "https" => fail(
            LINK_TARGET,
            span,
            format!("`{address}` names no host"),
            "write the whole address: `https://example.org/page`",
        ),
        "mailto" if !rest.is_empty() => Ok(LinkTarget::External(address.to_owned())),
        lower @ ("javascript" | "data" | "vbscript") => fail(
            UNSAFE_LINK,
            span,
            format!("a `{lower}:` link could run code in a reader's browser"),
            "link to a page: `https://…`",
        ),
        lower => {
            let known = PartKind::ALL.map(PartKind::scheme).into_iter().chain(["index", "http", "https", "mailto"]);
            // A different case is a slip too: `Lesson:x`.
            let same = known.clone().find(|known| *known == lower).map(|word| Guess { word, certain: true });
            let mut finding =
                Diagnostic::error(UNSAFE_LINK, span, format!("`{scheme}:` is not a scheme that links may use"));
            if let Some(near) = same.or_else(|| guess(lower, known)) {
                let meant = format!("{}:{rest}", near.word);
                let fix = Fix::replace(span, address, meant.as_str());
                let fix = if near.certain { fix } else { fix.suggested() };
                finding = finding.help(format!("did you mean `{meant}`?")).fix(fix);
            }
            Err(Box::new(finding.help(SCHEMES)))
        }
    }
}

fn part(kind: PartKind, rest: &str, span: Span) -> Result<LinkTarget, Box<Diagnostic>> {
    let (id, anchor) = match rest.split_once('#') {
        Some((id, anchor)) => (id, Some(anchor)),
        None => (rest, None),
    };
    if !is_id(id) {
        let message = if id.is_empty() { format!("`{kind}:` names nothing") } else { format!("`{id}` is not an id") };
        let like = id.to_lowercase().replace(['_', ' '], "-");
        let like = if is_id(&like) { like } else { "some-id".to_owned() };
        return fail(LINK_TARGET, span, message, format!("write `{kind}:{like}`, with `a-z`, `0-9` and `-`"));
    }
    if anchor == Some("") {
        return fail(
            LINK_TARGET,
            span,
            "no heading is named after `#`".to_owned(),
            format!("write `{kind}:{id}` or `{kind}:{id}#heading`"),
        );
    }
    Ok(LinkTarget::Part(PartRef { kind, id: id.to_owned(), anchor: anchor.map(str::to_owned) }))
}

/// A path within `assets/`.
fn asset(written: &Spanned<String>) -> Result<String, Box<Diagnostic>> {
    let (path, span) = (written.value.as_str(), written.span);
    let lower = path.to_ascii_lowercase();
    let disguised = ["%2e", "%2f", "%5c"].iter().any(|code| lower.contains(code));
    if path.starts_with("//") {
        return fail(LINK_TARGET, span, format!("`{path}` has no scheme"), format!("write `https:{path}`"));
    }
    let slashes = path.replace('\\', "/");
    if path.contains('\\') && slashes.starts_with("assets/") && !slashes.contains("..") {
        let finding = Diagnostic::error(PATH_OUTSIDE, span, "a path has slashes, not backslashes");
        let fix = Fix::replace(span, path, slashes.as_str());
        return Err(Box::new(finding.help(format!("write `{slashes}`")).fix(fix)));
    }
    if path.starts_with('/') || path.contains('\\') || disguised || path.split('/').any(|part| part == "..") {
        let message = format!("`{path}` could lead out of the course's folder");
        return fail(PATH_OUTSIDE, span, message, "put the file into the course's `assets` and write `assets/name`");
    }
    if path.strip_prefix("assets/").is_some_and(|rest| rest.split('/').all(|part| !part.is_empty() && part != ".")) {
        return Ok(path.to_owned());
    }
    let message = if path.is_empty() {
        "this link leads nowhere".to_owned()
    } else {
        format!("`{path}` is no target that can be checked")
    };
    let mut finding = Diagnostic::error(LINK_TARGET, span, message);
    if let Some(rest) = path.strip_prefix("./assets/").or_else(|| path.split_once("/assets/").map(|(_, rest)| rest)) {
        finding = finding.help(format!("write `assets/{rest}`: such a path is relative to the course"));
    } else if [".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif"].iter().any(|ending| lower.ends_with(ending)) {
        finding = finding.help(format!("a picture stands in the course's `assets`: perhaps `assets/{path}`"));
    } else if let Some(id) = path.split('#').next().and_then(|path| path.strip_suffix(".md")) {
        let id = id.rsplit('/').next().unwrap_or(id);
        finding = finding.help(format!("link to the lesson by its id, perhaps `lesson:{id}`"));
    }
    Err(Box::new(finding.help(SCHEMES)))
}

fn image_path(path: &Spanned<String>) -> Result<(), Box<Diagnostic>> {
    if path.value.starts_with("//") || scheme(&path.value).is_some() {
        let message = "an image from elsewhere".to_owned();
        let help =
            "put the file into the course's `assets` and write `assets/name`: readers' browsers ask no other host";
        return fail(EXTERNAL_IMAGE, path.span, message, help);
    }
    asset(path).map(|_| ())
}
