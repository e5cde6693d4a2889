//! How far the work has come: what is put in order, what is scanned, and how well.

mod amounts;
mod dossiers;
mod estimates;
mod find;
mod gather;
mod item;
mod run;
mod scan_lines;
mod shelves;
#[cfg(all(test, feature = "register"))]
mod tests;

pub use amounts::{OfFonds, OfKey, Pages, Shelf, Standing, WorkState};
pub use estimates::Estimates;
pub use find::{Inventory, inventories_in};
pub use gather::Options;
pub use item::{Item, ItemKind};
pub use run::work_state;

pub(super) use estimates::share;
pub(super) use find::in_order;
pub(super) use gather::items;
pub(super) use run::add_upwards;
