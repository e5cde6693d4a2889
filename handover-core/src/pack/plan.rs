//! The first pass: names, sizes and times into `files.csv`, which then is the
//! plan of the second. No file is opened.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;

use super::options::Options;
use super::payload::Planned;
use crate::bundle::layout::PAYLOAD;
use crate::description::secrecy::{Clearances, PathSieve};
use crate::description::{EntryKind, FileEntry, Record, Timestamp};
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::finding::{Code, Collector, Finding};
use crate::inventory::{Columns, FileItem, Table, TableReader, TableWriter};
use crate::limits::Limits;
use crate::observe::{self, Observer, Phase, Work};
use crate::path::{self, BundlePath, Twins};
use crate::snapshot::Tally;
use crate::sorted::Sorter;
use crate::survey::{Examined, Examiner, Kept, Source, media_type};
use crate::transfer::Act;

/// What was counted, and where it is written down.
pub(super) struct Plan {
    /// `files.csv`, spooled.
    pub(super) table: PathBuf,
    pub(super) tally: Tally,
}

/// Whether the files stay where they are, and so keep their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stays {
    Copied,
    InPlace,
}

/// Counts the source, judges its names, and writes the plan.
pub(super) struct Counting<'a> {
    pub(super) source: &'a dyn Source,
    pub(super) act: &'a Act,
    pub(super) cleared: &'a Clearances,
    pub(super) options: &'a Options<'a>,
    pub(super) stays: Stays,
}

impl Counting<'_> {
    /// Gives the plan, and the old paths of what travels under another name:
    /// key the path as it was in form C, value the path in the bundle.
    pub(super) fn run(
        &self,
        work: &Path,
        found: &mut Collector<'_>,
        observer: &dyn Observer,
    ) -> Result<(Plan, Sorter)> {
        let Options { limits, names, .. } = self.options;
        observer.begin(Phase::Count, None);
        let table = work.join("files.csv");
        let file = BufWriter::new(File::create_new(&table).writing(&table)?);
        let mut writer = TableWriter::new(file, Columns::all(Table::Files), &table);
        let mut renamed = Sorter::new(limits.sort_bytes / 4, work);
        let mut examiner = Examiner::new(self.cleared, &self.act.exclusions);
        let mut tally = Tally::default();
        let mut previous: Option<String> = None;
        let (mut twins, mut told) = (Twins::default(), 0);
        let mut noted = String::new();
        for step in self.source.entries(*names, limits)? {
            observe::check(observer)?;
            let examined = examiner.take(step);
            if self.stays == Stays::InPlace {
                judge_in_place(&examined, found);
            }
            examined.findings.into_iter().for_each(|finding| found.add(finding));
            let Some(kept) = examined.kept else { continue };
            refuse_disorder(previous.as_deref(), &kept.entry.path)?;
            // A walk tells twins itself, with the folders that hold them; a
            // source of somebody's own, or an alias, may bring others.
            let collides = twins.collides(&kept.entry.path);
            if collides && found.report().count(Code::NameCollision) == told {
                found.at(Code::NameCollision, kept.location());
                told += 1;
            }
            if kept.is_file {
                tally.add_file(kept.entry.size);
            } else {
                tally.empty_folders += 1;
            }
            if kept.entry.problems.is_empty() {
                writer.write_record(&entry(&kept))?;
                note_renaming(&kept, &mut noted, &mut renamed)?;
            }
            observer.advance(Phase::Count, Work { entries: 1, bytes: kept.entry.size });
            previous = Some(kept.entry.path);
        }
        let file = writer.finish()?;
        file.into_inner().map_err(std::io::IntoInnerError::into_error).writing(&table)?;
        observer.end(Phase::Count);
        Ok((Plan { table, tally }, renamed))
    }
}

/// What stays where it is keeps its name and cannot be left out.
fn judge_in_place(examined: &Examined, found: &mut Collector<'_>) {
    if let Some(kept) = examined.kept.as_ref().filter(|kept| kept.entry.original().is_some()) {
        found.at(Code::NameInPlace, kept.location());
    }
    let excluded = examined.findings.iter().filter(|finding| finding.code == Code::FileExcluded);
    for finding in excluded {
        found.at(Code::FileInPlace, finding.location.clone());
    }
}

/// A source of somebody's own must give path order, or joins would lie.
fn refuse_disorder(previous: Option<&str>, path: &str) -> Result<()> {
    // Twins share a path; they have their finding.
    if previous.is_some_and(|previous| path::compare(previous, path).is_gt()) {
        return Err(Error::malformed(path, None, "source.order", "entries are not in path order"));
    }
    Ok(())
}

