//! The inventory: read once, judged, written in the one dialect, with paths as
//! the bundle has them.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use crate::bundle::layout::INVENTORY;
use crate::description::secrecy::Clearances;
use crate::error::{IoContext, Result};
use crate::finding::{Collector, Finding};
use crate::inventory::{
    Columns, METADATA_FILE, PartyAndState, Reconciler, Table, TableReader, TableWriter, Tables,
    check_header_secrets, check_papers, check_row, check_secrets, metadata, path_of,
};
use crate::limits::Limits;
use crate::path::{nfc, sort_key};
use crate::sorted::{Both, Sorted, Sorter, join};

/// A tag file that was spooled: its path in the bundle, its place on the disk.
pub(super) type Spooled = (String, PathBuf);

/// Takes the tables over, and their rows into a reconciler.
pub(super) struct Taking<'a> {
    pub(super) tables: &'a dyn Tables,
    pub(super) cleared: &'a Clearances,
    pub(super) limits: &'a Limits,
    pub(super) work: &'a Path,
}

impl Taking<'_> {
    pub(super) fn run(
        &self,
        renamed: Sorter,
        reconciler: &mut Reconciler,
        found: &mut Collector<'_>,
    ) -> Result<Vec<Spooled>> {
        let Taking { tables, cleared, limits, work } = *self;
        let mut listed = tables.list(&mut |finding| found.add(finding))?;
        listed.retain(|table| *table != Table::Files);
        listed.sort();
        let mut moves = if renamed.is_empty() {
            Moves(None)
        } else {
            Moves::find(tables, &listed, renamed, limits, work)?
        };
        let mut blocks = PartyAndState::default();
        let mut spooled = Vec::new();
        let mut columns = vec![Columns::all(Table::Files)];
        for table in listed {
            let input = tables.open(table)?;
            let path = tables.path(table);
            let mut report = |finding: Finding| found.add(finding);
            let mut reader = TableReader::new(input, table, path, limits, &mut report)?;
            check_header_secrets(reader.header(), cleared, &mut report);
            let place = work.join(table.file_name());
            let output = BufWriter::new(File::create_new(&place).writing(&place)?);
            let own = Columns::of(reader.header());
            let mut writer = TableWriter::new(output, own.clone(), &place);
            while let Some(row) = reader.read(&mut report)? {
                check_row(&row, &mut report);
                check_secrets(&row, cleared, &mut report);
                check_papers(&row, &mut report);
                blocks.row(&row, &mut report);
                if let Some(path) = moves.of(table, row.number())? {
                    reconciler.row(&row, &path, &mut report)?;
                    writer.write_row_with(&row, &[("path", &path)])?;
                } else {
                    reconciler.row(&row, path_of(&row), &mut report)?;
                    writer.write_row(&row)?;
                }
            }
            let rows = writer.rows();
            let output = writer.finish()?;
            output.into_inner().map_err(std::io::IntoInnerError::into_error).writing(&place)?;
            if rows > 0 {
                columns.push(own);
                spooled.push((format!("{INVENTORY}{}", table.file_name()), place));
            }
        }
        columns.sort_by_key(Columns::table);
        let place = work.join(METADATA_FILE);
        std::fs::write(&place, metadata(&columns)).writing(&place)?;
        spooled.push((format!("{INVENTORY}{METADATA_FILE}"), place));
        Ok(spooled)
    }
}

/// New paths of rows, in the order of tables and rows.
struct Moves(Option<std::iter::Peekable<Sorted>>);

impl Moves {
    /// Joins the paths that rows name with those that travel under another.
    fn find(
        tables: &dyn Tables,
        listed: &[Table],
        renamed: Sorter,
        limits: &Limits,
        work: &Path,
    ) -> Result<Self> {
        let mut named = Sorter::new(limits.sort_bytes / 4, work);
        for table in listed {
            let (input, path) = (tables.open(*table)?, tables.path(*table));
            let mut ignore = |_: Finding| {};
            let mut reader = TableReader::new(input, *table, path, limits, &mut ignore)?;
            while let Some(row) = reader.read(&mut ignore)? {
                let path = path_of(&row);
                if !path.is_empty() {
                    named.push(sort_key(&nfc(path)), row_key(*table, row.number()))?;
                }
            }
        }
        let mut moves = Sorter::new(limits.sort_bytes / 4, work);
        let mut last: Option<(Vec<u8>, Vec<u8>)> = None;
        // Several rows may name one path: each row after the first joins alone.
        for pair in join(named.finish()?, renamed.finish()?, |a, b| a.0.cmp(&b.0)) {
            match pair? {
                Both::Both((key, row), (_, new)) => {
                    moves.push(row, new.clone())?;
                    last = Some((key, new));
                }
                Both::Left((key, row)) => {
                    if let Some((_, new)) = last.as_ref().filter(|(known, _)| *known == key) {
                        moves.push(row, new.clone())?;
                    }
                }
                Both::Right(_) => {}
            }
        }
        Ok(Moves(Some(moves.finish()?.peekable())))
    }

    fn of(&mut self, table: Table, row: u64) -> Result<Option<String>> {
        let Some(moves) = &mut self.0 else { return Ok(None) };
        let wanted = row_key(table, row);
        match moves.next_if(|next| next.as_ref().is_ok_and(|(key, _)| *key == wanted)) {
            Some(next) => Ok(String::from_utf8(next?.1).ok()),
            None => Ok(None),
        }
    }
}

fn row_key(table: Table, row: u64) -> Vec<u8> {
    let place = Table::ALL.iter().position(|known| *known == table).unwrap_or_default();
    let mut key = vec![u8::try_from(place).unwrap_or_default()];
    key.extend_from_slice(&row.to_be_bytes());
    key
}
