//! Short ways to say the usual things.

use std::ffi::OsString;
use std::path::Path;

use clap::CommandFactory;

use super::Cli;

/// `handover FILE` means `handover verify FILE`, and `handover help COMMAND`
/// means `handover COMMAND --help`. `args` are without the program's name.
pub(crate) fn rewrite(mut args: Vec<OsString>) -> Vec<OsString> {
    let Some(first) = first_word(&args) else { return args };
    if args[first] == "help" {
        args.remove(first);
        args.push("--help".into());
    } else if !is_command(&args[first]) && Path::new(&args[first]).exists() {
        args.insert(first, "verify".into());
    }
    args
}

/// Where the first argument stands that is no flag and no flag's value.
fn first_word(args: &[OsString]) -> Option<usize> {
    let mut value_follows = false;
    args.iter().position(|arg| {
        let is_value = std::mem::take(&mut value_follows);
        let flag = arg.to_str().is_some_and(|arg| arg.starts_with('-'));
        value_follows = arg == "--lang" || arg == "--color";
        !is_value && !flag
    })
}

fn is_command(word: &OsString) -> bool {
    Cli::command().get_subcommands().any(|command| *word == command.get_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(args: &[&str]) -> Vec<String> {
        let args = rewrite(args.iter().map(Into::into).collect());
        args.into_iter().map(|arg| arg.into_string().unwrap()).collect()
    }

    #[test]
    fn a_file_is_verified() {
        assert_eq!(rewritten(&["Cargo.toml", "--full"]), ["verify", "Cargo.toml", "--full"]);
        let with_flag = rewritten(&["--lang", "vi", "Cargo.toml"]);
        assert_eq!(with_flag, ["--lang", "vi", "verify", "Cargo.toml"]);
    }

    #[test]
    fn commands_and_unknown_words_stay() {
        for args in [&["show", "Cargo.toml"][..], &["no-such-file"], &["--lang", "vi"], &[]] {
            assert_eq!(rewritten(args), args);
        }
    }

    #[test]
    fn help_is_a_flag() {
        assert_eq!(rewritten(&["help", "key", "new"]), ["key", "new", "--help"]);
        assert_eq!(rewritten(&["help"]), ["--help"]);
    }
}
