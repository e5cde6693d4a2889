//! Dossiers and the boxes that they say they stand in.

use std::path::Path;

use crate::error::Result;
use crate::finding::{Code, Finding, Location};
use crate::inventory::{Row, Sink, Table};
use crate::sorted::Sorter;

const DESCRIBED: u8 = 0;
const NAMED: u8 = 1;

/// Looks for dossiers in containers that nobody lists.
#[derive(Debug)]
pub(super) struct Containers {
    codes: Sorter,
    /// Whether containers are listed at all: a list of dossiers alone is none
    /// of containers.
    listed: bool,
}

impl Containers {
    pub(super) fn new(budget: usize, folder: &Path) -> Self {
        Containers { codes: Sorter::new(budget, folder), listed: false }
    }

    pub(super) fn row(&mut self, row: &Row<'_>) -> Result<()> {
        let (kind, code) = match row.table() {
            Table::Containers => (DESCRIBED, row.get("code")),
            Table::Dossiers => (NAMED, row.get("container")),
            _ => return Ok(()),
        };
        self.listed |= kind == DESCRIBED;
        if code.is_empty() {
            return Ok(());
        }
        let value = [&[kind][..], &row.number().to_be_bytes()].concat();
        self.codes.push(code.as_bytes().to_vec(), value)
    }

    pub(super) fn finish(self, report: &mut Sink<'_>) -> Result<()> {
        if !self.listed {
            return Ok(());
        }
        let mut described: Option<Vec<u8>> = None;
        for record in self.codes.finish()? {
            let (code, value) = record?;
            let Some((kind, row)) = value.split_first() else { continue };
            if *kind == DESCRIBED {
                described = Some(code);
            } else if described.as_ref() != Some(&code) {
                let row = row.try_into().map_or(0, u64::from_be_bytes);
                let location = Location::cell(Table::Dossiers.code(), row, "container");
                report(Finding::new(Code::ContainerUnknown, location));
            }
        }
        Ok(())
    }
}
