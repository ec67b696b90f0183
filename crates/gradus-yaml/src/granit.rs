//! The parser underneath, granit-parser, behind our own words. No other module knows it.
//!
//! Ranges are byte ranges of the text, always inside it and on character boundaries.

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{ErrorKind, Event as Raw, Marker, Parser, ScalarStyle, Span, StrInput, StructureStyle, options};

use crate::scalar::WHITE;

/// What the parser says next.
#[derive(Debug)]
pub(crate) enum Event<'t> {
    DocumentStart,
    /// Comes right after the node it names.
    Anchor,
    Alias,
    Scalar {
        text: Cow<'t, str>,
        style: Style,
        tag: Option<Tag>,
    },
    SequenceStart {
        flow: bool,
        tag: Option<Tag>,
    },
    MappingStart {
        flow: bool,
        tag: Option<Tag>,
    },
    CollectionEnd,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Quoted,
    /// `|` or `>`.
    Block,
}

/// A tag on a node.
#[derive(Debug)]
pub(crate) struct Tag {
    /// The name in the core schema, such as `str`.
    pub(crate) core: Option<String>,
    pub(crate) range: Range<usize>,
}

/// Why the parser gave up, and where.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) problem: Problem,
    pub(crate) at: usize,
}

/// The parser's errors, grouped by what an author did.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// A `:` where no mapping can start.
    ColonInValue,
    /// A line among `key: value` lines that has no `: `.
    NoColon,
    /// A line that does not fit the lines around it.
    Indentation,
    /// A list with something that is no item.
    NotAnItem,
    Tab,
    /// A value begins with a character that means something.
    Reserved(char),
    OpenQuote,
    AfterSingleQuote,
    AfterDoubleQuote,
    /// The parser points at the opening quote.
    Escape,
    /// `[` or `{`, at its own place.
    OpenBracket(char),
    StrayBracket,
    /// Closed by the wrong bracket.
    WrongBracket {
        open: char,
        close: char,
    },
    /// Between the items of a flow collection.
    NoComma,
    BlockHeader,
    BlockIndentation,
    Tag,
    Directive,
    TooDeep,
    Comment,
    /// The parser's own words.
    Other(String),
}

/// The events of a text, up to the first failure.
pub(crate) struct Events<'t> {
    text: &'t str,
    parser: Parser<'t, StrInput<'t>>,
    ended: bool,
}

impl<'t> Events<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self::of(text, false)
    }

    fn of(text: &'t str, comments: bool) -> Self {
        let options = options! {
            strict_indentation: true,
            disallow_directives: true,
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
            emit_comments: comments,
            // A line feed that is not in the text has no place in it.
            block_scalar_eof_without_line_feed: true,
        };
        Events { text, parser: Parser::new_from_str_with_options(text, options), ended: false }
    }

    /// Where the comments of a text stand, each from its `#` to the end of its line, up to the first failure.
    pub(crate) fn comments(text: &'t str) -> Vec<Range<usize>> {
        let mut events = Self::of(text, true);
        let mut comments = Vec::new();
        while let Some(Ok((event, span))) = events.parser.next_event() {
            match event {
                Raw::Comment(..) => comments.push(events.range(&span)),
                Raw::StreamEnd => break,
                _ => {}
            }
        }
        comments.sort_by_key(|comment| comment.start);
        comments
    }

    fn offset(&self, marker: &Marker) -> usize {
        let offset = marker
            .byte_offset()
            .unwrap_or_else(|| self.text.char_indices().nth(marker.index()).map_or(self.text.len(), |(at, _)| at));
        self.text.floor_char_boundary(offset)
    }

    fn range(&self, span: &Span) -> Range<usize> {
        let start = self.offset(&span.start);
        start..self.offset(&span.end).max(start)
    }

    fn tag(&self, tag: Option<Cow<'t, granit_parser::Tag>>, span: &Span) -> Option<Tag> {
        let range = span.tag_span().map_or_else(|| self.range(span), |span| self.range(&span));
        tag.map(|tag| Tag { core: tag.core_suffix().map(str::to_owned), range })
    }

    /// A block scalar at the end of a text that does not end in a line break: the parser still adds one at times.
    fn without_implied_break(&self, text: Cow<'t, str>, style: ScalarStyle, span: &Span) -> Cow<'t, str> {
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let last_line = self.text.rsplit(['\n', '\r']).next().unwrap_or_default();
        if !block || last_line.trim_matches(WHITE).is_empty() || self.range(span).end < self.text.len() {
            return text;
        }
        match text.strip_suffix('\n') {
            Some(text) => Cow::Owned(text.to_owned()),
            None => text,
        }
    }

    fn failure(&mut self, kind: &ErrorKind, marker: &Marker) -> Failure {
        self.ended = true;
        Failure { problem: Problem::from(kind), at: self.offset(marker) }
    }
}

