use std::sync::Arc;

use csv::StringRecord;

use super::header::Header;
use super::schema::{Column, Kind, Table};
use crate::finding::Location;

/// A row of a table, as it was read.
#[derive(Debug, Clone, Copy)]
pub struct Row<'r> {
    pub(super) header: &'r Arc<Header>,
    pub(super) record: &'r StringRecord,
    pub(super) number: u64,
}

impl<'r> Row<'r> {
    /// A row of cells under a header.
    #[cfg(feature = "exchange")]
    pub(crate) fn new(header: &'r Arc<Header>, record: &'r StringRecord, number: u64) -> Self {
        Row { header, record, number }
    }

    /// The table.
    pub fn table(&self) -> Table {
        self.header.table()
    }

    /// The header that it stands under.
    pub fn header(&self) -> &'r Header {
        self.header
    }

    /// Its number, from 1; the header is not counted.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The text of the named column, empty where there is none.
    pub fn get(&self, name: &str) -> &'r str {
        self.at(self.header.position(name))
    }

    /// Every cell with the name of its column, in the order read; the schema's
    /// column where it knows it.
    pub fn cells(&self) -> impl Iterator<Item = (&'r str, Option<&'static Column>, &'r str)> {
        let (header, record) = (self.header, self.record);
        header.names().enumerate().map(move |(place, name)| {
            (name, header.column_at(place), record.get(place).unwrap_or_default())
        })
    }

    /// The paths in the payload that it names.
    pub fn paths(&self) -> impl Iterator<Item = &'r str> {
        let row = *self;
        row.header
            .known()
            .filter(|(column, _)| column.kind == Kind::Path)
            .map(move |(_, place)| row.at(place))
            .filter(|path| !path.is_empty())
    }

    /// Its place.
    pub fn location(&self) -> Location {
        Location::row(self.table().code(), self.number)
    }

    pub(super) fn at(&self, place: Option<usize>) -> &'r str {
        place.and_then(|place| self.record.get(place)).unwrap_or_default()
    }
}
