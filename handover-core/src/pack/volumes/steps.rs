//! The paths that rows name, at and above the file that is looked at.

use std::io::Write;
use std::iter::Peekable;

use super::cost::Cost;
use super::piece::Group;
use super::record::{Fields, Parts};
use super::rows::{RowPath, Rows};
use crate::error::Result;
use crate::inventory::Table;
use crate::sorted::{Record, Sorted, Sorter};

// Of a step: the volumes it leads to, then the rows that name it.
pub(super) const LEADS_TO: u8 = 0;
pub(super) const NAMED_BY: u8 = 1;

/// A path that rows name.
struct Step {
    key: Vec<u8>,
    number: u64,
    /// Bytes of rows that stand wherever a file below does.
    bytes: u64,
    /// A dossier above them, by its code, and the bytes of its rows: a piece
    /// pays for it once, however many of its documents there are.
    dossier: Option<(Vec<u8>, u64)>,
    group: Option<Group>,
    /// The piece that has paid for it.
    paid: Option<u64>,
}

/// Passes by the paths of rows beside the files, both in path order; holds one
/// step a depth.
pub(super) struct Steps<'a> {
    rows: &'a mut Rows,
    paths: Peekable<Sorted>,
    above: Vec<Step>,
    met: u64,
    /// Rows by the number of their step.
    named_by: Sorter,
}

impl<'a> Steps<'a> {
    pub(super) fn new(rows: &'a mut Rows, paths: Sorted, named_by: Sorter) -> Self {
        Steps { rows, paths: paths.peekable(), above: Vec::new(), met: 0, named_by }
    }

    /// Goes on to a file, given as a sort key.
    pub(super) fn go_to(&mut self, file: &[u8]) -> Result<()> {
        self.take_rows(Some(file))?;
        self.leave(file);
        Ok(())
    }

    /// Goes to the end; gives the rows by the number of their step.
    pub(super) fn finish(mut self) -> Result<Sorter> {
        self.take_rows(None)?;
        Ok(self.named_by)
    }

    /// The group of the nearest row.
    pub(super) fn group(&self) -> Option<Group> {
        self.above.iter().rev().find_map(|step| step.group.clone())
    }

    /// What the rows above cost that the piece has not paid for; `dossier` is
    /// the one that it paid for last.
    pub(super) fn unpaid(&self, piece: u64, dossier: &[u8]) -> Cost {
        let mut bytes = 0_u64;
        let mut dossier = dossier;
        for step in self.above.iter().filter(|step| step.paid != Some(piece)) {
            bytes = bytes.saturating_add(step.bytes);
            if let Some((code, more)) = &step.dossier
                && code != dossier
            {
                bytes = bytes.saturating_add(*more);
                dossier = code;
            }
        }
        Cost::bytes(bytes)
    }

    /// Notes that the piece has paid, and writes the pairs of piece and step.
    pub(super) fn pay(
        &mut self,
        piece: u64,
        dossier: &mut Vec<u8>,
        pairs: &mut impl Write,
    ) -> std::io::Result<()> {
        for step in self.above.iter_mut().filter(|step| step.paid != Some(piece)) {
            step.paid = Some(piece);
            if let Some((code, _)) = &step.dossier {
                code.clone_into(dossier);
            }
            pairs.write_all(&Fields::default().number(piece).number(step.number).0)?;
        }
        Ok(())
    }

    fn leave(&mut self, path: &[u8]) {
        while self.above.last().is_some_and(|step| !is_at_or_below(path, &step.key)) {
            self.above.pop();
        }
    }

    /// Takes the rows whose path is not behind the file; those that are no path
    /// to it have no file at all, and stand in the first volume.
    fn take_rows(&mut self, file: Option<&[u8]>) -> Result<()> {
        while let Some((key, row)) = self.next_row(file)? {
            let leads_there = file.is_some_and(|file| is_at_or_below(file, &key));
            let number = self.met;
            self.met += 1;
            let mut step = Step { key, number, bytes: 0, dossier: None, group: None, paid: None };
            self.take_row(&mut step, &row)?;
            // Several rows may name one path: they are one step.
            while self
                .paths
                .peek()
                .is_some_and(|row| matches!(row, Ok((key, _)) if *key == step.key))
            {
                let Some((_, row)) = self.next_row(None)? else { break };
                self.take_row(&mut step, &row)?;
            }
            if leads_there {
                self.leave(&step.key);
                self.above.push(step);
            } else {
                self.rows.add_first(step.bytes);
                self.rows.add_first(step.dossier.map_or(0, |(_, bytes)| bytes));
            }
        }
        Ok(())
    }

    fn take_row(&mut self, step: &mut Step, row: &RowPath) -> Result<()> {
        let key = Fields::default().number(step.number).0;
        self.named_by.push(key, row.fields(Fields::marked(NAMED_BY)).0)?;
        step.bytes = step.bytes.saturating_add(row.place.extent.len);
        let boxes = row.boxed.saturating_mul(self.rows.box_bytes);
        let above = row.dossier_bytes.saturating_add(boxes);
        match &step.dossier {
            None if row.place.table == Table::Documents => {
                step.dossier = Some((row.code.clone(), above));
            }
            Some((code, _)) if row.place.table == Table::Documents && *code == row.code => {}
            _ => step.bytes = step.bytes.saturating_add(above),
        }
        if step.group.is_none() {
            step.group = match row.place.table {
                Table::Dossiers | Table::Documents if !row.code.is_empty() => {
                    Some(Group::dossier(&row.code))
                }
                // A document of no dossier belongs to what is above it.
                Table::Documents => None,
                _ => Some(Group::step(step.number)),
            };
        }
        Ok(())
    }

    fn next_row(&mut self, file: Option<&[u8]>) -> Result<Option<(Vec<u8>, RowPath)>> {
        let due = |row: &Result<Record>| match (row, file) {
            (Ok((key, _)), Some(file)) => key.as_slice() <= file,
            _ => true,
        };
        let Some(row) = self.paths.next_if(due) else { return Ok(None) };
        let (key, value) = row?;
        let row = RowPath::read(&mut Parts(&value))?;
        Ok(Some((key, row)))
    }
}

/// Whether a path, as a sort key, is the other or lies below it.
fn is_at_or_below(key: &[u8], folder: &[u8]) -> bool {
    key.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest[0] == 0)
}
