//! The page a host shows where there is none, and the one that the service worker shows where none is kept.

use super::frame::Frame;
use super::{Made, fill};
use crate::SiteError;
use crate::build::Build;
use crate::layout;

pub(super) fn make(build: &Build<'_>) -> Result<Made, SiteError> {
    let title = build.text("not-found.title");
    let frame = Frame::new(build, "not-found", layout::NOT_FOUND.to_owned(), &title, &title)?;
    fill(build, "404.html", frame, &())
}

pub(super) fn offline(build: &Build<'_>) -> Result<Made, SiteError> {
    let title = build.text("offline.title");
    let frame = Frame::new(build, "offline", layout::OFFLINE.to_owned(), &title, &build.text("offline.text"))?;
    fill(build, "offline.html", frame, &())
}
