//! How far what is printed goes beyond the box that is to hold it, read from the laid-out pages: whatever a template did to fit
//! a text, this is what stands on the paper.

use typst::layout::{Abs, Frame, FrameItem, Point, Rect, Transform};

/// What goes beyond a box, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Excess {
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Less is not seen: a table's rules stand out of it by half their thickness, slanted letters lean out of their line.
const TOLERANCE: f64 = 0.5;

impl Excess {
    /// Of the text, the lines and the pictures of a frame.
    pub(crate) fn of(frame: &Frame) -> Self {
        let mut ink = Rect::new(Point::zero(), frame.size().to_point());
        add(frame, Transform::identity(), &mut ink);
        Excess { width: (ink.size().x - frame.width()).to_mm(), height: (ink.size().y - frame.height()).to_mm() }
    }

    /// The larger of both in each direction.
    pub(crate) fn max(self, other: Excess) -> Excess {
        Excess { width: self.width.max(other.width), height: self.height.max(other.height) }
    }

    pub(crate) fn is_wide(self) -> bool {
        self.width > TOLERANCE
    }

    pub(crate) fn is_high(self) -> bool {
        self.height > TOLERANCE
    }
}

/// The boxes that a template gave a label, in their order.
pub(crate) fn labelled(frame: &Frame) -> Vec<(String, &Frame)> {
    let groups = frame.items().filter_map(|(_, item)| match item {
        FrameItem::Group(group) => Some(group),
        _ => None,
    });
    let boxes = groups.flat_map(|group| match group.label {
        Some(label) => vec![(label.resolve().as_str().to_owned(), &group.frame)],
        None => labelled(&group.frame),
    });
    boxes.collect()
}

/// Makes `ink` hold what a frame draws too.
fn add(frame: &Frame, at: Transform, ink: &mut Rect) {
    for (place, item) in frame.items() {
        let at = at.pre_concat(Transform::translate(place.x, place.y));
        let drawn = match item {
            FrameItem::Group(group) => {
                add(&group.frame, at.pre_concat(group.transform), ink);
                continue;
            }
            FrameItem::Text(text) => text.bbox(),
            FrameItem::Shape(shape, _) => shape.bbox(false),
            FrameItem::Image(_, size, _) => Rect::from_pos_size(Point::zero(), *size),
            FrameItem::Link(..) | FrameItem::Tag(_) => continue,
        };
        // Spaces draw nothing.
        if drawn.min.x == Abs::inf() {
            continue;
        }
        for corner in [drawn.min, drawn.max] {
            let corner = corner.transform(at);
            ink.min = ink.min.min(corner);
            ink.max = ink.max.max(corner);
        }
    }
}
