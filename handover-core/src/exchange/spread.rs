use std::io::Read;
use std::path::{Path, PathBuf};

use super::import::{ImportOptions, import};
use crate::error::{ErrorKind, IoContext, Result};
use crate::inventory::{FolderTables, Sink, Table, Tables};
use crate::observe::Observer;

/// The tables of a spreadsheet, as packing wants them. They are made in a
/// temporary folder, which goes with the value.
#[derive(Debug)]
pub struct SpreadsheetTables {
    tables: FolderTables,
    /// Removes the folder at the end.
    _folder: tempfile::TempDir,
}

impl SpreadsheetTables {
    /// Imports `file` into a folder below `scratch`.
    ///
    /// # Errors
    /// As of [`import`], and `Refused` where a row was not taken: what is
    /// packed must not be less than the list.
    pub fn read(
        file: &Path,
        scratch: &Path,
        options: &ImportOptions,
        observer: &dyn Observer,
    ) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("handover-").tempdir_in(scratch);
        let folder = folder.writing(scratch)?;
        let out = folder.path().join("tables");
        let imported = import(file, &out, options, observer)?;
        if imported.not_taken > 0 {
            return Err(ErrorKind::Refused { report: Box::new(imported.report) }.into());
        }
        Ok(SpreadsheetTables { tables: FolderTables::new(&out), _folder: folder })
    }
}

impl Tables for SpreadsheetTables {
    fn list(&self, report: &mut Sink<'_>) -> Result<Vec<Table>> {
        self.tables.list(report)
    }

    fn open(&self, table: Table) -> Result<Box<dyn Read + '_>> {
        self.tables.open(table)
    }

    fn path(&self, table: Table) -> PathBuf {
        self.tables.path(table)
    }
}
