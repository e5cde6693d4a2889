//! Packing: files, inventory and act into one sealed bundle.

mod copy;
mod evidence;
mod options;
mod plan;
mod run;
mod seal;
mod tables;
#[expect(unused_imports, reason = "packing learns of volumes next")]
#[cfg_attr(not(test), expect(dead_code, reason = "packing learns of volumes next"))]
mod volumes;
mod words;

pub use options::{Options, Sealed};
pub use run::pack;
pub use volumes::{NotAVolumeSize, VolumeSize};
