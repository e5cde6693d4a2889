//! Texts in Vietnamese and English, keyed by stable codes.

mod arguments;
mod bundle;
mod lang;
mod number;
#[cfg(test)]
pub(crate) mod source;
#[cfg(test)]
mod tests;

pub(crate) use arguments::Arguments;
pub(crate) use bundle::{Locale, key_of};
pub(crate) use lang::Lang;
pub(crate) use number::grouped;
