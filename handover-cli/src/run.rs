//! From arguments to an exit code.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use anstream::AutoStream;
use clap::FromArgMatches;
use clap::error::ErrorKind;

use crate::args::{self, Cli, Colour, Global};
use crate::command;
use crate::context::Context;
use crate::environment::Environment;
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Lang, Locale};

/// Runs the command with the process's own arguments and streams.
pub fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    let stdout = io::stdout();
    // Lines for a person, blocks for a program.
    let mut out: Box<dyn Write + Send> = if stdout.is_terminal() {
        // Whether there are colours is decided elsewhere; here they are only
        // brought to consoles that do not know ANSI sequences.
        Box::new(AutoStream::always(stdout))
    } else {
        Box::new(BufWriter::with_capacity(64 << 10, stdout))
    };
    let mut err = AutoStream::always(io::stderr());
    run(args, &mut *out, &mut err, &Environment::of_process()).into()
}

/// Runs the command with `args` (without the program's name), and gives its
/// exit code.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    out: &mut (dyn Write + Send),
    err: &mut (dyn Write + Send),
    environment: &Environment,
) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    if is_version(&args) {
        // Asked by scripts in a loop: no message is parsed for it.
        let version = writeln!(out, "handover {}", env!("CARGO_PKG_VERSION"));
        return written(version.and_then(|()| out.flush()));
    }
    let locale = Locale::new(Lang::choose(&args, environment.locale.as_deref()));
    let args = args::rewrite(args);
    let wants_json = args.iter().take_while(|arg| *arg != "--").any(|arg| arg == "--json");
    let named = std::iter::once(OsString::from("handover")).chain(args);
    let parsed = args::localised(&locale)
        .try_get_matches_from(named)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    match parsed {
        Ok(cli) => execute(&cli, locale, out, err, environment),
        Err(error) => refuse(&error, wants_json, locale, out, err, environment),
    }
}

fn execute(
    cli: &Cli,
    locale: Locale,
    out: &mut (dyn Write + Send),
    err: &mut (dyn Write + Send),
    environment: &Environment,
) -> u8 {
    let context = Context::new(&cli.global, locale, out, err, environment);
    let done = command::run(&cli.command, &context);
    // That the results cannot be written weighs more than what it led to.
    let done = match context.take_broken() {
        Some(error) => Err(Failure::Output(error)),
        None => done,
    };
    let done = done.and_then(|code| context.flush().map(|()| code));
    done.unwrap_or_else(|failure| {
        // What was found before the failure is a result still.
        let _ = context.flush();
        context.refuse(&failure);
        failure.exit()
    })
}

/// Help that was asked for is a result; everything else is a usage error.
fn refuse(
    error: &clap::Error,
    json: bool,
    locale: Locale,
    out: &mut (dyn Write + Send),
    err: &mut (dyn Write + Send),
    environment: &Environment,
) -> u8 {
    let help = error.render();
    let shown = |colour: bool| if colour { help.ansi().to_string() } else { help.to_string() };
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = shown(environment.stdout.colour);
            written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // That it cannot be shown leaves the exit code as it is.
            let _ = err.write_all(shown(environment.stderr.colour).as_bytes());
            exit::USAGE
        }
        _ => {
            let told = args::explain(error, &locale);
            let global = Global {
                lang: None,
                quiet: false,
                json,
                color: Colour::Auto,
                help: None,
                version: None,
            };
            let context = Context::new(&global, locale, out, err, environment);
            context.refuse_usage(told);
            exit::USAGE
        }
    }
}

/// Whether only the version is asked for.
fn is_version(args: &[OsString]) -> bool {
    matches!(args, [only] if only == "--version" || only == "-V")
}

fn written(result: io::Result<()>) -> u8 {
    match result {
        Err(error) => Failure::Output(error).exit(),
        Ok(()) => exit::DONE,
    }
}
