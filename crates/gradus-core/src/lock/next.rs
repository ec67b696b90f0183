//! The lock that a release writes, from the one before and the course as it is now.

use super::{Lock, LockedItem, LockedShape, Release, Version};
use crate::Shape;
use crate::model::{Course, Id};

/// What a release is given.
#[derive(Debug, Clone)]
pub struct Released<'a> {
    /// Its version.
    pub version: Version,
    /// Its second; later than that of every release before.
    pub time: i64,
    /// What the outputs freeze.
    pub shapes: &'a [Shape],
    /// Whether every item counts as changed, because it is shown in a better way.
    pub refresh: bool,
}

impl Lock {
    /// The lock after a release of a course. That the release may be made is for the checks.
    pub fn next(course: &Course, released: &Released<'_>) -> Lock {
        let before = &course.lock;
        let mut next = before.clone();
        let Released { version, time, shapes, refresh } = released;
        next.releases.push(Release { version: version.clone(), time: *time });
        for shape in *shapes {
            let same = before.shapes.get(&shape.name).filter(|locked| locked.look == shape.look);
            let changed = same.map_or(version, |locked| &locked.changed).clone();
            let span = same.map_or(course.span, |locked| locked.span);
            next.shapes
                .insert(shape.name.clone(), LockedShape { span, frozen: shape.frozen, look: shape.look, changed });
        }
        for item in course.items() {
            let key = item.key();
            let known = before.items.get(key.as_str());
            let changed = course.last_change(item).release.filter(|_| !refresh).unwrap_or(version).clone();
            // An id that it had is its own for ever.
            let earlier = known.into_iter().flat_map(|known| known.was.iter().chain([&known.id]));
            let earlier = earlier.chain(item.was().iter().map(|was| &was.value));
            let mut was: Vec<Id> = earlier.filter(|id| *id != key && **id != item.id().value).cloned().collect();
            was.sort();
            was.dedup();
            let locked = LockedItem {
                span: item.span(),
                id: item.id().value.clone(),
                was,
                kind: item.kind().to_owned(),
                clozes: item.clozes().to_vec(),
                hash: course.content_hash(item),
                changed,
            };
            next.items.insert(key.clone(), locked);
        }
        next
    }
}
