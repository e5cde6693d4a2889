use std::io::Read;
use std::path::{Path, PathBuf};

use super::dossiers::Dossiers;
use super::{held, tables, volumes};
use crate::bundle::layout::{ACT_IN_WORDS, BLAKE3_LIST, FILES, PAYLOAD};
use crate::bundle::{Bundle, VolumeSet, list};
use crate::description::secrecy::{Clearances, PathSieve, Place};
use crate::digest::Digest;
use crate::error::{Error, ErrorKind, Result};
use crate::finding::{Code, Collector, Finding, Group, Location, Severities};
use crate::holdings::Holdings;
use crate::limits::Limits;
use crate::observe::{Observer, Phase, Work};
use crate::path;
use crate::snapshot::{Called, Name, SnapshotReader, SnapshotWriter, Standing};
use crate::sorted::{Both, join};
use crate::survey::{self, Folder, survey};
use crate::transfer::Act;
use crate::verify::{FileFacts, FileRow, FileRows, Kind, Opened, Trust, open, original};

/// One side of a comparison.
#[derive(Debug)]
#[non_exhaustive]
pub enum Side {
    /// A folder of the disk: it is read and its digests computed.
    Folder(PathBuf),
    /// The file of a survey.
    Snapshot(PathBuf),
    /// A folder of tables: its dossiers, against those of a side that lists
    /// them. Beside a folder or a survey it is a folder as any other.
    Inventory(PathBuf),
    /// A bundle, by its lists; its payload is not read.
    Bundle(Box<Bundle>),
    /// All volumes of a set, by their lists.
    Set(Box<VolumeSet>),
    /// Holdings: the files of all their bundles, by their tables.
    Holdings(Box<Holdings>),
}

impl Side {
    /// What lies at `path`: a bundle if it has `bagit.txt` or is a ZIP,
    /// holdings if it has `holdings.json`, a survey if it begins like one, a set
    /// if it is the list of one, an inventory if it has `dossiers.csv` and
    /// nothing but tables, else a folder, whatever it holds.
    ///
    /// # Errors
    /// `Read`; `WrongKind` for a file that is neither survey nor ZIP.
    pub fn open(path: &Path, limits: &Limits) -> Result<Self> {
        let metadata = path.metadata().map_err(|error| Error::read(path, error))?;
        if metadata.is_dir() {
            if path.join("bagit.txt").is_file() {
                return Ok(Side::Bundle(Box::new(Bundle::open(path, limits)?)));
            }
            if Holdings::is_one(path) {
                return Ok(Side::Holdings(Box::new(Holdings::open(path, limits)?)));
            }
            if tables::is_inventory(path)? {
                return Ok(Side::Inventory(path.to_path_buf()));
            }
            return Ok(Side::Folder(path.to_path_buf()));
        }
        if VolumeSet::is_one(path) {
            return Ok(Side::Set(Box::new(VolumeSet::open(path, &[], limits)?)));
        }
        if SnapshotReader::is_one(path) {
            return Ok(Side::Snapshot(path.to_path_buf()));
        }
        let is_zip = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"));
        if is_zip || begins_like_a_zip(path) {
            return Ok(Side::Bundle(Box::new(Bundle::open(path, limits)?)));
        }
        Err(ErrorKind::WrongKind { path: path.to_path_buf(), wanted: "comparable" }.into())
    }
}

fn begins_like_a_zip(path: &Path) -> bool {
    let mut head = [0; 4];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && head == *b"PK\x03\x04"
}

/// An entry of a side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'i> {
    pub(super) name: Called<'i>,
    /// Bytes and BLAKE3; `None` for an empty folder.
    pub(super) file: Option<(u64, Digest)>,
    pub(super) modified: Option<i64>,
}

/// The entries of a side in path order, one at a time: of ten million, none is
/// copied that is the same on both sides.
pub(super) enum Items<'l> {
    Snapshot(Box<SnapshotReader>),
    Bundle { rows: Rows<'l>, current: Option<Row> },
}

pub(super) type Row = (Name, Option<(u64, Digest)>, Option<i64>);
pub(super) type Rows<'l> = Box<dyn Iterator<Item = Result<Row>> + 'l>;

