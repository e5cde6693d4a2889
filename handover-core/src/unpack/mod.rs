//! Writing a payload out again, of a bundle or of all volumes of a set: names,
//! times and empty folders as they were, and nothing at all if it is not
//! intact.

mod names;
mod payload;
mod run;
mod set;

pub use run::{Unpacked, unpack};
pub use set::unpack_set;
