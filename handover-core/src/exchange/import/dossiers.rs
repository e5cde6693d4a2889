//! Dossiers that are repeated on every row of their documents, as one row each.
//!
//! The rows of one dossier usually stand together; where they do not, two
//! external sorts bring them together, so that memory stays flat.

use std::path::Path;

use crate::error::Result;
use crate::finding::Location;
use crate::limits::Limits;
use crate::sorted::Sorter;

/// Of the memory of sorts: there are two, and each dossier comes once.
const SHARE: usize = 4;

/// A dossier and where it was met first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Met {
    pub(super) cells: Vec<String>,
    pub(super) place: Location,
}

pub(super) struct Dossiers {
    /// The columns that say which dossier it is.
    identity: Vec<usize>,
    labels: Vec<String>,
    current: Option<(Vec<String>, u64, u32, u64)>,
    met: u64,
    runs: Sorter,
    limits: Limits,
    folder: std::path::PathBuf,
}

impl Dossiers {
    pub(super) fn new(identity: Vec<usize>, folder: &Path, limits: &Limits) -> Self {
        Dossiers {
            identity,
            labels: Vec::new(),
            current: None,
            met: 0,
            runs: Sorter::new(limits.sort_bytes / SHARE, folder),
            limits: *limits,
            folder: folder.to_path_buf(),
        }
    }

    /// Takes the cells of a dossier as a row of one of its documents has them.
    /// Says whether it is another than that of the row before.
    pub(super) fn add(&mut self, cells: &[String], label: &str, row: u64) -> Result<bool> {
        if let Some((known, ..)) = &mut self.current
            && merge(known, cells, &self.identity)
        {
            return Ok(false);
        }
        self.flush()?;
        let at = self.labels.iter().position(|known| known == label).unwrap_or_else(|| {
            self.labels.push(label.to_owned());
            self.labels.len() - 1
        });
        let sheet = u32::try_from(at).unwrap_or(u32::MAX);
        self.current = Some((cells.to_vec(), self.met, sheet, row));
        self.met += 1;
        Ok(true)
    }

    fn flush(&mut self) -> Result<()> {
        let Some((cells, met, sheet, row)) = self.current.take() else { return Ok(()) };
        let mut value = Vec::new();
        value.extend(met.to_be_bytes());
        value.extend(sheet.to_be_bytes());
        value.extend(row.to_be_bytes());
        put(&mut value, &cells);
        let mut key = Vec::new();
        put(&mut key, self.identity.iter().map(|at| &cells[*at]));
        self.runs.push(key, value)
    }

    /// Gives each dossier once, in the order in which they were met; `differs`
    /// hears of one that is described in two ways, which stay two rows.
    pub(super) fn finish(
        mut self,
        each: &mut dyn FnMut(Met) -> Result<()>,
        differs: &mut dyn FnMut(Location),
    ) -> Result<()> {
        self.flush()?;
        let mut in_order = Sorter::new(self.limits.sort_bytes / SHARE, &self.folder);
        let mut open: Option<(Vec<u8>, Vec<u8>, Vec<String>)> = None;
        let place = |head: &[u8]| {
            let (sheet, row) = (number(&head[8..12]), number(&head[12..20]));
            let label = self.labels.get(usize::try_from(sheet).unwrap_or_default());
            Location::row(label.cloned().unwrap_or_default(), row)
        };
        for record in self.runs.finish()? {
            let (key, value) = record?;
            let (head, cells) = (value[..20].to_vec(), take(&value[20..]));
            if let Some((known_key, known_head, known)) = &mut open {
                if *known_key == key {
                    if merge(known, &cells, &[]) {
                        continue;
                    }
                    differs(place(&head));
                }
                let mut value = std::mem::take(known_head);
                let met = value[..8].to_vec();
                put(&mut value, std::mem::take(known).iter());
                in_order.push(met, value)?;
            }
            open = Some((key, head, cells));
        }
        if let Some((_, head, cells)) = open {
            let met = head[..8].to_vec();
            let mut value = head;
            put(&mut value, &cells);
            in_order.push(met, value)?;
        }
        for record in in_order.finish()? {
            let (_, value) = record?;
            each(Met { cells: take(&value[20..]), place: place(&value[..20]) })?;
        }
        Ok(())
    }
}

/// Whether two descriptions are of one dossier, blanks aside; then the first
/// has the cells of both. Those of `identity` must be the same.
fn merge(known: &mut [String], cells: &[String], identity: &[usize]) -> bool {
    let fits = known.iter().zip(cells).all(|(a, b)| a == b || a.is_empty() || b.is_empty());
    if !fits || identity.iter().any(|at| known[*at] != cells[*at]) {
        return false;
    }
    for (known, cell) in known.iter_mut().zip(cells) {
        if known.is_empty() {
            known.clone_from(cell);
        }
    }
    true
}

fn put<'a>(bytes: &mut Vec<u8>, cells: impl IntoIterator<Item = &'a String>) {
    for cell in cells {
        bytes.extend((cell.len() as u64).to_be_bytes());
        bytes.extend(cell.as_bytes());
    }
}

/// The cells that [`put`] wrote.
fn take(mut bytes: &[u8]) -> Vec<String> {
    let mut cells = Vec::new();
    while let Some((length, rest)) = bytes.split_at_checked(8) {
        let length = usize::try_from(number(length)).unwrap_or_default();
        let (cell, rest) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        cells.push(String::from_utf8_lossy(cell).into_owned());
        bytes = rest;
    }
    cells
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(texts: [&str; 3]) -> Vec<String> {
        texts.map(ToOwned::to_owned).to_vec()
    }

    #[test]
    fn each_dossier_once_in_its_order_and_differences_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let limits = Limits { sort_bytes: 200, ..Limits::default() };
        let mut dossiers = Dossiers::new(vec![0], folder.path(), &limits);
        let rows = [
            ["02", "Hai", ""],
            ["02", "Hai", "ghi chú"],
            ["01", "Một", ""],
            ["02", "Hai", ""],
            ["01", "Một", "x"],
            ["02", "Khác", ""],
        ];
        for (at, row) in rows.into_iter().enumerate() {
            dossiers.add(&cells(row), "S", at as u64 + 1).unwrap();
        }
        let (mut got, mut told) = (Vec::new(), Vec::new());
        let mut each = |met: Met| {
            got.push((met.cells.join("|"), met.place.to_string()));
            Ok(())
        };
        dossiers.finish(&mut each, &mut |place| told.push(place.to_string())).unwrap();
        let wanted = [("02|Hai|ghi chú", "S[1]"), ("01|Một|x", "S[3]"), ("02|Khác|", "S[6]")];
        assert_eq!(got, wanted.map(|(cells, place)| (cells.to_owned(), place.to_owned())));
        assert_eq!(told, ["S[6]"]);
    }
}
