//! Reading the lock. It is written by a program but merged by git and touched by people, so every line is doubted.

use std::collections::{BTreeMap, HashMap};
use std::str::FromStr;

use gradus_diagnostics::{Diagnostic, SourceId, Span, Spanned};

use super::lines::HEADER;
use super::{Lock, LockedItem, LockedShape, Release, Version, moment};
use crate::model::Id;
use crate::rules::BROKEN_LOCK;

/// What a merge leaves at the beginning of a line.
const MARKERS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// The words for the kinds of items.
const KINDS: [&str; 7] = ["single", "multiple", "ordering", "fill-in", "task", "basic", "cloze"];

/// The lock of a text; `None` if it cannot be relied on, which has been reported then.
pub(crate) fn read(source: SourceId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Lock> {
    let before = diagnostics.len();
    let mut reader = Reader { diagnostics, lock: Lock::default(), releases: Vec::new(), names: HashMap::new() };
    let mut lines = Line::all(source, text);
    if let Some(marker) = lines.iter().find(|line| MARKERS.iter().any(|marker| line.text.starts_with(marker))) {
        reader.report(marker.span, "a merge left its marks here".to_owned(), "delete the lines that begin with `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>` and keep all others: of two lines for one item the one of the later release counts");
        return None;
    }
    lines.retain(|line| !line.text.is_empty() && !line.text.starts_with('#'));
    match lines.first() {
        Some(first) if first.text == HEADER => {}
        first => {
            let span = first.map_or(Span::file(source), |line| line.span);
            reader.report(span, format!("this lock does not begin with `{HEADER}`"), RESTORE);
            return None;
        }
    }
    for line in &lines[1..] {
        reader.line(line);
    }
    reader.releases();
    reader.changes();
    reader.names();
    let lock = reader.lock;
    (diagnostics.len() == before).then_some(lock)
}

const RESTORE: &str = "a lock is written by `gradus release` alone: take it from the last commit or the last release";

/// A line without the white space around it.
struct Line<'a> {
    text: &'a str,
    span: Span,
}

impl<'a> Line<'a> {
    fn all(source: SourceId, text: &'a str) -> Vec<Line<'a>> {
        let mut start = 0;
        let mut lines = Vec::new();
        for whole in text.split_inclusive('\n') {
            let text = whole.trim();
            let at = start + (whole.len() - whole.trim_start().len());
            lines.push(Line { text, span: Span::new(source, at, at + text.len()) });
            start += whole.len();
        }
        lines
    }

    /// The words with their places.
    fn words(&self) -> impl Iterator<Item = Spanned<&'a str>> {
        let (line, span) = (self.text, self.span);
        line.split_ascii_whitespace().map(move |word| {
            let at = span.range().start + (word.as_ptr() as usize - line.as_ptr() as usize);
            Spanned::new(word, Span::new(span.source, at, at + word.len()))
        })
    }
}

struct Reader<'d> {
    diagnostics: &'d mut Vec<Diagnostic>,
    lock: Lock,
    releases: Vec<Spanned<Release>>,
    /// Who has a name, and where that is said.
    names: HashMap<Id, (Id, Span)>,
}

