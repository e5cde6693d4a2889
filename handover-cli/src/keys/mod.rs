//! Keys that the command line names: as files, and as typed from paper.

mod fingerprint;
mod read;
mod refusal;

#[allow(unused_imports, reason = "verify is to use it")]
pub(crate) use fingerprint::typed;
pub(crate) use read::either;
#[allow(unused_imports, reason = "pack and verify are to use them")]
pub(crate) use read::{private, public};
pub(crate) use refusal::of_key;
