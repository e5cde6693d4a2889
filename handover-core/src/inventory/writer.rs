use std::borrow::Cow;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::columns::Columns;
use super::header::Header;
use super::row::Row;
use super::schema::{Column, Kind};
use crate::description::Record;
use crate::error::{Error, Result};
use crate::path::nfc;

/// Writes a table in the one dialect: UTF-8 without mark, LF, comma, quotes
/// only where RFC 4180 needs them. Equal rows give equal bytes.
///
/// Cells of path columns become Unicode form C; every other cell stays as it
/// is. Without a row nothing is written, not even a header.
pub struct TableWriter<W: Write> {
    csv: csv::Writer<W>,
    path: PathBuf,
    columns: Columns,
    is_path: Vec<bool>,
    plan: Option<Plan>,
    rows: u64,
}

/// How rows under the header last met become rows of this table.
struct Plan {
    header: Arc<Header>,
    /// Where the writer's columns stand in the header.
    places: Vec<Option<usize>>,
    /// Places of the header that the writer has no column for.
    lost: Vec<usize>,
}

impl Plan {
    fn new(header: &Arc<Header>, columns: &Columns) -> Self {
        let places: Vec<_> = columns.names().map(|name| header.position(name)).collect();
        let is_lost = |place: &usize| !places.contains(&Some(*place));
        let lost = (0..header.names().len()).filter(is_lost).collect();
        Plan { header: Arc::clone(header), places, lost }
    }
}

impl<W: Write> TableWriter<W> {
    /// A writer of `columns`. `path` is what errors speak of.
    pub fn new(output: W, columns: Columns, path: impl Into<PathBuf>) -> Self {
        let csv = csv::WriterBuilder::new()
            .terminator(csv::Terminator::Any(b'\n'))
            .quote_style(csv::QuoteStyle::Necessary)
            .from_writer(output);
        let schema = columns.table().schema();
        let kind = |name: &str| schema.column(name).map(|column| column.kind);
        let is_path = columns.names().map(|name| kind(name) == Some(Kind::Path)).collect();
        TableWriter { csv, path: path.into(), columns, is_path, plan: None, rows: 0 }
    }

    /// Rows written so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Writes a row as it was read.
    ///
    /// # Errors
    /// Where the output cannot be written, or a cell has no column here.
    pub fn write_row(&mut self, row: &Row<'_>) -> Result<()> {
        self.write_row_with(row, &[])
    }

    /// Writes a row with other texts in the named columns, as when a file
    /// travels under another name.
    ///
    /// # Errors
    /// Where the output cannot be written, or a cell has no column here.
    pub fn write_row_with(&mut self, row: &Row<'_>, other: &[(&str, &str)]) -> Result<()> {
        let plan = match self.plan.take() {
            Some(plan) if Arc::ptr_eq(&plan.header, row.header) => plan,
            _ => Plan::new(row.header, &self.columns),
        };
        // An archive's text is never dropped without a word.
        if let Some(place) = plan.lost.iter().find(|place| !row.at(Some(**place)).is_empty()) {
            return Err(self.loss(row.header.column_at(*place)));
        }
        let schema = self.columns.table().schema();
        let homeless = |(name, text): &&(&str, &str)| {
            !text.is_empty() && self.columns.position(name).is_none()
        };
        if let Some((name, _)) = other.iter().find(homeless) {
            return Err(self.loss(schema.column(name)));
        }
        self.begin()?;
        for (at, place) in plan.places.iter().enumerate() {
            let new = other.iter().find(|(name, _)| self.columns.position(name) == Some(at));
            let cell = new.map_or_else(|| row.at(*place), |(_, text)| *text);
            self.cell(at, cell)?;
        }
        self.plan = Some(plan);
        self.end()
    }

    /// Writes a struct as a row.
    ///
    /// # Errors
    /// Where the output cannot be written, or a cell has no column here.
    pub fn write_record<T: Record>(&mut self, record: &T) -> Result<()> {
        let mut cells = vec![String::new(); self.columns.names().len()];
        let mut lost = None;
        record.each_cell(&mut |name, cell| match self.columns.position(name) {
            Some(at) => cell.clone_into(&mut cells[at]),
            None if cell.is_empty() => {}
            None => lost = Some(name),
        });
        if let Some(name) = lost {
            return Err(self.loss(self.columns.table().schema().column(name)));
        }
        self.begin()?;
        for (at, cell) in cells.iter().enumerate() {
            self.cell(at, cell)?;
        }
        self.end()
    }

