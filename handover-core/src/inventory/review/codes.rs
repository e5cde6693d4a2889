//! Codes that only one row may have.

use std::path::Path;

use crate::error::Result;
use crate::finding::{Code, Finding, Location};
use crate::inventory::{Row, Sink, Table};
use crate::sorted::Sorter;

/// Columns whose cells must differ from row to row; a container's within its
/// fonds.
const UNIQUE: [(Table, &str, Option<&str>); 5] = [
    (Table::Fonds, "code", None),
    (Table::Containers, "code", Some("fonds")),
    (Table::Dossiers, "fileCode", None),
    (Table::Documents, "docId", None),
    (Table::Documents, "docCode", None),
];

/// Looks for codes that stand twice.
#[derive(Debug)]
pub(super) struct Codes(Sorter);

impl Codes {
    pub(super) fn new(budget: usize, folder: &Path) -> Self {
        Codes(Sorter::new(budget, folder))
    }

    pub(super) fn row(&mut self, row: &Row<'_>) -> Result<()> {
        for (at, (table, column, scope)) in (0_u8..).zip(UNIQUE) {
            let code = row.get(column);
            if table != row.table() || code.is_empty() {
                continue;
            }
            let scope = scope.map_or("", |scope| row.get(scope));
            let mut key = vec![at];
            key.extend_from_slice(&(scope.len() as u64).to_be_bytes());
            key.extend_from_slice(scope.as_bytes());
            key.extend_from_slice(code.as_bytes());
            self.0.push(key, row.number().to_be_bytes().to_vec())?;
        }
        Ok(())
    }

    /// Tells every row after the first with its code.
    pub(super) fn finish(self, report: &mut Sink<'_>) -> Result<()> {
        let mut first: Option<(Vec<u8>, u64)> = None;
        for record in self.0.finish()? {
            let (key, value) = record?;
            let row = value.try_into().map_or(0, u64::from_be_bytes);
            match &first {
                Some((known, first)) if *known == key => {
                    let (table, column, _) = UNIQUE[usize::from(key[0])];
                    let location = Location::cell(table.code(), row, column);
                    report(Finding::new(Code::CodeTwice, location).with("first", *first));
                }
                _ => first = Some((key, row)),
            }
        }
        Ok(())
    }
}
