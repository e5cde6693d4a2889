use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::Sink;
use super::columns::Columns;
use super::discover::{Source, discover};
use super::schema::Table;
use super::writer::TableWriter;
use crate::description::Record;
use crate::error::{ErrorKind, IoContext, Result};
use crate::finding::{Finding, Severity};

/// Where the tables of an inventory come from.
pub trait Tables {
    /// The tables that are there; what is no table goes to `report`.
    ///
    /// # Errors
    /// If the tables cannot be listed.
    fn list(&self, report: &mut Sink<'_>) -> Result<Vec<Table>>;

    /// The CSV text of a table that [`Tables::list`] named.
    ///
    /// # Errors
    /// If it cannot be read.
    fn open(&self, table: Table) -> Result<Box<dyn Read + '_>>;

    /// What errors call the table.
    fn path(&self, table: Table) -> PathBuf {
        PathBuf::from(table.file_name())
    }
}

/// A folder of tables.
#[derive(Debug, Clone)]
pub struct FolderTables(PathBuf);

impl FolderTables {
    /// The tables in `folder`.
    pub fn new(folder: &Path) -> Self {
        FolderTables(folder.to_path_buf())
    }
}

impl Tables for FolderTables {
    fn list(&self, report: &mut Sink<'_>) -> Result<Vec<Table>> {
        let mut blocked = false;
        let mut told = |finding: Finding| {
            blocked |= finding.code.severity() == Severity::Block;
            report(finding);
        };
        let found = discover(&self.0, Source::Input, &mut told)?;
        if found.is_empty() && !blocked {
            // The wrong folder must not pass for an inventory in which nothing is wrong.
            let path = self.0.clone();
            return Err(ErrorKind::WrongKind { path, wanted: "inventory" }.into());
        }
        Ok(found.into_iter().map(|(table, _)| table).collect())
    }

    fn open(&self, table: Table) -> Result<Box<dyn Read + '_>> {
        let path = self.path(table);
        Ok(Box::new(File::open(&path).reading(&path)?))
    }

    fn path(&self, table: Table) -> PathBuf {
        self.0.join(table.file_name())
    }
}

/// No inventory at all.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoTables;

impl Tables for NoTables {
    fn list(&self, _: &mut Sink<'_>) -> Result<Vec<Table>> {
        Ok(Vec::new())
    }

    fn open(&self, table: Table) -> Result<Box<dyn Read + '_>> {
        Err(std::io::Error::from(std::io::ErrorKind::NotFound)).reading(self.path(table))
    }
}

/// Tables made of rows by a program that has no files of them.
#[derive(Debug, Clone, Default)]
pub struct RowTables(Vec<(Table, Vec<u8>)>);

impl RowTables {
    /// No table yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a table of `rows`, in place of one of the same name.
    ///
    /// # Errors
    /// If a row has a cell that the table has no column for.
    pub fn add<T: Record>(
        &mut self,
        table: Table,
        rows: impl IntoIterator<Item = T>,
    ) -> Result<()> {
        let mut writer = TableWriter::new(Vec::new(), Columns::all(table), table.file_name());
        for row in rows {
            writer.write_record(&row)?;
        }
        let bytes = writer.finish()?;
        self.0.retain(|(known, _)| *known != table);
        self.0.push((table, bytes));
        self.0.sort_by_key(|(table, _)| *table);
        Ok(())
    }
}

impl Tables for RowTables {
    fn list(&self, _: &mut Sink<'_>) -> Result<Vec<Table>> {
        let filled = self.0.iter().filter(|(_, bytes)| !bytes.is_empty());
        Ok(filled.map(|(table, _)| *table).collect())
    }

    fn open(&self, table: Table) -> Result<Box<dyn Read + '_>> {
        let bytes = self.0.iter().find(|(known, _)| *known == table).map(|(_, bytes)| bytes);
        Ok(Box::new(bytes.map_or(&[][..], Vec::as_slice)))
    }
}
