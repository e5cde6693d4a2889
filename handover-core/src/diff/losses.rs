//! What became of files that are only on the left: the dossier of each, and
//! what the custody ledger says of that.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::change::{Change, Summary};
use super::run::{Options, diff};
use super::side::Side;
use crate::custody::DossierRef;
use crate::description::Day;
use crate::error::{Error, IoContext, Result};
use crate::finding::Location;
use crate::inventory::{Table, TableReader, Tables, path_of};
use crate::ledger::{self, Brief, Checked, Coverage, LedgerFile, Verdict, Where};
use crate::limits::Limits;
use crate::observe::Observer;
use crate::path::{nfc, sort_key};
use crate::sorted::{Both, Sorted, Sorter, join};

/// How a removed file is accounted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Split {
    /// Its dossier left by an act.
    Explained,
    /// Its dossier was reported lost, which explains nothing.
    ReportedLost,
    /// Nothing says where it went.
    Unexplained,
}

/// A removed file or dossier, and what the ledger says of the dossier.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Loss {
    /// Where the file was, or the row of the dossier.
    pub at: Location,
    /// How it is accounted for.
    pub split: Split,
    /// The event that decides.
    pub event: Option<Brief>,
}

/// What removed files are held against.
#[derive(Clone, Copy)]
pub struct Custody<'c> {
    /// What happened to the records.
    pub ledger: LedgerFile<'c>,
    /// The inventory of the left side: which file belongs to which dossier.
    pub tables: &'c dyn Tables,
    /// Events after this day do not count.
    pub on: Day,
}

/// A difference, or what became of a removed file.
#[derive(Debug)]
#[non_exhaustive]
pub enum Told {
    /// A difference, in path order.
    Change(Change),
    /// What became of a removed file or dossier; these follow behind all changes.
    Loss(Box<Loss>),
}

/// How many removed files and dossiers are accounted for in which way.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Accounted {
    /// The comparison.
    #[serde(flatten)]
    pub summary: Summary,
    /// Removed, and their dossier left by an act.
    pub explained: u64,
    /// Removed, and their dossier was reported lost.
    pub reported_lost: u64,
    /// Removed, and nothing says where they went.
    pub unexplained: u64,
    /// The ledger itself.
    pub ledger: Verdict,
}

/// Compares as [`diff`](super::diff()) does, and says what became of each file
/// and each dossier that is only on the left.
///
/// # Errors
/// As [`diff`](super::diff()), and `Changed` if the ledger changes meanwhile.
pub fn diff_with_custody(
    left: &Side,
    right: &Side,
    custody: &Custody<'_>,
    mut sink: impl FnMut(Told) -> Result<()>,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Accounted> {
    let parent = options.temporary.clone().unwrap_or_else(std::env::temp_dir);
    let work = tempfile::tempdir_in(&parent).writing(&parent)?;
    let limits = &options.limits;
    let mut losses = Losses::new(custody.ledger, custody.tables, limits, work.path())?;
    let reading = ledger::Options { limits: *limits, ..ledger::Options::default() };
    let take = |checked: Checked| losses.event(&checked, custody.on);
    let ledger = custody.ledger.verify(take, &reading, observer)?;
    let give = |change: Change| {
        losses.change(&change)?;
        sink(Told::Change(change))
    };
    let summary = diff(left, right, give, options, observer)?;
    let mut told = Accounted { summary, explained: 0, reported_lost: 0, unexplained: 0, ledger };
    losses.finish(|loss| {
        *match loss.split {
            Split::Explained => &mut told.explained,
            Split::ReportedLost => &mut told.reported_lost,
            Split::Unexplained => &mut told.unexplained,
        } += 1;
        sink(Told::Loss(Box::new(loss)))
    })?;
    Ok(told)
}

/// Collects removed files while a comparison goes on, and then tells what
/// became of them.
struct Losses<'l> {
    ledger: LedgerFile<'l>,
    limits: Limits,
    coverage: Coverage,
    /// Rows that name a path, in path order.
    rows: std::iter::Peekable<Sorted>,
    /// Rows at or above the file that is looked at.
    above: Vec<(Vec<u8>, DossierRef)>,
    removed: Sorter,
    count: u64,
}

/// What is kept of a removed file.
#[derive(Serialize, Deserialize)]
struct Removed(Location);

