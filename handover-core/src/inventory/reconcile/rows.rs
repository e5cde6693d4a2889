use std::path::Path;

use super::counts::{Counted, LotCount};
use super::cover::{self, FileItem, RowPath};
use super::dossiers;
use crate::description::{Carrier, Metres};
use crate::error::Result;
use crate::finding::{Code, Finding};
use crate::inventory::{Row, Sink, Table};
use crate::path::{nfc, sort_key};
use crate::sorted::Sorter;

/// Takes the rows of an inventory, table by table, then its files.
#[derive(Debug)]
pub struct Reconciler {
    paths: Sorter,
    dossiers: Sorter,
    counted: Counted,
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
            by_lot: true,
        }
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
        let lot = known(row, "lot").parse::<u32>().ok().filter(|_| self.by_lot);
        let path = nfc(path);
        match row.table() {
            Table::Containers => {
                let metres = row.get("metres").parse::<Metres>().ok();
                self.counted.all.add_container(metres);
                if let Some(count) = self.counted.lot(lot) {
                    count.add_container(metres);
                }
            }
            Table::Dossiers => {
                let carrier = row.get("carrier").parse::<Carrier>().ok();
                self.count_dossier(carrier, !path.is_empty(), lot);
                let needs_file = carrier == Some(Carrier::Digital) && path.is_empty();
                self.dossiers.push(
                    row.get("fileCode").as_bytes().to_vec(),
                    dossiers::described(row.number(), needs_file, lot),
                )?;
            }
            Table::Documents => {
                self.counted.documents += 1;
                let digital = row.get("carrier").parse() == Ok(Carrier::Digital);
                if path.is_empty() && digital {
                    report(Finding::new(Code::RowWithoutFile, row.location()));
                }
                // Its lot is its dossier's: the path waits for that.
                let value = dossiers::document(row.number(), &path);
                return self.dossiers.push(row.get("dossier").as_bytes().to_vec(), value);
            }
            _ => {}
        }
        if !path.is_empty() && row.table() != Table::Files {
            let value = RowPath { table: row.table(), row: row.number(), lot }.to_bytes();
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
