use std::path::{Path, PathBuf};

use crate::digest::Digest;
use crate::transfer::Act;
use crate::verify::{Checked, Seal, Verified, VerifiedSet};

/// A bundle or set that is to be merged, and the proof that it is valid.
#[derive(Debug, Clone)]
pub struct Incoming {
    pub(super) path: PathBuf,
    pub(super) proof: Proof,
}

#[derive(Debug, Clone)]
pub(super) enum Proof {
    Bundle(Verified),
    Set {
        proof: VerifiedSet,
        /// Where volumes lie that are not beside the list.
        further: Vec<PathBuf>,
    },
}

impl Incoming {
    /// The bundle at `path`, which is what `proof` was made of: it is opened
    /// again, and refused if it is another by then.
    pub fn bundle(path: impl Into<PathBuf>, proof: Verified) -> Self {
        Incoming { path: path.into(), proof: Proof::Bundle(proof) }
    }

    /// The set whose list is at `path`, and the folders that its volumes lie in
    /// beside that of the list.
    pub fn set(path: impl Into<PathBuf>, further: Vec<PathBuf>, proof: VerifiedSet) -> Self {
        Incoming { path: path.into(), proof: Proof::Set { proof, further } }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its identity.
    pub fn digest(&self) -> Digest {
        match &self.proof {
            Proof::Bundle(proof) => proof.digest(),
            Proof::Set { proof, .. } => proof.digest(),
        }
    }

    /// Its act.
    pub fn act(&self) -> &Act {
        match &self.proof {
            Proof::Bundle(proof) => proof.act(),
            Proof::Set { proof, .. } => proof.act(),
        }
    }

    pub(super) fn seals(&self) -> &[Seal] {
        match &self.proof {
            Proof::Bundle(proof) => proof.seals(),
            Proof::Set { proof, .. } => proof.seals(),
        }
    }

    /// Whether everything of it was read, and both lists were checked.
    pub(super) fn is_fully_checked(&self) -> bool {
        let (checked, resumed) = match &self.proof {
            Proof::Bundle(proof) => (proof.checked(), proof.resumed().map_or(0, |r| r.files)),
            Proof::Set { proof, .. } => (proof.checked(), proof.resumed().map_or(0, |r| r.files)),
        };
        checked == Checked::Full && resumed == 0
    }
}
