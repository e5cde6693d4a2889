use std::fmt;
use std::path::PathBuf;

use serde::Serialize;

use super::time_limit::TimeLimit;
use super::trust_list::{ListFacts, ListTrust, SealedBy};
use crate::clock::Clock;
use crate::concurrency::Concurrency;
use crate::digest::Digest;
use crate::error::{IoContext, Result};
use crate::finding::{Group, Report, Severities};
use crate::inventory::Counted;
use crate::limits::Limits;
use crate::signing::{KeyId, PublicKey};
use crate::snapshot::Tally;
use crate::transfer::Act;
use crate::unit::Register;

/// Whose seal counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Trust {
    /// Nobody's: the answer is at best "intact, signer unknown".
    #[default]
    Nobody,
    /// This key's, which came from the giver by another way than the bundle.
    Key(PublicKey),
    /// That of the key with this id, typed from the signed paper.
    Fingerprint(KeyId),
    /// Those of the keys that a trust list binds to the giver, as many persons'
    /// as it demands.
    List(Box<ListTrust>),
}

impl Trust {
    /// Whether a seal by `key` counts, whoever gives. By a list that cannot be
    /// said of a key alone.
    pub fn is_trusted(&self, key: KeyId) -> bool {
        match self {
            Trust::Nobody | Trust::List(_) => false,
            Trust::Key(trusted) => trusted.key_id() == key,
            Trust::Fingerprint(trusted) => *trusted == key,
        }
    }

    /// The same for a volume that the list of this set names.
    pub(super) fn for_volume_of(&self, set: Option<Digest>) -> Self {
        match self {
            Trust::List(list) => Trust::List(Box::new(list.for_volume_of(set))),
            other => other.clone(),
        }
    }

    /// The list that is judged by, if it is one.
    pub fn list(&self) -> Option<&ListTrust> {
        match self {
            Trust::List(list) => Some(list),
            _ => None,
        }
    }
}

/// Which digests are computed of the payload.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Checked {
    /// BLAKE3 alone: quick, and every bit as sure that nothing changed.
    #[default]
    Blake3,
    /// SHA-256 too, so that both lists are known to speak of the same bytes.
    Full,
}

impl Checked {
    /// A stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Checked::Blake3 => "blake3",
            Checked::Full => "full",
        }
    }
}

/// A file that remembers what was found sound, so that a verify that was cut
/// off goes on.
///
/// A file of the payload is taken from it, and not read again, if the ZIP, or
/// the file in a folder, still has the size and time that it had. It is kept
/// for bundles of ours on a disk; bags of other tools and
/// [`crate::bundle::Bundle::from_reader`] are read anew each time.
#[derive(Clone)]
pub struct Journal<'r> {
    /// Where it lies: not inside the bundle.
    pub path: PathBuf,
    /// Says when it is time to bring it to the disk.
    pub clock: &'r dyn Clock,
}

impl fmt::Debug for Journal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal").field("path", &self.path).finish_non_exhaustive()
    }
}

/// How a journal was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Begun {
    /// There was none.
    New,
    /// It was whole.
    Continued,
    /// Its end was torn or damaged; what it said there is read again.
    TailDropped,
    /// The ZIP was written since: everything is read again.
    SourceChanged,
}

/// What a verify took from a journal instead of reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Resumed {
    /// How the journal was met.
    pub begun: Begun,
    /// Files that were not read in this run.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// How to verify.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options<'r> {
    /// Which digests are computed.
    pub checked: Checked,
    /// How many files are read and digested at once.
    pub concurrency: Concurrency,
    /// Keeps what was done, and spares it the next time; `unpack` reads
    /// everything all the same.
    pub journal: Option<Journal<'r>>,
    /// Ends the run with [`crate::error::ErrorKind::TimeUp`] when it is time.
    pub time_limit: Option<TimeLimit<'r>>,
    /// Where sorts spill what does not fit into memory; the system's folder for
    /// temporary files if nothing is said.
    pub temporary: Option<PathBuf>,
    /// Bounds on what is read.
    pub limits: Limits,
    /// What each rule weighs.
    pub severities: Severities,
    /// The units that the act is judged by; without one they are not judged.
    pub register: Option<&'r Register>,
}

