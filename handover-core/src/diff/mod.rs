//! What is different between two of: a folder, a survey, an inventory, a bundle,
//! a set of volumes, holdings.
//!
//! Both sides come in path order and pass by each other once; what is only on
//! one side goes through the external sort by digest, where a file that moved
//! finds itself again. Where both sides list dossiers, these are compared too.

mod change;
mod dossiers;
mod held;
mod losses;
mod pairs;
mod run;
mod side;
mod tables;
mod volumes;
mod wanted;

pub use change::{Change, DossierSummary, Summary, What};
pub use losses::{Accounted, Custody, Loss, Split, Told, diff_with_custody};
pub use run::{Options, diff};
pub use side::Side;
