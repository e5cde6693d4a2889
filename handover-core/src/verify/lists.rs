//! `files.csv` as a side of the join: what the giver wrote of each entry.

use std::io::Read;

use crate::bundle::layout::{FILES, PAYLOAD};
use crate::description::{EntryKind, FileEntry, Record};
use crate::error::Result;
use crate::finding::{Code, Finding, Location};
use crate::inventory::{Table, TableReader};
use crate::limits::Limits;
use crate::path::{self, BundlePath};

/// A row of `files.csv`, or what is wrong with one.
pub(crate) enum FileRow {
    /// `size` is `None` for an empty folder.
    Row {
        path: String,
        row: Box<FileEntry>,
        size: Option<u64>,
    },
    Bad(Finding),
}

/// Reads `files.csv` in path order.
pub(crate) struct FileRows<R> {
    reader: TableReader<R>,
    waiting: Vec<Finding>,
    previous: String,
}

impl<R: Read> FileRows<R> {
    pub(crate) fn new(input: R, limits: &Limits) -> Result<Self> {
        let mut waiting = Vec::new();
        let reader =
            TableReader::new(input, Table::Files, FILES, limits, &mut |f| waiting.push(f))?;
        Ok(FileRows { reader, waiting, previous: String::new() })
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
        let entry = FileEntry::from_cells(|name| row.get(name));
        let bad = |code| FileRow::Bad(Finding::new(code, Location::row("files", number)));
        let kind = entry.kind.as_ref().and_then(|kind| kind.value().copied());
        let path = format!("{PAYLOAD}{}", entry.path);
        let size = entry.size.as_ref().and_then(|size| size.value().copied());
        let is_file = kind == Some(EntryKind::File);
        if BundlePath::check(&path).is_err() || kind.is_none() || is_file != size.is_some() {
            return Ok(Some(bad(Code::TableRow)));
        }
        if path::compare(&self.previous, &path).is_ge() {
            return Ok(Some(bad(Code::ListOrder)));
        }
        self.previous.clone_from(&path);
        Ok(Some(FileRow::Row { path, row: Box::new(entry), size }))
    }
}

impl<R: Read> Iterator for FileRows<R> {
    type Item = Result<FileRow>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}