impl Items<'_> {
    /// Goes on to the next entry; false at the end.
    pub(super) fn advance(&mut self) -> Result<bool> {
        match self {
            Items::Snapshot(reader) => reader.pass(),
            Items::Bundle { rows, current } => {
                *current = rows.next().transpose()?;
                Ok(current.is_some())
            }
        }
    }

    /// The entry that it stands on; none before the first and after the last.
    pub(super) fn current(&self) -> Option<Item<'_>> {
        match self {
            Items::Snapshot(reader) => {
                let Standing { name, file, modified } = reader.standing()?;
                Some(Item { name, file, modified: Some(modified) })
            }
            Items::Bundle { current, .. } => {
                let (name, file, modified) = current.as_ref()?;
                Some(Item { name: name.into(), file: *file, modified: *modified })
            }
        }
    }

    /// How many entries both hold alike, path, time and content, from where
    /// they stand on and as far as that can be told at a glance; both then
    /// stand on the last of them.
    pub(super) fn pass_alike(&mut self, other: &mut Items<'_>) -> Result<u64> {
        match (self, other) {
            (Items::Snapshot(one), Items::Snapshot(other))
                if one.told().is_some_and(|told| Some(told) == other.told()) =>
            {
                Ok(1 + one.pass_alike(other)?)
            }
            _ => Ok(0),
        }
    }

    /// Goes on as [`Items::advance`] does through a side that was listed before.
    pub(super) fn advance_again(&mut self) -> Result<bool> {
        match self {
            Items::Snapshot(reader) => reader.skim(),
            Items::Bundle { .. } => self.advance(),
        }
    }

    /// BLAKE3 of the file that it stands on.
    pub(super) fn blake3(&self) -> Option<Digest> {
        match self {
            Items::Snapshot(reader) => reader.blake3(),
            Items::Bundle { .. } => self.current()?.file.map(|(_, digest)| digest),
        }
    }
}

/// A side that can be listed as often as is needed.
pub(super) enum Listing<'s> {
    /// An inventory, which knows no digest of a file.
    Unlisted,
    Snapshot(PathBuf),
    /// A bundle, and what its act clears of suspicion.
    Bundle(&'s Bundle, Clearances),
    /// The entries of all volumes, or of holdings, in one file.
    Spooled(PathBuf),
}

/// Prepares a side: a folder is surveyed into `work`, a bundle's envelope is
/// looked at. Its dossiers go to `dossiers`, where they are asked for.
pub(super) fn prepare<'s>(
    side: &'s Side,
    mut dossiers: Option<&mut Dossiers>,
    work: &Path,
    options: &survey::Options,
    observer: &dyn Observer,
) -> Result<Listing<'s>> {
    let limits = &options.limits;
    match (side, dossiers.as_deref_mut()) {
        (Side::Snapshot(path), _) => Ok(Listing::Snapshot(path.clone())),
        (Side::Inventory(folder), Some(dossiers)) => {
            tables::inventory(folder, limits, dossiers, observer)?;
            Ok(Listing::Unlisted)
        }
        (Side::Folder(root) | Side::Inventory(root), _) => {
            let file = work.join("folder.survey");
            let mut writer = SnapshotWriter::create(&file)?;
            let source = Folder::open(root)?;
            // Names that do not travel are no difference.
            let surveyed =
                survey(&source, |record| writer.push(record), options, &Quiet(observer))?;
            if surveyed.report.count(Code::FileUnreadable) > 0 {
                let cause = std::io::Error::other("files in it could not be read");
                return Err(Error::read(root, cause));
            }
            writer.finish()?;
            Ok(Listing::Snapshot(file))
        }
        (Side::Bundle(bundle), _) => {
            let opened = look(bundle, limits)?;
            let cleared = opened.act.as_ref().map(Act::clearances).unwrap_or_default();
            if let Some(dossiers) = dossiers {
                tables::bundle(&opened, 0, &cleared, limits, dossiers, observer)?;
            }
            Ok(Listing::Bundle(bundle, cleared))
        }
        (Side::Set(set), _) => {
            Ok(Listing::Spooled(volumes::spool(set, dossiers, work, limits, observer)?))
        }
        (Side::Holdings(holdings), _) => {
            if let Some(dossiers) = dossiers {
                tables::holdings(holdings, limits, dossiers, observer)?;
            }
            Ok(Listing::Spooled(held::spool(holdings, work, limits, observer)?))
        }
    }
}

/// Passes progress on, and no findings.
struct Quiet<'a>(&'a dyn Observer);

impl Observer for Quiet<'_> {
    fn begin(&self, phase: Phase, total: Option<Work>) {
        self.0.begin(phase, total);
    }

    fn advance(&self, phase: Phase, done: Work) {
        self.0.advance(phase, done);
    }

    fn end(&self, phase: Phase) {
        self.0.end(phase);
    }

    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }
}

