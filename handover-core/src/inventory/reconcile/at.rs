use crate::finding::{Code, Finding, Location};
use crate::inventory::Table;

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    /// Number of the volume, where the rows of several are judged together;
    /// else 0.
    pub(super) volume: u32,
    /// Row, from 1.
    pub(super) row: u64,
}

impl At {
    /// Bytes of its form in a sort.
    const BYTES: usize = 12;

    pub(super) fn to_bytes(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        bytes[..4].copy_from_slice(&self.volume.to_be_bytes());
        bytes[4..].copy_from_slice(&self.row.to_be_bytes());
        bytes
    }

    /// What [`At::to_bytes`] wrote, and what stands behind it.
    pub(super) fn split(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (volume, rest) = bytes.split_first_chunk()?;
        let (row, rest) = rest.split_first_chunk()?;
        Some((At { volume: u32::from_be_bytes(*volume), row: u64::from_be_bytes(*row) }, rest))
    }

    /// A finding about the row.
    pub(super) fn finding(self, code: Code, table: Table) -> Finding {
        let finding = Finding::new(code, Location::row(table.code(), self.row));
        match self.volume {
            0 => finding,
            volume => finding.with("volume", u64::from(volume)),
        }
    }
}
