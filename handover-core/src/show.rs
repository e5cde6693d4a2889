//! A bundle at a glance: who, to whom, what, how much, signed by whom. Only
//! the envelope is looked at; nothing is said of the payload's bytes. So is a
//! set of volumes, and what a custodian holds.

mod holdings;

pub use holdings::{HeldFonds, HoldingsOverview, show_holdings};

use std::path::PathBuf;

use crate::bundle::layout::INVENTORY;
use crate::bundle::{Bundle, SetVolume, VolumeSet};
use crate::digest::Digest;
use crate::error::Result;
use crate::finding::{Code, Collector, Finding, Report, Severities, Severity};
use crate::inventory::{Table, TableReader};
use crate::limits::Limits;
use crate::observe::Observer;
use crate::snapshot::Tally;
use crate::transfer::Act;
use crate::verify::{Opened, Seal, Trust, locate, open};

/// What a bundle says of itself.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Overview {
    /// The bundle's identity.
    pub digest: Option<Digest>,
    /// The act, where it could be read.
    pub act: Option<Act>,
    /// Who signed; whether the signer is the right one was not judged.
    pub seals: Vec<Seal>,
    /// Files and bytes of the payload, as the bundle declares them.
    pub declared: Option<Tally>,
    /// Number of the volume, and of how many.
    pub volume: Option<(u32, u32)>,
    /// Rows of each table of the inventory.
    pub rows: Vec<(Table, u64)>,
    /// What is wrong with the envelope.
    pub report: Report,
}

/// Reads the envelope of `bundle`: seal, lists of tag files, act, inventory.
///
/// # Errors
/// Only if it could not look: `Read`, `Limit`.
pub fn show(bundle: &Bundle, limits: &Limits, observer: &dyn Observer) -> Result<Overview> {
    let tell = |finding: &Finding| observer.finding(finding);
    // Whose key it is, is not asked here.
    let severities = Severities::default().with(Code::SealUnknownKey, Severity::Info);
    let mut found = Collector::new(severities, limits.findings_kept, &tell);
    let opened = open(bundle, &Trust::Nobody, limits, &mut found)?;
    let rows = count_rows(&opened, limits)?;
    let declared = opened.info.map(|info| Tally {
        files: info.payload_files,
        bytes: info.payload_bytes,
        empty_folders: 0,
    });
    let volume = opened.info.map(|info| (info.volume, info.volumes));
    let Opened { digest, act, seals, .. } = opened;
    Ok(Overview { digest, act, seals, declared, volume, rows, report: found.finish() })
}

/// What the list of a set says of its volumes.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SetOverview {
    /// The set's identity: the SHA-256 of the signed text of its list.
    pub digest: Option<Digest>,
    /// The act, as the first volume that is there has it.
    pub act: Option<Act>,
    /// Who signed the list, as far as the keys are known; whether the signer is
    /// the right one was not judged.
    pub seals: Vec<Seal>,
    /// The volumes, and where they are; `None` for one that is missing. Empty
    /// if the list cannot be believed.
    pub volumes: Vec<(SetVolume, Option<PathBuf>)>,
    /// What is wrong with the list, with what is there, and with the envelope
    /// of that first volume.
    pub report: Report,
}

/// Reads the list of `set` and looks which volumes are there; of the first the
/// envelope is read.
///
/// # Errors
/// Only if it could not look: `Read`, `Limit`, `Interrupted`.
pub fn show_set(set: &VolumeSet, limits: &Limits, observer: &dyn Observer) -> Result<SetOverview> {
    let tell = |finding: &Finding| observer.finding(finding);
    let severities = Severities::default()
        .with(Code::SealUnknownKey, Severity::Info)
        .with(Code::SetUnknownKey, Severity::Info);
    let mut found = Collector::new(severities, limits.findings_kept, &tell);
    let located = locate(set, &Trust::Nobody, limits, &mut found, observer)?;
    let mut act = None;
    if let Some(first) = located.volumes.first() {
        let bundle = Bundle::open(&first.path, limits)?;
        act = open(&bundle, &Trust::Nobody, limits, &mut found)?.act;
    }
    let place = |listed: &SetVolume| {
        let there = &located.volumes;
        let at = there.binary_search_by_key(&listed.number, |volume| volume.listed.number).ok();
        at.map(|at| there[at].path.clone())
    };
    let listed = located.set.map(|set| set.volumes.as_slice()).unwrap_or_default();
    let volumes = listed.iter().map(|listed| (*listed, place(listed))).collect();
    let (digest, seals) = (set.digest(), located.seals.clone());
    Ok(SetOverview { digest, act, seals, volumes, report: found.finish() })
}

fn count_rows(opened: &Opened<'_>, limits: &Limits) -> Result<Vec<(Table, u64)>> {
    let mut counts = Vec::new();
    for table in Table::ALL {
        let path = format!("{INVENTORY}{}", table.file_name());
        let Some(input) = opened.tag(&path)? else { continue };
        // What is wrong with a row is for verify to tell.
        let mut ignore = |_: Finding| {};
        let mut reader = TableReader::new(input, *table, path, limits, &mut ignore)?;
        let mut rows = 0;
        while reader.read(&mut ignore)?.is_some() {
            rows += 1;
        }
        counts.push((*table, rows));
    }
    Ok(counts)
}
