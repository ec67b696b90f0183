//! From events to a tree, and everything our dialect refuses on the way.

use std::collections::BTreeMap;
use std::ops::Range;

use gradus_diagnostics::{Diagnostic, RuleId, Span, Spanned, TextMap};

use crate::granit::{Event, Events, Problem, Style, Tag};
use crate::rules;
use crate::scalar::{self, OutOfRange, WHITE};
use crate::syntax::{self, Context};
use crate::{Data, Entry, Node};

/// How many collections may stand inside each other.
pub const MAX_DEPTH: usize = 64;

pub(crate) fn load(text: &str, map: &TextMap, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    let mut loader = Loader {
        text,
        map,
        diagnostics,
        broken: false,
        documents: 0,
        root: None,
        frames: Vec::new(),
        token: 0..0,
        scalar: 0..0,
    };
    for event in Events::new(text) {
        let go_on = match event {
            Ok((event, range)) => loader.event(event, range),
            Err(failure) => {
                match failure.problem {
                    Problem::TooDeep => loader.too_deep(failure.at..failure.at + 1),
                    problem => loader.syntax(problem, failure.at),
                }
                false
            }
        };
        if !go_on {
            break;
        }
    }
    let empty = Node { span: map.span(0..0), data: Data::Null };
    if loader.broken { None } else { Some(loader.root.unwrap_or(empty)) }
}

struct Loader<'a> {
    text: &'a str,
    map: &'a TextMap,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// Something was found that leaves no tree worth reading.
    broken: bool,
    documents: usize,
    root: Option<Node>,
    frames: Vec<Frame>,
    /// The last token of the tree.
    token: Range<usize>,
    /// The last scalar.
    scalar: Range<usize>,
}

/// A collection that is not closed yet.
struct Frame {
    start: usize,
    /// Where its last child ends.
    end: usize,
    flow: bool,
    collection: Collection,
}

enum Collection {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<Entry>, seen: BTreeMap<String, Span>, key: Option<Key> },
}

/// A key that waits for its value.
enum Key {
    Good(Spanned<String>),
    /// Reported; its value is read and dropped.
    Bad,
}

