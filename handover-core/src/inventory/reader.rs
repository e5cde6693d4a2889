use std::io::Read;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use csv::{ByteRecord, StringRecord};

use super::Sink;
use super::guard::Guard;
use super::header::{self, Header};
use super::problem::{HeaderProblem, RowProblem};
use super::row::Row;
use super::schema::Table;
use crate::error::{Error, Result};
use crate::finding::{Code, Finding, Location};
use crate::limits::Limits;

/// Reads a table row by row, holding one.
///
/// A row that cannot be read is a finding and is passed over; a quote that
/// does not close, text after one that did, and a record beyond
/// [`Limits::record_bytes`] end the table with a finding, because nobody can
/// say where the next row begins.
pub struct TableReader<R> {
    csv: csv::Reader<Guard<R>>,
    path: PathBuf,
    header: Arc<Header>,
    record: StringRecord,
    /// Rows met so far, readable or not.
    number: u64,
    ended: bool,
}

/// What one step of the parser gave.
enum Step {
    Text,
    Problem(RowProblem),
    End,
}

impl<R: Read> TableReader<R> {
    /// Reads the header of `table` from `input`; what is wrong with it goes to
    /// `report`. `path` is what errors speak of.
    ///
    /// # Errors
    /// Where `input` cannot be read.
    pub fn new(
        input: R,
        table: Table,
        path: impl Into<PathBuf>,
        limits: &Limits,
        report: &mut Sink<'_>,
    ) -> Result<Self> {
        let guard = Guard::new(input, limits.record_bytes);
        // Uneven rows are found by us, with their number.
        let csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(64 << 10)
            .from_reader(guard);
        let mut reader = TableReader {
            csv,
            path: path.into(),
            header: Arc::new(Header::new(table, Vec::new())),
            record: StringRecord::new(),
            number: 0,
            ended: false,
        };
        let problem = match reader.step()? {
            Step::Text => {
                let names = reader.record.iter().map(ToOwned::to_owned).collect();
                reader.header = Arc::new(Header::new(table, names));
                reader.header.check(report);
                return Ok(reader);
            }
            Step::Problem(_) => HeaderProblem::Unreadable,
            Step::End => HeaderProblem::Absent,
        };
        report(header::finding(table, problem));
        reader.ended = true;
        Ok(reader)
    }

    /// The header.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What errors speak of.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The next row that can be read; what cannot goes to `report`.
    ///
    /// # Errors
    /// Where the input cannot be read.
    pub fn read(&mut self, report: &mut Sink<'_>) -> Result<Option<Row<'_>>> {
        while let Some(row) = self.read_one()? {
            match row {
                Ok(()) => return Ok(Some(self.row())),
                Err(finding) => report(finding),
            }
        }
        Ok(None)
    }

    /// Goes on by one row, or tells what is wrong with it.
    pub(crate) fn read_one(&mut self) -> Result<Option<Result<(), Finding>>> {
        if self.ended {
            return Ok(None);
        }
        let step = self.step()?;
        if matches!(step, Step::End) {
            self.ended = true;
            return Ok(None);
        }
        self.number += 1;
        let (wanted, found) = (self.header.names().len(), self.record.len());
        Ok(Some(match step {
            Step::Problem(problem) => Err(self.problem(problem)),
            _ if wanted == found => Ok(()),
            _ => {
                let finding = self.problem(RowProblem::Cells);
                Err(finding.with("wanted", wanted as u64).with("found", found as u64))
            }
        }))
    }

    /// Bytes of the input, less a byte order mark, up to the end of what was
    /// read last; where lines end in LF alone, the next row begins there.
    pub(crate) fn end(&self) -> u64 {
        self.csv.position().byte()
    }

    /// The row that was read last.
    pub(crate) fn row(&self) -> Row<'_> {
        Row { header: &self.header, record: &self.record, number: self.number }
    }

    fn problem(&self, problem: RowProblem) -> Finding {
        let location = Location::row(self.header.table().code(), self.number);
        Finding::new(Code::TableRow, location).with("problem", problem.code())
    }

    fn step(&mut self) -> Result<Step> {
        let mut bytes = mem::take(&mut self.record).into_byte_record();
        let read = self.csv.read_byte_record(&mut bytes).map_err(|error| self.error(error))?;
        let end = self.csv.position().byte();
        if let Some(fault) = self.csv.get_ref().fault()
            && (!read || end > fault.start)
        {
            self.ended = true;
            return Ok(Step::Problem(fault.problem));
        }
        if !read {
            return Ok(Step::End);
        }
        Ok(self.take(bytes))
    }

    fn take(&mut self, bytes: ByteRecord) -> Step {
        match StringRecord::from_byte_record(bytes) {
            Ok(record) => {
                self.record = record;
                Step::Text
            }
            Err(_) => Step::Problem(RowProblem::NotUtf8),
        }
    }

