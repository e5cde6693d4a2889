//! `files.csv` as a side of the join: what the giver wrote of each entry.

use std::io::Read;

use crate::bundle::layout::{FILES, PAYLOAD};
use crate::description::{EntryKind, Timestamp};
use crate::error::Result;
use crate::finding::{Code, Finding, Location};
use crate::inventory::{Row, Table, TableReader};
use crate::limits::Limits;
use crate::path::{self, Neighbours};

/// A row of `files.csv`, or what is wrong with one.
pub(crate) enum FileRow {
    /// `size` is `None` for an empty folder.
    Row {
        path: String,
        row: FileFacts,
        size: Option<u64>,
    },
    Bad(Finding),
}

/// What a row says of its entry, beside path and size. Of each of millions
/// only this is kept, and times are read by whoever needs them.
#[derive(Debug)]
pub(crate) struct FileFacts {
    /// Path as it was, where it differs and is UTF-8.
    pub(crate) original: Option<String>,
    /// Bytes of the path as it was, in hex, where they are not UTF-8.
    pub(crate) original_hex: Option<String>,
    modified: String,
}

impl FileFacts {
    fn read(row: Row<'_>) -> Self {
        let text = |name| Some(row.get(name)).filter(|text| !text.is_empty()).map(str::to_owned);
        let (original, original_hex) = (text("original"), text("originalHex"));
        FileFacts { original, original_hex, modified: row.get("modified").to_owned() }
    }

    /// Time of its last change, in seconds since 1970 UTC.
    pub(crate) fn modified(&self) -> Option<i64> {
        self.modified.parse().ok().map(Timestamp::unix)
    }
}

/// Reads `files.csv` in path order.
pub(crate) struct FileRows<R> {
    reader: TableReader<R>,
    waiting: Vec<Finding>,
    previous: String,
    paths: Neighbours,
}

impl<R: Read> FileRows<R> {
    pub(crate) fn new(input: R, limits: &Limits) -> Result<Self> {
        let mut waiting = Vec::new();
        let reader =
            TableReader::new(input, Table::Files, FILES, limits, &mut |f| waiting.push(f))?;
        Ok(FileRows { reader, waiting, previous: String::new(), paths: Neighbours::default() })
    }

    fn read(&mut self) -> Result<Option<FileRow>> {
        if let Some(finding) = self.waiting.pop() {
            return Ok(Some(FileRow::Bad(finding)));
        }
        // One at a time: a table may hold nothing but bad rows, without end.
        match self.reader.read_one()? {
            None => return Ok(None),
            Some(Err(finding)) => return Ok(Some(FileRow::Bad(finding))),
            Some(Ok(())) => {}
        }
        let row = self.reader.row();
        let number = row.number();
        let bad = |code| FileRow::Bad(Finding::new(code, Location::row("files", number)));
        let kind = row.get("kind").parse::<EntryKind>().ok();
        let path = [PAYLOAD, row.get("path")].concat();
        let size = row.get("size").parse::<u64>().ok();
        let is_file = kind == Some(EntryKind::File);
        if self.paths.check(&path).is_err() || kind.is_none() || is_file != size.is_some() {
            return Ok(Some(bad(Code::TableRow)));
        }
        if path::compare(&self.previous, &path).is_ge() {
            return Ok(Some(bad(Code::ListOrder)));
        }
        self.previous.clone_from(&path);
        Ok(Some(FileRow::Row { path, row: FileFacts::read(row), size }))
    }
}

impl<R: Read> Iterator for FileRows<R> {
    type Item = Result<FileRow>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}
