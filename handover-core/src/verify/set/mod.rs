//! All volumes of a transfer, judged together.
//!
//! The list of the volumes is believed only when keys that seal the volumes
//! have signed it; before that nothing is compared with it.

mod judge;
mod locate;
mod one_run;
mod outcome;
mod run;
mod signers;
mod whole;

#[cfg(feature = "exchange")]
pub(super) use judge::hold_against;
#[cfg(feature = "exchange")]
pub(super) use locate::Located;
pub(crate) use locate::{Volume, locate};
pub(crate) use one_run::OneRun;
pub use outcome::{SetVerification, VerifiedSet, VolumeVerdict};
pub use run::verify_set;
pub(super) use whole::Whole;