impl Reader<'_> {
    fn report(&mut self, span: Span, message: String, help: &str) {
        self.diagnostics.push(Diagnostic::error(BROKEN_LOCK, span, message).help(help));
    }

    fn line(&mut self, line: &Line<'_>) {
        let mut words = line.words();
        let what = words.next().map(|word| word.value).unwrap_or_default();
        let words: Vec<_> = words.collect();
        match (what, words.split_first()) {
            ("release", Some((version, rest))) => self.release(line, *version, rest),
            ("shape", Some((name, rest))) => self.shape(line, name, rest),
            ("item", Some((key, rest))) => self.item(line, *key, rest),
            _ => self.report(line.span, "this line is no `release`, `shape` or `item`".to_owned(), RESTORE),
        }
    }

    fn release(&mut self, line: &Line<'_>, version: Spanned<&str>, rest: &[Spanned<&str>]) {
        let Some(version) = self.value::<Version>(version, "a version") else { return };
        match rest.first().map(|word| (word, moment::parse(word.value))) {
            Some((_, Some(time))) => self.releases.push(Spanned::new(Release { version, time }, line.span)),
            Some((word, None)) => {
                self.report(
                    word.span,
                    format!("`{}` is not a UTC second", word.value),
                    "write it as `2026-11-23T12:00:00Z`",
                );
            }
            None => self.report(line.span, "this release has no time".to_owned(), RESTORE),
        }
    }

    fn shape(&mut self, line: &Line<'_>, name: &Spanned<&str>, rest: &[Spanned<&str>]) {
        let mut fields = self.fields(rest, &["frozen", "look", "changed"]);
        let frozen = self.required(line, &mut fields, "frozen", "a hash");
        let look = self.required(line, &mut fields, "look", "a hash");
        let changed = self.required(line, &mut fields, "changed", "a version");
        let (Some(frozen), Some(look), Some(changed)) = (frozen, look, changed) else { return };
        let shape = LockedShape { span: line.span, frozen, look, changed };
        let name = name.value.to_owned();
        let known = self.lock.shapes.get(&name);
        if known.is_some_and(|known| *known == (LockedShape { span: known.span, ..shape.clone() })) {
            return;
        }
        let known = known.map(|known| (known.changed.clone(), known.span));
        if self.later(&name, known, &shape.changed, line.span) {
            self.lock.shapes.insert(name, shape);
        }
    }

    fn item(&mut self, line: &Line<'_>, key: Spanned<&str>, rest: &[Spanned<&str>]) {
        let Some(key) = self.id(key) else { return };
        let mut fields = self.fields(rest, &["id", "was", "kind", "cloze", "hash", "changed"]);
        let id = fields.remove("id").map_or(Some(key.clone()), |id| self.id(id));
        let was: Option<Vec<Id>> = parts(fields.remove("was")).into_iter().map(|id| self.id(id)).collect();
        let clozes: Option<Vec<u16>> =
            parts(fields.remove("cloze")).into_iter().map(|ordinal| self.value(ordinal, "a number")).collect();
        let kind = self.required::<String>(line, &mut fields, "kind", "a kind");
        let hash = self.required(line, &mut fields, "hash", "a hash");
        let changed = self.required(line, &mut fields, "changed", "a version");
        let (Some(id), Some(was), Some(clozes), Some(kind)) = (id, was, clozes, kind) else { return };
        let (Some(hash), Some(changed)) = (hash, changed) else { return };
        if !KINDS.contains(&kind.as_str()) {
            return self.report(line.span, format!("`{kind}` is no kind of item"), RESTORE);
        }
        let item = LockedItem { span: line.span, id, was, kind, clozes, hash, changed };
        let known = self.lock.items.get(key.as_str());
        if known.is_some_and(|known| *known == (LockedItem { span: known.span, ..item.clone() })) {
            return;
        }
        let known = known.map(|known| (known.changed.clone(), known.span));
        if self.later(key.as_str(), known, &item.changed, line.span) {
            self.lock.items.insert(key, item);
        }
    }

    /// Whether a line goes before the one that is known: a merge leaves the lines of both sides.
    fn later(&mut self, name: &str, known: Option<(Version, Span)>, changed: &Version, span: Span) -> bool {
        let Some((before, at)) = known else { return true };
        if before == *changed {
            let finding = Diagnostic::error(BROKEN_LOCK, span, format!("`{name}` has two lines that differ"))
                .also(at, format!("both say it changed in {changed}"))
                .help("two branches released it differently: keep the line that learners have, and delete the other");
            self.diagnostics.push(finding);
        }
        before < *changed
    }

    /// `name=value` by name.
    fn fields<'a>(&mut self, words: &[Spanned<&'a str>], known: &[&str]) -> HashMap<&'a str, Spanned<&'a str>> {
        let mut fields = HashMap::new();
        for word in words {
            match word.value.split_once('=') {
                Some((name, value)) if known.contains(&name) => {
                    let end = word.span.range().end;
                    let span = Span::new(word.span.source, end - value.len(), end);
                    if fields.insert(name, Spanned::new(value, span)).is_some() {
                        self.report(word.span, format!("`{name}` is said twice"), RESTORE);
                    }
                }
                _ => self.report(word.span, format!("`{}` means nothing here", word.value), RESTORE),
            }
        }
        fields
    }

    fn required<T: FromStr>(
        &mut self,
        line: &Line<'_>,
        fields: &mut HashMap<&str, Spanned<&str>>,
        name: &str,
        what: &str,
    ) -> Option<T> {
        match fields.remove(name) {
            Some(word) => self.value(word, what),
            None => {
                self.report(line.span, format!("this line has no `{name}=`"), RESTORE);
                None
            }
        }
    }

    fn value<T: FromStr>(&mut self, word: Spanned<&str>, what: &str) -> Option<T> {
        let value = word.value.parse().ok();
        if value.is_none() {
            self.report(word.span, format!("`{}` is not {what}", word.value), RESTORE);
        }
        value
    }

    fn id(&mut self, word: Spanned<&str>) -> Option<Id> {
        let id = Id::new(word.value);
        if id.is_none() {
            self.report(word.span, format!("`{}` is not an id", word.value), RESTORE);
        }
        id
    }

    /// Sorts the releases by time. A version has one time, and a time one version.
    fn releases(&mut self) {
        self.releases.sort_by_key(|release| release.time);
        let mut seen: BTreeMap<Version, Span> = BTreeMap::new();
        for Spanned { value: release, span } in std::mem::take(&mut self.releases) {
            match self.lock.releases.last().filter(|last| last.time == release.time) {
                Some(last) if *last == release => continue,
                Some(last) => {
                    let message = format!("{} and {} have the same second", last.version, release.version);
                    self.report(span, message, "a release is later than the one before: move one by a second");
                    continue;
                }
                None => {}
            }
            match seen.insert(release.version.clone(), span) {
                None => self.lock.releases.push(release),
                Some(first) => self.diagnostics.push(
                    Diagnostic::error(BROKEN_LOCK, span, format!("{} was released twice", release.version))
                        .also(first, "first here")
                        .help("keep the line of the one that learners have, and release the other under a new version"),
                ),
            }
        }
    }

    /// What changed did so in a release.
    fn changes(&mut self) {
        let shapes = self.lock.shapes.values().map(|shape| (&shape.changed, shape.span));
        let items = self.lock.items.values().map(|item| (&item.changed, item.span));
        let unknown: Vec<(Version, Span)> = shapes
            .chain(items)
            .filter(|(version, _)| self.lock.release(version).is_none())
            .map(|(version, span)| (version.clone(), span))
            .collect();
        // A broken `release` line is the cause, and is reported already.
        if self.diagnostics.iter().all(|finding| finding.rule != BROKEN_LOCK) {
            for (version, span) in unknown {
                self.report(span, format!("there is no line `release {version}`"), RESTORE);
            }
        }
    }

    /// A name belongs to one item.
    fn names(&mut self) {
        let mut twice = Vec::new();
        for (key, item) in &self.lock.items {
            for name in [key, &item.id].into_iter().chain(&item.was) {
                let first = self.names.insert(name.clone(), (key.clone(), item.span));
                if let Some((other, span)) = first.filter(|(other, _)| other != key) {
                    twice.push((name.clone(), item.span, other, span));
                }
            }
        }
        for (name, span, other, first) in twice {
            self.diagnostics.push(
                Diagnostic::error(BROKEN_LOCK, span, format!("the id `{name}` belongs to two items"))
                    .also(first, format!("to `{other}` here"))
                    .help("two branches gave it to different items: release one of them under a new id"),
            );
        }
    }
}

/// The values of a list.
fn parts(field: Option<Spanned<&str>>) -> Vec<Spanned<&str>> {
    let Some(field) = field else { return Vec::new() };
    let mut at = field.span.range().start;
    let parts = field.value.split(',').map(|part| {
        let span = Span::new(field.span.source, at, at + part.len());
        at += part.len() + 1;
        Spanned::new(part, span)
    });
    parts.collect()
}
