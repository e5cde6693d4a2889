//! One signed line: trust lists, sets, receipts, witnesses, ledger events.

mod error;
mod line;
mod members;
mod schema;

pub use error::SignedTextError;
pub use line::SignedText;
pub use schema::Schema;
