//! Rows of what comes in, and of what was there already.

mod bundle;
mod closing;
mod fonds;
mod held;
mod set;
mod taker;

pub(super) use closing::closed_by_register;
pub(super) use held::take_held;
pub(super) use taker::{Taken, held, take};
