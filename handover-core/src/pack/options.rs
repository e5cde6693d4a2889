use std::path::PathBuf;

use super::volumes::VolumeSize;
use crate::concurrency::Concurrency;
use crate::digest::Digest;
use crate::finding::{Report, Severities};
use crate::inventory::Counted;
use crate::limits::Limits;
use crate::observe::Work;
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
    /// How many files are read and digested at once.
    pub concurrency: Concurrency,
    /// What to do with names that cannot travel.
    pub names: Names,
    /// How large a volume may be; a ZIP is divided as FAT32 needs it if
    /// nothing is said, a folder is not.
    pub volume_size: Option<VolumeSize>,
    /// Folders on other disks, which take volumes when the disk of the first
    /// is full.
    pub further_disks: Vec<PathBuf>,
    /// Where sorts and tables are spooled; beside the bundle if nothing is said.
    pub temporary: Option<PathBuf>,
    /// A cut of the power loses at most so many bytes of work, or what was done
    /// in five seconds. // 256 MiB
    pub checkpoint_bytes: u64,
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
            concurrency: Concurrency::default(),
            names: Names::Refuse,
            volume_size: None,
            further_disks: Vec::new(),
            temporary: None,
            checkpoint_bytes: 256 << 20,
            limits: Limits::default(),
            severities: Severities::default(),
            retry: Retry::default(),
            register: Register::compiled_in(),
        }
    }
}

/// A volume of a set, or the one bundle there is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SealedVolume {
    /// Its number, from 1.
    pub number: u32,
    /// Where it is.
    pub path: PathBuf,
    /// Its identity: the SHA-256 of `tagmanifest-sha256.txt`.
    pub digest: Digest,
    /// What it holds.
    pub tally: Tally,
}

/// A bundle, or a set of volumes, that was packed and sealed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Sealed {
    /// Where the bundle is, or the list of the volumes (`NAME.set.json`).
    pub path: PathBuf,
    /// Its identity: the SHA-256 of `tagmanifest-sha256.txt`, or of the signed
    /// text of the list.
    pub digest: Digest,
    /// The one bundle, or the volumes in order.
    pub volumes: Vec<SealedVolume>,
    /// The act with its id.
    pub act: Act,
    /// What was packed.
    pub tally: Tally,
    /// What inventory and files come to.
    pub counted: Counted,
    /// What an earlier run had packed of it.
    pub resumed: Work,
    /// The keys that sealed it.
    pub keys: Vec<KeyId>,
    /// What was found on the way; none of it stops.
    pub report: Report,
}
