use std::num::NonZeroUsize;
use std::path::PathBuf;

use crate::digest::Digest;
use crate::finding::{Report, Severities};
use crate::inventory::Counted;
use crate::limits::Limits;
use crate::pipeline;
use crate::retry::Retry;
use crate::signing::KeyId;
use crate::snapshot::Tally;
use crate::transfer::Act;
use crate::unit::Register;
use crate::walk::Names;

/// How to pack. None of it changes the bytes of a bundle but `names` and
/// `register`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options<'r> {
    /// Files read and written at once.
    pub threads: NonZeroUsize,
    /// What to do with names that cannot travel.
    pub names: Names,
    /// Bounds on what is read.
    pub limits: Limits,
    /// What each rule weighs.
    pub severities: Severities,
    /// How often a file is tried again that fails for a moment.
    pub retry: Retry,
    /// The units that the act is judged by; without one they are not judged.
    pub register: Option<&'r Register>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options {
            threads: pipeline::all_cores(),
            names: Names::Refuse,
            limits: Limits::default(),
            severities: Severities::default(),
            retry: Retry::default(),
            register: Register::compiled_in(),
        }
    }
}

/// A bundle that was packed and sealed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Sealed {
    /// Where it is.
    pub path: PathBuf,
    /// Its identity: the SHA-256 of `tagmanifest-sha256.txt`.
    pub digest: Digest,
    /// The act with its id.
    pub act: Act,
    /// What was packed.
    pub tally: Tally,
    /// What inventory and files come to.
    pub counted: Counted,
    /// The keys that sealed it.
    pub keys: Vec<KeyId>,
    /// What was found on the way; none of it stops.
    pub report: Report,
}
