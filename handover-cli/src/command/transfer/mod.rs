//! `handover transfer`: the act of a transfer.

mod count;
mod file;
mod new;

pub(crate) use new::new;
