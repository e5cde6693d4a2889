//! A bundle or set opened again: its act and its tables, under its seal.

use std::path::PathBuf;

use super::request::Given;
use crate::bundle::layout::{FILES, INVENTORY};
use crate::bundle::{Bundle, VolumeSet};
use crate::digest::Digest;
use crate::error::{ErrorKind, Result};
use crate::finding::{Code, Collector, Finding, Group, Severities, Severity};
use crate::inventory::{Row, Table, TableReader};
use crate::limits::Limits;
use crate::observe::{self, Observer};
use crate::transfer::Act;
use crate::verify::{Opened, Trust, locate, open};

/// Rows between two looks whether to stop.
const ASKED: u64 = 4096;

/// What was handed over, its envelope found sound.
pub(super) struct Source {
    pub(super) digest: Digest,
    pub(super) act: Act,
    /// Its bundles, with their numbers where there are several.
    bundles: Vec<(Option<u32>, PathBuf, Digest)>,
}

impl Source {
    /// Looks at the envelope. Whose seal it is does not matter here: a receipt
    /// that counts names this very digest.
    pub(super) fn of(given: &Given, limits: &Limits, observer: &dyn Observer) -> Result<Self> {
        let wrong = || ErrorKind::WrongKind { path: given.path.clone(), wanted: "bundle" };
        if !VolumeSet::is_one(&given.path) {
            let bundle = Bundle::open(&given.path, limits)?;
            let opened = sound(&bundle, limits)?;
            let (digest, act) = opened.digest.zip(opened.act).ok_or_else(wrong)?;
            let bundles = vec![(None, given.path.clone(), digest)];
            return Ok(Source { digest, act, bundles });
        }
        let set = VolumeSet::open(&given.path, &given.further, limits)?;
        let ignore = |_: &Finding| {};
        let severities = Severities::default().with(Code::SetUnknownKey, Severity::Info);
        let mut found = Collector::new(severities, limits.findings_kept, &ignore);
        let located = locate(&set, &Trust::Nobody, limits, &mut found, observer)?;
        let (volumes, missing) = (located.volumes, located.missing);
        let report = found.finish();
        if !report.passes() || !missing.is_empty() {
            return Err(ErrorKind::Refused { report: Box::new(report) }.into());
        }
        let bundles: Vec<_> = volumes
            .into_iter()
            .map(|volume| (Some(volume.listed.number), volume.path, volume.listed.digest))
            .collect();
        let (_, first, _) = bundles.first().ok_or_else(wrong)?;
        let first = Bundle::open(first, limits)?;
        let act = sound(&first, limits)?.act.ok_or_else(wrong)?;
        let digest = set.digest().ok_or_else(wrong)?;
        Ok(Source { digest, act, bundles })
    }

    /// Takes the rows of one table, volume by volume.
    pub(super) fn rows(
        &self,
        table: Table,
        limits: &Limits,
        observer: &dyn Observer,
        take: &mut dyn FnMut(Option<u32>, &Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let name = match table {
            Table::Files => FILES.to_owned(),
            table => format!("{INVENTORY}{}", table.file_name()),
        };
        for (volume, path, digest) in &self.bundles {
            let bundle = Bundle::open(path, limits)?;
            let opened = sound(&bundle, limits)?;
            if opened.digest != Some(*digest) {
                return Err(ErrorKind::Changed { path: path.clone() }.into());
            }
            let Some(input) = opened.tag(&name)? else { continue };
            // What is wrong with a row, the verify of the bundle tells.
            let mut ignore = |_: Finding| {};
            let mut reader = TableReader::new(input, table, &name, limits, &mut ignore)?;
            while let Some(row) = reader.read(&mut ignore)? {
                if row.number().is_multiple_of(ASKED) {
                    observe::check(observer)?;
                }
                take(*volume, &row)?;
            }
        }
        Ok(())
    }
}

/// The bundle with a sound envelope and a seal that holds, or the findings.
fn sound<'b>(bundle: &'b Bundle, limits: &Limits) -> Result<Opened<'b>> {
    let ignore = |_: &Finding| {};
    let mut found = Collector::new(Severities::default(), limits.findings_kept, &ignore);
    let opened = open(bundle, &Trust::Nobody, limits, &mut found)?;
    let report = found.finish();
    if report.blocks_in(Group::Envelope) + report.blocks_in(Group::Seal) > 0 {
        return Err(ErrorKind::Refused { report: Box::new(report) }.into());
    }
    Ok(opened)
}
