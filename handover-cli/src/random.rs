//! The operating system's randomness.

use std::io;

use getrandom::SysRng;
use getrandom::rand_core::UnwrapErr;
use handover_core::error::ErrorKind;

use crate::failure::Failure;

/// The system's generator, once it is known to answer: it does not stop
/// answering afterwards.
pub(crate) fn system() -> Result<UnwrapErr<SysRng>, Failure> {
    getrandom::fill(&mut [0; 32]).map_err(|error| ErrorKind::Read {
        path: "random".into(),
        source: io::Error::other(error.to_string()),
    })?;
    Ok(UnwrapErr(SysRng))
}