impl<'l> Losses<'l> {
    /// Reads the rows of the left side's inventory. Every event of the ledger
    /// then goes to [`Losses::event`], and every change to [`Losses::change`].
    fn new(
        ledger: LedgerFile<'l>,
        tables: &dyn Tables,
        limits: &Limits,
        temporary: &Path,
    ) -> Result<Self> {
        Ok(Losses {
            ledger,
            limits: *limits,
            coverage: Coverage::new(limits.sort_bytes, temporary),
            rows: paths(tables, limits, temporary)?.peekable(),
            above: Vec::new(),
            removed: Sorter::new(limits.sort_bytes / 4, temporary),
            count: 0,
        })
    }

    /// Takes an event of the ledger; those after `on` do not count.
    fn event(&mut self, checked: &Checked, on: Day) -> Result<()> {
        self.coverage.event(checked, on)
    }

    /// Takes a change. They come in path order, as `diff` gives them.
    fn change(&mut self, change: &Change) -> Result<()> {
        // What cannot be named has no row that could be found.
        let (at, dossier) = match change {
            Change::Removed { at: at @ Location::File { path }, .. } => {
                (at, self.dossier_of(path)?)
            }
            Change::Removed { at, .. } => (at, DossierRef::default()),
            Change::DossierRemoved { at, dossier } => (at, dossier.clone().unwrap_or_default()),
            _ => return Ok(()),
        };
        self.count += 1;
        self.coverage.ask(self.count, &dossier)?;
        let value = serde_json::to_vec(&Removed(at.clone())).map_err(unserialisable)?;
        self.removed.push(self.count.to_be_bytes().to_vec(), value)
    }

    /// The dossier of the nearest row at or above a path.
    fn dossier_of(&mut self, path: &str) -> Result<DossierRef> {
        let key = sort_key(path);
        while let Some(row) =
            self.rows.next_if(|row| row.as_ref().map_or(true, |(row, _)| *row <= key))
        {
            let (place, value) = row?;
            self.leave(&place);
            self.above.push((place, serde_json::from_slice(&value).map_err(unserialisable)?));
        }
        self.leave(&key);
        Ok(self.above.last().map(|(_, dossier)| dossier.clone()).unwrap_or_default())
    }

    /// Keeps only rows at or above `key`.
    fn leave(&mut self, key: &[u8]) {
        let holds = |folder: &[u8]| {
            key.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest[0] == 0)
        };
        while self.above.last().is_some_and(|(folder, _)| !holds(folder)) {
            self.above.pop();
        }
    }

    /// Tells what became of each, in the order in which they came.
    fn finish(self, mut sink: impl FnMut(Loss) -> Result<()>) -> Result<()> {
        let mut shelf = self.ledger.shelf(&self.limits)?;
        let removed = self.removed.finish()?.map(|record| {
            let (number, value) = record?;
            let number = number.as_slice().try_into().map(u64::from_be_bytes).unwrap_or_default();
            let Removed(at) = serde_json::from_slice(&value).map_err(unserialisable)?;
            Ok((number, at))
        });
        for pair in join(removed, self.coverage.finish()?, |a: &(u64, Location), b| a.0.cmp(&b.0)) {
            let Both::Both((_, at), (_, history)) = pair? else { continue };
            let event = match history.deciding() {
                Some(deed) => Some(Brief::of(&*shelf.fetch(deed)?)),
                None => None,
            };
            let split = match event.as_ref().map(|event| event.place) {
                Some(Where::There | Where::OnLoan | Where::Destroyed) => Split::Explained,
                Some(Where::Lost) => Split::ReportedLost,
                Some(Where::Here) | None => Split::Unexplained,
            };
            sink(Loss { at, split, event })?;
        }
        Ok(())
    }
}

// Within a code, dossiers come before the documents that take fonds and
// container from them.
const DOSSIER: u8 = 0;
const DOCUMENT: u8 = 1;

