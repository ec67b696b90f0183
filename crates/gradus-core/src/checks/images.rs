//! Pictures that prose shows are pictures, and need nothing from elsewhere.
//!
//! Whether a picture is there at all is for [`assets`](super::assets); what this check lets pass, every output can show.

mod svg;

use std::collections::HashSet;
use std::io::Cursor;

use gradus_content::{Block, BlockKind, Inline, InlineKind, Visit, walk_blocks};
use gradus_diagnostics::{Diagnostic, RuleId, Severity, Spanned};
use image::{ImageFormat, ImageReader};
use rayon::prelude::*;

use super::{Check, Scope};
use crate::rules::Rule;

const RULE: RuleId = RuleId("broken-image");

/// Decodes every picture that is shown, as strictly as the typesetter does.
#[derive(Debug)]
pub(super) struct Images;

impl Check for Images {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Error, doc: include_str!("broken-image.md") }]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let found = shown(scope).into_par_iter().filter_map(|path| {
            let asset = scope.course.assets.get(&path.value)?;
            let defect = defect(&path.value, &asset.bytes)?;
            let message = format!("`{}` cannot be shown: {}", path.value, defect.what);
            Some(Diagnostic::error(RULE, path.span, message).help(defect.way_out))
        });
        report.extend(found.collect::<Vec<_>>());
    }
}

/// Why a picture cannot be shown.
struct Defect {
    what: String,
    way_out: &'static str,
}

impl Defect {
    fn new(what: impl Into<String>, way_out: &'static str) -> Self {
        Defect { what: what.into(), way_out }
    }
}

fn defect(path: &str, bytes: &[u8]) -> Option<Defect> {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "svg" => svg::defect(bytes),
        "png" => raster(ImageFormat::Png, bytes),
        "jpg" | "jpeg" => raster(ImageFormat::Jpeg, bytes),
        "gif" => raster(ImageFormat::Gif, bytes),
        "webp" => raster(ImageFormat::WebP, bytes),
        _ => Some(Defect::new(
            "its name ends like no picture's",
            "pictures are SVG, PNG, JPEG, GIF or WebP, and their names end so; to anything else, make a link",
        )),
    }
}

fn raster(format: ImageFormat, bytes: &[u8]) -> Option<Defect> {
    let name = |format: ImageFormat| format.extensions_str().first().copied().unwrap_or_default().to_uppercase();
    match image::guess_format(bytes) {
        Ok(real) if real != format => Some(Defect::new(
            format!("it is {}, though its name says {}", name(real), name(format)),
            "give the file the ending of what it is",
        )),
        _ => {
            // The reader's own limits stop a small file that unpacks to a huge picture.
            let error = ImageReader::with_format(Cursor::new(bytes), format).decode().err()?;
            Some(Defect::new(
                format!("it is no {} ({error})", name(format)),
                "export it again, and open the file once with another program",
            ))
        }
    }
}

/// The pictures that prose shows: each path where it stands first.
fn shown(scope: &Scope<'_>) -> Vec<Spanned<String>> {
    struct Paths(Vec<Spanned<String>>);
    impl Visit for Paths {
        fn block(&mut self, block: &Block) {
            if let BlockKind::Figure(figure) = &block.kind {
                self.0.push(figure.path.clone());
            }
        }

        fn inline(&mut self, inline: &Inline) {
            if let InlineKind::Image { path, .. } = &inline.kind {
                self.0.push(Spanned::clone(path));
            }
        }
    }
    let mut paths = Paths(Vec::new());
    scope.texts.iter().for_each(|text| text.walk(&mut paths));
    scope.course.release_notes.iter().for_each(|notes| walk_blocks(&notes.blocks, &mut paths));
    let mut seen = HashSet::new();
    paths.0.retain(|path| seen.insert(path.value.clone()));
    paths.0
}
