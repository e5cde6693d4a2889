//! Packing: files, inventory and act into one sealed bundle, or into volumes.

mod evidence;
mod in_place;
mod journal;
mod leftovers;
mod making;
mod options;
mod payload;
mod plan;
mod prepare;
mod publish;
mod run;
mod seal;
mod tables;
mod target;
mod volumes;
mod words;

pub use options::{Options, Sealed, SealedVolume};
pub use run::{pack, pack_in_place};
pub use volumes::{NotAVolumeSize, VolumeSize};