impl Listing<'_> {
    /// The entries in path order.
    pub(super) fn items(&self, limits: &Limits) -> Result<Items<'_>> {
        match self {
            Listing::Unlisted => {
                Ok(Items::Bundle { rows: Box::new(std::iter::empty()), current: None })
            }
            Listing::Snapshot(path) => {
                Ok(Items::Snapshot(Box::new(SnapshotReader::open(path)?.ahead())))
            }
            Listing::Bundle(bundle, cleared) => {
                let rows = bundle_rows(bundle, cleared, limits)?;
                Ok(Items::Bundle { rows, current: None })
            }
            Listing::Spooled(path) => {
                Ok(Items::Bundle { rows: volumes::read(path)?, current: None })
            }
        }
    }
}

/// The envelope of a bundle, if seal and tag files are sound.
pub(super) fn look<'b>(bundle: &'b Bundle, limits: &Limits) -> Result<Opened<'b>> {
    let ignore = |_: &Finding| {};
    let mut found = Collector::new(Severities::default(), limits.findings_kept, &ignore);
    let opened = open(bundle, &Trust::Nobody, limits, &mut found)?;
    if opened.kind == Kind::Foreign {
        found.at(Code::SealForeignBag, Location::Whole);
    }
    let broken = [Group::Envelope, Group::Seal].iter().any(|g| found.report().blocks_in(*g) > 0);
    if broken || opened.kind != Kind::Ours {
        return Err(ErrorKind::Refused { report: Box::new(found.finish()) }.into());
    }
    Ok(opened)
}

/// The entries of a bundle, by names that may be told.
fn bundle_rows<'b>(
    bundle: &'b Bundle,
    cleared: &'b Clearances,
    limits: &Limits,
) -> Result<Rows<'b>> {
    let mut sieve = PathSieve::new(cleared);
    let entries = entries(bundle, &look(bundle, limits)?, limits)?;
    Ok(Box::new(entries.map(move |entry| {
        let Entry { path, original, file, modified } = entry?;
        Ok((name(&mut sieve, path, original.as_deref()), file, modified))
    })))
}

/// What an entry is called, if that may be told.
pub(super) fn name(sieve: &mut PathSieve<'_>, path: String, original: Option<&str>) -> Name {
    let Place { folder, ordinal, hidden } = sieve.enter(&path, original).place;
    if hidden { Name::Hidden { folder, ordinal } } else { Name::Path(path) }
}

/// An entry as the lists of a bundle have it.
pub(super) struct Entry {
    /// Below `data/`.
    pub(super) path: String,
    /// What it was called, as text, where that is another name.
    pub(super) original: Option<String>,
    /// Bytes and BLAKE3; `None` for an empty folder.
    pub(super) file: Option<(u64, Digest)>,
    /// Seconds since 1970 UTC.
    pub(super) modified: Option<i64>,
}

/// The entries of a bundle, from lists that the seal covers.
pub(super) fn entries<'b>(
    bundle: &'b Bundle,
    opened: &Opened<'b>,
    limits: &Limits,
) -> Result<impl Iterator<Item = Result<Entry>> + use<'b>> {
    let (Some(list), Some(files)) = (opened.list(BLAKE3_LIST)?, opened.tag(FILES)?) else {
        return Err(disagree(bundle.path()));
    };
    let lines = list.map(move |item| match item {
        Ok(list::Item::Line(line)) => Ok((line.path, line.digest)),
        Ok(list::Item::Bad(_)) => Err(disagree(bundle.path())),
        Err(error) => Err(bundle.read_error(BLAKE3_LIST, error)),
    });
    let rows = FileRows::new(files, limits)?.map(move |row| match row? {
        FileRow::Row { path, row, size } => Ok((path, row, size)),
        FileRow::Bad(_) => Err(disagree(bundle.path())),
    });
    let entry = |path: &str, row: &FileFacts, file| {
        let path = path[PAYLOAD.len()..].to_owned();
        Entry { path, original: original(row), file, modified: row.modified() }
    };
    let pairs = join(lines, rows, |line, row| path::compare(&line.0, &row.0));
    Ok(pairs.filter_map(move |pair| match pair {
        Ok(Both::Both((_, digest), (path, row, Some(size)))) => {
            Some(Ok(entry(&path, &row, Some((size, digest)))))
        }
        Ok(Both::Right((path, row, None))) => Some(Ok(entry(&path, &row, None))),
        // The act in plain words stands in for files, and is none.
        Ok(Both::Left((path, _))) if path == ACT_IN_WORDS => None,
        Ok(_) => Some(Err(disagree(bundle.path()))),
        Err(error) => Some(Err(error)),
    }))
}

pub(super) fn disagree(bundle: &Path) -> Error {
    Error::malformed(bundle, None, "bundle.lists", "the lists of the bundle disagree")
}

/// A spilled record that cannot be written or read.
pub(super) fn unserialisable(error: serde_json::Error) -> Error {
    Error::write("sort", std::io::Error::other(error))
}
