//! "Did you mean": the nearest known word to a misspelt one.

/// The word that was meant, as far as one can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guess<'a> {
    /// The nearest candidate.
    pub word: &'a str,
    /// Whether it can be put in place without asking: nothing else is as near, and the difference looks like a slip.
    pub certain: bool,
}

/// The candidate nearest to `given`, if it is near enough to be a slip of the fingers.
pub fn did_you_mean<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    guess(given, candidates).map(|guess| guess.word)
}

/// The candidate nearest to `given`, and whether it can only be that one.
pub fn guess<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<Guess<'a>> {
    let length = given.chars().count();
    let limit = (length / 3).clamp(1, 4);
    let mut longer = Vec::new();
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter(|candidate| *candidate != given)
        .inspect(|candidate| longer.extend(Some(*candidate).filter(|it| length >= 3 && it.starts_with(given))))
        // The distance is at least the difference in length, which costs nothing to look at.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (strsim::damerau_levenshtein(given, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    near.sort_unstable();
    near.dedup();
    let Some((distance, word)) = near.first().copied() else {
        // A word that was cut short, if only one goes on like that.
        longer.sort_unstable();
        longer.dedup();
        return <[&str; 1]>::try_from(longer).ok().map(|[word]| Guess { word, certain: false });
    };
    let alone = near.get(1).is_none_or(|(next, _)| *next > distance);
    let slip = distance == 1 || (distance == 2 && length >= 8);
    Some(Guess { word, certain: alone && slip && length >= 3 && same_parts(given, word) })
}

/// Whether two words have the same numbers, and differ in no part so short that it is a name of its own: `lesson-2` is not
/// `lesson-3` misspelt, nor `part-a` `part-b`.
fn same_parts(one: &str, other: &str) -> bool {
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
    let (one_parts, other_parts): (Vec<&str>, Vec<&str>) = (one.split('-').collect(), other.split('-').collect());
    let parts = one_parts.len() != other_parts.len()
        || one_parts.iter().zip(&other_parts).all(|(a, b)| a == b || a.len().max(b.len()) >= 3);
    digits(one) == digits(other) && parts
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, guess};

    #[test]
    fn finds_a_transposition_and_rejects_a_stranger() {
        assert_eq!(did_you_mean("titel", ["title", "track"]), Some("title"));
        assert_eq!(did_you_mean("network-polcy", ["network-policy", "rbac"]), Some("network-policy"));
        assert_eq!(did_you_mean("x", ["title", "track"]), None);
    }

    #[test]
    fn a_word_that_was_cut_short_is_no_certain_guess() {
        assert_eq!(guess("multi", ["single", "multiple"]), Some(super::Guess { word: "multiple", certain: false }));
        assert_eq!(guess("net", ["network", "netting"]), None);
    }

    #[test]
    fn ties_go_to_the_first_in_the_alphabet() {
        assert_eq!(did_you_mean("cart", ["cast", "card"]), Some("card"));
    }

    #[test]
    fn a_guess_is_certain_where_nothing_else_can_be_meant() {
        let certain = |given, candidates: &[&'static str]| guess(given, candidates.iter().copied()).unwrap().certain;
        assert!(certain("titel", &["title", "track"]));
        assert!(certain("network-polciy", &["network-policy", "network-policies"]));
        assert!(certain("networkpolicy", &["network-policy"]));
        for (given, candidates) in [
            ("cart", &["cast", "card"][..]),
            ("lesson-3", &["lesson-2"]),
            ("part-c", &["part-a"]),
            ("di", &["id"]),
            ("kindly", &["kin"]),
        ] {
            assert!(!guess(given, candidates.iter().copied()).is_some_and(|guess| guess.certain), "{given}");
        }
    }
}
