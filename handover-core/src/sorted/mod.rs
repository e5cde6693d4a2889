//! Order for what does not come in order: one external sort with a stated
//! budget, and the join of two sorted streams.

mod external;
mod held;
mod join;

pub use external::{Record, Sorted, Sorter};
pub use join::{Both, join};
