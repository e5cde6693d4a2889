use std::path::Path;

use super::at::At;
use super::counts::{Counted, LotCount};
use super::cover::{self, FileItem, RowPath};
use super::dossiers;
use crate::description::{Carrier, Metres};
use crate::error::Result;
use crate::finding::Code;
use crate::inventory::{Row, Sink, Table};
use crate::path::{nfc, sort_key};
use crate::sorted::Sorter;

/// Takes the rows of an inventory, table by table, then its files.
#[derive(Debug)]
pub struct Reconciler {
    paths: Sorter,
    dossiers: Sorter,
    counted: Counted,
    /// Whether they are the rows of one volume, or of some.
    share: bool,
    by_lot: bool,
}

impl Reconciler {
    /// One that sorts within `budget` bytes and spills into `temporary`.
    pub fn new(budget: usize, temporary: &Path) -> Self {
        let counted = Counted { all: LotCount::EMPTY, ..Counted::default() };
        Reconciler {
            paths: Sorter::new(budget / 2, temporary),
            dossiers: Sorter::new(budget / 2, temporary),
            counted,
            share: false,
            by_lot: true,
        }
    }

    /// For the rows of one volume, or of some volumes of a set: a dossier that
    /// stands there for the sake of a document needs no file there.
    #[must_use]
    pub fn of_volume(self) -> Self {
        Reconciler { share: true, ..self }
    }

    /// One that counts everything as one: lots of a stranger's tables, which no
    /// act bounds, cost nothing.
    pub fn without_lots(budget: usize, temporary: &Path) -> Self {
        Reconciler { by_lot: false, ..Reconciler::new(budget, temporary) }
    }

    /// Takes a row, whose file is at `path` in the payload, if it names one.
    ///
    /// # Errors
    /// If the temporary folder cannot be written.
    pub fn row(&mut self, row: &Row<'_>, path: &str, report: &mut Sink<'_>) -> Result<()> {
        self.row_of(0, row, path, report)
    }

    /// The same of volume `volume`, which findings then name.
    pub(super) fn row_of(
        &mut self,
        volume: u32,
        row: &Row<'_>,
        path: &str,
        report: &mut Sink<'_>,
    ) -> Result<()> {
        let lot = known(row, "lot").parse::<u32>().ok().filter(|_| self.by_lot);
        let path = nfc(path);
        let at = At { volume, row: row.number() };
        match row.table() {
            Table::Containers => {
                let metres = row.get("metres").parse::<Metres>().ok();
                self.counted.all.add_container(metres);
                if let Some(count) = self.counted.lot(lot) {
                    count.add_container(metres);
                }
                return Ok(());
            }
            Table::Dossiers => {
                let carrier = row.get("carrier").parse::<Carrier>().ok();
                self.count_dossier(carrier, !path.is_empty(), lot);
                let digital = carrier == Some(Carrier::Digital);
                let value = dossiers::described(at, digital, lot, &path);
                return self.dossiers.push(row.get("fileCode").as_bytes().to_vec(), value);
            }
            Table::Documents => {
                self.counted.documents += 1;
                let digital = row.get("carrier").parse() == Ok(Carrier::Digital);
                if path.is_empty() && digital {
                    report(at.finding(Code::RowWithoutFile, row.table()));
                }
                let code = row.get("dossier").as_bytes();
                if self.share && !code.is_empty() {
                    self.dossiers.push(code.to_vec(), dossiers::has_document())?;
                }
                // Its lot is its dossier's: the path waits for that.
                return self.dossiers.push(code.to_vec(), dossiers::document(at, &path));
            }
            _ => {}
        }
        if !path.is_empty() && row.table() != Table::Files {
            let value = RowPath { table: row.table(), at, lot, needs_file: true }.to_bytes();
            self.paths.push(sort_key(&path), value)?;
        }
        Ok(())
    }

    fn count_dossier(&mut self, carrier: Option<Carrier>, has_path: bool, lot: Option<u32>) {
        let digital = carrier.map_or(has_path, Carrier::is_digital);
        let paper = carrier.map_or(!has_path, Carrier::is_paper);
        let add = |count: &mut LotCount| {
            count.electronic_dossiers += u64::from(digital);
            count.paper_dossiers += u64::from(paper);
        };
        add(&mut self.counted.all);
        self.counted.lot(lot).map(add).unwrap_or_default();
    }

    /// Takes the files and empty folders in path order, and tells what does
    /// not fit.
    ///
    /// # Errors
    /// Those of `files`, and of the temporary folder.
    pub fn finish(
        self,
        files: impl Iterator<Item = Result<FileItem>>,
        report: &mut Sink<'_>,
    ) -> Result<Counted> {
        let Reconciler { mut paths, dossiers, mut counted, .. } = self;
        dossiers::check(dossiers.finish()?, &mut paths, report)?;
        cover::cover(files, paths.finish()?, &mut counted, report)?;
        Ok(counted)
    }
}

/// The path in the payload that a row names; empty where it names none. A
/// column of somebody's own that is called so is no path.
pub fn path_of<'r>(row: &Row<'r>) -> &'r str {
    row.paths().next().unwrap_or_default()
}

fn known<'r>(row: &Row<'r>, name: &str) -> &'r str {
    if row.table().schema().column(name).is_some() { row.get(name) } else { "" }
}
