//! Layered templates, styles, scripts, fonts and interface texts.
//!
//! A [`Theme`] answers for a path such as `site/lesson.html` with the catalogue's own file or else the default one, which
//! is embedded, so that an installed binary needs nothing beside it. [`Messages`] are the interface texts of a locale. What
//! the files mean is for the generators.

mod messages;
mod overrides;
mod theme;

pub use messages::Messages;
pub use overrides::unknown_overrides;
pub use theme::Theme;

/// A theme's file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// A file that a generator needs is in neither layer.
    #[error("the theme has no file `{0}`")]
    Missing(String),
    /// A file that must be text is not UTF-8.
    #[error("the theme's file `{0}` is not UTF-8 text")]
    NotText(String),
    /// Interface texts that are not a mapping of keys to texts.
    #[error("the theme's file `{path}`: {message}")]
    Messages {
        /// The file.
        path: String,
        /// What is wrong with it.
        message: String,
    },
}
