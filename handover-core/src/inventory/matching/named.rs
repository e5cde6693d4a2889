use std::iter::Peekable;

use super::candidate::row_of;
use crate::error::Result;
use crate::finding::{Code, Finding, Location};
use crate::inventory::Table;
use crate::sorted::Sorted;

/// The paths that rows name, passed once in path order.
#[derive(Debug)]
pub(super) struct NamedPaths {
    rows: Peekable<Sorted>,
    last: Option<(Vec<u8>, Table, u64)>,
}

impl NamedPaths {
    pub(super) fn new(rows: Sorted) -> Self {
        NamedPaths { rows: rows.peekable(), last: None }
    }

    /// Whether a row names the path with this sort key. Keys must not go back.
    pub(super) fn names(&mut self, key: &[u8], tell: &mut dyn FnMut(Finding)) -> Result<bool> {
        self.pass(|next| next <= key, tell)?;
        Ok(self.last.as_ref().is_some_and(|(last, ..)| last == key))
    }

    /// Passes the rest.
    pub(super) fn rest(&mut self, tell: &mut dyn FnMut(Finding)) -> Result<()> {
        self.pass(|_| true, tell)
    }

    fn pass(&mut self, due: impl Fn(&[u8]) -> bool, tell: &mut dyn FnMut(Finding)) -> Result<()> {
        let is_due =
            |row: &Result<_>| row.as_ref().map_or(true, |(key, _): &(Vec<u8>, _)| due(key));
        while let Some(row) = self.rows.next_if(is_due) {
            let (key, value) = row?;
            let Some((table, row)) = row_of(&value) else { continue };
            match &self.last {
                // A dossier and its only document may well be one file.
                Some((last, known, first)) if *last == key && *known == table => {
                    let location = Location::cell(table.code(), row, "path");
                    tell(Finding::new(Code::PathTwice, location).with("first", *first));
                }
                _ => self.last = Some((key, table, row)),
            }
        }
        Ok(())
    }
}
