//! Rows matched with files: by the path that they name, by the file-name rule
//! `{mã hồ sơ}.{số thứ tự}`, by folder; what is missing on either side, and
//! the near miss with its fix.
//!
//! A fix is proposed only where one row and one file have a key in common that
//! nobody else has, so that fixes are one to one: no two rows to one file, no
//! file that another row names already.

mod candidate;
mod claims;
mod difference;
mod fixes;
mod fold;
mod keys;
mod matcher;
mod named;
mod naming;
mod settle;
#[cfg(test)]
mod tests;
mod things;

pub use fixes::{Fixed, Fixes, fix_paths};
pub use keys::MatchedBy;
pub use matcher::Matched;
pub(super) use matcher::Matcher;
