//! A finding in words.

use handover_core::finding::{Code, Finding, Location, Severity, Value};

use super::escaped;
use crate::locale::{Arguments, Locale, grouped, key_of};

/// What is wrong, in one sentence, with the values that the finding carries.
///
/// The sentence may speak of values (`{$listed}`); where one is absent its
/// `.plain` form is taken. Values that the sentence does not speak of follow
/// in brackets, so that a new value of the core is never lost.
pub(crate) fn sentence(finding: &Finding, locale: &Locale) -> String {
    sentence_of(finding.code, finding.details.iter().map(|(name, value)| (*name, value)), locale)
}

/// The same of a finding that was told of: its code, and its values by name.
pub(crate) fn sentence_of<'d>(
    code: Code,
    details: impl Iterator<Item = (&'d str, &'d Value)> + Clone,
    locale: &Locale,
) -> String {
    let key = key_of("finding", code.as_str());
    let arguments = Arguments::of(details.clone());
    let (sentence, told) = match locale.complete(&key, &arguments) {
        Some(sentence) => (sentence, locale.variables(&key)),
        None => (locale.text(&format!("{key}.plain")), Vec::new()),
    };
    let said = |value: &Value| !matches!(value, Value::Text(text) if text.is_empty());
    let untold = details.filter(|(_, value)| said(value));
    let untold = untold.filter(|(name, _)| !told.iter().any(|t| t == name));
    let more: Vec<String> = untold.map(|(name, value)| detail(name, value, locale)).collect();
    if more.is_empty() { sentence } else { format!("{sentence} ({})", more.join("; ")) }
}

/// What to do next.
pub(crate) fn remedy(code: &str, locale: &Locale) -> String {
    locale.text(&format!("{}.remedy", key_of("finding", code)))
}

fn detail(name: &str, value: &Value, locale: &Locale) -> String {
    let key = key_of("detail", name);
    let label = if locale.has(&key) { locale.text(&key) } else { name.to_owned() };
    match value {
        Value::Number(number) => format!("{label}: {}", grouped(*number, locale.lang())),
        Value::Text(text) => format!("{label}: {}", word(name, text, locale)),
    }
}

/// A stable word of the core in the language, a code by its sentence, anything
/// else as it is.
fn word(name: &str, text: &str, locale: &Locale) -> String {
    if name == "difference" {
        let words = text.split(", ").map(|word| locale.text(&key_of("difference", word)));
        return words.collect::<Vec<_>>().join(", ");
    }
    if name == "how" {
        return locale.text(&key_of("how", text));
    }
    if ["problem", "kind", "level", "encoding"].contains(&name) {
        let key = key_of("problem", text);
        let sentence = key_of("finding", text);
        if let Some(key) = [key, sentence].into_iter().find(|key| locale.has(key)) {
            return locale.text(&key);
        }
    }
    escaped(text).into_owned()
}

/// Where it stands, in words.
pub(crate) fn location(location: &Location, locale: &Locale) -> String {
    let arguments = Arguments::new();
    match location {
        Location::File { path } => locale.with("location-file", &arguments.data("path", path)),
        Location::Line { path, line } => {
            locale.with("location-line", &arguments.data("path", path).number("line", *line))
        }
        // The ZIP itself has no path within the bundle.
        Location::Byte { path, offset } if path.is_empty() => {
            locale.with("location-zip", &arguments.number("offset", *offset))
        }
        Location::Byte { path, offset } => {
            locale.with("location-byte", &arguments.data("path", path).number("offset", *offset))
        }
        Location::Row { table, row: 0, .. } => {
            locale.with("location-header", &arguments.data("table", table))
        }
        Location::Row { table, row, field } => {
            let arguments = arguments.data("table", table).number("row", *row);
            match field {
                Some(field) => locale.with("location-cell", &arguments.data("field", field)),
                None => locale.with("location-row", &arguments),
            }
        }
        Location::Act { field } => locale.with("location-act", &arguments.data("field", field)),
        Location::Folder { folder } => {
            locale.with("location-folder", &arguments.number("folder", *folder))
        }
        Location::Entry { folder, ordinal } => locale.with(
            "location-entry",
            &arguments.number("folder", *folder).number("ordinal", *ordinal),
        ),
        Location::Whole => locale.text("location-whole"),
        // A place that this version has no words for.
        other => escaped(&other.to_string()).into_owned(),
    }
}

/// How much it weighs, in one word.
pub(crate) fn severity_word(severity: Severity, locale: &Locale) -> String {
    locale.text(match severity {
        Severity::Block => "severity-block",
        Severity::Warn => "severity-warn",
        Severity::Info => "severity-info",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    #[test]
    fn a_missing_value_never_prints_code() {
        for lang in Lang::ALL {
            let locale = Locale::new(lang);
            for code in Code::ALL {
                let text = sentence(&Finding::new(*code, Location::Whole), &locale);
                assert!(!text.contains(['{', '$']), "{text}");
                assert!(text.chars().count() > 10, "{code}: {text}");
            }
        }
    }

    #[test]
    fn values_stand_in_the_sentence_or_behind_it() {
        let locale = Locale::new(Lang::Vi);
        let finding = Finding::new(Code::PayloadSize, Location::file("a"))
            .with("listed", 1200)
            .with("found", 7)
            .with("unheard-of", "x\u{1b}");
        let text = sentence(&finding, &locale);
        assert!(text.contains("1.200") && text.contains('7'), "{text}");
        assert!(text.ends_with("(unheard-of: x\\u{1b})"), "{text}");
    }
}
