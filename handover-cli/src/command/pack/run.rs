use std::fs;
use std::path::Path;

use handover_core::durable;
use handover_core::exchange::{ImportOptions, SpreadsheetTables};
use handover_core::inventory::{FolderTables, NoTables, Tables};
use handover_core::pack::{Options, pack};
use handover_core::signing::{PrivateKey, Signer};
use handover_core::survey::{Folder, NoFiles, Source};
use handover_core::transfer::{Act, Exclusion};
use handover_core::walk::Names;

use super::{act, told};
use crate::args::{Exclude, PackArgs};
use crate::context::Context;
use crate::exit;
use crate::failure::Failure;
use crate::keys;
use crate::locale::Arguments;
use crate::progress::Findings;

pub(crate) fn run(args: &PackArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let mut act = act::read(&args.transfer, context)?;
    exclude(&mut act, &args.exclude);
    let source: Box<dyn Source> = match &args.files {
        Some(folder) => Box::new(Folder::open(folder)?),
        None => Box::new(NoFiles),
    };
    let tables = tables_of(args, context)?;
    if let Some(folder) = args.inventory.as_ref().filter(|folder| !folder.is_file()) {
        durable::refuse_inside(&args.out, folder)?;
        if !has_tables(folder) {
            let arguments = Arguments::new().path("path", folder);
            context.warn(&context.locale.with("inventory-empty", &arguments));
        }
    }
    let keys = keys_of(args, context)?;
    let signers: Vec<&dyn Signer> = keys.iter().map(|key| key as &dyn Signer).collect();
    let mut options = Options::default();
    if let Some(threads) = args.threads {
        options.threads = threads;
    }
    if args.portable_names {
        options.names = Names::Alias;
    }
    let packed = {
        let observer = context.observer(Findings::Aside);
        pack(&*source, &*tables, &act, &signers, &args.out, &options, &observer)
    };
    told::tell(&packed?, context)?;
    Ok(exit::DONE)
}

/// The tables of a folder, or of a spreadsheet that is read for this packing.
fn tables_of(args: &PackArgs, context: &Context<'_>) -> Result<Box<dyn Tables>, Failure> {
    let Some(inventory) = &args.inventory else { return Ok(Box::new(NoTables)) };
    if !inventory.is_file() {
        return Ok(Box::new(FolderTables::new(inventory)));
    }
    // Beside the target: what the list holds stays on that disk.
    let beside = args.out.parent().filter(|parent| !parent.as_os_str().is_empty());
    let beside = beside.unwrap_or(Path::new("."));
    let observer = context.observer(Findings::Aside);
    let options = ImportOptions::default();
    Ok(Box::new(SpreadsheetTables::read(inventory, beside, &options, &observer)?))
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
