use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use csv::StringRecord;

use crate::description::secrecy::Clearances;
use crate::error::{IoContext, Result};
use crate::finding::{Code, Finding, Location};
use crate::inventory::{Columns, Header, Row, Table, TableWriter, check_secrets};

/// The tables on their way into a folder.
pub(in crate::exchange) struct Output {
    folder: PathBuf,
    tables: BTreeMap<Table, Sheet>,
    cleared: Clearances,
    record: StringRecord,
}

struct Sheet {
    columns: Columns,
    header: Arc<Header>,
    /// Nothing before the first row: a table without rows is not written.
    writer: Option<TableWriter<BufWriter<File>>>,
}

impl Output {
    pub(in crate::exchange) fn new(folder: &Path, tables: &BTreeMap<Table, Columns>) -> Self {
        let sheet = |columns: &Columns| {
            let names = columns.names().map(ToOwned::to_owned).collect();
            let header = Arc::new(Header::new(columns.table(), names));
            Sheet { columns: columns.clone(), header, writer: None }
        };
        Output {
            folder: folder.to_path_buf(),
            tables: tables.iter().map(|(table, columns)| (*table, sheet(columns))).collect(),
            cleared: Clearances::default(),
            record: StringRecord::new(),
        }
    }

    /// The columns of a table.
    pub(in crate::exchange) fn columns(&self, table: Table) -> Option<&Columns> {
        self.tables.get(&table).map(|sheet| &sheet.columns)
    }

    /// What secrecy says of a row, at the place where a person finds it.
    pub(in crate::exchange) fn secrecy(
        &mut self,
        table: Table,
        cells: &[String],
        place: &Location,
    ) -> Vec<Finding> {
        let mut found = Vec::new();
        let Some(sheet) = self.tables.get(&table) else { return found };
        self.record.clear();
        self.record.extend(cells);
        let row = Row::new(&sheet.header, &self.record, 1);
        check_secrets(&row, &self.cleared, &mut |finding: Finding| {
            found.push(Finding { location: place.clone(), ..finding });
        });
        found
    }

    /// Writes a row.
    pub(in crate::exchange) fn write(&mut self, table: Table, cells: &[String]) -> Result<()> {
        let Some(sheet) = self.tables.get_mut(&table) else { return Ok(()) };
        let writer = match &mut sheet.writer {
            Some(writer) => writer,
            empty => {
                let path = self.folder.join(table.file_name());
                let file =
                    BufWriter::with_capacity(256 << 10, File::create_new(&path).writing(&path)?);
                empty.insert(TableWriter::new(file, sheet.columns.clone(), path))
            }
        };
        self.record.clear();
        self.record.extend(cells);
        writer.write_row(&Row::new(&sheet.header, &self.record, 1))
    }

    /// Brings everything out; the rows of each table.
    pub(in crate::exchange) fn finish(self) -> Result<Vec<(Table, u64)>> {
        let mut counts = Vec::new();
        for (table, sheet) in self.tables {
            let Some(writer) = sheet.writer else { continue };
            counts.push((table, writer.rows()));
            let path = self.folder.join(table.file_name());
            let file = writer.finish()?.into_inner();
            let file = file.map_err(std::io::IntoInnerError::into_error).writing(&path)?;
            file.sync_all().writing(&path)?;
        }
        Ok(counts)
    }
}

/// Whether a level of secrecy stands in a field, which nobody can clear.
pub(super) fn is_barred(found: &[Finding]) -> bool {
    found.iter().any(|finding| finding.code == Code::SecretLevel)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn output(folder: &Path) -> Output {
        let tables = [Table::Dossiers, Table::Containers];
        let tables = tables.map(|table| (table, Columns::required(table)));
        Output::new(folder, &BTreeMap::from(tables))
    }

    #[test]
    fn a_table_without_rows_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let mut output = output(folder.path());
        output.write(Table::Dossiers, &cells(&["01", "a, \"b\""])).unwrap();
        // Of a table that nobody asked for there is no file either.
        output.write(Table::Documents, &cells(&["x"])).unwrap();
        assert_eq!(output.finish().unwrap(), [(Table::Dossiers, 1)]);
        let text = std::fs::read_to_string(folder.path().join("dossiers.csv")).unwrap();
        assert_eq!(text, "fileCode,title\n01,\"a, \"\"b\"\"\"\n");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn secrecy_is_told_at_the_place_in_the_sheet() {
        let folder = tempfile::tempdir().unwrap();
        let mut output = output(folder.path());
        let place = Location::row("S", 7);
        let mut found =
            |title: &str| output.secrecy(Table::Dossiers, &cells(&["01", title]), &place);
        assert!(found("Hồ sơ thường").is_empty());
        let suspected = found("Nuôi ong lấy mật");
        assert_eq!(suspected[0].location, place);
        assert!(!is_barred(&suspected));
    }
}
