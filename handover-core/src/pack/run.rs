use std::path::Path;

use super::in_place;
use super::journal::Journal;
use super::leftovers;
use super::options::{Options, Sealed};
use super::plan::Stays;
use super::prepare::{Prepared, Preparing};
use super::publish;
use super::seal::{Keys, Sealing, Volume};
use super::target::Target;
use crate::bundle::write::{Begin, Shape, Writer};
use crate::error::{ErrorKind, IoContext, Result};
use crate::inventory::Tables;
use crate::observe::{Observer, Phase, Work};
use crate::signing::Signer;
use crate::survey::{Folder, Source};
use crate::transfer::Act;

/// Packs `source` and `tables` under `act` into the bundle `out`, sealed by
/// `keys`: a ZIP if `out` ends in `.zip`, else a folder.
///
/// Every file is read once. The source is only read; `out` is there when all
/// is done and never before; equal inputs give equal bytes with any
/// concurrency. What was packed before an error or a crash is kept beside
/// `out`, and the same call goes on from there, to the same bytes.
///
/// # Errors
/// `Refused` with the report if a rule stands against it; `TargetExists`,
/// `TargetInside`; `Changed` if a file changed or vanished meanwhile; `Read`,
/// `Write`, `DiskFull`, `Sign`, `Interrupted`.
pub fn pack(
    source: &dyn Source,
    tables: &dyn Tables,
    act: &Act,
    keys: &[&dyn Signer],
    out: &Path,
    options: &Options<'_>,
    observer: &dyn Observer,
) -> Result<Sealed> {
    let target = Target::of(out);
    let read: Vec<_> = source.folder().into_iter().collect();
    target.refuse_inside(&read)?;
    Packing { source, tables, act, keys, options, observer }.run(&target)
}

/// Makes a bundle of `folder` where it is: `folder/data` is the payload and is
/// only read; everything else is written beside it. What else lies there, or
/// bears a name that no bundle has, is refused.
///
/// # Errors
/// As [`pack`].
pub fn pack_in_place(
    folder: &Path,
    tables: &dyn Tables,
    act: &Act,
    keys: &[&dyn Signer],
    options: &Options<'_>,
    observer: &dyn Observer,
) -> Result<Sealed> {
    let folder = folder.canonicalize().reading(folder)?;
    let data = folder.join("data");
    // A link in its place would leave the disk without its payload.
    if !data.symlink_metadata().is_ok_and(|data| data.is_dir()) {
        return Err(ErrorKind::WrongKind { path: folder, wanted: "folder-with-data" }.into());
    }
    let source = Folder::open(&data)?;
    let target = Target::beside(&folder);
    Packing { source: &source, tables, act, keys, options, observer }.run(&target)
}

/// What a pack is given.
struct Packing<'a> {
    source: &'a dyn Source,
    tables: &'a dyn Tables,
    act: &'a Act,
    keys: &'a [&'a dyn Signer],
    options: &'a Options<'a>,
    observer: &'a dyn Observer,
}

impl Packing<'_> {
    fn run(&self, target: &Target) -> Result<Sealed> {
        let keys = Keys::new(self.keys)?;
        let mut work = target.workplace()?;
        let result = self.inside(work.folder(), target, &keys);
        if result.is_err() && Journal::has_progress(work.folder()) {
            // The same call goes on with it.
            work.keep();
        }
        result
    }

    fn inside(&self, work: &Path, target: &Target, keys: &Keys<'_>) -> Result<Sealed> {
        let Packing { source, tables, act, options, observer, .. } = *self;
        publish::take_back(work)?;
        target.refuse_taken()?;
        let scratch = leftovers::clear(work)?;
        let stays = match target.shape {
            Shape::Beside => Stays::InPlace,
            Shape::Folder | Shape::Zip => Stays::Copied,
        };
        let strays = match stays {
            Stays::InPlace => in_place::strays(&target.out, &act.clearances())?,
            Stays::Copied => Vec::new(),
        };
        let preparing =
            Preparing { source, tables, act, options, stays, strays, scratch: &scratch, observer };
        let Prepared { act, plan, spooled, counted, day, report } = preparing.run()?;

        let (journal, mut known) = Journal::open(work, options.limits.sort_bytes, &scratch)?;
        let sealing = Sealing {
            source,
            act: &act,
            keys,
            options,
            scratch: &scratch,
            journal: &journal,
            observer,
        };
        let made = leftovers::made(work, 1);
        let trodden = leftovers::clear_tags(&made, target.shape)?;
        let writer = Writer::begin(&Begin {
            shape: target.shape,
            target: &target.out,
            unfinished: &made,
            scratch: &scratch,
            top: &target.top(),
            day,
        })?;
        target.refuse_small_disk(work, plan.tally, &made)?;
        let volume = Volume { number: 1, of: 1, tally: plan.tally, table: plan.table, spooled };
        let total = Work { entries: plan.tally.files, bytes: plan.tally.bytes };
        observer.begin(Phase::Pack, Some(total));
        let (digest, resumed) = sealing.run(writer, &volume, &mut known)?;
        if trodden && target.shape == Shape::Folder {
            leftovers::sweep(&made, &volume.table, volume.tally, &options.limits)?;
        }
        publish::publish(work, &target.moves(&made)?)?;
        let (path, keys) = (target.out.clone(), keys.ids());
        Ok(Sealed { path, digest, act, tally: plan.tally, counted, keys, resumed, report })
    }
}
