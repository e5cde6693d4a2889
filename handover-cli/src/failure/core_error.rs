//! The core's error in the language of the user.

use std::error::Error as _;
use std::io;

use handover_core::error::{Error, ErrorKind};
use handover_core::finding::{Code, Group};
use handover_core::signing::SignError;

use super::Told;
use crate::exit;
use crate::locale::{Arguments, Locale, key_of};
use crate::output::escaped;

/// The exit code that an error of the core ends with.
pub(crate) fn exit_of(error: &Error) -> u8 {
    match error.kind() {
        // What could not be read was not judged.
        ErrorKind::Refused { report } if report.count(Code::FileUnreadable) > 0 => exit::UNFINISHED,
        ErrorKind::Refused { .. } => exit::NO,
        ErrorKind::Interrupted => exit::INTERRUPTED,
        _ => exit::UNFINISHED,
    }
}

pub(super) fn told(error: &Error, locale: &Locale) -> Told {
    let key = key_of("error", error.code().trim_start_matches("error."));
    let arguments = arguments(error, locale);
    // A place within the file is said where it is known.
    let placed = locale.complete(&format!("{key}.placed"), &arguments);
    let mut wrong = placed.unwrap_or_else(|| locale.with(&key, &arguments));
    if let Some(cause) = cause(error, locale) {
        wrong.push_str(": ");
        wrong.push_str(&cause);
    }
    let remedy = locale.with(&format!("{key}.remedy"), &arguments);
    Told { code: error.code().to_owned(), wrong, remedy }
}

fn arguments(error: &Error, locale: &Locale) -> Arguments {
    let arguments = Arguments::new();
    match error.kind() {
        ErrorKind::Read { path, .. }
        | ErrorKind::Write { path, .. }
        | ErrorKind::TargetExists { path }
        | ErrorKind::TargetInside { path }
        | ErrorKind::Busy { path }
        | ErrorKind::Changed { path } => arguments.path("path", path),
        ErrorKind::DiskFull { path, needed } => {
            let arguments = arguments.path("path", path);
            match needed {
                Some(needed) => {
                    arguments.text("needed", crate::output::bytes(*needed, locale.lang()))
                }
                None => arguments,
            }
        }
        ErrorKind::Malformed { path, line, code, problem } => {
            let key = key_of("malformed", code);
            let known = act_member(code, problem, locale)
                .or_else(|| locale.has(&key).then(|| locale.text(&key)));
            let problem = known.unwrap_or_else(|| escaped(problem).into_owned());
            let arguments = arguments.path("path", path).text("problem", problem);
            match line {
                Some(line) => arguments.number("line", *line),
                None => arguments,
            }
        }
        ErrorKind::Limit { path, what, limit } => {
            let word = word("limit", what, locale);
            arguments.path("path", path).text("what", word).number("limit", *limit)
        }
        ErrorKind::WrongKind { path, wanted } => {
            arguments.path("path", path).text("wanted", word("wanted", wanted, locale))
        }
        ErrorKind::TimeUp { files, bytes, all } => {
            let size = crate::output::bytes(*bytes, locale.lang());
            let arguments = arguments.number("files", *files).text("size", size);
            match all {
                Some(all) => arguments.number("all", *all),
                None => arguments,
            }
        }
        ErrorKind::Refused { report } => {
            // A signer whom nobody was asked to trust is no reason, unless it is the only one.
            let other = report.counts.block - report.blocks_in(Group::Signer);
            arguments.number("count", if other > 0 { other } else { report.counts.block })
        }
        _ => arguments,
    }
}

/// Which member of an act is meant, where the parser names one. Only names of
/// members are repeated, never a value of the file.
fn act_member(code: &str, problem: &str, locale: &Locale) -> Option<String> {
    if code != "act.syntax" {
        return None;
    }
    let kinds = [
        ("missing field `", "malformed-act-member-missing"),
        ("unknown field `", "malformed-act-member-unknown"),
        ("duplicate field `", "malformed-act-member-twice"),
    ];
    kinds.into_iter().find_map(|(start, key)| {
        let member = problem.strip_prefix(start)?.split('`').next()?;
        Some(locale.with(key, &Arguments::new().data("field", member)))
    })
}

