//! State secrets: finding the words, and telling of them without telling them.
//!
//! Only material of no level of secrecy may travel in an ordinary bundle. What
//! is found here is named by place, level and [`Mark`], never by its text.

mod judge;
mod level;
mod mark;
mod sieve;

pub use judge::{judge, judge_marked, location};
pub use level::{Level, Suspicion, find_level, is_level_itself};
pub use mark::{Clearances, Mark, NotAMark, mark};
pub use sieve::{PathSieve, Place, Sifted, Suspect};
