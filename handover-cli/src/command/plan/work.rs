//! What the commands on arranging and scanning have in common.

use std::path::{Path, PathBuf};

use handover_core::description::Metres;
use handover_core::limits::Limits;
use handover_core::plan::digitise::WorkRules;
use handover_core::plan::state::{Inventory, Options, inventories_in};

use crate::args::Inventories;
use crate::context::Context;
use crate::failure::Failure;
use crate::locale::{Locale, grouped};
use crate::output::decimal;

/// The inventories below the folders, with what checks of their scans printed.
pub(super) fn inventories(args: &Inventories) -> Result<Vec<Inventory>, Failure> {
    inventories_below(&args.inventory, args.scans.as_deref())
}

pub(in crate::command) fn inventories_below(
    folders: &[PathBuf],
    scans: Option<&Path>,
) -> Result<Vec<Inventory>, Failure> {
    let mut all = Vec::new();
    for folder in folders {
        all.extend(inventories_in(folder)?);
    }
    let Some(scans) = scans else { return Ok(all) };
    if scans.is_dir() {
        for inventory in &mut all {
            let file = scans.join(format!("{}.jsonl", inventory.name));
            inventory.scans = file.is_file().then_some(file);
        }
    } else if let [one] = all.as_mut_slice() {
        one.scans = Some(scans.to_path_buf());
    } else {
        // One file cannot be known to be about one of several.
        let kind = std::io::ErrorKind::NotADirectory.into();
        let error =
            handover_core::error::ErrorKind::Read { path: scans.to_path_buf(), source: kind };
        return Err(handover_core::error::Error::from(error).into());
    }
    Ok(all)
}

pub(super) fn options(args: &Inventories) -> Options {
    let mut options = Options::default();
    options.temporary.clone_from(&args.temp);
    options
}

/// The rules of the file, or Hanoi's.
pub(in crate::command) fn rules(file: Option<&Path>) -> Result<WorkRules, Failure> {
    match file {
        Some(file) => Ok(WorkRules::open(file, &Limits::default())?),
        None => Ok(WorkRules::hanoi()?),
    }
}

/// `12.5 m`, as the language writes it.
pub(super) fn metres(metres: Metres, locale: &Locale) -> String {
    format!("{} m", decimal(&metres.to_string(), locale.lang()))
}

pub(super) fn number(number: u64, locale: &Locale) -> String {
    grouped(number, locale.lang())
}

/// The figures for spreadsheets, where they are asked for.
pub(super) fn keep_figures(
    parts: &[super::figures::Part],
    args: &Inventories,
    context: &Context<'_>,
) -> Result<(), Failure> {
    let Some(out) = &args.figures else { return Ok(()) };
    super::figures::write(parts, out, context)
}
