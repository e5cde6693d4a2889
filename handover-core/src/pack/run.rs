use std::path::{Path, PathBuf};

use super::in_place;
use super::journal::{Authenticator, Journal};
use super::leftovers;
use super::making::{Made, Making};
use super::options::{Options, Sealed};
use super::plan::Stays;
use super::prepare::Preparing;
use super::publish;
use super::seal::Keys;
use super::target::Target;
use crate::bundle::write::Shape;
use crate::description::secrecy;
use crate::error::{ErrorKind, IoContext, Result};
use crate::finding::{Code, Collector, Finding};
use crate::inventory::Tables;
use crate::observe::Observer;
use crate::path;
use crate::retry::{Retries, Sleeper};
use crate::signing::Signer;
use crate::survey::{Folder, Patient, Source};
use crate::transfer::Act;

/// Packs `source` and `tables` under `act` into the bundle `out`, sealed by
/// `keys`: a ZIP if `out` ends in `.zip`, else a folder. What is larger than a
/// volume may be becomes several, `NAME-001.zip` and so on, with their list
/// `NAME.set.json`.
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
    let target = Target::of(out, &options.further_disks);
    target.refuse_inside(&source.folders())?;
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
        let keys = Keys::new(self.keys);
        let ours = keys.authenticator()?;
        let mut works = target.workplaces()?;
        let folders: Vec<_> = works.iter().map(|work| work.folder().to_path_buf()).collect();
        let result = self.inside(&folders, target, &keys, &ours);
        if result.is_err() && Journal::has_progress(&folders[0]) {
            // The same call goes on with it.
            for work in &mut works {
                work.keep();
            }
        }
        result
    }

    /// Works in one workplace a disk; the first holds the journal.
    fn inside(
        &self,
        works: &[PathBuf],
        target: &Target,
        keys: &Keys<'_>,
        ours: &Authenticator,
    ) -> Result<Sealed> {
        let Packing { source, tables, act, options, observer, .. } = *self;
        publish::take_back(&works[0], ours)?;
        target.refuse_out()?;
        let scratch = leftovers::clear(works, options.temporary.as_deref())?;
        let sleeper = Sleeper(observer);
        let retries = Retries::new(options.retry, &sleeper);
        let source = &Patient::new(source, &retries);
        let show = |finding: &Finding| observer.finding(finding);
        let kept = options.limits.findings_kept;
        let mut found = Collector::new(options.severities.clone(), kept, &show);
        let (stays, strays) = match target.shape {
            Shape::Beside => (Stays::InPlace, in_place::strays(&target.out, &act.clearances())?),
            Shape::Folder | Shape::Zip => (Stays::Copied, Vec::new()),
        };
        let scratch = scratch.folder();
        let preparing =
            Preparing { source, tables, act, options, stays, strays, scratch, observer };
        let prepared = preparing.run(&mut found)?;
        let making = Making { source, keys, ours, options, works, scratch, target, observer };
        let Made { path, digest, volumes, resumed } = making.run(&prepared, &mut found)?;

        for (path, again) in source.take_all_again() {
            let path = path::nfc(&path.to_string_lossy());
            let location = secrecy::location(&path, &act.clearances());
            found.add(Finding::new(Code::FileRetried, location).with("times", again));
        }
        Ok(Sealed {
            path,
            digest,
            volumes,
            act: prepared.act,
            tally: prepared.plan.tally,
            counted: prepared.counted,
            keys: keys.ids(),
            resumed,
            report: found.finish(),
        })
    }
}
