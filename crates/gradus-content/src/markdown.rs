//! stub: Markdown → tree
