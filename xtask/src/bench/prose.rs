//! Prose for synthetic courses: the same words for the same number, on every machine.

use std::fmt::Write;

const WORDS: [&str; 48] = [
    "cluster",
    "policy",
    "node",
    "request",
    "secret",
    "image",
    "account",
    "role",
    "audit",
    "kernel",
    "profile",
    "runtime",
    "namespace",
    "container",
    "network",
    "address",
    "token",
    "reader",
    "writer",
    "rule",
    "default",
    "label",
    "selector",
    "volume",
    "process",
    "syscall",
    "binary",
    "registry",
    "signature",
    "layer",
    "admits",
    "denies",
    "reads",
    "writes",
    "allows",
    "starts",
    "stops",
    "checks",
    "every",
    "only",
    "first",
    "another",
    "small",
    "strict",
    "open",
    "before",
    "after",
    "without",
];

/// A stream of words.
pub(crate) struct Prose {
    state: u64,
}

impl Prose {
    pub(crate) fn new(seed: usize) -> Self {
        Prose { state: (seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x2545_f491_4f6c_dd1d }
    }

    /// A number below `bound`, by SplitMix64.
    pub(crate) fn number(&mut self, bound: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % bound as u64).unwrap_or_default()
    }

    /// So many words, the first with a capital, without a full stop.
    pub(crate) fn words(&mut self, count: usize) -> String {
        let mut text = String::new();
        for position in 0..count {
            let word = WORDS[self.number(WORDS.len())];
            match position {
                0 => text.extend(word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1))),
                _ => write!(text, " {word}").unwrap_or_default(),
            }
        }
        text
    }

    pub(crate) fn sentence(&mut self) -> String {
        let count = 8 + self.number(8);
        self.words(count) + "."
    }

    /// Sentences with code and emphasis among them, a line each.
    pub(crate) fn paragraph(&mut self) -> String {
        let (code, strong) = (self.words(2).to_lowercase(), self.words(2));
        let mut lines: Vec<String> = (0..4).map(|_| self.sentence()).collect();
        lines.insert(1, format!("Use `{code}`, and **{strong}** follows."));
        lines.join("\n") + "\n"
    }

    /// A lesson's body of 600 to 900 words; `link` is the target of a link to another lesson.
    pub(crate) fn lesson(&mut self, link: &str) -> String {
        let mut text = String::new();
        for section in 0..5 {
            let part = match section {
                0 => format!(
                    "- {}\n- {}\n  - {}\n  - {}\n",
                    self.sentence(),
                    self.sentence(),
                    self.sentence(),
                    self.sentence()
                ),
                1 => format!(
                    "```yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {0}-{1}\n  namespace: {0}\ndata:\n  {1}: \"{2}\"\n```\n",
                    WORDS[self.number(24)],
                    WORDS[self.number(24)],
                    self.sentence()
                ),
                2 => format!("> [!TIP]\n> **{}**\n>\n> {}\n", self.words(3), self.sentence()),
                3 => format!(
                    "| {} | {} |\n|---|---|\n| `{}` | {} |\n| `{}` | {} |\n",
                    self.words(1),
                    self.words(1),
                    self.words(1),
                    self.words(5),
                    self.words(1),
                    self.words(5)
                ),
                _ => format!(
                    "```bash\nkubectl -n {} get pods --selector app={}\n```\n\nMore in [{}]({link}).\n",
                    WORDS[self.number(24)],
                    WORDS[self.number(24)],
                    self.words(2)
                ),
            };
            let heading = self.words(4);
            let _ = write!(text, "## {heading} {section}\n\n{}\n{}\n{part}\n", self.paragraph(), self.paragraph());
        }
        text
    }
}
