use std::fs;
use std::path::{Path, PathBuf};

use handover_core::durable;
use handover_core::exchange::{ImportOptions, SpreadsheetTables};
use handover_core::inventory::{FolderTables, NoTables, Tables};
use handover_core::pack::{Options, Sealed, pack, pack_in_place};
use handover_core::signing::{PrivateKey, Signer};
use handover_core::survey::{Folder, NoFiles, Roots, Source};
use handover_core::transfer::{Act, Exclusion};
use handover_core::walk::Names;

use super::{act, told};
use crate::args::{Exclude, PackArgs};
use crate::context::Context;
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::keys;
use crate::locale::Arguments;
use crate::progress::Findings;

pub(crate) fn run(args: &PackArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let mut act = act::read(&args.transfer, context)?;
    exclude(&mut act, &args.exclude);
    let tables = tables_of(args, context)?;
    if let Some(folder) = args.inventory.as_ref().filter(|folder| !folder.is_file()) {
        if let Some(out) = &args.out {
            durable::refuse_inside(out, folder)?;
        }
        if !has_tables(folder) {
            let arguments = Arguments::new().path("path", folder);
            context.warn(&context.locale.with("inventory-empty", &arguments));
        }
    }
    let keys = keys_of(args, context)?;
    let signers: Vec<&dyn Signer> = keys.iter().map(|key| key as &dyn Signer).collect();
    let options = options(args);
    let packed = pack_as(args, &*tables, &act, &signers, &options, context);
    match packed {
        Ok(sealed) => told::tell(&sealed, context)?,
        Err(failure) => {
            told::tell_unfinished(args, &failure, context);
            return Err(failure);
        }
    }
    Ok(exit::DONE)
}

fn pack_as(
    args: &PackArgs,
    tables: &dyn Tables,
    act: &Act,
    signers: &[&dyn Signer],
    options: &Options<'_>,
    context: &Context<'_>,
) -> Result<Sealed, Failure> {
    let observer = context.observer(Findings::Aside);
    let Some(out) = &args.out else {
        let [folder] = args.files.as_slice() else {
            return Err(Refusal::new("pack-in-place-one-folder", exit::USAGE).into());
        };
        return Ok(pack_in_place(folder, tables, act, signers, options, &observer)?);
    };
    let source = source(&args.files)?;
    Ok(pack(&*source, tables, act, signers, out, options, &observer)?)
}

fn source(files: &[PathBuf]) -> Result<Box<dyn Source>, Failure> {
    Ok(match files {
        [] => Box::new(NoFiles),
        [folder] => Box::new(Folder::open(folder)?),
        several => Box::new(Roots::open(several)?),
    })
}

fn options(args: &PackArgs) -> Options<'static> {
    let mut options = Options::default();
    options.concurrency = args.at_once.concurrency();
    options.volume_size = args.volume_size;
    options.further_disks.clone_from(&args.also_to);
    options.temporary.clone_from(&args.temp);
    if args.portable_names {
        options.names = Names::Alias;
    }
    options
}

/// The tables of a folder, or of a spreadsheet that is read for this packing.
fn tables_of(args: &PackArgs, context: &Context<'_>) -> Result<Box<dyn Tables>, Failure> {
    let Some(inventory) = &args.inventory else { return Ok(Box::new(NoTables)) };
    if !inventory.is_file() {
        return Ok(Box::new(FolderTables::new(inventory)));
    }
    let observer = context.observer(Findings::Aside);
    let options = ImportOptions::default();
    Ok(Box::new(SpreadsheetTables::read(inventory, &scratch_of(args), &options, &observer)?))
}

/// Where a spreadsheet is unfolded. Beside the target unless told otherwise:
/// what the list holds stays on that disk, and outside a folder that is packed
/// in place.
fn scratch_of(args: &PackArgs) -> PathBuf {
    if let Some(temporary) = &args.temp {
        return temporary.clone();
    }
    let target = match (&args.out, args.files.first()) {
        (Some(out), _) => out.clone(),
        // `.` has its parent only under its full name.
        (None, Some(folder)) => fs::canonicalize(folder).unwrap_or_else(|_| folder.clone()),
        (None, None) => PathBuf::new(),
    };
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new(".")).to_path_buf()
}

/// Whether there is anything that may be a table; what cannot be read is told
/// by the core.
fn has_tables(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return true };
    entries.flatten().any(|entry| entry.path().extension().is_some_and(|end| end == "csv"))
}

fn exclude(act: &mut Act, kinds: &[Exclude]) {
    for kind in kinds {
        let exclusion = match kind {
            Exclude::SpecialFiles => Exclusion::SpecialFiles,
            Exclude::OsJunk => Exclusion::OsJunk,
        };
        if !act.excludes(exclusion) {
            act.exclusions.push(exclusion);
        }
    }
}

fn keys_of(args: &PackArgs, context: &Context<'_>) -> Result<Vec<PrivateKey>, Failure> {
    let passphrase = args.passphrase_file.as_deref();
    let keys = args.key.iter().map(|path| keys::private(path, passphrase, context));
    keys.map(|key| key.map(|(key, _)| key)).collect()
}
