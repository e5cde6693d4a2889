//! Custody: dated facts about who holds what.
//!
//! [`CustodyEvent`] is such a fact as a row of `events.csv`, where nobody
//! vouches for it; [`Event`] is one as a ledger has it, signed and in its
//! place. [`EventKind::in_ledger`] and [`Event::row_kind`] lead from one to the
//! other. [`Receipt`] is the receiver's answer to a bundle.

mod cover;
mod event;
mod fact;
mod kind;
mod receipt;
mod span;
mod toml_text;
mod values;

pub use cover::{Cover, Covered, DossierRef};
pub use event::{Account, CustodyEvent, EventKind};
pub use fact::{Cleared, Event, EventProblem, Incident, Renewal};
pub use kind::{IncidentKind, Kind, Regime};
#[cfg(test)]
pub(crate) use receipt::tests::receipt as receipt_sample;
pub use receipt::{
    Answer, CheckedAs, Counts, ElectronicCounts, Exception, ExceptionKind, PaperCounts, Parcel,
    Receipt, ReceiptCheck, ReceiptForm, ReceiptProblem, ReceiptSide, ReceiptSignatory,
    ReceiptTotals, ReceivedAct, TotalLine, TrustUsed,
};
pub use span::{NotASpan, RANGE, Range, Span};
pub use values::{Head, LedgerId, Line, NotAHead, NotALedgerId, NotALine, Paper, Person, Witness};