impl Loader<'_> {
    /// Takes an event; `false` ends the loading.
    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> bool {
        match event {
            Event::DocumentStart => {
                self.documents += 1;
                if self.documents > 1 {
                    let mark = range.start..range.end.max(range.start + 1);
                    let found =
                        Diagnostic::error(rules::MULTIPLE_DOCUMENTS, self.span(mark), "a second document starts here")
                            .help("remove the line, or move what follows to a file of its own");
                    self.diagnostics.push(found);
                    return false;
                }
                // The range of a start that is not written is that of the next token.
                if self.text[range.clone()] == *"---" {
                    self.token = range;
                }
            }
            Event::Anchor => self.refuse(
                rules::ALIAS,
                range,
                "anchors are not supported",
                "remove the anchor and write the value out where it is used",
            ),
            Event::Alias => {
                self.refuse(rules::ALIAS, range.clone(), "aliases are not supported", "write the value out");
                self.token = range.clone();
                self.place(range, Data::Null, Style::Quoted);
            }
            Event::Scalar { text, style, tag } => {
                let range = self.scalar_range(range, style);
                self.token = range.clone();
                self.scalar = range.clone();
                let data = self.scalar(&text, style, tag, &range);
                self.place(range, data, style);
            }
            Event::SequenceStart { flow, tag } => {
                self.collection_tag(tag, "seq");
                return self.open(range, flow, Collection::Sequence(Vec::new()));
            }
            Event::MappingStart { flow, tag } => {
                self.collection_tag(tag, "map");
                return self.open(
                    range,
                    flow,
                    Collection::Mapping { entries: Vec::new(), seen: BTreeMap::new(), key: None },
                );
            }
            Event::CollectionEnd => self.close(range),
        }
        true
    }

    fn open(&mut self, range: Range<usize>, flow: bool, collection: Collection) -> bool {
        if self.frames.len() >= MAX_DEPTH {
            self.too_deep(range.start..range.start + 1);
            return false;
        }
        if flow {
            self.token = range.clone();
        }
        self.frames.push(Frame { start: range.start, end: range.start, flow, collection });
        true
    }

    fn close(&mut self, range: Range<usize>) {
        let Some(frame) = self.frames.pop() else { return };
        if frame.flow {
            self.token = range.clone();
        }
        let end = if frame.flow { range.end } else { frame.end };
        let data = match frame.collection {
            Collection::Sequence(items) => Data::Sequence(items),
            Collection::Mapping { entries, .. } => Data::Mapping(entries),
        };
        self.place(frame.start..end, data, Style::Quoted);
    }

    /// Puts a finished node where it belongs.
    fn place(&mut self, range: Range<usize>, data: Data, style: Style) {
        let span = self.span(range.clone());
        let Some(frame) = self.frames.last_mut() else {
            self.root = Some(Node { span, data });
            return;
        };
        frame.end = frame.end.max(range.end);
        match &mut frame.collection {
            Collection::Sequence(items) => items.push(Node { span, data }),
            Collection::Mapping { entries, key, .. } => match key.take() {
                Some(Key::Good(key)) => entries.push(Entry { key, value: Node { span, data } }),
                Some(Key::Bad) => {}
                None => {
                    let new = self.key(range, span, data, style);
                    if let Some(Frame { collection: Collection::Mapping { key, .. }, .. }) = self.frames.last_mut() {
                        *key = Some(new);
                    }
                }
            },
        }
    }

    /// Judges a node that stands as a key.
    fn key(&mut self, range: Range<usize>, span: Span, data: Data, style: Style) -> Key {
        let Data::String(text) = data else {
            // An alias was reported as such.
            if !self.text[range.clone()].starts_with('*') {
                self.broken = true;
                let template = self.text[..range.start].ends_with('{') && self.text[range.clone()].starts_with('{');
                self.diagnostics.push(key_not_text(span, &data, &self.text[range], template));
            }
            return Key::Bad;
        };
        if style == Style::Plain && text == "<<" {
            self.refuse(rules::MERGE_KEY, range, "merge keys are not supported", "write the keys out");
            return Key::Bad;
        }
        let Some(Frame { collection: Collection::Mapping { seen, .. }, .. }) = self.frames.last_mut() else {
            return Key::Bad;
        };
        if let Some(&first) = seen.get(&text) {
            let found = Diagnostic::error(rules::DUPLICATE_KEY, span, format!("the key `{text}` is given twice"))
                .label("again here")
                .also(first, "first here")
                .help("keep one of them");
            self.diagnostics.push(found);
            return Key::Bad;
        }
        seen.insert(text.clone(), span);
        Key::Good(Spanned::new(text, span))
    }

    fn scalar(&mut self, text: &str, style: Style, tag: Option<Tag>, range: &Range<usize>) -> Data {
        let data = match &tag {
            None if style == Style::Plain => scalar::plain(text),
            None => Ok(Data::String(text.to_owned())),
            Some(tag) => match tagged(text, tag) {
                Some(data) => data,
                None => {
                    self.bad_tag(tag);
                    return Data::Null;
                }
            },
        };
        data.unwrap_or_else(|OutOfRange| {
            let message = format!("the number `{text}` is too large");
            let help = "put it in quotes if it is text; integers go from -2⁶³ to 2⁶³ - 1, floats to about 1.8e308";
            self.refuse(rules::NUMBER, range.clone(), &message, help);
            Data::Null
        })
    }

    fn collection_tag(&mut self, tag: Option<Tag>, wanted: &str) {
        if let Some(tag) = tag.filter(|tag| tag.core.as_deref() != Some(wanted)) {
            self.bad_tag(&tag);
        }
    }

    fn bad_tag(&mut self, tag: &Tag) {
        let text = &self.text[tag.range.clone()];
        let message = match tag.core {
            Some(_) => format!("the tag `{text}` does not fit this value"),
            None => format!("unknown tag `{text}`"),
        };
        let help = "remove the tag, or put the value in quotes if it is text that starts with `!`";
        self.refuse(rules::TAG, tag.range.clone(), &message, help);
    }

    /// The range of a scalar as [`Node`] describes it; the parser's own leaves out the header of a block scalar and ends
    /// behind blank lines.
    fn scalar_range(&self, range: Range<usize>, style: Style) -> Range<usize> {
        match style {
            Style::Block => {
                let header = syntax::block_header(self.text, self.token.end).unwrap_or(range.start).min(range.start);
                header..header + self.text[header..range.end].trim_end_matches(WHITE).len()
            }
            Style::Plain if range.is_empty() => {
                let at = match self.text[range.start..].trim_start_matches([' ', '\t']).strip_prefix(':') {
                    Some(rest) if self.waits_for_value() => self.text.len() - rest.len(),
                    _ => range.start,
                };
                at..at
            }
            Style::Plain | Style::Quoted => {
                range.start..range.start + self.text[range.clone()].trim_end_matches(WHITE).len()
            }
        }
    }

    fn waits_for_value(&self) -> bool {
        matches!(self.frames.last(), Some(Frame { collection: Collection::Mapping { key: Some(_), .. }, .. }))
    }

    fn syntax(&mut self, problem: Problem, at: usize) {
        self.broken = true;
        // `[a: b]` has a mapping without brackets of its own.
        let bracket = |frame: &&Frame| frame.flow && self.text[frame.start..].starts_with(['[', '{']);
        let open = self.frames.iter().rfind(bracket).map(|frame| frame.start);
        let context = Context { text: self.text, at, token: self.token.clone(), scalar: self.scalar.clone(), open };
        self.diagnostics.push(syntax::diagnostic(&problem, &context, self.map));
    }

    fn too_deep(&mut self, range: Range<usize>) {
        let message = format!("nested more than {MAX_DEPTH} levels deep");
        self.refuse(rules::TOO_DEEP, range, &message, "flatten the structure, or split the file");
    }

    fn refuse(&mut self, rule: RuleId, range: Range<usize>, message: &str, help: &str) {
        self.broken = true;
        self.diagnostics.push(Diagnostic::error(rule, self.span(range), message).help(help));
    }

    fn span(&self, range: Range<usize>) -> Span {
        syntax::span(self.text, self.map, range)
    }
}

