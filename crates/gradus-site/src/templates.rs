//! The theme's templates, and what they can call: `t` for texts, `icon` for icons, and the filter `code` for plain texts.

use std::sync::Arc;

use gradus_theme::{Messages, Theme};
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use crate::SiteError;
use crate::html::code_spans;
use crate::icons::Icons;

const FOLDER: &str = "site/";

pub(crate) struct Templates(Tera);

impl Templates {
    /// Reads every `site/…html`.
    pub(crate) fn load(theme: &Theme, messages: &Messages, icons: &Icons) -> Result<Self, SiteError> {
        let mut tera = Tera::new();
        register_functions(&mut tera, messages, icons);
        tera.register_filter("code", |text: &str, _: Kwargs, _: &State<'_>| {
            Value::safe_string(code_spans(text).as_str())
        });
        let mut sources = Vec::new();
        for path in theme.list(FOLDER) {
            if let Some(name) = path.strip_prefix(FOLDER).filter(|name| name.ends_with(".html")) {
                sources.push((name.to_owned(), theme.text(&path)?.into_owned()));
            }
        }
        tera.add_raw_templates(sources).map_err(|error| SiteError::Template(Box::new(error)))?;
        Ok(Templates(tera))
    }

    /// Fills in a template with `frame`, what is around every page, and `page`, what is on this one.
    pub(crate) fn render(&self, name: &str, frame: &impl Serialize, page: &impl Serialize) -> TeraResult<String> {
        let mut context = Context::new();
        context.insert("frame", frame);
        context.insert("page", page);
        self.0.render(name, &context)
    }
}

fn register_functions(tera: &mut Tera, messages: &Messages, icons: &Icons) {
    let texts = messages.clone();
    tera.register_function("t", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let key: &str = kwargs.must_get("key")?;
        let key = match kwargs.get::<u64>("count")? {
            Some(count) => texts.counted(key, count),
            None => key.into(),
        };
        let mut values = Vec::new();
        for (name, value) in kwargs.iter() {
            if let Some(name) = name.as_str().filter(|name| *name != "key") {
                values.push((name.to_owned(), value.to_string()));
            }
        }
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Ok(texts.format(&key, &values))
    });

    let drawn = Arc::new(icons.all().map(|(name, svg)| (name.to_owned(), svg.to_owned())).collect::<Vec<_>>());
    tera.register_function("icon", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let name: &str = kwargs.must_get("name")?;
        let svg = drawn.iter().find(|(known, _)| known == name).map_or("", |(_, svg)| svg.as_str());
        Ok(Value::safe_string(svg))
    });
}
