//! What makes the site one that can be kept: the service worker, the list of files of each course, the web app manifest.
//!
//! Everything that may be kept has one version, a hash of all of it; the worker's own text changes with it, and so browsers
//! see that there is something new. Downloads are not kept. How files are kept is for the theme's `service-worker.js`.

use gradus_core::Artifacts;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;

use crate::SiteError;
use crate::build::Build;
use crate::layout;
use crate::shelf::Shelf;

/// The folder of all artifacts of the site.
const SITE: &str = "site/";

/// Files of the theme that no page asks for.
const LICENSES: &str = "LICENSE";

#[derive(Serialize)]
struct Kept<'a> {
    version: &'a str,
    /// Of all files together, uncompressed.
    bytes: usize,
    files: Vec<(&'a str, &'a str)>,
}

/// A file with its hash.
struct Hashed {
    path: String,
    hash: String,
    bytes: usize,
}

/// Adds the worker and its lists to a site that is otherwise whole.
pub(crate) fn add(build: &Build<'_>, shelves: &[Shelf<'_>], artifacts: &mut Artifacts) -> Result<(), SiteError> {
    let Some(script) = build.worker.as_deref() else { return Ok(()) };
    let files: Vec<(&str, &[u8])> = artifacts.iter().collect();
    let hashed: Vec<Hashed> = files.into_par_iter().filter_map(|(path, bytes)| hash(shelves, path, bytes)).collect();
    let mut whole = blake3::Hasher::new();
    for file in &hashed {
        whole.update(file.path.as_bytes()).update(&[0]).update(file.hash.as_bytes());
    }
    let version = short(&whole.finalize());

    let course_of = |path: &str| shelves.iter().position(|shelf| shelf.layout.holds(path));
    let listed = |course: Option<usize>| hashed.iter().filter(move |file| course_of(&file.path) == course);
    let pair = |file: &Hashed| (file.path.clone(), file.hash.clone());
    let shell: Vec<(String, String)> = listed(None).map(pair).collect();
    let site = json!({"version": version, "shell": shell});
    let worker = format!("const SITE = {site};\n{script}");

    let mut lists = Vec::new();
    for (n, shelf) in shelves.iter().enumerate() {
        let files = listed(Some(n)).map(|file| (file.path.as_str(), file.hash.as_str())).collect();
        let bytes = listed(Some(n)).map(|file| file.bytes).sum();
        let list = serde_json::to_vec(&Kept { version: &version, bytes, files })?;
        lists.push((shelf.layout.offline(), list));
    }
    for (path, list) in lists {
        artifacts.insert(format!("{SITE}{path}"), list);
    }
    artifacts.insert(format!("{SITE}{}", layout::WORKER), worker);
    Ok(())
}

/// The web app manifest, with which a browser installs the site.
pub(crate) fn manifest(build: &Build<'_>) -> Result<Vec<u8>, SiteError> {
    let icon = |name: &str, sizes: &str, media_type: &str, purpose: &str| {
        let src = format!("{}images/{name}", build.statics.folder());
        json!({"src": src, "sizes": sizes, "type": media_type, "purpose": purpose})
    };
    let manifest = json!({
        "name": build.catalog.title,
        "short_name": build.catalog.title.split_whitespace().next(),
        "lang": build.catalog.locale,
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#fbfaf7",
        "theme_color": "#fbfaf7",
        "icons": [
            icon("favicon.svg", "any", "image/svg+xml", "any"),
            icon("icon-192.png", "192x192", "image/png", "any"),
            icon("icon-512.png", "512x512", "image/png", "any"),
            icon("icon-maskable-512.png", "512x512", "image/png", "maskable"),
        ],
    });
    Ok(serde_json::to_vec(&manifest)?)
}

/// A file that may be kept: no download, no list of pages for search engines, no feed, no licence text.
fn hash(shelves: &[Shelf<'_>], path: &str, bytes: &[u8]) -> Option<Hashed> {
    let path = path.strip_prefix(SITE)?;
    let download = shelves.iter().any(|shelf| path.starts_with(&shelf.layout.download("")));
    let name = path.rsplit('/').next().unwrap_or(path);
    let feed = shelves.iter().any(|shelf| path == shelf.layout.feed());
    if download || feed || path == layout::SITEMAP || name.starts_with(LICENSES) {
        return None;
    }
    Some(Hashed { path: path.to_owned(), hash: short(&blake3::hash(bytes)), bytes: bytes.len() })
}

fn short(hash: &blake3::Hash) -> String {
    hash.to_hex()[..16].to_owned()
}
