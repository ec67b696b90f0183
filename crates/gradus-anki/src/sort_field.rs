//! What Anki stores beside a note's fields: the sort field, and the checksum of the first field by which duplicates are
//! found. Anki recomputes both; other readers trust them.

use sha1::{Digest, Sha1};

/// The text of a field as Anki sorts and compares it: no tags, entities resolved, the names of images kept.
pub(crate) fn sort_text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        unescape(&rest[..at], &mut out);
        // In HTML of ours every `<` opens a tag, and no attribute holds a bare `>`.
        let tag = &rest[at..];
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        if let Some(name) = image(&tag[..end]) {
            out.push(' ');
            unescape(name, &mut out);
            out.push(' ');
        }
        rest = &tag[end..];
    }
    unescape(rest, &mut out);
    out
}

/// The first 32 bits of the SHA-1 of a [`sort_text`].
pub(crate) fn checksum(sort_text: &str) -> u32 {
    let digest = Sha1::digest(sort_text.as_bytes());
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
}

fn image(tag: &str) -> Option<&str> {
    let source = tag.strip_prefix("<img src=\"")?;
    Some(&source[..source.find('"')?])
}

/// Resolves the entities that [`escape`](crate::escape) writes.
fn unescape(text: &str, out: &mut String) {
    const ENTITIES: [(&str, char); 3] = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>')];
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (entity, char) = ENTITIES.into_iter().find(|(entity, _)| rest.starts_with(entity)).unwrap_or(("&", '&'));
        out.push(char);
        rest = &rest[entity.len()..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_entities_are_resolved() {
        assert_eq!(sort_text("<p>a &lt; <code>b</code> &amp;amp; {<span></span>{</p>"), "a < b &amp; {{");
    }

    #[test]
    fn names_of_images_stay() {
        assert_eq!(sort_text(r#"a<img src="cks-1.svg" alt="x">b"#), "a cks-1.svg b");
    }

    /// Known from SHA-1's own test vectors: "abc" is a9993e36…, the empty text da39a3ee….
    #[test]
    fn checksums_are_the_first_eight_digits_of_sha1() {
        assert_eq!(checksum("abc"), 0xa999_3e36);
        assert_eq!(checksum(""), 0xda39_a3ee);
    }
}
