//! The rows of a spooled table, and where each stands in its file: what goes
//! into a volume is copied as it stands.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::record::Extent;
use crate::error::{ErrorKind, IoContext, Result};
use crate::inventory::{Columns, Row, Table, TableReader};
use crate::limits::Limits;

/// Reads a table in our own dialect, where a line ends in LF.
pub(super) struct Extents {
    reader: TableReader<File>,
    place: PathBuf,
    end: u64,
}

impl Extents {
    pub(super) fn open(place: &Path, table: Table, limits: &Limits) -> Result<Self> {
        let file = File::open(place).reading(place)?;
        // Form C and an alias may have made a lawful record somewhat longer.
        let record_bytes = limits.record_bytes.saturating_mul(4);
        let limits = Limits { record_bytes, ..*limits };
        let reader = TableReader::new(file, table, place, &limits, &mut |_| {})?;
        let end = reader.end();
        Ok(Extents { reader, place: place.to_path_buf(), end })
    }

    /// Bytes up to the end of what was read: at first, of the header.
    pub(super) fn end(&self) -> u64 {
        self.end
    }

    pub(super) fn columns(&self) -> Columns {
        Columns::of(self.reader.header())
    }

    pub(super) fn next(&mut self) -> Result<Option<(Row<'_>, Extent)>> {
        match self.reader.read_one()? {
            None => Ok(None),
            // We have written it, and it was sound.
            Some(Err(_)) => Err(ErrorKind::Changed { path: self.place.clone() }.into()),
            Some(Ok(())) => {
                let start = self.end;
                self.end = self.reader.end();
                let extent = Extent { start, len: self.end - start };
                Ok(Some((self.reader.row(), extent)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_lie_side_by_side() {
        let text = "code,place\n01,\"a\r\nb\"\n\"0\"\"2\",\n03,ế\n";
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("containers.csv");
        std::fs::write(&place, text).unwrap();
        let mut rows = Extents::open(&place, Table::Containers, &Limits::default()).unwrap();
        assert_eq!(rows.end(), 11);
        let mut found = Vec::new();
        while let Some((row, Extent { start, len })) = rows.next().unwrap() {
            let (start, len) = (usize::try_from(start).unwrap(), usize::try_from(len).unwrap());
            found.push((row.get("code").to_owned(), &text[start..start + len]));
        }
        let wanted = [("01", "01,\"a\r\nb\"\n"), ("0\"2", "\"0\"\"2\",\n"), ("03", "03,ế\n")];
        assert_eq!(found, wanted.map(|(code, bytes)| (code.to_owned(), bytes)));
    }

    #[test]
    fn a_spool_that_was_damaged_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("containers.csv");
        std::fs::write(&place, "code,place\n01,\"a").unwrap();
        let mut rows = Extents::open(&place, Table::Containers, &Limits::default()).unwrap();
        assert_eq!(rows.next().err().unwrap().code(), "error.changed");
    }
}
