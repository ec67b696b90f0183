//! Where cards lie on their sheets, so that a back is behind its front however the paper is turned or folded.
//!
//! The grid stands in the middle of the page: what mirrors the page then mirrors the grid into itself.

use serde::Serialize;

use crate::options::{CardGrid, CardSides, PrintOptions};

/// The least distance from the left and right edges of the paper to the cards, in millimetres.
const SIDE: f64 = 10.0;
/// The least distance from the upper and lower edges, in millimetres.
const END: f64 = 12.5;

/// The grid of a sheet. Lengths are in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Sheet {
    columns: usize,
    rows: usize,
    card_width: f64,
    card_height: f64,
    left: f64,
    top: f64,
    /// From a card's edges to its text.
    inset: f64,
    /// What the text may take of a card's height: below it stands the id.
    text_height: f64,
    sides: CardSides,
}

/// A fold in the middle of the paper needs as many columns on either side.
#[derive(Debug, thiserror::Error)]
#[error("cards to fold need an even number of columns, for fronts and backs beside each other; {0} is odd")]
pub(super) struct OddFold(usize);

/// A card's place on a page, counted from the top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
pub(super) struct Place {
    pub(super) column: usize,
    pub(super) row: usize,
}

impl Sheet {
    pub(super) fn new(options: &PrintOptions) -> Result<Self, OddFold> {
        let (grid, sides) = (options.card_grid, options.card_sides);
        if sides == CardSides::Fold && grid.columns % 2 == 1 {
            return Err(OddFold(grid.columns));
        }
        let (width, height) = options.paper.size();
        let (columns, rows) = (count(grid.columns), count(grid.rows));
        // Whole halves of a millimetre, for those who cut along a ruler.
        let part = |length: f64, margin: f64, parts: f64| ((length - 2.0 * margin) / parts * 2.0).floor() / 2.0;
        let (card_width, card_height) = (part(width, SIDE, columns), part(height, END, rows));
        let inset = f64::min(6.0, 0.09 * card_height);
        Ok(Sheet {
            columns: grid.columns,
            rows: grid.rows,
            card_width,
            card_height,
            left: (width - columns * card_width) / 2.0,
            top: (height - rows * card_height) / 2.0,
            inset,
            text_height: card_height - 2.0 * inset - inset.min(5.0),
            sides,
        })
    }

    /// Cards on a sheet.
    pub(super) fn capacity(self) -> usize {
        self.columns_of_fronts() * self.rows
    }

    /// The place of the `index`th card of a sheet.
    pub(super) fn front(self, index: usize) -> Place {
        let columns = self.columns_of_fronts();
        Place { column: index % columns, row: index / columns % self.rows }
    }

    /// Its back's place: a turn on the long edge and a fold swap left and right, a turn on the short edge swaps top and
    /// bottom.
    pub(super) fn back(self, front: Place) -> Place {
        match self.sides {
            CardSides::LongEdge | CardSides::Fold => Place { column: self.columns - 1 - front.column, ..front },
            CardSides::ShortEdge => Place { row: self.rows - 1 - front.row, ..front },
        }
    }

    /// The grid of most cards, as wide as these, on which a text that is so much higher than these cards has room.
    pub(super) fn higher(self, options: &PrintOptions, excess: f64) -> Option<CardGrid> {
        let grids = (1..self.rows).rev().map(|rows| CardGrid { columns: self.columns, rows });
        let fits = |grid: &CardGrid| {
            let sheet = Sheet::new(&PrintOptions { card_grid: *grid, ..options.clone() });
            sheet.is_ok_and(|sheet| sheet.text_height >= self.text_height + excess)
        };
        grids.into_iter().find(fits)
    }

    fn columns_of_fronts(self) -> usize {
        match self.sides {
            CardSides::LongEdge | CardSides::ShortEdge => self.columns,
            CardSides::Fold => self.columns / 2,
        }
    }
}

/// A small number as a length's factor.
fn count(number: usize) -> f64 {
    u8::try_from(number).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Paper;
    use std::collections::BTreeSet;

    fn sheets() -> Vec<(Sheet, f64, f64)> {
        let mut sheets = Vec::new();
        for paper in [Paper::A4, Paper::Letter] {
            for grid in ["1x1", "2x4", "3x3", "4x7", "2x5"] {
                for card_sides in [CardSides::LongEdge, CardSides::ShortEdge, CardSides::Fold] {
                    let card_grid = grid.parse().unwrap();
                    let options = PrintOptions { paper, card_grid, card_sides, ..PrintOptions::default() };
                    if let Ok(sheet) = Sheet::new(&options) {
                        sheets.push((sheet, paper.size().0, paper.size().1));
                    }
                }
            }
        }
        assert_eq!(sheets.len(), 2 * (5 + 5 + 3), "a fold needs an even number of columns");
        sheets
    }

    #[test]
    fn eight_to_a_page_are_as_large_as_ever() {
        let sheet = Sheet::new(&PrintOptions::default()).unwrap();
        assert_eq!((sheet.card_width, sheet.card_height, sheet.left, sheet.top), (95.0, 68.0, 10.0, 12.5));
        assert_eq!(sheet.capacity(), 8);
        assert_eq!(sheet.front(7), Place { column: 1, row: 3 });
    }

    #[test]
    fn a_grid_of_higher_cards_holds_what_is_too_high() {
        let options = PrintOptions::default();
        let sheet = Sheet::new(&options).unwrap();
        let higher = |excess| sheet.higher(&options, excess).map(|grid| grid.to_string());
        // Cards of 68 mm, then 90.5, 136 and 272: 22.5, 68 and 204 mm more for the text.
        assert_eq!(
            [1.0, 22.5, 22.6, 68.0, 68.1, 204.0].map(higher).map(Option::unwrap),
            ["2x3", "2x3", "2x2", "2x2", "2x1", "2x1"]
        );
        assert_eq!(higher(204.1), None);
    }

    #[test]
    fn no_two_sides_share_a_place() {
        for (sheet, ..) in sheets() {
            let fronts: BTreeSet<Place> = (0..sheet.capacity()).map(|index| sheet.front(index)).collect();
            let backs: BTreeSet<Place> = fronts.iter().map(|&front| sheet.back(front)).collect();
            assert_eq!((fronts.len(), backs.len()), (sheet.capacity(), sheet.capacity()), "{sheet:?}");
            assert_eq!(sheet.sides == CardSides::Fold, fronts.is_disjoint(&backs), "{sheet:?}");
        }
    }

    #[test]
    fn a_back_lies_behind_its_front() {
        for (sheet, width, height) in sheets() {
            let left = |place: Place| sheet.left + count(place.column) * sheet.card_width;
            let top = |place: Place| sheet.top + count(place.row) * sheet.card_height;
            assert!(sheet.left >= SIDE && sheet.top >= END, "{sheet:?}");
            for front in (0..sheet.capacity()).map(|index| sheet.front(index)) {
                let back = sheet.back(front);
                // Where the back's edges come to lie, measured on the front's page.
                let (x, y) = match sheet.sides {
                    CardSides::LongEdge | CardSides::Fold => (width - left(back) - sheet.card_width, top(back)),
                    CardSides::ShortEdge => (left(back), height - top(back) - sheet.card_height),
                };
                assert!((x - left(front)).abs() < 1e-9 && (y - top(front)).abs() < 1e-9, "{sheet:?} {front:?}");
            }
        }
    }
}