    fn error(&self, error: csv::Error) -> Error {
        let line = error.position().map(csv::Position::line);
        match error.into_kind() {
            csv::ErrorKind::Io(source) => Error::read(&self.path, source),
            // Bytes are not decoded and rows may be uneven: nothing else is left.
            _ => Error::malformed(&self.path, line, "table.row", "not a CSV record"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Everything that can be told of a table: its rows, and its findings as
    /// place and problem.
    fn read(bytes: &[u8]) -> (Vec<Vec<String>>, Vec<String>) {
        let told = std::cell::RefCell::new(Vec::new());
        let mut report = |finding: Finding| {
            let problem = serde_json::to_value(&finding.details["problem"]).unwrap();
            let text =
                format!("{} {} {}", finding.code, finding.location, problem.as_str().unwrap());
            told.borrow_mut().push(text);
        };
        let limits = Limits { record_bytes: 4096, ..Limits::default() };
        let mut reader =
            TableReader::new(bytes, Table::Containers, "containers.csv", &limits, &mut report)
                .unwrap();
        let mut rows = Vec::new();
        while let Some(row) = reader.read(&mut report).unwrap() {
            rows.push(row.cells().map(|(_, _, text)| text.to_owned()).collect());
        }
        assert!(reader.read(&mut report).unwrap().is_none());
        (rows, told.into_inner())
    }

    #[test]
    fn a_mark_crlf_and_blank_lines_do_no_harm() {
        let (rows, told) = read("\u{feff}code,Tầng\r\n01,\"a\r\nb\"\r\n\r\n02,\r\n".as_bytes());
        assert_eq!(rows, [["01", "a\r\nb"], ["02", ""]]);
        assert!(told.is_empty(), "{told:?}");
        // A quoted first name behind the mark is no text before a quote.
        assert_eq!(read("\u{feff}\"code\"\n01".as_bytes()), (vec![vec!["01".into()]], vec![]));
    }

    #[test]
    fn cells_are_found_by_name_in_any_order() {
        let limits = Limits::default();
        let text = &b"place,code,extra\nA1,07,x\n"[..];
        let mut reader =
            TableReader::new(text, Table::Containers, "t", &limits, &mut |_| {}).unwrap();
        let row = reader.read(&mut |_| {}).unwrap().unwrap();
        let cells =
            [row.get("code"), row.get("place"), row.get("extra"), row.get("seal"), row.get("?")];
        assert_eq!(cells, ["07", "A1", "x", "", ""]);
        assert_eq!((row.number(), row.location().to_string().as_str()), (1, "containers[1]"));
        assert_eq!(row.header().unknown().collect::<Vec<_>>(), ["extra"]);
    }

    #[test]
    fn bad_rows_are_told_and_passed_over() {
        let (rows, told) = read(b"code,kind\n1\n2,box,x\n\xff,box\n3,box\n");
        assert_eq!(rows, [["3", "box"]]);
        let wanted = ["containers[1] cells", "containers[2] cells", "containers[3] not-utf8"];
        assert_eq!(told, wanted.map(|place| format!("table.row {place}")));
    }

    #[test]
    fn a_quote_that_nobody_can_place_ends_the_table() {
        let (rows, told) = read(b"code\n1\n\"2\n3\n4\n");
        assert_eq!((rows.len(), told), (1, vec!["table.row containers[2] open-quote".to_owned()]));
        let (rows, told) = read(b"code\n1\n\"2\" x\n3\n");
        assert_eq!(
            (rows.len(), told),
            (1, vec!["table.row containers[2] text-after-quote".to_owned()])
        );
        let (_, told) = read(b"\"code\n1\n");
        assert_eq!(told, ["table.header containers[0] unreadable"]);
    }

    #[test]
    fn a_huge_record_ends_the_table() {
        let huge = [b"code\n1\n\"".to_vec(), vec![b'x'; 10 << 20]].concat();
        let (rows, told) = read(&huge);
        assert_eq!((rows.len(), told), (1, vec!["table.row containers[2] too-long".to_owned()]));
        let commas = [b"code\n1\n".to_vec(), vec![b','; 10 << 20]].concat();
        assert_eq!(read(&commas).1, ["table.row containers[2] too-long"]);
        assert_eq!(read(&vec![b'x'; 10 << 20]).1, ["table.header containers[0] unreadable"]);
    }

    /// A stream without end, which must be left alone soon.
    struct Endless(u64);

    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            buffer.fill(b'"');
            buffer[0] = b'x';
            self.0 += buffer.len() as u64;
            assert!(self.0 < 1 << 20, "still reading");
            Ok(buffer.len())
        }
    }

    #[test]
    fn an_endless_record_is_not_read_to_its_end() {
        let limits = Limits { record_bytes: 4096, ..Limits::default() };
        let input = b"code\n\"".chain(Endless(0));
        let mut count = 0;
        let mut report = |_| count += 1;
        let mut reader =
            TableReader::new(input, Table::Containers, "t", &limits, &mut report).unwrap();
        assert!(reader.read(&mut report).unwrap().is_none());
        assert_eq!(count, 1);
    }

    #[test]
    fn headers_that_name_nothing_or_twice() {
        let header = |text: &[u8]| read(text).1;
        assert_eq!(header(b""), ["table.header containers[0] absent"]);
        assert_eq!(header(b"\xef\xbb\xbf"), ["table.header containers[0] absent"]);
        assert_eq!(header(b"kind\nbox\n"), ["table.header containers[0] missing-column"]);
        assert_eq!(header(b"code,code,x,x\n"), ["table.header containers[0] duplicate-column"; 2]);
        assert_eq!(header(b"code,,\n"), ["table.header containers[0] unnamed-column"; 2]);
        assert_eq!(header(b"c\xff\n1\n"), ["table.header containers[0] unreadable"]);
        // UTF-16, as a spreadsheet saves "Unicode text".
        assert_eq!(header(b"\xff\xfec\0o\0d\0e\0\n\0"), ["table.header containers[0] unreadable"]);
    }

    #[test]
    fn what_the_system_says_is_an_error() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::Error::other("pulled out"))
            }
        }
        let limits = Limits::default();
        let input = b"code\n".chain(Broken);
        let result = TableReader::new(input, Table::Fonds, "t", &limits, &mut |_| {})
            .and_then(|mut reader| reader.read(&mut |_| {}).map(|_| ()));
        assert_eq!(result.unwrap_err().code(), "error.read");
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_odd(bytes in proptest::collection::vec(
            prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), Just(b'a'), any::<u8>()],
            0..200,
        )) {
            read(&[b"code,kind\n".to_vec(), bytes].concat());
        }
    }
}
