//! Where things stand on the pages of the guide.

use std::ops::RangeInclusive;

use gradus_theme::Theme;
use typst::layout::{Frame, FrameItem};

use super::print;
use super::robust::with_lesson;
use crate::options::PrintOptions;
use crate::press::Press;
use crate::sample;

/// What a page shows.
#[derive(Default)]
struct Shown {
    lines: Vec<String>,
    /// Widths of its pictures, in millimetres.
    pictures: Vec<f64>,
}

impl Shown {
    fn has(&self, text: &str) -> bool {
        self.lines.iter().any(|line| line.contains(text))
    }

    fn add(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.add(&group.frame),
                FrameItem::Text(text) => self.lines.push(text.text.to_string()),
                FrameItem::Image(_, size, _) => self.pictures.push(size.x.to_mm()),
                _ => {}
            }
        }
    }
}

/// The pages of a lesson, with a picture of 120 × 80 mm at hand.
fn pages(lesson: &str, options: PrintOptions) -> Vec<Shown> {
    let mut files = with_lesson(lesson);
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 12 8\" width=\"1200\" height=\"800\"><circle cx=\"5\" cy=\"5\" r=\"4\"/></svg>";
    files.insert("tst/assets/large.svg", picture.to_owned());
    let (edition, _) = sample::edition(files);
    let press = Press::new(Theme::new(edition.catalog().theme.clone()), &options);
    let printed = print(&press, "Tests", &edition.catalog().courses[0]).unwrap();
    let pages = printed.pages.pages().iter().map(|page| {
        let mut shown = Shown::default();
        shown.add(&page.frame);
        shown
    });
    pages.collect()
}

/// Widths of the picture, and whether it stands on the page where the text before it ends, for so many paragraphs.
fn figures(paragraphs: RangeInclusive<usize>, options: &PrintOptions) -> Vec<(f64, bool)> {
    let placed = paragraphs.map(|count| {
        let text = "A line of text.\n\n".repeat(count - 1);
        let lesson = format!(
            "{text}The last line.\n\n## A heading\n\n![What it shows](assets/large.svg)\n\n## More\n\nAfter.\n"
        );
        let pages = pages(&lesson, options.clone());
        let last = pages.iter().position(|page| page.has("The last line.")).unwrap();
        let heading = pages.iter().rposition(|page| page.has("A heading")).unwrap();
        let at = pages.iter().position(|page| page.pictures.iter().any(|width| *width > 60.0)).unwrap();
        let width = pages[at].pictures.iter().copied().fold(0.0, f64::max);
        assert_eq!(heading.max(at), at.max(last), "the heading stays with its picture");
        (width, at == last)
    });
    placed.collect()
}

#[test]
fn a_figure_is_made_smaller_rather_than_leave_a_hole() {
    let placed = figures(5..=14, &PrintOptions::default());
    let full = placed.iter().map(|(width, _)| *width).fold(0.0, f64::max);
    let (fitted, moved): (Vec<_>, Vec<_>) = placed.iter().partition(|(_, stays)| *stays);
    assert!(fitted.iter().any(|(width, _)| *width < full - 1.0), "none was made smaller: {placed:?}");
    assert!(fitted.iter().all(|(width, _)| *width > 0.79 * full), "one is too small: {placed:?}");
    assert!(!moved.is_empty() && moved.iter().all(|(width, _)| *width == full), "{placed:?}");

    let large = PrintOptions { large_print: true, ..PrintOptions::default() };
    let large = figures(3..=9, &large);
    assert!(large.iter().all(|(width, _)| *width == large[0].0), "in large print nothing is small: {large:?}");
}

#[test]
fn output_with_wide_columns_keeps_its_lines() {
    for signs in [70, 84, 90, 100, 105] {
        let row = "column   a     ".repeat(8)[..signs - 1].to_owned() + "z";
        let pages = pages(&format!("```text output\n{row}\n{row}\n```\n"), PrintOptions::default());
        assert!(pages.iter().any(|page| page.lines.contains(&row)), "{signs} signs were wrapped");
    }
}

#[test]
fn a_list_of_links_names_addresses_below_them_and_running_text_in_footnotes() {
    let lesson = "See [notes](https://example.com/foot).\n\n- [One](https://example.com/one)\n- [Two](https://example.com/two), a part\n";
    let pages = pages(lesson, PrintOptions::default());
    let text: String = pages.iter().flat_map(|page| page.lines.iter().map(String::as_str)).collect();
    let at = |wanted: &str| text.find(wanted).unwrap_or_else(|| panic!("no {wanted} in {text}"));
    assert!(at("One") < at("com/one") && at("com/one") < at("Two") && at("Two") < at("com/two"), "{text}");
    assert!(at("com/two") < at("com/foot"), "{text}");
}

#[test]
fn a_blank_is_long_enough_to_write_in() {
    let mut files = sample::files();
    let bank = files.get_mut("tst/questions/bank.md").unwrap();
    *bank = bank.replace("$ kubectl ___[verb]\n", "$ ___[verb]\n");
    let (edition, _) = sample::edition(files);
    let press = Press::new(Theme::new(edition.catalog().theme.clone()), &PrintOptions::default());
    let printed = print(&press, "Tests", &edition.catalog().courses[0]).unwrap();
    // The rest of the line, with a rule below it.
    let longest = printed.pages.pages().iter().map(|page| longest_rule(&page.frame)).fold(0.0, f64::max);
    assert!(longest > 120.0, "{longest} mm");
}

/// The longest rule below a box that is no wider than a line of code, in millimetres.
fn longest_rule(frame: &Frame) -> f64 {
    let rules = frame.items().map(|(_, item)| match item {
        FrameItem::Group(group) => longest_rule(&group.frame),
        FrameItem::Shape(shape, _) => {
            let size = shape.bbox(false).size();
            if size.y.to_mm() < 0.1 && size.x.to_mm() < 137.0 { size.x.to_mm() } else { 0.0 }
        }
        _ => 0.0,
    });
    rules.fold(0.0, f64::max)
}