    /// Writes a row of as many cells as there are columns, in their order.
    ///
    /// # Errors
    /// Where the output cannot be written, or there are more or fewer cells.
    pub fn write_cells<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) -> Result<()> {
        self.begin()?;
        for (at, cell) in cells.into_iter().enumerate() {
            if at >= self.is_path.len() {
                return Err(self.loss(None));
            }
            self.cell(at, cell)?;
        }
        self.end()
    }

    /// Brings everything to the output and gives it back.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn finish(mut self) -> Result<W> {
        self.csv.flush().map_err(|source| Error::write(&self.path, source))?;
        self.csv.into_inner().map_err(|error| Error::write(&self.path, error.into_error()))
    }

    fn begin(&mut self) -> Result<()> {
        if self.rows == 0 {
            self.csv
                .write_record(self.columns.names())
                .map_err(|error| failed(&self.path, error))?;
        }
        self.rows += 1;
        Ok(())
    }

    fn cell(&mut self, at: usize, text: &str) -> Result<()> {
        let text = if self.is_path[at] { Cow::Owned(nfc(text)) } else { Cow::Borrowed(text) };
        self.csv.write_field(text.as_bytes()).map_err(|error| failed(&self.path, error))
    }

    fn end(&mut self) -> Result<()> {
        self.csv.write_record(None::<&[u8]>).map_err(|error| failed(&self.path, error))
    }

    /// Names a column only where it is the schema's: others are a stranger's.
    fn loss(&self, column: Option<&Column>) -> Error {
        let name = column.map_or("that the schema does not know", |column| column.name);
        let problem = format!("no column for a cell of the column {name}");
        Error::malformed(&self.path, Some(self.rows + 1), "table.column", problem)
    }
}

