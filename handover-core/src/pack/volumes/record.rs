//! The records that go through the external sort. Numbers are big-endian, so
//! that records sort by them.

use crate::error::{ErrorKind, Result};
use crate::inventory::Table;

/// Number of a volume, from 0.
pub(super) type Volume = u32;

/// A stretch of a spooled file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) start: u64,
    pub(super) len: u64,
}

/// A row, or rows side by side, of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) table: Table,
    pub(super) extent: Extent,
}

/// Writes fields one behind the other.
#[derive(Debug, Default)]
pub(super) struct Fields(pub(super) Vec<u8>);

impl Fields {
    /// A record of one of several kinds: they sort in the order of the marks.
    pub(super) fn marked(mark: u8) -> Self {
        Fields(vec![mark])
    }

    pub(super) fn volume(mut self, volume: Volume) -> Self {
        self.0.extend(volume.to_be_bytes());
        self
    }

    pub(super) fn number(mut self, number: u64) -> Self {
        self.0.extend(number.to_be_bytes());
        self
    }

    /// A text and its length: equal texts are neighbours, and none is the
    /// beginning of another.
    pub(super) fn text(self, text: &[u8]) -> Self {
        let mut fields = self.number(text.len() as u64);
        fields.0.extend(text);
        fields
    }

    pub(super) fn place(mut self, place: Place) -> Self {
        let table = Table::ALL.iter().position(|table| *table == place.table);
        self.0.push(u8::try_from(table.unwrap_or_default()).unwrap_or_default());
        self.number(place.extent.start).number(place.extent.len)
    }
}

/// Reads what [`Fields`] wrote.
pub(super) struct Parts<'a>(pub(super) &'a [u8]);

impl<'a> Parts<'a> {
    pub(super) fn mark(&mut self) -> Result<u8> {
        self.array::<1>().map(|[mark]| mark)
    }

    pub(super) fn volume(&mut self) -> Result<Volume> {
        self.array().map(Volume::from_be_bytes)
    }

    pub(super) fn number(&mut self) -> Result<u64> {
        self.array().map(u64::from_be_bytes)
    }

    pub(super) fn text(&mut self) -> Result<&'a [u8]> {
        let len = usize::try_from(self.number()?).map_err(|_| damaged())?;
        let (text, rest) = self.0.split_at_checked(len).ok_or_else(damaged)?;
        self.0 = rest;
        Ok(text)
    }

    pub(super) fn place(&mut self) -> Result<Place> {
        let table = usize::from(self.mark()?);
        let table = *Table::ALL.get(table).ok_or_else(damaged)?;
        let extent = Extent { start: self.number()?, len: self.number()? };
        Ok(Place { table, extent })
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (bytes, rest) = self.0.split_first_chunk().ok_or_else(damaged)?;
        self.0 = rest;
        Ok(*bytes)
    }
}

/// A temporary file does not hold what was written into it.
fn damaged() -> crate::error::Error {
    ErrorKind::Changed { path: "volumes".into() }.into()
}
