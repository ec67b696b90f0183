//! A release of one course: may it be made, what does it hold, and is a copy of it whole.
//!
//! Everything is made in memory first, from the sources with the lock and the notes that are to be: what is written
//! afterwards is what anybody builds from the committed sources. Outputs come before notes, and the lock comes last, so
//! that a release whose writing failed can simply be made again.

mod make;
mod notes;
mod sums;
mod verify;

use gradus_core::lock::{Lock, Released};
use gradus_core::model::Course;
use gradus_core::{Edition, GenerateError, Generator, Shape};

pub use make::{Ready, Release, Request, release};
pub use verify::{Verdict, VerifyError, Wrong, rebuild, verify};

use crate::session::OpenError;

/// The generator's name under which a release's own files stand in the manifest.
const NAME: &str = "release";

/// Why a release cannot be made although the course has no findings.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// The catalogue's folder is gone.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// None of its courses has the name.
    #[error("the catalogue has no course `{0}`")]
    NoSuchCourse(String),
    /// Several courses, and none is named.
    #[error("the catalogue has several courses: {}", .0.join(", "))]
    WhichCourse(Vec<String>),
    /// The version does not come after the others.
    #[error("{version} does not come after {last}, which was released already")]
    NotGreater {
        /// The version asked for.
        version: String,
        /// The greatest one.
        last: String,
    },
    /// The second does not come after that of the latest release.
    #[error("the release would be of {time}, but {last} is of {last_time}")]
    NotLater {
        /// The second asked for.
        time: String,
        /// The latest release.
        last: String,
        /// Its second.
        last_time: String,
    },
    /// What learners hold would no longer fit.
    #[error("{0}")]
    Shape(String),
    /// An item says that another release retired it.
    #[error("`{id}` says `retired={retired}`, but there was no release {retired}, and this one is {version}")]
    Retired {
        /// The item.
        id: String,
        /// What it says.
        retired: String,
        /// The version asked for.
        version: String,
    },
    /// An output could not say what it freezes.
    #[error(transparent)]
    Generate(#[from] GenerateError),
}

/// What the outputs freeze of a course.
pub(crate) fn shapes(
    edition: &Edition,
    course: &Course,
    generators: &[Box<dyn Generator>],
) -> Result<Vec<Shape>, GenerateError> {
    let mut shapes = Vec::new();
    for generator in generators {
        shapes.extend(generator.shapes(edition, course)?);
    }
    Ok(shapes)
}

/// Says which form that learners hold is another one now.
pub(crate) fn broken_shape(course: &Course, shapes: &[Shape]) -> Option<String> {
    let broken = shapes
        .iter()
        .find(|shape| course.lock.shapes().get(&shape.name).is_some_and(|locked| locked.frozen != shape.frozen))?;
    Some(format!(
        "`{}` of `{}` is not what was released: learners' collections would refuse every update. \
         This is a defect of this version of Gradus; build with the one that made the last release",
        broken.name, course.code.value
    ))
}

/// The notes of a release and then its lock, by their paths in the catalogue.
fn sources(course: &Course, released: &Released<'_>, written: Option<String>) -> [(String, String); 2] {
    let lock = Lock::next(course, released);
    let notes = written.unwrap_or_else(|| notes::text(course, &lock, &released.version));
    [
        (notes::path(course, &released.version), notes),
        (format!("{}/{}", course.folder, gradus_core::LOCK), lock.to_string()),
    ]
}
