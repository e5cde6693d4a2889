use std::path::Path;

use super::csv_text::CsvText;
use super::{Merge, RowSink, Workbook};
use crate::error::{Error, IoContext, Result};
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
        let problem = "the folder holds no table";
        return Err(Error::malformed(folder, None, "sheet.no-table", problem));
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
