//! Custody: dated facts about who holds what.

mod event;

pub use event::{Account, CustodyEvent, EventKind};
