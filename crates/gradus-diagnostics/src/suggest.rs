//! "Did you mean": the nearest known word to a misspelt one.

/// The candidate nearest to `given`, if it is near enough to be a slip of the fingers.
pub fn did_you_mean<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (given.chars().count() / 3).clamp(1, 4);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != given)
        .map(|candidate| (strsim::damerau_levenshtein(given, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn finds_a_transposition_and_rejects_a_stranger() {
        assert_eq!(did_you_mean("titel", ["title", "track"]), Some("title"));
        assert_eq!(did_you_mean("network-polcy", ["network-policy", "rbac"]), Some("network-policy"));
        assert_eq!(did_you_mean("x", ["title", "track"]), None);
    }

    #[test]
    fn ties_go_to_the_first_in_the_alphabet() {
        assert_eq!(did_you_mean("cart", ["cast", "card"]), Some("card"));
    }
}
