use std::path::{Path, PathBuf};

use super::payload::{Unpacking, is_intact, severities};
use crate::bundle::Bundle;
use crate::durable::{self, Workplace};
use crate::error::{ErrorKind, IoContext, Result};
use crate::finding::{Collector, Finding, Report};
use crate::observe::{Observer, Phase};
use crate::snapshot::Tally;
use crate::verify::{Options, Seal, Trust, open};

/// A payload that was written out.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Unpacked {
    /// Where it is.
    pub path: PathBuf,
    /// How much was written.
    pub tally: Tally,
    /// Who signed the bundle, or the list of the volumes; whether the signer is
    /// the right one was not judged.
    pub seals: Vec<Seal>,
    /// What was found on the way; none of it stops.
    pub report: Report,
}

/// Writes the payload of `bundle` into the new folder `to`, checking seal and
/// digests as it writes. Original names are given back where they are safe.
///
/// Nobody's key is trusted here: whoever needs to know the signer verifies.
///
/// # Errors
/// `Refused` with the report if the bundle is not intact or not one of ours;
/// `TargetExists`; `TargetInside` for a place in the bundle itself; `Read`,
/// `Write`, `DiskFull`, `Interrupted`. Nothing is left then.
pub fn unpack(
    bundle: &Bundle,
    to: &Path,
    options: &Options<'_>,
    observer: &dyn Observer,
) -> Result<Unpacked> {
    if bundle.is_folder() {
        durable::refuse_inside(to, bundle.path())?;
    }
    let work = Workplace::for_target(to)?;
    let show = |finding: &Finding| observer.finding(finding);
    let mut found = Collector::new(severities(options), options.limits.findings_kept, &show);
    let opened = open(bundle, &Trust::Nobody, &options.limits, &mut found)?;
    let root = work.join("payload");
    std::fs::create_dir(&root).writing(&root)?;
    let unpacking = Unpacking { root: &root, options, observer };
    let tally = unpacking.write(&opened, &mut found)?;
    if !is_intact(found.report()) {
        return Err(ErrorKind::Refused { report: Box::new(found.finish()) }.into());
    }
    unpacking.restore(&opened, &mut found)?;
    publish(&root, to, observer)?;
    let seals = opened.seals.clone();
    Ok(Unpacked { path: to.to_path_buf(), tally, seals, report: found.finish() })
}

/// Gives what is whole its name.
pub(super) fn publish(root: &Path, to: &Path, observer: &dyn Observer) -> Result<()> {
    observer.begin(Phase::Sync, None);
    durable::sync_all_below(root)?;
    durable::publish_folder(root, to)?;
    observer.end(Phase::Sync);
    Ok(())
}
