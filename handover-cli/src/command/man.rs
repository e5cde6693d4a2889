//! `handover man`: manual pages in the language.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use clap::Command;
use handover_core::error::ErrorKind;

use crate::args::{ManArgs, localised};
use crate::context::Context;
use crate::exit;
use crate::failure::Failure;
use crate::locale::Arguments;

pub(crate) fn run(args: &ManArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let command = localised(&context.locale);
    let Some(folder) = &args.out else {
        context.raw(&page(&command).map_err(Failure::Output)?)?;
        return Ok(exit::DONE);
    };
    fs::create_dir_all(folder)
        .map_err(|source| ErrorKind::Write { path: folder.clone(), source })?;
    let mut pages = 0;
    write_pages(command, "handover", folder, &mut pages)?;
    let arguments = Arguments::new().number("count", pages).path("path", folder);
    context.note(&context.locale.with("man-written", &arguments));
    Ok(exit::DONE)
}

/// The page of the command and those of its subcommands: `handover-key-new.1`.
fn write_pages(
    command: Command,
    name: &str,
    folder: &Path,
    pages: &mut u64,
) -> Result<(), Failure> {
    for sub in command.get_subcommands() {
        write_pages(sub.clone(), &format!("{name}-{}", sub.get_name()), folder, pages)?;
    }
    let path = folder.join(format!("{name}.1"));
    let text = page(&command.name(name.to_owned())).map_err(Failure::Output)?;
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .and_then(|mut file| file.write_all(&text));
    *pages += 1;
    written.map_err(|source| match source.kind() {
        std::io::ErrorKind::AlreadyExists => ErrorKind::TargetExists { path }.into(),
        _ => ErrorKind::Write { path, source }.into(),
    })
}

fn page(command: &Command) -> std::io::Result<Vec<u8>> {
    let mut text = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut text)?;
    Ok(text)
}
