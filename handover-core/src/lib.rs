//! Handover of archives between administrative units.

pub mod bundle;
pub mod custody;
pub mod date;
pub mod description;
pub mod diff;
pub mod digest;
pub mod durable;
pub mod error;
pub mod finding;
pub mod inventory;
pub mod limits;
pub mod observe;
pub mod pack;
pub mod path;
pub mod pipeline;
pub mod read_at;
pub mod show;
pub mod signing;
pub mod snapshot;
pub mod sorted;
pub mod survey;
pub mod transfer;
pub mod unit;
pub mod unpack;
pub mod verify;
pub mod walk;
