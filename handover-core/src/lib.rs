//! Handover of archives between administrative units.

pub mod bundle;
pub mod date;
pub mod digest;
pub mod error;
pub mod finding;
pub mod limits;
pub mod observe;
pub mod path;
pub mod read_at;
