use std::fs::File;
use std::path::{Path, PathBuf};

use super::names;
use crate::bundle::Bundle;
use crate::bundle::layout::{FILES, PAYLOAD};
use crate::description::secrecy::{self, Clearances};
use crate::durable::{self, Workplace};
use crate::error::{ErrorKind, IoContext, Result};
use crate::finding::{Code, Collector, Finding, Group, Location, Report, Severity};
use crate::limits::Limits;
use crate::observe::{Observer, Phase};
use crate::path::BundlePath;
use crate::snapshot::Tally;
use crate::transfer::Act;
use crate::verify::{
    FileFacts, FileRow, FileRows, Joined, Kind, Opened, Options, Seal, Sink, Taker, Trust,
    check_payload, open,
};

/// A payload that was written out.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Unpacked {
    /// Where it is.
    pub path: PathBuf,
    /// How much was written.
    pub tally: Tally,
    /// Who signed; whether the signer is the right one was not judged.
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
/// `TargetExists`; `TargetInside` for a place in the bundle itself; `Read`, `Write`, `DiskFull`, `Interrupted`. Nothing is left
/// then.
pub fn unpack(
    bundle: &Bundle,
    to: &Path,
    options: &Options<'_>,
    observer: &dyn Observer,
) -> Result<Unpacked> {
    let limits = &options.limits;
    if bundle.is_folder() {
        durable::refuse_inside(to, bundle.path())?;
    }
    let work = Workplace::for_target(to)?;
    let show = |finding: &Finding| observer.finding(finding);
    // Whose key it is, is not asked here: that it is unknown stops nothing.
    let severities = options.severities.clone().with(Code::SealUnknownKey, Severity::Info);
    let mut found = Collector::new(severities, limits.findings_kept, &show);
    let opened = open(bundle, &Trust::Nobody, limits, &mut found)?;
    if opened.kind == Kind::Foreign {
        found.at(Code::SealForeignBag, Location::Whole);
    }
    if opened.kind != Kind::Ours {
        return Err(ErrorKind::Refused { report: Box::new(found.finish()) }.into());
    }
    let root = work.join("payload");
    std::fs::create_dir(&root).writing(&root)?;
    let cleared = opened.act.as_ref().map(Act::clearances).unwrap_or_default();
    let taker = Writer { root: &root, cleared: &cleared };
    let seen = check_payload(&opened, &cleared, &taker, options, &mut found, observer)?;
    let mut tally = seen.payload;
    if !is_intact(found.report()) {
        return Err(ErrorKind::Refused { report: Box::new(found.finish()) }.into());
    }
    if rows(&opened, limits)?.all(|row| !matches!(row, Ok(FileRow::Row { size: Some(_), .. }))) {
        // The act in plain words stood in for files.
        tally = Tally::default();
    }
    for row in rows(&opened, limits)? {
        if let FileRow::Row { path, row, size: None } = row? {
            make_folder(&root, &path[PAYLOAD.len()..], &row)?;
            tally.empty_folders += 1;
        }
    }
    // Only when every name is there can it be told which of them meet.
    for row in rows(&opened, limits)? {
        if let FileRow::Row { path, row, .. } = row? {
            names::restore(&root, &path[PAYLOAD.len()..], &row, &cleared, &mut found)?;
        }
    }
    let seals = opened.seals.clone();
    observer.begin(Phase::Sync, None);
    durable::sync_all_below(&root)?;
    durable::publish_folder(&root, to)?;
    observer.end(Phase::Sync);
    Ok(Unpacked { path: to.to_path_buf(), tally, seals, report: found.finish() })
}

/// Whether bytes and seal are what they were; law and completeness are other
/// questions.
fn is_intact(report: &Report) -> bool {
    [Group::Envelope, Group::Seal, Group::Payload, Group::Names, Group::Description]
        .iter()
        .all(|group| report.blocks_in(*group) == 0)
}

fn rows<'b>(
    opened: &Opened<'b>,
    limits: &Limits,
) -> Result<impl Iterator<Item = Result<FileRow>> + use<'b>> {
    let rows = opened.tag(FILES)?.map(|input| FileRows::new(input, limits)).transpose()?;
    Ok(rows.into_iter().flatten())
}

struct Writer<'a> {
    root: &'a Path,
    cleared: &'a Clearances,
}

impl Taker for Writer<'_> {
    fn phase(&self) -> Phase {
        Phase::Unpack
    }

    fn open(&self, joined: &Joined) -> Result<Option<Sink>> {
        let inner = joined.path.strip_prefix(PAYLOAD).map(BundlePath::new);
        let (Some(Ok(inner)), Some(row)) = (inner, &joined.row) else { return Ok(None) };
        let path = inner.under(self.root);
        // What an error may call it.
        let shown = match secrecy::location(inner.as_str(), self.cleared) {
            Location::Whole => self.root.to_path_buf(),
            _ => path.clone(),
        };
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).writing(&shown)?;
        }
        let file = File::create_new(&path).writing(&shown)?;
        let modified = row.modified();
        Ok(Some(Sink { file, path: shown, modified }))
    }
}

fn make_folder(root: &Path, path: &str, row: &FileFacts) -> Result<()> {
    // The row's path was checked when it was read.
    let Ok(inner) = BundlePath::new(path) else { return Ok(()) };
    let path = inner.under(root);
    std::fs::create_dir_all(&path).writing(&path)?;
    if let Some(seconds) = row.modified() {
        let time = filetime::FileTime::from_unix_time(seconds, 0);
        // A folder's time is a courtesy.
        let _ = filetime::set_file_mtime(&path, time);
    }
    Ok(())
}
