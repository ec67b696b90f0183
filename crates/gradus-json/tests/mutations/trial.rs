//! Drawing places, and holding what comes of a change against what must come of it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use gradus_core::files::MemoryFiles;
use gradus_core::{Artifacts, Compiled, Generator, Options, compile};
use gradus_diagnostics::{Severity, human};
use gradus_json::Json;

use crate::targets::{Files, Target, catalogue};

/// How many places of each kind, unless the environment says otherwise.
pub(crate) const EACH: usize = 12;

/// How many ways at once, unless two are in one file.
const AT_ONCE: usize = 12;

/// The repository's catalogue, and what it compiles to.
static SOUND: LazyLock<(Files, Vec<u8>)> = LazyLock::new(|| {
    let files = catalogue();
    let sound = json(&compiled(&files, &[]));
    (files, sound)
});

/// What must come of a change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Must {
    /// An error.
    Fail,
    /// A finding, or another course.
    Matter,
    /// Anything but a panic.
    End,
}

/// A file with something broken in it.
struct Mutation {
    what: String,
    path: String,
    bytes: Vec<u8>,
    /// The first line that differs, from 1.
    line: usize,
    /// What stood there, or stands there now; findings may name either.
    words: [String; 2],
    must: Must,
}

/// Draws places, and keeps what is broken there until all is tried.
pub(crate) struct Trial {
    pub(crate) files: &'static Files,
    pub(crate) random: Random,
    mutations: Vec<Mutation>,
}

impl Trial {
    pub(crate) fn new(seed: u64) -> Self {
        Trial { files: &SOUND.0, random: Random(seed), mutations: Vec::new() }
    }

    pub(crate) fn draw(&mut self, mut targets: Vec<Target>) -> Vec<Target> {
        let each = std::env::var("GRADUS_MUTATIONS").ok().and_then(|each| each.parse().ok()).unwrap_or(EACH);
        let mut drawn = Vec::new();
        while drawn.len() < each && !targets.is_empty() {
            drawn.push(targets.swap_remove(self.random.below(targets.len())));
        }
        drawn
    }

    /// Something else in the place of a target.
    pub(crate) fn put(&mut self, must: Must, what: &str, target: &Target, new: &str) {
        self.push(must, what, &target.path, target.with(new), [target.old(), new]);
    }

    pub(crate) fn push(&mut self, must: Must, what: &str, path: &str, bytes: Vec<u8>, words: [&str; 2]) {
        let same = self.files[path].iter().zip(&bytes).take_while(|(old, new)| old == new);
        let line = same.filter(|(old, _)| **old == b'\n').count() + 1;
        let words = words.map(|word| format!("`{word}`"));
        self.mutations.push(Mutation { what: what.to_owned(), path: path.to_owned(), bytes, line, words, must });
    }

    /// Tries all that was broken; there are to be so many at least.
    pub(crate) fn judge(self, least: usize) {
        let of = self.mutations.len();
        let (mut left, mut alone, mut batches) = (self.mutations, Vec::new(), 0);
        while !left.is_empty() {
            let mut paths = BTreeSet::new();
            let (batch, rest): (Vec<Mutation>, Vec<Mutation>) =
                left.into_iter().partition(|it| paths.len() < AT_ONCE && paths.insert(it.path.clone()));
            let compiled = compiled(self.files, &batch);
            located(&compiled);
            alone.extend(batch.into_iter().filter(|it| it.must != Must::End && !is_found(&compiled, it)));
            (left, batches) = (rest, batches + 1);
        }
        println!("{of} ways: {batches} compilations, then {} alone", alone.len());
        alone.iter().for_each(|mutation| self::alone(self.files, mutation));
        assert!(of >= least || std::env::var_os("GRADUS_MUTATIONS").is_some(), "{of} ways");
    }
}

/// The catalogue with files changed.
fn compiled(files: &Files, changed: &[Mutation]) -> Compiled {
    let mut memory = files.iter().fold(MemoryFiles::new(), |all, (name, old)| all.with(name, old.clone()));
    for mutation in changed {
        memory.insert(&mutation.path, mutation.bytes.clone());
    }
    compile(&memory, &Options::default())
}

fn json(compiled: &Compiled) -> Vec<u8> {
    let edition = compiled.edition.as_ref().expect("no errors");
    Json.generate(edition, &Artifacts::new()).unwrap().artifacts.get("cks/cks.json").unwrap().to_vec()
}

/// A small generator of numbers (SplitMix64): the same on every machine.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) as usize % limit
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Whether a finding is certainly about this change: in its file, at its line or with its words.
fn is_found(compiled: &Compiled, mutation: &Mutation) -> bool {
    compiled.diagnostics.iter().any(|finding| {
        let span = finding.primary.span;
        let file = compiled.sources.file(span.source);
        let here = file.position(span.start).line == mutation.line;
        let named = mutation.words.iter().any(|word| word != "``" && finding.message.contains(word));
        file.path == mutation.path
            && (here || named)
            && (mutation.must == Must::Matter || finding.severity == Severity::Error)
    })
}

fn alone(files: &Files, mutation: &Mutation) {
    let compiled = compiled(files, std::slice::from_ref(mutation));
    located(&compiled);
    let right = match mutation.must {
        Must::Fail => compiled.edition.is_none(),
        Must::Matter => !compiled.diagnostics.is_empty() || json(&compiled) != SOUND.1,
        Must::End => true,
    };
    let (old, new) = (String::from_utf8_lossy(&files[&mutation.path]), String::from_utf8_lossy(&mutation.bytes));
    let [old, new] = [&old, &new].map(|text| text.lines().nth(mutation.line - 1));
    let Mutation { what, path, line, .. } = mutation;
    assert!(right, "{what}, {path}:{line}: {old:?} -> {new:?}: neither a finding nor another course");
}

/// Every finding stands inside its file, can be shown and says a way out.
fn located(compiled: &Compiled) {
    for finding in &compiled.diagnostics {
        let file = compiled.sources.file(finding.primary.span.source);
        assert!(!file.path.is_empty() && finding.primary.span.range().end <= file.text.len(), "{finding:?}");
        assert!(!finding.help.is_empty(), "{finding:?}");
        human::render(&compiled.sources, finding, false);
    }
}
