//! What a pack has done so far, so that one that was cut off goes on.
//!
//! The journal lies in the workplace and is no part of a bundle. A record says
//! what a file was when it was read, where it was written and what its digests
//! are, marked with a secret of the giver's key: what somebody else wrote there
//! is passed over. A killed program loses no record, because the system has them; a cut of
//! the power loses those behind the last checkpoint, whose files are read again
//! from what was written before they are believed.

mod authenticator;
mod checkpoints;
mod entry;
mod known;
mod writer;

pub(super) use authenticator::Authenticator;
pub(super) use checkpoints::Checkpoints;
pub(super) use known::{Answer, Before, Belief, Known};
pub(super) use writer::{Journal, Packed};

/// How the file begins; the last two bytes are its version.
const MAGIC: &[u8; 16] = b"handover-pack\n\x00\x01";
