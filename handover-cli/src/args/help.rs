//! Help in the language of the user.

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::Cli;
use crate::locale::{Locale, key_of};

/// Columns of a help page: what a console window of an office machine shows.
const WIDTH: usize = 80;

/// The command with every text from the messages: `cmd-<path>` for commands,
/// `arg-<path>-<id>` for arguments, `value-<name>` for the names of values.
pub(crate) fn localised(locale: &Locale) -> Command {
    let mut command = translated(Cli::command(), "", locale);
    command.build();
    with_usage(command, locale)
}

/// The path of a command's key: `pack`, `key-new`, and nothing for the root.
fn path_of(parent: &str, command: &Command) -> String {
    match (command.get_name(), parent) {
        ("handover", _) => String::new(),
        (name, "") => name.to_owned(),
        (name, parent) => format!("{parent}-{name}"),
    }
}

fn translated(command: Command, parent: &str, locale: &Locale) -> Command {
    let path = path_of(parent, &command);
    let name = if path.is_empty() { "handover" } else { &path };
    let about = locale.text(&key_of("cmd", name));
    let heading = locale.text("help-usage");
    // Headings follow `{all-args}`; `{usage-heading}` would be English.
    let template = format!("{{about}}\n\n{heading} {{usage}}\n\n{{all-args}}{{after-help}}\n");
    let after = locale.text("help-after");
    let example = format!("example-{path}");
    let after = match path.as_str() {
        "" => after,
        _ if locale.has(&example) => {
            format!("{}\n  {}", locale.text("help-example"), locale.text(&example))
        }
        _ => String::new(),
    };
    let command = if after.is_empty() { command } else { command.after_help(after) };
    command
        .max_term_width(WIDTH)
        .about(about)
        .help_template(template)
        .subcommand_help_heading(locale.text("help-commands"))
        .subcommand_value_name(locale.text("value-command"))
        .mut_args(|arg| argument(arg, &path, locale))
        .mut_subcommands(|sub| translated(sub, &path, locale))
}

fn argument(arg: Arg, path: &str, locale: &Locale) -> Arg {
    let id = arg.get_id().as_str().replace('_', "-");
    let name = if path.is_empty() { id } else { format!("{path}-{id}") };
    let mut help = locale.text(&key_of("arg", &name));
    let takes_value = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
    let values = if takes_value { arg.get_possible_values() } else { Vec::new() };
    if !values.is_empty() {
        let names: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
        help = format!("{help} [{}]", names.join(", "));
    }
    let heading = match (path.is_empty(), arg.is_positional()) {
        (true, _) => "help-global",
        (_, true) => "help-arguments",
        _ => "help-options",
    };
    let value = arg.get_value_names().and_then(<[_]>::first).map(|name| name.to_lowercase());
    let arg = arg
        .help(help)
        .help_heading(locale.text(heading))
        .hide_possible_values(takes_value)
        .hide_default_value(takes_value);
    match value {
        Some(value) if takes_value => arg.value_name(locale.text(&key_of("value", &value))),
        _ => arg,
    }
}

/// Usage lines with their fixed word in the language.
fn with_usage(mut command: Command, locale: &Locale) -> Command {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim().to_owned();
    let usage = usage.replace("[OPTIONS]", &format!("[{}]", locale.text("value-options")));
    let usage = folded(&usage, WIDTH - locale.text("help-usage").chars().count() - 1);
    command.override_usage(usage).mut_subcommands(|sub| with_usage(sub, locale))
}

/// A usage line of at most `width` columns a line, broken before options.
fn folded(usage: &str, width: usize) -> String {
    let mut text = String::new();
    let mut column = 0;
    for (n, part) in usage.split(" --").enumerate() {
        let part = if n == 0 { part.to_owned() } else { format!(" --{part}") };
        let columns = part.chars().count();
        if column + columns > width {
            text.push_str("\n     ");
            column = 5;
        }
        text.push_str(&part);
        column += columns;
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::locale::Lang;
    use crate::locale::source::messages;

    fn keys(command: &Command, parent: &str, found: &mut BTreeSet<String>) {
        let path = path_of(parent, command);
        found.insert(key_of("cmd", if path.is_empty() { "handover" } else { &path }));
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str().replace('_', "-");
            let name = if path.is_empty() { id } else { format!("{path}-{id}") };
            found.insert(key_of("arg", &name));
            if matches!(arg.get_action(), ArgAction::Set | ArgAction::Append) {
                for value in arg.get_value_names().unwrap_or_default() {
                    found.insert(key_of("value", &value.to_lowercase()));
                }
            }
        }
        for sub in command.get_subcommands() {
            keys(sub, &path, found);
        }
    }

    #[test]
    fn every_command_and_argument_is_explained_and_nothing_else() {
        let mut wanted = BTreeSet::from(["value-command".to_owned(), "value-options".to_owned()]);
        keys(&Cli::command(), "", &mut wanted);
        for lang in Lang::ALL {
            let prefixes = ["cmd-", "arg-", "value-"];
            let there: BTreeSet<String> = messages(lang)
                .into_keys()
                .filter(|key| prefixes.iter().any(|prefix| key.starts_with(prefix)))
                .collect();
            let missing: Vec<_> = wanted.difference(&there).collect();
            let unused: Vec<_> = there.difference(&wanted).collect();
            assert!(missing.is_empty() && unused.is_empty(), "{lang:?}: {missing:?} {unused:?}");
        }
    }

    #[test]
    fn no_line_is_wider_than_a_console_window() {
        for lang in Lang::ALL {
            is_narrow(&mut localised(&Locale::new(lang)));
        }
    }

    fn is_narrow(command: &mut Command) {
        let help = command.render_help().to_string();
        for line in help.lines() {
            assert!(line.chars().count() <= WIDTH, "{line}");
        }
        command.get_subcommands_mut().for_each(is_narrow);
    }

    #[test]
    fn no_english_of_the_parser_is_left() {
        let mut command = localised(&Locale::new(Lang::Vi));
        command.clone().debug_assert();
        holds_no_english(&mut command);
    }

    fn holds_no_english(command: &mut Command) {
        let help = command.render_help().to_string();
        let words = ["Usage", "ptions", "OPTION", "rgument", "ommands", "Print", "possible values"];
        for word in words {
            assert!(!help.contains(word), "{word} in:\n{help}");
        }
        command.get_subcommands_mut().for_each(holds_no_english);
    }
}
