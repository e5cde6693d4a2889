//! What a receiver has confirmed of what was handed over, item by item, and
//! what still has no second copy that anybody answers for.
//!
//! It answers the giver's question after a handover. That something is
//! confirmed is no leave to delete it: what becomes of the giver's copy is a
//! decision under the law, and nothing here says otherwise.

mod answers;
mod held;
mod request;
mod run;
mod source;

pub use request::{Given, Item, ItemKind, Options, Released, Share, State, Subject};
pub use run::release;
