//! Where cards lie on their sheets, so that fronts and backs meet when the sheet is printed on both sides and turned on its
//! long edge.

use serde::Serialize;

/// Cards beside each other.
pub(super) const COLUMNS: usize = 2;
/// Cards below each other.
pub(super) const ROWS: usize = 4;
/// Cards on a sheet.
pub(super) const PER_SHEET: usize = COLUMNS * ROWS;

/// A card's place on one side of a sheet, counted from the top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Place {
    pub(super) column: usize,
    pub(super) row: usize,
}

impl Place {
    /// The place of the `index`th card of a sheet on its front.
    pub(super) fn front(index: usize) -> Self {
        Place { column: index % COLUMNS, row: index / COLUMNS % ROWS }
    }

    /// The same card's place on the back: turning a sheet on its long edge swaps left and right.
    pub(super) fn turned(self) -> Self {
        Place { column: COLUMNS - 1 - self.column, row: self.row }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_sheet_is_filled_row_by_row() {
        let places: Vec<Place> = (0..PER_SHEET).map(Place::front).collect();
        assert!(places.iter().collect::<BTreeSet<_>>().len() == PER_SHEET);
        assert_eq!(places[1], Place { column: 1, row: 0 });
        assert_eq!(places[7], Place { column: 1, row: 3 });
    }

    #[test]
    fn a_back_lies_behind_its_front() {
        // On paper, x runs from the left edge on the front and from the right edge on the back.
        let width = 210.0;
        let left = |place: Place| 10.0 + 95.0 * f64::from(u8::try_from(place.column).unwrap());
        for front in (0..PER_SHEET).map(Place::front) {
            let back = front.turned();
            let behind = width - (left(back) + 95.0);
            assert!((behind - left(front)).abs() < 1e-9, "{front:?}");
            assert_eq!(back.row, front.row);
            assert_eq!(back.turned(), front);
        }
    }
}
