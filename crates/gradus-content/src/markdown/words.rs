//! Words with their places.

/// The words of a text between white space, each with its offset.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| !c.is_whitespace())?;
        let end = text[start..].find(char::is_whitespace).map_or(text.len(), |length| start + length);
        at = end;
        Some((start, &text[start..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_keep_their_offsets() {
        assert_eq!(words("  a bc\t").collect::<Vec<_>>(), [(2, "a"), (4, "bc")]);
        assert_eq!(words(" ").next(), None);
    }
}
