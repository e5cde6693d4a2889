//! The register that a command asks: the one compiled in, or that of `--register`.

use std::ops::Deref;
use std::path::Path;

use handover_core::limits::Limits;
use handover_core::unit::Register;

use crate::failure::Failure;

/// A register, wherever it came from.
pub(crate) enum Loaded {
    CompiledIn(&'static Register),
    Folder(Box<Register>),
}

impl Loaded {
    /// The register of a folder, where one is given.
    pub(crate) fn of(folder: Option<&Path>) -> Result<Self, Failure> {
        match folder {
            None => Ok(Self::CompiledIn(Register::vietnam())),
            Some(folder) => Ok(Self::Folder(Box::new(Register::open(folder, &Limits::default())?))),
        }
    }
}

impl Deref for Loaded {
    type Target = Register;

    fn deref(&self) -> &Register {
        match self {
            Self::CompiledIn(register) => register,
            Self::Folder(register) => register,
        }
    }
}
