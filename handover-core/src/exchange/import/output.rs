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
