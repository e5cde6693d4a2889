//! Receiving: the receiver's signed answer to a bundle or set, and its events
//! in the receiver's ledger.
//!
//! Whoever answers has looked at everything: an [`Arrival`] is made of a
//! verification that read all bytes. [`receive`] writes the receipt first and
//! enters it afterwards; cut off between the two, the same call finishes it.

mod arrival;
mod compose;
mod contents;
mod covering;
mod earlier;
mod enter;
mod exceptions;
mod form;
mod request;
mod run;

pub use arrival::Arrival;
pub use exceptions::Exceptions;
pub use form::{FilledForm, Language, draft_form};
pub use request::{Options, Received, Reply, Request};
pub use run::receive;
