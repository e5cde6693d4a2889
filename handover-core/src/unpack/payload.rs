//! The payload of one bundle on its way to the disk.

use std::fs::File;
use std::path::Path;

use super::names;
use crate::bundle::layout::{FILES, PAYLOAD};
use crate::description::secrecy::{self, Clearances};
use crate::error::{IoContext, Result};
use crate::finding::{Code, Collector, Group, Location, Report, Severities, Severity};
use crate::limits::Limits;
use crate::observe::{Observer, Phase};
use crate::path::BundlePath;
use crate::snapshot::Tally;
use crate::transfer::Act;
use crate::verify::{
    FileFacts, FileRow, FileRows, Joined, Kind, Opened, Options, Sink, Taker, check_payload,
};

/// Writes payloads below `root`.
pub(super) struct Unpacking<'a> {
    pub(super) root: &'a Path,
    pub(super) options: &'a Options<'a>,
    pub(super) observer: &'a dyn Observer,
}

impl Unpacking<'_> {
    /// Writes the files and makes the empty folders, as far as all is intact:
    /// what `found` says decides whether it counts.
    pub(super) fn write(&self, opened: &Opened<'_>, found: &mut Collector<'_>) -> Result<Tally> {
        let Unpacking { root, options, observer } = *self;
        match opened.kind {
            Kind::Ours => {}
            Kind::Foreign => {
                found.at(Code::SealForeignBag, Location::Whole);
                return Ok(Tally::default());
            }
            Kind::Newer | Kind::NotABag => return Ok(Tally::default()),
        }
        let cleared = clearances(opened);
        let taker = Writer { root, cleared: &cleared };
        let seen = check_payload(opened, &cleared, &taker, options, found, observer)?;
        let mut tally = seen.payload;
        if !is_intact(found.report()) {
            return Ok(tally);
        }
        let mut no_file = true;
        for row in rows(opened, &options.limits)? {
            match row? {
                FileRow::Row { path, row, size: None } => {
                    make_folder(root, &path[PAYLOAD.len()..], &row)?;
                    tally.empty_folders += 1;
                }
                FileRow::Row { .. } => no_file = false,
                FileRow::Bad(_) => {}
            }
        }
        if no_file {
            // The act in plain words stood in for files.
            tally = Tally { empty_folders: tally.empty_folders, ..Tally::default() };
        }
        Ok(tally)
    }

    /// Gives original names back. Only when every name is there can it be told
    /// which of them meet.
    pub(super) fn restore(&self, opened: &Opened<'_>, found: &mut Collector<'_>) -> Result<()> {
        let cleared = clearances(opened);
        for row in rows(opened, &self.options.limits)? {
            if let FileRow::Row { path, row, .. } = row? {
                names::restore(self.root, &path[PAYLOAD.len()..], &row, &cleared, found)?;
            }
        }
        Ok(())
    }
}

fn clearances(opened: &Opened<'_>) -> Clearances {
    opened.act.as_ref().map(Act::clearances).unwrap_or_default()
}

/// Whose key it is, is not asked here: that it is unknown stops nothing.
pub(super) fn severities(options: &Options<'_>) -> Severities {
    let severities = options.severities.clone().with(Code::SealUnknownKey, Severity::Info);
    severities.with(Code::SetUnknownKey, Severity::Info)
}

/// Whether bytes and seal are what they were; law and completeness are other
/// questions.
pub(super) fn is_intact(report: &Report) -> bool {
    [Group::Envelope, Group::Seal, Group::Signer, Group::Payload, Group::Names, Group::Description]
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