fn entry(kept: &Kept) -> FileEntry {
    let entry = &kept.entry;
    let mut row = if kept.is_file {
        let mut row = FileEntry::file(&entry.path, entry.size);
        row.media_type = Some(media_type(&entry.path).to_owned());
        row
    } else {
        FileEntry::empty_folder(&entry.path)
    };
    row.original = entry.original();
    row.original_hex = entry.original_bytes().map(|bytes| HEXLOWER.encode(&bytes));
    row.modified = Timestamp::from_unix(entry.modified).ok().map(Into::into);
    row
}

/// Notes every folder and file whose place is not what it was, but for form C,
/// so that rows which name either can be brought along.
fn note_renaming(kept: &Kept, noted: &mut String, renamed: &mut Sorter) -> Result<()> {
    let Some(original) = kept.entry.original() else { return Ok(()) };
    let original = path::nfc(&original);
    if original == kept.entry.path {
        return Ok(());
    }
    let (mut old_end, mut new_end) = (0, 0);
    for (old, new) in original.split('/').zip(kept.entry.path.split('/')) {
        old_end += old.len();
        new_end += new.len();
        let (old, new) = (&original[..old_end], &kept.entry.path[..new_end]);
        // A folder's entries follow each other: it is noted with the first.
        if old != new && !is_at_or_below(noted, old) {
            renamed.push(path::sort_key(old), new.as_bytes().to_vec())?;
        }
        old_end += 1;
        new_end += 1;
    }
    *noted = original;
    Ok(())
}

fn is_at_or_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The rows of the plan, in path order.
pub(super) struct Rows {
    reader: TableReader<File>,
    path: PathBuf,
}

impl Rows {
    pub(super) fn open(table: &Path, limits: &Limits) -> Result<Self> {
        let file = File::open(table).reading(table)?;
        // Without a row not even a header was written: then it ends at once.
        let reader = TableReader::new(file, Table::Files, table, limits, &mut |_| {})?;
        Ok(Rows { reader, path: table.to_path_buf() })
    }
}

impl Iterator for Rows {
    type Item = Result<FileEntry>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut damaged = false;
        let row = self.reader.read(&mut |_: Finding| damaged = true);
        let row = match row {
            Ok(Some(row)) => Ok(FileEntry::from_cells(|name| row.get(name))),
            Ok(None) if !damaged => return None,
            Ok(None) => Err(ErrorKind::Changed { path: self.path.clone() }.into()),
            Err(error) => Err(error),
        };
        Some(row)
    }
}

/// The row as a file to copy; `None` for an empty folder.
pub(super) fn planned(row: &FileEntry) -> Result<Option<Planned>> {
    if row.kind.as_ref().and_then(|kind| kind.value()) == Some(&EntryKind::EmptyFolder) {
        return Ok(None);
    }
    let damaged =
        || Error::malformed("files.csv", None, "table.row", "a row of the plan is damaged");
    let path = BundlePath::new(format!("{PAYLOAD}{}", row.path)).map_err(|_| damaged())?;
    let size = row.size.as_ref().and_then(|size| size.value().copied()).ok_or_else(damaged)?;
    let modified = row.modified.as_ref().and_then(|time| time.value().copied());
    Ok(Some(Planned {
        path,
        source: source_path(row),
        size,
        modified: modified.map_or(0, Timestamp::unix),
    }))
}

fn source_path(row: &FileEntry) -> PathBuf {
    let bytes = row.original_hex.as_ref().and_then(|hex| HEXLOWER.decode(hex.as_bytes()).ok());
    #[cfg(unix)]
    if let Some(bytes) = bytes {
        use std::os::unix::ffi::OsStringExt;
        return PathBuf::from(std::ffi::OsString::from_vec(bytes));
    }
    #[cfg(not(unix))]
    let _ = bytes;
    let text = row.original.as_ref().unwrap_or(&row.path);
    text.split('/').collect()
}

/// The rows as the reconciler wants them.
pub(super) fn items<'a>(
    rows: impl Iterator<Item = Result<FileEntry>> + 'a,
    cleared: &'a Clearances,
) -> impl Iterator<Item = Result<FileItem>> + 'a {
    let mut sieve = PathSieve::new(cleared);
    rows.map(move |row| {
        let row = row?;
        let place = sieve.enter(&row.path, row.original.as_deref()).place;
        let location = place.location(&row.path);
        let size = row.size.as_ref().and_then(|size| size.value().copied());
        Ok(FileItem { path: row.path, size, location })
    })
}
