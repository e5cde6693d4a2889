use std::path::Path;

use super::csv_text::CsvText;
use super::{Merge, RowSink, Workbook};
use crate::error::{ErrorKind, IoContext, Result};
use crate::inventory::{Source, discover};
use crate::limits::Limits;

/// A folder of CSV tables as a file of sheets.
struct TablesFolder {
    names: Vec<String>,
    tables: Vec<CsvText>,
}

/// Opens a folder of tables that an export wrote, or a program saved again.
///
/// # Errors
/// Where it cannot be read, or holds no table.
pub(in crate::exchange) fn tables_folder(
    folder: &Path,
    limits: &Limits,
) -> Result<Box<dyn Workbook>> {
    let (mut names, mut tables) = (Vec::new(), Vec::new());
    for (table, path) in discover(folder, Source::Input, &mut |_| {})? {
        let file = std::fs::File::open(&path).reading(&path)?;
        tables.push(CsvText::new(file, &path, limits)?);
        names.push(table.code().to_owned());
    }
    if tables.is_empty() {
        let path = folder.to_path_buf();
        return Err(ErrorKind::WrongKind { path, wanted: "sheets" }.into());
    }
    Ok(Box::new(TablesFolder { names, tables }))
}

impl Workbook for TablesFolder {
    fn sheets(&self) -> &[String] {
        &self.names
    }

    fn merges(&mut self, _: usize) -> Result<Vec<Merge>> {
        Ok(Vec::new())
    }

    fn rows(&mut self, sheet: usize, sink: &mut RowSink<'_>) -> Result<()> {
        self.tables.get_mut(sheet).map_or(Ok(()), |table| table.rows(0, sink))
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;

    #[test]
    fn each_table_is_a_sheet() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("dossiers.csv"), "fileCode;title\n01;Một\n").unwrap();
        std::fs::write(folder.path().join("documents.csv"), "dossier,subject\n01,A\n").unwrap();
        std::fs::write(folder.path().join("notes.txt"), "x").unwrap();
        let mut book = tables_folder(folder.path(), &Limits::default()).unwrap();
        assert_eq!(book.sheets(), ["dossiers", "documents"]);
        let mut read = Vec::new();
        for sheet in 0..2 {
            book.rows(sheet, &mut |_, cells| {
                read.push(
                    cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|"),
                );
                Ok(ControlFlow::Continue(()))
            })
            .unwrap();
        }
        assert_eq!(read, ["fileCode|title", "01|Một", "dossier|subject", "01|A"]);
    }

    #[test]
    fn a_folder_without_tables_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let error = tables_folder(folder.path(), &Limits::default()).err().unwrap();
        assert_eq!(error.code(), "error.wrong-kind");
    }
}
