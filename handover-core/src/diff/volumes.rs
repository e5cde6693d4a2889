//! All volumes of a set as one side: their entries, sorted into one file that
//! can be read as often as is needed.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::dossiers::Dossiers;
use super::side::{Entry, Row, Rows, disagree, entries, look, name, unserialisable};
use super::tables;
use crate::bundle::{Bundle, VolumeSet};
use crate::description::secrecy::{Clearances, PathSieve};
use crate::error::{ErrorKind, IoContext, Result};
use crate::finding::{Code, Collector, Finding, Severities, Severity};
use crate::limits::Limits;
use crate::observe::{self, Observer};
use crate::path::sort_key;
use crate::sorted::Sorter;
use crate::transfer::Act;
use crate::verify::{Trust, locate};

/// Writes the entries of all volumes into a file in `work`, in path order; their
/// dossiers go to `dossiers`.
///
/// # Errors
/// `Refused` with the report if the list or a volume is not sound, or one is
/// missing; `Malformed` if two volumes have one path.
pub(super) fn spool(
    set: &VolumeSet,
    mut dossiers: Option<&mut Dossiers>,
    work: &Path,
    limits: &Limits,
    observer: &dyn Observer,
) -> Result<PathBuf> {
    let ignore = |_: &Finding| {};
    // Whose key it is, is not asked here.
    let severities = Severities::default().with(Code::SetUnknownKey, Severity::Info);
    let mut found = Collector::new(severities, limits.findings_kept, &ignore);
    let located = locate(set, &Trust::Nobody, limits, &mut found, observer)?;
    if found.report().counts.block > 0 {
        return Err(ErrorKind::Refused { report: Box::new(found.finish()) }.into());
    }
    let mut sorter = Sorter::new(limits.sort_bytes, work);
    let (mut cleared, nothing) = (None, Clearances::default());
    for volume in &located.volumes {
        observe::check(observer)?;
        let bundle = Bundle::open(&volume.path, limits)?;
        let opened = look(&bundle, limits)?;
        if opened.digest != Some(volume.listed.digest) {
            return Err(ErrorKind::Changed { path: volume.path.clone() }.into());
        }
        cleared = cleared.or_else(|| opened.act.as_ref().map(Act::clearances));
        if let Some(dossiers) = dossiers.as_deref_mut() {
            let cleared = cleared.as_ref().unwrap_or(&nothing);
            let number = volume.listed.number;
            tables::bundle(&opened, number, cleared, limits, dossiers, observer)?;
        }
        for entry in entries(&bundle, &opened, limits)? {
            let Entry { path, original, file, modified } = entry?;
            let value = serde_json::to_vec(&(&path, original, file, modified));
            sorter.push(sort_key(&path), value.map_err(unserialisable)?)?;
        }
    }
    let place = work.join("set.entries");
    let mut writer = BufWriter::new(File::create_new(&place).writing(&place)?);
    let cleared = cleared.unwrap_or_default();
    let mut sieve = PathSieve::new(&cleared);
    let mut last = None;
    for record in sorter.finish()? {
        let (key, value) = record?;
        if last.as_ref() == Some(&key) {
            return Err(disagree(set.path()));
        }
        let entry = serde_json::from_slice(&value).map_err(unserialisable)?;
        let (path, original, file, modified): (String, Option<String>, _, _) = entry;
        let row: Row = (name(&mut sieve, path, original.as_deref()), file, modified);
        serde_json::to_writer(&mut writer, &row).map_err(unserialisable)?;
        writer.write_all(b"\n").writing(&place)?;
        last = Some(key);
    }
    writer.flush().writing(&place)?;
    Ok(place)
}

/// Reads what [`spool`] wrote.
pub(super) fn read<'l>(place: &Path) -> Result<Rows<'l>> {
    let lines = BufReader::new(File::open(place).reading(place)?).lines();
    let place = place.to_path_buf();
    Ok(Box::new(
        lines.map(move |line| serde_json::from_str(&line.reading(&place)?).map_err(unserialisable)),
    ))
}
