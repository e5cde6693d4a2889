//! What digitised pages are measured against, and how they are sorted.
//!
//! The criteria are data: `tt05-2025.toml` is compiled in, and an archivist can
//! give a corrected one. The answer is a technical one and no acceptance.

mod criteria;
mod judge;

pub use criteria::{Material, Standard};
pub use judge::{Judgement, Reason, Rule, Sort, Step};
