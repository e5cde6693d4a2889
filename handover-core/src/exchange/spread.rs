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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_gone_with_the_value() {
        let scratch = tempfile::tempdir().unwrap();
        let list = scratch.path().join("list.csv");
        std::fs::write(&list, "Hồ sơ số,Tiêu đề hồ sơ\n01,Một\n").unwrap();
        let left = || std::fs::read_dir(scratch.path()).unwrap().count();
        let read =
            || SpreadsheetTables::read(&list, scratch.path(), &ImportOptions::default(), &());
        let tables = read().unwrap();
        let mut text = String::new();
        tables.open(Table::Dossiers).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "fileCode,title\n01,Một\n");
        assert!(tables.path(Table::Dossiers).starts_with(scratch.path()));
        assert_eq!(left(), 2);
        drop(tables);
        assert_eq!(left(), 1);
        // A list of which less would be packed is refused, and nothing stays.
        std::fs::write(&list, "Hồ sơ số,Tiêu đề hồ sơ\n01,Một\n,Hai\n").unwrap();
        assert!(matches!(read().unwrap_err().kind(), ErrorKind::Refused { .. }));
        assert_eq!(left(), 1);
    }
}
