//! Why a command did not do its work, and how that is said: what is wrong, and
//! what to do next.

mod core_error;
mod refusal;

pub(crate) use refusal::{Failure, Refusal, Told};
