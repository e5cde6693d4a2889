//! Handover of archives between administrative units.

pub mod custody;
pub mod date;
pub mod description;
pub mod digest;
pub mod error;
pub mod finding;
pub mod inventory;
pub mod limits;
pub mod observe;
pub mod path;
pub mod read_at;