/// A stable word of the core in the language, or itself.
fn word(prefix: &str, word: &str, locale: &Locale) -> String {
    let key = key_of(prefix, word);
    if locale.has(&key) { locale.text(&key) } else { word.to_owned() }
}

/// The chain of causes, once.
fn cause(error: &Error, locale: &Locale) -> Option<String> {
    let mut causes = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push(if let Some(error) = cause.downcast_ref::<io::Error>() {
            io_cause(error, locale)
        } else if let Some(error) = cause.downcast_ref::<SignError>() {
            locale.text(&key_of("signing", error.code()))
        } else {
            escaped(&cause.to_string()).into_owned()
        });
        next = cause.source();
    }
    (!causes.is_empty()).then(|| causes.join(": "))
}

/// What the system said, in the language where it is one of the usual things.
pub(crate) fn io_cause(error: &io::Error, locale: &Locale) -> String {
    let key = match error.kind() {
        io::ErrorKind::NotFound => "io-not-found",
        io::ErrorKind::PermissionDenied => "io-permission-denied",
        io::ErrorKind::AlreadyExists => "io-already-exists",
        io::ErrorKind::NotADirectory => "io-not-a-folder",
        io::ErrorKind::IsADirectory => "io-is-a-folder",
        io::ErrorKind::StorageFull => "io-disk-full",
        io::ErrorKind::QuotaExceeded => "io-quota",
        io::ErrorKind::ReadOnlyFilesystem => "io-read-only",
        io::ErrorKind::FileTooLarge => "io-file-too-large",
        io::ErrorKind::UnexpectedEof => "io-unexpected-end",
        io::ErrorKind::InvalidData => "io-not-text",
        io::ErrorKind::TimedOut => "io-timed-out",
        _ => return escaped(&error.to_string()).into_owned(),
    };
    locale.text(key)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::locale::Lang;

    fn told_of(kind: ErrorKind) -> Told {
        told(&kind.into(), &Locale::new(Lang::En))
    }

    #[test]
    fn a_refusal_names_the_file_and_the_cause_once() {
        let told = told_of(ErrorKind::Read {
            path: PathBuf::from("a\u{1b}b"),
            source: io::ErrorKind::NotFound.into(),
        });
        assert!(told.wrong.contains("a\\u{1b}b"), "{}", told.wrong);
        assert!(told.wrong.ends_with(": no such file or folder"), "{}", told.wrong);
        assert!(!told.remedy.is_empty());
    }

    #[test]
    fn a_line_is_said_where_it_is_known() {
        let malformed = |line| ErrorKind::Malformed {
            path: PathBuf::from("act.toml"),
            line,
            code: "unheard.of",
            problem: "odd".to_owned(),
        };
        assert!(told_of(malformed(Some(12))).wrong.contains("12"));
        assert!(told_of(malformed(None)).wrong.contains("act.toml: odd"));
    }

    #[test]
    fn the_member_of_an_act_is_named_and_no_value() {
        let told = |problem: &str| {
            told_of(ErrorKind::Malformed {
                path: PathBuf::from("act.toml"),
                line: Some(3),
                code: "act.syntax",
                problem: problem.to_owned(),
            })
        };
        assert!(told("unknown field `isue`, expected one of `id`").wrong.contains("isue"));
        assert!(told("missing field `giver`").wrong.contains("giver"));
        assert!(!told("invalid value: string \"a name\"").wrong.contains("a name"));
    }

    #[test]
    fn what_a_signer_says_is_said_in_the_language() {
        let kind = ErrorKind::Sign { source: Box::new(SignError::Declined) };
        let told = told(&kind.into(), &Locale::new(Lang::Vi));
        assert!(told.wrong.ends_with("người giữ khóa đã từ chối ký"), "{}", told.wrong);
    }
}
