//! The messages of one language.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::ResolverError;
use fluent_bundle::resolver::errors::ReferenceKind;
use fluent_bundle::{FluentError, FluentResource};
use unic_langid::LanguageIdentifier;

use super::{Arguments, Lang, number};

macro_rules! resources {
    ($lang:literal) => {
        &[
            include_str!(concat!("../../locales/", $lang, "/help.ftl")),
            include_str!(concat!("../../locales/", $lang, "/usage.ftl")),
            include_str!(concat!("../../locales/", $lang, "/words.ftl")),
            include_str!(concat!("../../locales/", $lang, "/errors.ftl")),
            include_str!(concat!("../../locales/", $lang, "/keys.ftl")),
            include_str!(concat!("../../locales/", $lang, "/trust.ftl")),
            include_str!(concat!("../../locales/", $lang, "/units.ftl")),
            include_str!(concat!("../../locales/", $lang, "/plan.ftl")),
            include_str!(concat!("../../locales/", $lang, "/work.ftl")),
            include_str!(concat!("../../locales/", $lang, "/custody.ftl")),
            include_str!(concat!("../../locales/", $lang, "/receipts.ftl")),
            include_str!(concat!("../../locales/", $lang, "/release.ftl")),
            include_str!(concat!("../../locales/", $lang, "/transfer.ftl")),
            include_str!(concat!("../../locales/", $lang, "/bundles.ftl")),
            include_str!(concat!("../../locales/", $lang, "/exchange.ftl")),
            include_str!(concat!("../../locales/", $lang, "/minutes.ftl")),
            include_str!(concat!("../../locales/", $lang, "/report.ftl")),
            include_str!(concat!("../../locales/", $lang, "/findings.ftl")),
            include_str!(concat!("../../locales/", $lang, "/commands.ftl")),
            include_str!(concat!("../../locales/", $lang, "/checks.ftl")),
        ]
    };
}

/// The sources of a language's messages.
pub(super) const fn sources(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Vi => resources!("vi"),
        Lang::En => resources!("en"),
    }
}

/// The messages of one language, for every thread.
pub(crate) struct Locale {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Locale {
    pub(crate) fn new(lang: Lang) -> Self {
        // Two letters always parse; the root language only lacks plural forms.
        let id: LanguageIdentifier = lang.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // The marks would be garbage in a terminal and in a file of results.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::Vi => number::vietnamese,
            Lang::En => number::english,
        }));
        for source in sources(lang) {
            // A test holds that every source parses; what does not is left out.
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle }
    }

    pub(crate) const fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether there is a message `key`, or an attribute `key.attribute`.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.pattern(key, &Arguments::new()).is_some()
    }

    /// The message `key`, which needs no values.
    pub(crate) fn text(&self, key: &str) -> String {
        self.with(key, &Arguments::new())
    }

    /// The message `key`, or its attribute `key.attribute`, with its values.
    /// A value that is not there is printed as a dash, never as code.
    pub(crate) fn with(&self, key: &str, arguments: &Arguments) -> String {
        match self.pattern(key, arguments) {
            Some((text, missing)) if missing.is_empty() => text,
            Some((text, missing)) => {
                missing.iter().fold(text, |text, name| text.replace(&format!("{{${name}}}"), "–"))
            }
            None => key.to_owned(),
        }
    }

    /// The message, unless it is absent or speaks of a value that is not there.
    pub(crate) fn complete(&self, key: &str, arguments: &Arguments) -> Option<String> {
        let (text, missing) = self.pattern(key, arguments)?;
        missing.is_empty().then_some(text)
    }

    /// The names of the values that the message wants.
    pub(crate) fn variables(&self, key: &str) -> Vec<String> {
        self.pattern(key, &Arguments::new()).map(|(_, missing)| missing).unwrap_or_default()
    }

    fn pattern(&self, key: &str, arguments: &Arguments) -> Option<(String, Vec<String>)> {
        let (id, attribute) = match key.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (key, None),
        };
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(arguments.as_fluent()), &mut errors);
        let missing = errors.into_iter().filter_map(variable).collect();
        Some((text.into_owned(), missing))
    }
}

/// The value that was missed, if that was the error.
fn variable(error: FluentError) -> Option<String> {
    match error {
        FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { id })) => {
            Some(id)
        }
        _ => None,
    }
}

/// The key of a stable code: fluent keys hold no dots.
pub(crate) fn key_of(prefix: &str, code: &str) -> String {
    format!("{prefix}-{}", code.replace(['.', '_'], "-"))
}
