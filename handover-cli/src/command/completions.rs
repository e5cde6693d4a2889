//! `handover completions SHELL`: a script for the shell's own completion.

use crate::args::{CompletionsArgs, localised};
use crate::context::Context;
use crate::exit;
use crate::failure::Failure;

pub(crate) fn run(args: &CompletionsArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut localised(&context.locale), "handover", &mut script);
    context.raw(&script)?;
    Ok(exit::DONE)
}
