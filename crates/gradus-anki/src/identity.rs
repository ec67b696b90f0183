//! The ids that a learner's reviews hang on: derived from the course's uid and lasting keys, never from text, file, deck
//! or position.
//!
//! A changed id orphans every card that was learned under it, so the functions here are frozen by golden vectors. What
//! the keys are is for the callers.

/// 1990-01-01T00:00:00Z in milliseconds. Note types and decks get ids from the eight years that follow, a time before
/// Anki: no learner's own deck or note type, whose id is the millisecond it was made, can have one of them.
const BEFORE_ANKI: i64 = 631_152_000_000;

/// 2020-01-01T00:00:00Z in milliseconds. Ids of notes and cards lie in the four years that follow. They must be in the
/// past, since Anki replaces later ones, and it shows them as the day on which a note was added.
const FIRST_NOTE: i64 = 1_577_836_800_000;

/// Makes the ids of one course.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Identity<'a> {
    uid: &'a str,
}

impl<'a> Identity<'a> {
    /// The ids of the course that has this uid.
    pub(crate) fn new(uid: &'a str) -> Self {
        Identity { uid }
    }

    /// What alone identifies a note at import: 64 bits, as many as in Anki's own, six to a character. Nothing in a package
    /// compresses worse, so it is no longer than it needs to be.
    pub(crate) fn guid(self, item_key: &str) -> String {
        const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
        let bits = u64::from_le_bytes(first_bytes(self.digest("guid", &[item_key])));
        (0..u64::BITS).step_by(6).map(|at| char::from(DIGITS[((bits >> at) & 63) as usize])).collect()
    }

    /// A note type's id.
    pub(crate) fn notetype(self, key: &str) -> i64 {
        BEFORE_ANKI + bits(self.digest("notetype", &[key]), 38)
    }

    /// The id of the field in a place of a note type.
    pub(crate) fn field(self, notetype_key: &str, ord: usize) -> i64 {
        1 + bits(self.digest("field", &[notetype_key, &ord.to_string()]), 52)
    }

    /// The id of the template in a place of a note type.
    pub(crate) fn template(self, notetype_key: &str, ord: usize) -> i64 {
        1 + bits(self.digest("template", &[notetype_key, &ord.to_string()]), 52)
    }

    /// The id of a deck: what it is for, and a key where there are several.
    pub(crate) fn deck(self, purpose: &str, key: &str) -> i64 {
        BEFORE_ANKI + bits(self.digest("deck", &[purpose, key]), 38)
    }

    /// The id that a note would like to have; see [`distinct`]. Its cards count up from there.
    pub(crate) fn note(self, item_key: &str) -> i64 {
        FIRST_NOTE + bits(self.digest("note", &[item_key]), 37)
    }

    fn digest(self, kind: &str, key: &[&str]) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new_derive_key("gradus anki identity 1");
        for part in [self.uid, kind].iter().chain(key) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.finalize()
    }
}

/// Moves ids that two rows would like to have up to the next free one. The rows come sorted by what they want; the result
/// rises strictly and depends on the set of rows alone.
pub(crate) fn distinct(wanted: impl IntoIterator<Item = i64>) -> Vec<i64> {
    let mut last = i64::MIN;
    let next = |want: i64| {
        last = want.max(last.saturating_add(1));
        last
    };
    wanted.into_iter().map(next).collect()
}

/// The lowest `count` bits of a hash's first eight bytes, as a number that is not negative.
fn bits(digest: blake3::Hash, count: u32) -> i64 {
    let mask = (1_u64 << count) - 1;
    (u64::from_le_bytes(first_bytes(digest)) & mask).cast_signed()
}

fn first_bytes(digest: blake3::Hash) -> [u8; 8] {
    let mut first = [0; 8];
    first.copy_from_slice(&digest.as_bytes()[..8]);
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    const COURSE: Identity<'static> = Identity { uid: "3f0c7f0e-6d1b-4b57-9a59-0d5c2f1f7a11" };

    /// These values are in learners' collections. If this test fails, the code is wrong, not the test.
    #[test]
    fn ids_are_frozen() {
        assert_eq!(COURSE.guid("netpol-deny-all"), "2DIepPQOmV9");
        let numbers = [
            COURSE.notetype("card"),
            COURSE.field("card", 0),
            COURSE.template("card", 0),
            COURSE.deck("course", ""),
            COURSE.deck("module", "setup"),
            COURSE.deck("retired", ""),
            COURSE.note("netpol-deny-all"),
        ];
        assert_eq!(
            numbers,
            [
                706_027_655_766,
                1_213_387_092_393_337,
                3_860_622_245_776_556,
                860_864_370_119,
                667_636_882_658,
                708_871_239_358,
                1_611_865_789_609,
            ]
        );
    }

    #[test]
    fn courses_and_kinds_never_share_an_id() {
        let other = Identity::new("aaaaaaaa-6d1b-4b57-9a59-0d5c2f1f7a11");
        assert_ne!(COURSE.guid("a"), other.guid("a"));
        assert_ne!(COURSE.notetype("card"), other.notetype("card"));
        assert_ne!(COURSE.digest("guid", &["ab", "c"]), COURSE.digest("guid", &["a", "bc"]));
    }

    #[test]
    fn ids_lie_in_the_past() {
        let in_2025 = 1_735_689_600_000;
        for key in ["a", "b", "c", "d", "e", "f"] {
            assert!((FIRST_NOTE..in_2025).contains(&COURSE.note(key)));
            assert!((BEFORE_ANKI..FIRST_NOTE).contains(&COURSE.deck("module", key)));
        }
    }

    #[test]
    fn rows_that_want_one_id_get_neighbours() {
        assert_eq!(distinct([5, 5, 5, 6, 20]), [5, 6, 7, 8, 20]);
    }
}
