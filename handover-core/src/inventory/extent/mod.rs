//! How much there is: shelf metres, containers, dossiers, documents, pages,
//! files and bytes, in all and by what the minutes and the plans ask for.

mod amount;
mod attribution;
mod groups;
mod kinds;
mod members;
mod run;
#[cfg(test)]
mod tests;

pub use amount::{Amount, Extent, FondsAmount, OfBlock, OfFonds, OfYear};
pub use kinds::{ByArrangement, ByCarrier, ByDepth, ByRetention, ByWork};
pub use run::extent;
