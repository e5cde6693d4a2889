//! Writing a bundle, as a folder or as a ZIP, with one order of steps: places
//! are given in path order, bytes are written in any order and by any thread,
//! entries are recorded in path order again.

mod left_behind;
mod places;
mod slots;
mod writer;

pub(crate) use left_behind::{LeftBehind, holds};
pub(crate) use places::Places;
pub(crate) use slots::{Output, Slot, set_modified};
pub(crate) use writer::{Begin, Shape, Writer, copy};