impl Options<'_> {
    /// A folder for temporary files, which goes with the value.
    pub(crate) fn scratch(&self) -> Result<tempfile::TempDir> {
        match &self.temporary {
            Some(folder) => tempfile::tempdir_in(folder).writing(folder),
            None => tempfile::tempdir().writing(std::env::temp_dir()),
        }
    }
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options {
            checked: Checked::default(),
            concurrency: Concurrency::default(),
            journal: None,
            time_limit: None,
            temporary: None,
            limits: Limits::default(),
            severities: Severities::default(),
            register: Register::compiled_in(),
        }
    }
}

/// The answer. The first that applies, from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Changed, broken, unsealed, or against a rule.
    NotValid,
    /// Sound as far as it goes, but something that is spoken of is absent.
    Incomplete,
    /// Complete and unchanged, but nobody vouches for the signer.
    IntactSignerUnknown,
    /// Complete, unchanged, from the right signer.
    Valid,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Verdict; 4] =
        [Verdict::NotValid, Verdict::Incomplete, Verdict::IntactSignerUnknown, Verdict::Valid];

    /// The verdict that follows from what was found.
    pub fn of(report: &Report) -> Self {
        let other = [
            Group::Envelope,
            Group::Seal,
            Group::Payload,
            Group::Description,
            Group::Law,
            Group::Names,
            Group::Files,
            Group::Custody,
        ];
        if other.iter().any(|group| report.blocks_in(*group) > 0) {
            Verdict::NotValid
        } else if report.blocks_in(Group::Completeness) > 0 {
            Verdict::Incomplete
        } else if report.blocks_in(Group::Signer) > 0 {
            Verdict::IntactSignerUnknown
        } else {
            Verdict::Valid
        }
    }

    /// The one of two that stands higher in the order of verdicts.
    #[must_use]
    pub fn worse(self, other: Self) -> Self {
        let place = |verdict| Verdict::ALL.iter().position(|known| *known == verdict);
        if place(other) < place(self) { other } else { self }
    }

    /// A stable word that messages are keyed by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::NotValid => "not-valid",
            Verdict::Incomplete => "incomplete",
            Verdict::IntactSignerUnknown => "intact-signer-unknown",
            Verdict::Valid => "valid",
        }
    }
}

/// A signature in a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Seal {
    /// The key, by its bytes.
    pub key: KeyId,
    /// Whether the signature holds over the tag manifest.
    pub holds: bool,
    /// Whether it counts: the key is trusted, or by a list the giver's.
    pub trusted: bool,
}

/// What a verify found.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Verification {
    /// The answer.
    pub verdict: Verdict,
    /// What was found.
    pub report: Report,
    /// The bundle's identity: the SHA-256 of its tag manifest.
    pub digest: Option<Digest>,
    /// Who signed.
    pub seals: Vec<Seal>,
    /// Whose keys counted, by a trust list.
    pub sealed_by: Vec<SealedBy>,
    /// The list that was judged by.
    pub trust: Option<ListFacts>,
    /// The act, where it could be read.
    pub act: Option<Act>,
    /// Files and bytes of the payload that were there.
    pub payload: Tally,
    /// What inventory and files come to.
    pub counted: Counted,
    /// Which digests were computed.
    pub checked: Checked,
    /// What a journal vouched for, where one was kept.
    pub resumed: Option<Resumed>,
}

impl Verification {
    /// The proof that later steps ask for.
    ///
    /// # Errors
    /// The verification itself, if the verdict is not [`Verdict::Valid`].
    pub fn into_verified(self) -> Result<Verified, Box<Self>> {
        match (self.verdict, self.digest, &self.act) {
            (Verdict::Valid, Some(digest), Some(act)) => {
                let act = act.clone();
                let Verification { checked, resumed, seals, sealed_by, trust, .. } = self;
                Ok(Verified { digest, act, checked, resumed, seals, sealed_by, trust })
            }
            _ => Err(Box::new(self)),
        }
    }
}

/// A bundle that was found valid; only a verify can make one.
#[derive(Debug, Clone)]
pub struct Verified {
    digest: Digest,
    act: Act,
    checked: Checked,
    resumed: Option<Resumed>,
    seals: Vec<Seal>,
    sealed_by: Vec<SealedBy>,
    trust: Option<ListFacts>,
}

impl Verified {
    /// The bundle's identity.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The act.
    pub fn act(&self) -> &Act {
        &self.act
    }

    /// Which digests were computed.
    pub fn checked(&self) -> Checked {
        self.checked
    }

    /// What a journal vouched for, and was not read; whoever takes over custody
    /// wants everything read.
    pub fn resumed(&self) -> Option<Resumed> {
        self.resumed
    }

    /// Who signed.
    pub fn seals(&self) -> &[Seal] {
        &self.seals
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
