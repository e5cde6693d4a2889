//! The holdings of one custodian on disk: tables of everything that came to
//! it, the events that brought it there, and an index of the bundles, in which
//! the files stay. `docs/holdings.md` is the contract.

mod index;
mod layout;
mod list;
mod marker;
mod reader;

pub(crate) use index::write_index;
pub use index::{HeldBundle, HeldClearance, HeldVolume, Keys};
pub use layout::{
    BLAKE3, BUNDLE, CLOSED_FILE_CODE, INVENTORY, MARKER, README, VOLUME, is_of_holdings,
};
pub use marker::{Marker, TableSum};
pub use reader::{HeldRows, Holdings};
