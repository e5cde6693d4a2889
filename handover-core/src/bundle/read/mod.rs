//! A bundle opened for reading, folder or ZIP alike. Nothing that it holds is
//! believed here; that is what `verify` is for.

mod folder;
mod open;
mod payload;
mod zipped;

pub use open::Bundle;
pub(crate) use payload::{Item, Present};
pub(crate) use zipped::Headers;