/// A scalar with a tag of the core schema; `None` if they do not fit.
fn tagged(text: &str, tag: &Tag) -> Option<Result<Data, OutOfRange>> {
    match tag.core.as_deref()? {
        "str" => Some(Ok(Data::String(text.to_owned()))),
        "null" => scalar::is_null(text).then_some(Ok(Data::Null)),
        "bool" => scalar::bool(text).map(|value| Ok(Data::Bool(value))),
        "int" => scalar::int(text).map(|value| value.map(Data::Int)),
        "float" => scalar::float(text).map(|value| value.map(Data::Float)),
        _ => None,
    }
}

fn key_not_text(span: Span, data: &Data, source: &str, template: bool) -> Diagnostic {
    let what = match data {
        Data::Null => "nothing",
        Data::Bool(_) => "a bool",
        Data::Int(_) | Data::Float(_) => "a number",
        Data::String(_) => "text",
        Data::Sequence(_) => "a list",
        Data::Mapping(_) => "a mapping",
    };
    let found = Diagnostic::error(rules::KEY_NOT_TEXT, span, format!("a key must be text, and this is {what}"));
    match data {
        _ if template => found.help("put the whole value in quotes if it is a template: \"{{ … }}\""),
        Data::Sequence(_) | Data::Mapping(_) => found.help("use a list of mappings instead"),
        _ if source.is_empty() => found.help("write the key before the `:`"),
        _ => found.help(format!("put it in quotes: \"{source}\"")),
    }
}