impl<'t> Iterator for Events<'t> {
    type Item = Result<(Event<'t>, Range<usize>), Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let (raw, span) = match self.parser.next_event()? {
                Ok(event) => event,
                Err(error) => return Some(Err(self.failure(error.kind(), error.marker()))),
            };
            let event = match raw {
                Raw::DocumentStart(..) => Event::DocumentStart,
                Raw::Anchor(..) => Event::Anchor,
                Raw::Alias(_) | Raw::UnresolvedAlias(_) => Event::Alias,
                Raw::Scalar(text, style, _, tag) => {
                    let text = self.without_implied_break(text, style, &span);
                    scalar(text, style, self.tag(tag, &span), &span)
                }
                Raw::SequenceStart(style, _, tag) => {
                    Event::SequenceStart { flow: style == StructureStyle::Flow, tag: self.tag(tag, &span) }
                }
                Raw::MappingStart(style, _, tag) => {
                    Event::MappingStart { flow: style == StructureStyle::Flow, tag: self.tag(tag, &span) }
                }
                Raw::SequenceEnd | Raw::MappingEnd => Event::CollectionEnd,
                Raw::StreamEnd => break,
                // The start of the stream, the end of a document; comments are read apart.
                _ => continue,
            };
            return Some(Ok((event, self.range(&span))));
        }
        self.ended = true;
        None
    }
}

fn scalar<'t>(text: Cow<'t, str>, style: ScalarStyle, tag: Option<Tag>, span: &Span) -> Event<'t> {
    let style = match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
    };
    // The parser says `~` for a value that was left out.
    let left_out = style == Style::Plain && span.start.index() == span.end.index();
    Event::Scalar { text: if left_out { Cow::Borrowed("") } else { text }, style, tag }
}

impl From<&ErrorKind> for Problem {
    fn from(kind: &ErrorKind) -> Self {
        use ErrorKind as K;
        match kind {
            K::MappingValueNotAllowed => Problem::ColonInValue,
            K::SimpleKeyExpected | K::InvalidSimpleKey => Problem::NoColon,
            K::ExpectedBlockMappingKey
            | K::InvalidIndentation
            | K::MappingKeyNotAllowed
            | K::InvalidFlowScalarIndent => Problem::Indentation,
            K::ExpectedBlockSequenceEntry | K::BlockSequenceEntryNotAllowed | K::BlockEntryInFlowCollection => {
                Problem::NotAnItem
            }
            K::TabNotAllowed
            | K::TabInBlockIndentation
            | K::TabAtBlockScalarStart
            | K::TabInIndentation
            | K::TabInPlainScalar
            | K::InvalidBlockEntryWhitespace
            | K::InvalidMappingValueWhitespace => Problem::Tab,
            K::UnexpectedCharacter { character } => Problem::Reserved(*character),
            K::PlainScalarStartsWithDashFlowIndicator => Problem::Reserved('-'),
            K::UnclosedQuotedScalar | K::InvalidQuotedScalarIndent | K::DocumentIndicatorInQuotedScalar => {
                Problem::OpenQuote
            }
            K::InvalidTrailingSingleQuotedScalar => Problem::AfterSingleQuote,
            K::InvalidTrailingDoubleQuotedScalar => Problem::AfterDoubleQuote,
            K::UnknownQuotedScalarEscape
            | K::InvalidQuotedScalarHexEscape
            | K::InvalidLowSurrogateHexEscape
            | K::InvalidLowSurrogate
            | K::MissingLowSurrogate
            | K::UnpairedLowSurrogate
            | K::InvalidUnicodeEscape => Problem::Escape,
            K::UnclosedFlowCollection { open } => Problem::OpenBracket(*open),
            K::MisplacedFlowCollectionEnd => Problem::StrayBracket,
            K::MismatchedFlowCollectionEnd { open, close } => Problem::WrongBracket { open: *open, close: *close },
            K::ExpectedFlowMappingSeparator | K::ExpectedFlowSequenceSeparator => Problem::NoComma,
            K::ZeroBlockScalarIndent | K::InvalidBlockScalarHeader => Problem::BlockHeader,
            K::InvalidBlockScalarIndent => Problem::BlockIndentation,
            K::UndeclaredTagHandle
            | K::ExpectedTagBang
            | K::InvalidGlobalTagCharacter
            | K::InvalidTagTerminator
            | K::MissingTagUri
            | K::UnclosedVerbatimTag
            | K::InvalidTagEscape
            | K::InvalidTagUtf8LeadingByte
            | K::InvalidTagUtf8TrailingByte
            | K::InvalidTagUtf8 => Problem::Tag,
            K::DirectiveDisallowed => Problem::Directive,
            K::RecursionLimitExceeded => Problem::TooDeep,
            K::CommentNotSeparated | K::CommentInterceptedScalar => Problem::Comment,
            other => Problem::Other(other.to_string()),
        }
    }
}
