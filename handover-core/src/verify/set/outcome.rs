use std::path::PathBuf;

use crate::bundle::Set;
use crate::digest::Digest;
use crate::finding::{Counts, Report};
use crate::inventory::Counted;
use crate::snapshot::Tally;
use crate::transfer::Act;
use crate::verify::{Checked, ListFacts, Seal, SealedBy, Verdict};

/// What became of one volume.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct VolumeVerdict {
    /// Its number; `None` for something that only bears a volume's name.
    pub number: Option<u32>,
    /// Where it is.
    pub path: PathBuf,
    /// Its own answer, without what only the whole set can tell.
    pub verdict: Verdict,
    /// Its own findings.
    pub counts: Counts,
}

/// What a verify of a set found.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SetVerification {
    /// The answer: the worst of the set's own and its volumes'.
    pub verdict: Verdict,
    /// What was found of the set as a whole.
    pub report: Report,
    /// The set's identity: the SHA-256 of the signed text of its list.
    pub digest: Option<Digest>,
    /// The list, if keys that seal the volumes have signed it.
    pub set: Option<Set>,
    /// Who signed the list, as far as the keys are known.
    pub seals: Vec<Seal>,
    /// Whose keys counted, by a trust list.
    pub sealed_by: Vec<SealedBy>,
    /// The list that was judged by.
    pub trust: Option<ListFacts>,
    /// The volumes that were looked at, by their numbers.
    pub volumes: Vec<VolumeVerdict>,
    /// Numbers of the volumes that are missing.
    pub missing: Vec<u32>,
    /// The act, where it could be read.
    pub act: Option<Act>,
    /// Files and bytes that were there.
    pub payload: Tally,
    /// What inventory and files of all volumes come to.
    pub counted: Counted,
    /// Which digests were computed.
    pub checked: Checked,
    /// Files and bytes that journals vouched for, where they were kept.
    pub resumed: Option<Tally>,
}

impl SetVerification {
    /// The proof that later steps ask for.
    ///
    /// # Errors
    /// The verification itself, if the verdict is not [`Verdict::Valid`].
    pub fn into_verified(self) -> Result<VerifiedSet, Box<Self>> {
        match (self.verdict, self.digest, &self.act, &self.set) {
            (Verdict::Valid, Some(digest), Some(act), Some(set)) => {
                let (act, set) = (act.clone(), set.clone());
                let SetVerification { seals, sealed_by, trust, checked, resumed, .. } = self;
                Ok(VerifiedSet { digest, act, set, seals, sealed_by, trust, checked, resumed })
            }
            _ => Err(Box::new(self)),
        }
    }
}

/// A set of volumes that was found valid, all of it; only a verify can make
/// one.
#[derive(Debug, Clone)]
pub struct VerifiedSet {
    digest: Digest,
    act: Act,
    set: Set,
    seals: Vec<Seal>,
    sealed_by: Vec<SealedBy>,
    trust: Option<ListFacts>,
    checked: Checked,
    resumed: Option<Tally>,
}

impl VerifiedSet {
    /// The set's identity.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The act.
    pub fn act(&self) -> &Act {
        &self.act
    }

    /// The volumes, as the list has them.
    pub fn set(&self) -> &Set {
        &self.set
    }

    /// Who signed the list.
    pub fn seals(&self) -> &[Seal] {
        &self.seals
    }

    /// Which digests were computed.
    pub fn checked(&self) -> Checked {
        self.checked
    }

    /// What journals vouched for, and was not read; whoever takes over custody
    /// wants everything read.
    pub fn resumed(&self) -> Option<Tally> {
        self.resumed
    }

    /// Whose keys counted, by a trust list; empty where one key was compared.
    pub fn sealed_by(&self) -> &[SealedBy] {
        &self.sealed_by
    }

    /// The trust list that the verdict rests on.
    pub fn trust(&self) -> Option<ListFacts> {
        self.trust
    }
}
