//! Drawings in greys: the colours written in an SVG, each as the grey of its lightness. Named colours and pixels stay as
//! they are; a printer without colour turns those into greys itself.

/// An SVG whose `#rrggbb` and `#rgb` colours are greys.
pub(crate) fn grey_svg(svg: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(svg.len());
    let mut rest = svg;
    while let Some(at) = rest.iter().position(|&byte| byte == b'#') {
        out.extend(&rest[..=at]);
        let names_an_element = out.ends_with(b"url(#") || out.ends_with(b"href=\"#") || out.ends_with(b"href='#");
        rest = &rest[at + 1..];
        let digits = rest.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        if let (false, Some(grey)) = (names_an_element, grey(&rest[..digits])) {
            out.extend(format!("{grey:02x}{grey:02x}{grey:02x}").bytes());
            rest = &rest[digits..];
        }
    }
    out.extend(rest);
    out
}

/// The grey of a colour, by Rec. 709.
fn grey(digits: &[u8]) -> Option<u32> {
    let text = std::str::from_utf8(digits).ok()?;
    let value = u32::from_str_radix(text, 16).ok()?;
    let [red, green, blue] = match digits.len() {
        6 => [value >> 16, value >> 8 & 0xff, value & 0xff],
        3 => [value >> 8, value >> 4 & 0xf, value & 0xf].map(|digit| digit * 17),
        _ => return None,
    };
    Some((2126 * red + 7152 * green + 722 * blue + 5000) / 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_become_greys_and_names_stay() {
        let svg = r##"<g fill="#f00" stroke="#1f2933"><use href="#abc"/><path fill="url(#fade00)"/>#1 &#65;</g>"##;
        let grey = String::from_utf8(grey_svg(svg.as_bytes())).unwrap();
        let expected =
            r##"<g fill="#363636" stroke="#282828"><use href="#abc"/><path fill="url(#fade00)"/>#1 &#65;</g>"##;
        assert_eq!(grey, expected);
    }
}