/// The paths that rows name, in path order, each with its dossier.
fn paths(tables: &dyn Tables, limits: &Limits, temporary: &Path) -> Result<Sorted> {
    let mut codes = Sorter::new(limits.sort_bytes / 4, temporary);
    for table in tables.list(&mut |_| ())? {
        let (code, kind) = match table {
            Table::Dossiers => ("fileCode", DOSSIER),
            Table::Documents => ("dossier", DOCUMENT),
            _ => continue,
        };
        let input = tables.open(table)?;
        let mut reader = TableReader::new(input, table, tables.path(table), limits, &mut |_| ())?;
        while let Some(row) = reader.read(&mut |_| ())? {
            let cell =
                |name| if kind == DOSSIER { row.get(name).to_owned() } else { String::new() };
            let code = row.get(code).to_owned();
            let dossier = DossierRef { fonds: cell("fonds"), container: cell("container"), code };
            let mut value = vec![kind];
            let pair = (nfc(path_of(&row)), &dossier);
            serde_json::to_writer(&mut value, &pair).map_err(unserialisable)?;
            codes.push(dossier.code.into_bytes(), value)?;
        }
    }
    let mut paths = Sorter::new(limits.sort_bytes / 4, temporary);
    let mut last: Option<DossierRef> = None;
    for record in codes.finish()? {
        let (_, value) = record?;
        let pair = value.get(1..).unwrap_or_default();
        let (path, mut dossier): (String, DossierRef) =
            serde_json::from_slice(pair).map_err(unserialisable)?;
        if value.first() == Some(&DOSSIER) {
            last = Some(dossier.clone());
        } else if let Some(described) = last.as_ref().filter(|last| last.code == dossier.code) {
            dossier = described.clone();
        }
        if !path.is_empty() {
            let value = serde_json::to_vec(&dossier).map_err(unserialisable)?;
            paths.push(sort_key(&path), value)?;
        }
    }
    paths.finish()
}

fn unserialisable(error: serde_json::Error) -> Error {
    Error::write("sort", std::io::Error::other(error))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::description::{Document, Dossier};
    use crate::inventory::RowTables;
    use crate::ledger::tests::{both_keys, day, moves};

    #[test]
    fn each_removed_file_is_accounted_for_by_its_dossier() {
        let dir = tempfile::tempdir().unwrap();
        let (left, right) = (dir.path().join("left"), dir.path().join("right"));
        let files = ["HS.1/a/1.pdf", "HS.1/2.pdf", "HS.9/x.pdf", "loose.pdf", "two/x.pdf", "z"];
        for (number, file) in files.iter().enumerate() {
            let place = left.join(file);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, format!("{number}")).unwrap();
        }
        fs::create_dir(&right).unwrap();
        fs::write(right.join("z"), "5").unwrap();
        let dossier = |code: &str, fonds: &str, path: Option<&str>| {
            let mut row = Dossier::new(code, "x");
            (row.fonds, row.path) = (Some(fonds.into()), path.map(Into::into));
            row
        };
        let mut document = Document::new("HS.2", "x");
        document.path = Some("two/x.pdf".into());
        let mut tables = RowTables::new();
        let rows = [
            dossier("HS.1", "F1", Some("HS.1")),
            dossier("HS.9", "F9", Some("HS.9")),
            dossier("HS.2", "F2", None),
        ];
        tables.add(Table::Dossiers, rows).unwrap();
        tables.add(Table::Documents, [document]).unwrap();

        // F1 was handed over; of F2 the dossier HS.2 was reported lost.
        let path = dir.path().join("custody.jsonl");
        fs::write(&path, moves(&[(0, 0, 3), (3, 3, 4)])).unwrap();
        let trust = both_keys();
        let ledger = LedgerFile { path: &path, trust: Some(&trust), witnesses: &[] };
        let split = |on: &str| {
            let limits = Limits::default();
            let (a, b) =
                (Side::open(&left, &limits).unwrap(), Side::open(&right, &limits).unwrap());
            let custody = Custody { ledger, tables: &tables, on: day(on) };
            let mut told = Vec::new();
            let sink = |one: Told| {
                if let Told::Loss(loss) = one {
                    told.push(format!("{} {:?}", loss.at, loss.split));
                }
                Ok(())
            };
            let options = Options::default();
            let all = diff_with_custody(&a, &b, &custody, sink, &options, &()).unwrap();
            assert_eq!(all.summary.removed, told.len() as u64);
            assert_eq!(all.explained + all.reported_lost + all.unexplained, all.summary.removed);
            told
        };
        let wanted = [
            "HS.1/2.pdf Explained",
            "HS.1/a/1.pdf Explained",
            "HS.9/x.pdf Unexplained",
            "loose.pdf Unexplained",
            "two/x.pdf ReportedLost",
        ];
        assert_eq!(split("2025-08-31"), wanted);
        // Before these days nothing had happened.
        assert!(split("2025-08-02").iter().all(|told| told.ends_with("Unexplained")));
    }
}
