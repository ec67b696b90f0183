//! The colours of every surface, read from the one place that has them: `site/styles/tokens.css`. Paper is light, so of
//! `light-dark(a, b)` it takes the first.

use std::collections::BTreeMap;

/// The file of the theme.
pub(crate) const PATH: &str = "site/styles/tokens.css";

/// Colours by their names without the dashes: `ink` → `#1b1f24`.
pub(crate) fn colours(css: &str) -> BTreeMap<&str, &str> {
    css.lines().filter_map(colour).collect()
}

/// `--ink: light-dark(#1b1f24, #e7e5df);` or `--ink: #1b1f24;`. Other properties are no colours.
fn colour(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.trim().strip_prefix("--")?.split_once(':')?;
    let value = value.trim().trim_end_matches(';');
    let light = match value.strip_prefix("light-dark(") {
        Some(pair) => pair.split(',').next()?,
        None => value,
    };
    let digits = light.strip_prefix('#')?;
    let hex = matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    hex.then_some((name, light))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_colours_are_taken() {
        let css = ":root {\n  --ink: light-dark(#1b1f24, #e7e5df);\n  --white: #fff;\n  --s1: 4px;\n  --odd: light-dark(red, #000);\n}";
        assert_eq!(colours(css), BTreeMap::from([("ink", "#1b1f24"), ("white", "#fff")]));
    }
}