fn failed(path: &Path, error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(source) => Error::write(path, source),
        _ => Error::malformed(path, None, "table.row", "rows of different lengths"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::description::{Container, Dossier, Stated};
    use crate::inventory::{FromRow, Table, TableReader};
    use crate::limits::Limits;
    use proptest::prelude::*;

    fn open(bytes: &[u8]) -> TableReader<&[u8]> {
        let mut none = |finding| panic!("{finding:?}");
        TableReader::new(bytes, Table::Dossiers, "t", &Limits::default(), &mut none).unwrap()
    }

    fn copy(bytes: &[u8]) -> Vec<u8> {
        let mut reader = open(bytes);
        let columns = Columns::of(reader.header());
        let mut writer = TableWriter::new(Vec::new(), columns, "t");
        while let Some(row) = reader.read(&mut |finding| panic!("{finding:?}")).unwrap() {
            writer.write_row(&row).unwrap();
        }
        writer.finish().unwrap()
    }

    #[test]
    fn one_dialect_and_one_order() {
        let odd = "\u{feff}Kho,title,fileCode,path,maintenance\r\nA,\"Hồ \"\"sơ\"\"\",01,e\u{301}/x,Lâu dài\r\n";
        let neat = "path,fileCode,title,maintenance,Kho\né/x,01,\"Hồ \"\"sơ\"\"\",Lâu dài,A\n";
        assert_eq!(String::from_utf8(copy(odd.as_bytes())).unwrap(), neat);
        assert_eq!(String::from_utf8(copy(neat.as_bytes())).unwrap(), neat);
    }

    #[test]
    fn a_table_without_rows_is_not_written() {
        assert!(copy(b"fileCode,title\n").is_empty());
    }

    #[test]
    fn only_paths_change_their_form() {
        let text = copy("fileCode,title,path\n1,e\u{301},e\u{301}\n".as_bytes());
        assert_eq!(String::from_utf8(text).unwrap(), "path,fileCode,title\né,1,e\u{301}\n");
    }

    #[test]
    fn nothing_is_lost_without_a_word() {
        let mut reader = open(b"fileCode,title,Kho\n1,x,\n2,y,A\n");
        let mut writer = TableWriter::new(Vec::new(), Columns::all(Table::Dossiers), "t");
        writer.write_row(&reader.read(&mut |_| {}).unwrap().unwrap()).unwrap();
        let row = reader.read(&mut |_| {}).unwrap().unwrap();
        assert_eq!(writer.write_row(&row).unwrap_err().code(), "error.malformed");
        let columns = Columns::of(open(b"fileCode,title\n").header());
        let mut writer = TableWriter::new(Vec::new(), columns.clone(), "t");
        let mut dossier = Dossier::new("1", "x");
        writer.write_record(&dossier).unwrap();
        dossier.lot = Some("1".into());
        assert!(writer.write_record(&dossier).is_err());
        let mut writer = TableWriter::new(Vec::new(), columns.with("lot").with("Kho"), "t");
        writer.write_record(&dossier).unwrap();
        assert_eq!(writer.rows(), 1);
        assert_eq!(writer.finish().unwrap(), b"lot,fileCode,title,Kho\n1,1,x,\n");
    }

    #[test]
    fn rows_of_several_tables_become_one() {
        let sources =
            [&b"fileCode,title,Kho\n1,x,A\n"[..], b"title,fileCode,path,Gi\xc3\xa1\ny,2,p,B\n"];
        let columns = Columns::of(open(sources[0]).header()).and(open(sources[1]).header());
        let mut writer = TableWriter::new(Vec::new(), columns, "t");
        for source in sources {
            let mut reader = open(source);
            while let Some(row) = reader.read(&mut |_| {}).unwrap() {
                writer.write_row_with(&row, &[("path", "q")]).unwrap();
            }
        }
        let text = String::from_utf8(writer.finish().unwrap()).unwrap();
        assert_eq!(text, "path,fileCode,title,Kho,Giá\nq,1,x,A,\nq,2,y,,B\n");
    }

    #[test]
    fn structs_come_back() {
        let mut container = Container::new("07");
        container.metres = Some(Stated::read("0.1250"));
        container.place = Some("Kho 2, giá \"A\"".into());
        let mut writer = TableWriter::new(Vec::new(), Columns::all(Table::Containers), "t");
        writer.write_record(&container).unwrap();
        let bytes = writer.finish().unwrap();
        let limits = Limits::default();
        let mut told = Vec::new();
        let mut reader =
            TableReader::new(&bytes[..], Table::Containers, "t", &limits, &mut |_| {}).unwrap();
        let row = reader.read(&mut |_| {}).unwrap().unwrap();
        let back = Container::from_row(&row, &mut |finding| told.push(finding.details));
        assert_eq!(back, container);
        assert_eq!(told.len(), 1, "four decimals are told: {told:?}");
    }

    proptest! {
        #[test]
        fn any_text_comes_back(
            rows in proptest::collection::vec(
                proptest::array::uniform3("([^\u{0}]|[\",\r\n ;\u{feff}]){0,12}"),
                1..6,
            ),
        ) {
            let columns = Columns::of(open(b"fileCode,title\n").header()).with("Ghi, \"chép\"\n");
            let header = Arc::new(Header::new(
                Table::Dossiers,
                columns.names().map(ToOwned::to_owned).collect(),
            ));
            let mut writer = TableWriter::new(Vec::new(), columns, "t");
            for cells in &rows {
                let record = csv::StringRecord::from(cells.to_vec());
                writer.write_row(&Row { header: &header, record: &record, number: 1 }).unwrap();
            }
            let bytes = writer.finish().unwrap();
            let mut reader = open(&bytes);
            for (at, cells) in rows.iter().enumerate() {
                let row = reader.read(&mut |finding| panic!("{finding:?}")).unwrap().unwrap();
                prop_assert_eq!(row.number(), at as u64 + 1);
                let back: Vec<_> = row.cells().map(|(_, _, text)| text).collect();
                prop_assert_eq!(&back, cells);
            }
            let end = reader.read(&mut |_| {}).unwrap().is_none();
            prop_assert!(end);
            prop_assert_eq!(copy(&bytes), bytes);
        }
    }
}
