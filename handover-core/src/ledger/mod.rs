//! The custody ledger: `custody.jsonl`, one signed event a line, each holding
//! the digest of the line before (`docs/format.md` §11.4).
//!
//! [`Ledger`] appends, [`verify()`] reads from one end to the other and tells
//! every place where the chain does not hold, and hands on each sound event.
//! [`History`] answers who held a dossier on a day, [`Coverage`] the same for
//! all rows of an inventory at once.
//!
//! What a chain can show: whoever has no key can only cut it at its end. Who
//! has the key can write it anew, and is found out by every [`Witness`] that
//! lies behind the change: a head that a receipt or an act of somebody else
//! repeats.
//!
//! [`Witness`]: crate::custody::Witness

mod append;
mod brief;
mod coverage;
mod entry;
mod history;
mod intent;
mod lines;
mod receipts;
mod shelf;
mod source;
mod trust;
mod verdict;
mod verify;
mod who;
mod witnesses;

pub use append::{Appended, Ledger, Opening, Recovered};
pub use brief::Brief;
pub use coverage::Coverage;
pub use entry::{Entry, SCHEMA};
pub use history::{Deed, History, Standing, Where, standing};
pub use shelf::Shelf;
pub use source::LedgerFile;
pub use trust::{KeyTrust, Signing, TrustedKeys, Unbound};
pub use verdict::Verdict;
pub use verify::{Checked, Options, verify};
pub use who::{Who, who};

#[cfg(test)]
pub(crate) mod tests;
