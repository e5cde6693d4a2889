//! Usage errors in short sentences of the language.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::locale::{Arguments, Locale};

/// What is wrong with the command line, and where the help is.
pub(crate) fn explain(error: &Error, locale: &Locale) -> (String, String) {
    let arguments = Arguments::new()
        .data("arg", of(error, ContextKind::InvalidArg))
        .data("value", of(error, ContextKind::InvalidValue))
        .data("prior", of(error, ContextKind::PriorArg))
        .data("valid", of(error, ContextKind::ValidValue))
        .data("command", of(error, ContextKind::InvalidSubcommand));
    let mut wrong = locale.with(key(error), &arguments);
    if let Some(suggestion) = suggestion(error) {
        let arguments = Arguments::new().data("suggestion", suggestion);
        wrong.push_str("; ");
        wrong.push_str(&locale.with("usage-suggestion", &arguments));
    }
    (wrong, locale.text("usage-help"))
}

fn key(error: &Error) -> &'static str {
    let has = |kind| !of(error, kind).is_empty();
    match error.kind() {
        ErrorKind::InvalidValue if !has(ContextKind::InvalidValue) => "usage-value-missing",
        ErrorKind::InvalidValue if has(ContextKind::ValidValue) => "usage-value-one-of",
        ErrorKind::ValueValidation
            if ["--date", "--on", "--from", "--until", "--ceased", "--compromised"]
                .iter()
                .any(|day| of(error, ContextKind::InvalidArg).starts_with(day)) =>
        {
            "usage-value-date"
        }
        ErrorKind::ValueValidation
            if of(error, ContextKind::InvalidArg).starts_with("--max-duration") =>
        {
            "usage-value-duration"
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage-value-invalid",
        ErrorKind::UnknownArgument => "usage-unknown-argument",
        ErrorKind::InvalidSubcommand => "usage-unknown-command",
        ErrorKind::NoEquals
        | ErrorKind::TooFewValues
        | ErrorKind::TooManyValues
        | ErrorKind::WrongNumberOfValues => "usage-value-count",
        ErrorKind::ArgumentConflict
            if of(error, ContextKind::InvalidArg) == of(error, ContextKind::PriorArg) =>
        {
            "usage-argument-twice"
        }
        ErrorKind::ArgumentConflict => "usage-argument-conflict",
        ErrorKind::MissingRequiredArgument => "usage-argument-required",
        ErrorKind::MissingSubcommand => "usage-command-required",
        ErrorKind::InvalidUtf8 => "usage-not-utf8",
        _ => "usage-other",
    }
}

fn suggestion(error: &Error) -> Option<String> {
    [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .map(|kind| of(error, kind))
        .find(|text| !text.is_empty())
}

fn of(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::None) | None => String::new(),
        Some(value) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::localised;
    use crate::locale::Lang;

    fn explained(args: &[&str], lang: Lang) -> String {
        let locale = Locale::new(lang);
        let args = std::iter::once(&"handover").chain(args);
        let error = localised(&locale).try_get_matches_from(args).unwrap_err();
        explain(&error, &locale).0
    }

    #[test]
    fn the_argument_at_fault_is_named() {
        let cases: [(&[&str], &str); 11] = [
            (&["verify", "x", "--journal", "j", "--max-duration", "soon"], "90s"),
            (&["verify", "x", "--max-duration", "2h"], "--journal"),
            (&["--what"], "--what"),
            (&["pak"], "pack"),
            (&["unpack", "x"], "--to"),
            (&["--lang", "fr", "show", "x"], "fr"),
            (&["verify", "x", "--threads", "0"], "--threads"),
            (&["verify", "x", "--trust", "a", "--fingerprint", "b"], "--fingerprint"),
            (&["survey", "a", "--out", "b", "--out", "c"], "--out"),
            (&["unpack", "x", "--to"], "--to"),
            (&["diff", "a", "b", "c"], "'c'"),
        ];
        for (args, named) in cases {
            for lang in Lang::ALL {
                let text = explained(args, lang);
                assert!(text.contains(named), "{args:?}: {text}");
                assert!(!text.contains(['{', '\n']) && !text.contains('–'), "{args:?}: {text}");
            }
        }
    }
}
