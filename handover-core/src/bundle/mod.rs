//! The bundle as bytes on disk: a BagIt 1.0 bag (RFC 8493) as a folder or a
//! ZIP, with lists, act, inventory and seal (format 1.0).

pub(crate) mod bag_info;
pub(crate) mod layout;
pub(crate) mod list;
pub(crate) mod read;
pub(crate) mod set;
mod volumes;
pub(crate) mod write;
pub(crate) mod zip;

pub use read::Bundle;
pub use set::{Set, SetVolume};
pub use volumes::VolumeSet;
