//! Packing: files, inventory and act into one sealed bundle, or into volumes.

mod evidence;
mod in_place;
mod journal;
mod leftovers;
mod options;
mod payload;
mod plan;
mod prepare;
mod publish;
mod run;
mod seal;
mod tables;
mod target;
#[expect(unused_imports, reason = "packing learns of volumes next")]
#[cfg_attr(not(test), expect(dead_code, reason = "packing learns of volumes next"))]
mod volumes;
mod words;

pub use options::{Options, Sealed};
pub use run::{pack, pack_in_place};
pub use volumes::{NotAVolumeSize, VolumeSize};
