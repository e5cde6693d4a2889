//! Version, help, usage, completions, manual pages.

use std::io::{self, Write};

use super::support::{Scratch, handover, world};
use crate::{exit, run};

#[test]
fn the_version_is_one_line() {
    for flag in ["--version", "-V"] {
        let outcome = handover(&[flag]);
        assert_eq!(outcome.code, exit::DONE);
        assert_eq!(outcome.out, concat!("handover ", env!("CARGO_PKG_VERSION"), "\n"));
    }
    let both = handover(&["--lang", "vi", "--version"]);
    assert!(both.out.starts_with("handover "), "{}", both.out);
}

#[test]
fn help_is_a_result_in_the_language() {
    let english = handover(&["--help"]);
    assert_eq!((english.code, english.err.as_str()), (exit::DONE, ""));
    assert!(english.out.contains("Usage:"), "{}", english.out);
    let vietnamese = handover(&["help", "pack", "--lang", "vi"]);
    assert!(vietnamese.out.contains("Cách dùng: handover pack"), "{}", vietnamese.out);
    assert!(vietnamese.out.contains("Đóng gói và ký một gói bàn giao"), "{}", vietnamese.out);
}

#[test]
fn nothing_said_is_a_usage_error_with_the_help() {
    let outcome = handover(&[]);
    assert_eq!((outcome.code, outcome.out.as_str()), (exit::USAGE, ""));
    assert!(outcome.err.contains("Commands:"), "{}", outcome.err);
}

#[test]
fn a_wrong_call_says_what_and_where_the_help_is() {
    let outcome = handover(&["--lang=vi", "unpack", "x"]);
    assert_eq!((outcome.code, outcome.out.as_str()), (exit::USAGE, ""));
    let lines: Vec<&str> = outcome.err.lines().collect();
    assert_eq!(lines.len(), 2, "{}", outcome.err);
    assert!(lines[0].starts_with("lỗi: còn thiếu: --to"), "{}", outcome.err);
    assert!(lines[1].starts_with("cần làm: ") && lines[1].contains("--help"), "{}", outcome.err);
    let json = handover(&["--json", "unpack", "x"]).err;
    assert!(json.starts_with(r#"{"schema":"handover/error/1","#), "{json}");
}

#[test]
fn every_shell_has_its_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let outcome = handover(&["completions", shell]);
        assert_eq!(outcome.code, exit::DONE);
        assert!(outcome.out.contains("verify"), "{shell}");
    }
}

#[test]
fn manual_pages_for_all_commands_and_never_over_others() {
    let page = handover(&["man", "--lang", "vi"]);
    assert!(page.out.contains(".TH handover"), "{}", page.out);
    let folder = Scratch::new();
    let out = folder.text("man");
    assert_eq!(handover(&["man", "--out", &out]).code, exit::DONE);
    assert!(folder.path("man/handover-key-new.1").is_file());
    let again = handover(&["man", "--out", &out]);
    assert_eq!(again.code, exit::UNFINISHED);
    assert!(again.err.contains("exists already"), "{}", again.err);
}

struct ClosedPipe;

impl Write for ClosedPipe {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    for args in [&["completions", "bash"][..], &["--help"], &["--version"]] {
        let mut err = Vec::new();
        let args = args.iter().map(Into::into);
        assert_eq!(run(args, &mut ClosedPipe, &mut err, &world()), exit::DONE);
        assert!(err.is_empty(), "{}", String::from_utf8_lossy(&err));
    }
}
