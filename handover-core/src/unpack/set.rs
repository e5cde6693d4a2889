use std::path::Path;

use super::payload::{Unpacking, is_intact, severities};
use super::run::{Unpacked, publish};
use crate::bundle::{Bundle, VolumeSet};
use crate::durable::{self, Workplace};
use crate::error::{ErrorKind, IoContext, Result};
use crate::finding::{Collector, Finding};
use crate::observe::{Observer, Phase, Work};
use crate::snapshot::Tally;
use crate::verify::{OneRun, Opened, Options, Trust, Volume, locate, open};

/// Writes the payload of all volumes of `set` into the one new folder `to`, as
/// [`super::unpack`] does of one bundle.
///
/// # Errors
/// As [`super::unpack`]; `Refused` also if a volume is missing or the list of
/// the volumes is not signed by the keys that seal them.
pub fn unpack_set(
    set: &VolumeSet,
    to: &Path,
    options: &Options<'_>,
    observer: &dyn Observer,
) -> Result<Unpacked> {
    let work = Workplace::for_target(to)?;
    let show = |finding: &Finding| observer.finding(finding);
    let mut found = Collector::new(severities(options), options.limits.findings_kept, &show);
    let located = locate(set, &Trust::Nobody, &options.limits, &mut found, observer)?;
    if !is_intact(found.report()) || !located.missing.is_empty() {
        return Err(ErrorKind::Refused { report: Box::new(found.finish()) }.into());
    }
    let root = work.join("payload");
    std::fs::create_dir(&root).writing(&root)?;
    let mut total = Work::default();
    for volume in &located.volumes {
        if volume.path.is_dir() {
            durable::refuse_inside(to, &volume.path)?;
        }
        total += Work { entries: volume.listed.files, bytes: volume.listed.bytes };
    }
    let one_run = OneRun { observer, phase: Phase::Unpack };
    let unpacking = Unpacking { root: &root, options, observer: &one_run };
    let mut tally = Tally::default();
    observer.begin(Phase::Unpack, Some(total));
    for volume in &located.volumes {
        let bundle = Bundle::open(&volume.path, &options.limits)?;
        let opened = opened(&bundle, volume, options, &mut found)?;
        let written = unpacking.write(&opened, &mut found)?;
        if !is_intact(found.report()) {
            return Err(ErrorKind::Refused { report: Box::new(found.finish()) }.into());
        }
        tally.files += written.files;
        tally.empty_folders += written.empty_folders;
        tally.bytes = tally.bytes.saturating_add(written.bytes);
    }
    observer.end(Phase::Unpack);
    for volume in &located.volumes {
        let bundle = Bundle::open(&volume.path, &options.limits)?;
        // What is wrong with it was told when it was written out.
        let ignore = |_: &Finding| {};
        let mut told = Collector::new(severities(options), 0, &ignore);
        let opened = opened(&bundle, volume, options, &mut told)?;
        unpacking.restore(&opened, &mut found)?;
    }
    publish(&root, to, observer)?;
    let seals = located.seals;
    Ok(Unpacked { path: to.to_path_buf(), tally, seals, report: found.finish() })
}

/// The envelope of a volume, which is the one that the list names.
fn opened<'b>(
    bundle: &'b Bundle,
    volume: &Volume,
    options: &Options<'_>,
    found: &mut Collector<'_>,
) -> Result<Opened<'b>> {
    let opened = open(bundle, &Trust::Nobody, &options.limits, found)?;
    if opened.digest != Some(volume.listed.digest) {
        return Err(ErrorKind::Changed { path: volume.path.clone() }.into());
    }
    Ok(opened)
}
