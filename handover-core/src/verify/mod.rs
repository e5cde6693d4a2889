//! Looking whether a bundle is what was sealed, all of it, and from whom.
//!
//! Order is law here: the seal is checked before anything else is parsed, a
//! tag file is used only after its digest has matched, the payload is read
//! once.

mod batch;
mod binding;
#[cfg(feature = "exchange")]
mod counting;
mod foreign;
mod inventory;
mod journal;
mod judge;
mod ledger_trust;
mod lists;
mod opening;
mod outcome;
mod payload;
mod reading;
mod receipt;
mod run;
mod set;
mod sides;
mod signatures;
mod tags;
mod time_limit;
mod trust_list;
mod witness;

#[cfg(feature = "exchange")]
pub(crate) use counting::{count, count_set};
pub(crate) use judge::original;
pub(crate) use lists::{FileFacts, FileRow, FileRows};
pub(crate) use opening::{Kind, Opened, open};
pub use outcome::{
    Begun, Checked, Journal, Options, Resumed, Seal, Trust, Verdict, Verification, Verified,
};
pub(crate) use payload::{Sink, Taker, check as check_payload};
pub use receipt::{ReceiptVerification, verify_receipt};
pub use run::verify;
pub(crate) use set::{OneRun, Volume, locate};
pub use set::{SetVerification, VerifiedSet, VolumeVerdict, verify_set};
pub(crate) use sides::Joined;
pub use time_limit::TimeLimit;
pub use trust_list::{ListFacts, ListTrust, SealedBy};
pub use witness::{WitnessVerification, verify_witness};
