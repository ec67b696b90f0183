//! Images, with their size where the file says it, so that nothing jumps when they arrive.

use super::Scope;
use super::escape::attribute;

pub(super) fn write(scope: Scope<'_>, path: &str, alt: &str, out: &mut String) {
    out.push_str("<img");
    attribute("src", &scope.to(&scope.layout().asset(path)), out);
    attribute("alt", alt, out);
    if let Some((width, height)) = scope.course.assets.get(path).and_then(|asset| size(&asset.bytes)) {
        attribute("width", &width.to_string(), out);
        attribute("height", &height.to_string(), out);
    }
    out.push_str(" loading=\"lazy\" decoding=\"async\">");
}

/// Width and height in pixels of an SVG or a PNG.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    png(bytes).or_else(|| svg(std::str::from_utf8(bytes).ok()?))
}

fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(8..16)?;
    let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?));
    Some((number(0)?, number(4)?))
}

fn svg(text: &str) -> Option<(u32, u32)> {
    let start = text.find("<svg")?;
    let tag = &text[start..start + text[start..].find('>')?];
    let value = |name: &str| {
        let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        tag[at..].split('"').next()
    };
    let pixels = |text: &str| text.trim_end_matches("px").parse::<f64>().ok().filter(|n| *n >= 1.0 && *n < 1e5);
    // Rounded and bounded above, so the conversion keeps the value.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 ≤ n < 100 000")]
    let whole = |n: f64| n.round() as u32;
    if let (Some(width), Some(height)) = (value("width").and_then(pixels), value("height").and_then(pixels)) {
        return Some((whole(width), whole(height)));
    }
    let corners: Vec<f64> = value("viewBox")?.split([' ', ',']).filter_map(|n| n.parse().ok()).collect();
    match corners.as_slice() {
        [_, _, width, height] if *width >= 1.0 && *height >= 1.0 => Some((whole(*width), whole(*height))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_sizes() {
        assert_eq!(size(b"<?xml?><svg width=\"860\" height=\"310px\" viewBox=\"0 0 1 1\">"), Some((860, 310)));
        assert_eq!(size(b"<svg viewBox=\"0 0 24.4 12\"/>"), Some((24, 12)));
        assert_eq!(size(b"<svg width=\"100%\" height=\"2em\"/>"), None);
        assert_eq!(size(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\x10"), Some((256, 16)));
        assert_eq!(size(b"GIF89a"), None);
    }
}
