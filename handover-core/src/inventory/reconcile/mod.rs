//! Rows held against files: which row lacks its file, which file has no row,
//! and how much there is of each lot.
//!
//! Rows come by table, files by path: the paths of rows go through the
//! external sort, and then both sides pass by once.

mod at;
mod counts;
mod cover;
mod dossiers;
mod rows;
mod volumes;

pub use counts::{Counted, LotCount};
pub use cover::FileItem;
pub use rows::{Reconciler, path_of};
pub use volumes::{Present, Volumes};
