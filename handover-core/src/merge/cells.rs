//! Rows as bytes, on their way through the sort.

use std::borrow::Cow;

use super::columns::Names;
use crate::error::{Error, Result};

/// The cells of a row that are not empty, by the numbers of their columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Cells<'c>(Vec<(u32, Cow<'c, str>)>);

impl<'c> Cells<'c> {
    /// Puts a cell, in place of one of the same column; an empty one is none.
    pub(super) fn put(&mut self, number: u32, text: impl Into<Cow<'c, str>>) {
        let text = text.into();
        self.0.retain(|(known, _)| *known != number);
        if !text.is_empty() {
            self.0.push((number, text));
        }
    }

    /// Adds the cell of a column that it has none of yet.
    pub(super) fn add(&mut self, number: u32, text: &'c str) {
        if !text.is_empty() {
            self.0.push((number, Cow::Borrowed(text)));
        }
    }

    /// The text of the named column; empty where there is none.
    pub(super) fn get(&self, name: &str, names: &Names) -> &str {
        let number = names.known(name);
        let cell = number.and_then(|number| self.0.iter().find(|(known, _)| *known == number));
        cell.map_or("", |(_, text)| text)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        self.0.iter().map(|(number, text)| (*number, text.as_ref()))
    }

    /// Equal cells give equal bytes within a run.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut cells: Vec<_> = self.iter().collect();
        cells.sort_unstable();
        let mut bytes = Vec::with_capacity(cells.iter().map(|(_, text)| text.len() + 12).sum());
        for (number, text) in cells {
            bytes.extend_from_slice(&number.to_le_bytes());
            bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
            bytes.extend_from_slice(text.as_bytes());
        }
        bytes
    }

    /// # Errors
    /// `Malformed` if a spilled record is not what was written.
    pub(super) fn from_bytes(mut bytes: &'c [u8]) -> Result<Self> {
        let mut cells = Vec::new();
        while !bytes.is_empty() {
            let (number, rest) = bytes.split_first_chunk::<4>().ok_or_else(damaged)?;
            let (length, rest) = rest.split_first_chunk::<8>().ok_or_else(damaged)?;
            let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| damaged())?;
            let (text, rest) = rest.split_at_checked(length).ok_or_else(damaged)?;
            let text = std::str::from_utf8(text).map_err(|_| damaged())?;
            cells.push((u32::from_le_bytes(*number), Cow::Borrowed(text)));
            bytes = rest;
        }
        Ok(Cells(cells))
    }
}

/// A record that came back from the sort as nobody wrote it.
pub(super) fn damaged() -> Error {
    Error::malformed("sort", None, "sort.damaged", "a spilled record is damaged")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cells_come_back_whatever_their_order(
            cells in proptest::collection::btree_map(any::<u32>(), "[^\u{0}]{1,9}", 0..6),
        ) {
            let mut forth = Cells::default();
            let mut back = Cells::default();
            for (number, text) in &cells {
                forth.add(*number, text);
            }
            for (number, text) in cells.iter().rev() {
                back.put(*number, "other");
                back.put(*number, text.as_str());
            }
            let bytes = forth.to_bytes();
            prop_assert_eq!(&bytes, &back.to_bytes());
            let read: std::collections::BTreeMap<u32, String> = Cells::from_bytes(&bytes)
                .unwrap().iter().map(|(number, text)| (number, text.to_owned())).collect();
            prop_assert_eq!(read, cells);
        }

        #[test]
        fn no_bytes_are_too_odd(bytes in any::<Vec<u8>>()) {
            let _ = Cells::from_bytes(&bytes);
        }
    }
}
