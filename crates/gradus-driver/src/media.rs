//! Media types by file extension, for the manifest and the server.

/// The media type of a path, without parameters.
pub(crate) fn media_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" => "text/html",
        "css" => "text/css",
        "js" | "mjs" => "text/javascript",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "txt" => "text/plain",
        "md" => "text/markdown",
        "csv" => "text/csv",
        "ics" => "text/calendar",
        "xml" => "application/xml",
        "yaml" | "yml" => "application/yaml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "zip" => "application/zip",
        "apkg" => "application/x-apkg",
        _ => "application/octet-stream",
    }
}

/// The `Content-Type` of a path: the media type, with the charset where it is text.
pub(crate) fn content_type(path: &str) -> String {
    let media = media_type(path);
    let text = media.starts_with("text/") || matches!(media, "application/json" | "application/xml" | "image/svg+xml");
    if text { format!("{media}; charset=utf-8") } else { media.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_by_the_last_extension_of_the_name() {
        assert_eq!(media_type("site/cks/index.html"), "text/html");
        assert_eq!(media_type("site/index.min.JS"), "text/javascript");
        assert_eq!(media_type("site/v1.2/data"), "application/octet-stream");
        assert_eq!(content_type("a.css"), "text/css; charset=utf-8");
        assert_eq!(content_type("a.pdf"), "application/pdf");
    }
}
