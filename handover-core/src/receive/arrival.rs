//! What has come, and what the check of it found.

use std::path::{Path, PathBuf};

use crate::custody::{
    CheckedAs, Counts, ElectronicCounts, PaperCounts, Parcel, ReceivedAct, TrustUsed,
};
use crate::description::Day;
use crate::digest::Digest;
use crate::finding::{Code, Group, Report};
use crate::inventory::Counted;
use crate::snapshot::Tally;
use crate::transfer::Act;
use crate::verify::{Checked, ListFacts, SetVerification, Verdict, Verification};

/// A bundle or set that has come, with the verification that read it.
#[derive(Debug, Clone)]
pub struct Arrival {
    pub(super) path: PathBuf,
    pub(super) further: Vec<PathBuf>,
    pub(super) parcel: Parcel,
    pub(super) digest: Option<Digest>,
    pub(super) act: Option<Act>,
    pub(super) found: CheckedAs,
    /// Whether every byte was read, and both lists were checked.
    pub(super) full: bool,
    /// Whether nothing but the time of the seal speaks against its signer.
    pub(super) time_alone: bool,
    pub(super) trust: Option<TrustUsed>,
    pub(super) computed: Counts,
}

impl Arrival {
    /// The bundle at `path`, which `verification` is of.
    pub fn bundle(path: impl Into<PathBuf>, verification: &Verification) -> Self {
        let Verification { verdict, report, digest, act, payload, counted, trust, .. } =
            verification;
        let full = verification.checked == Checked::Full
            && verification.resumed.is_none_or(|resumed| resumed.files == 0);
        let counts = computed(counted, *payload);
        let seen = Seen { verdict: *verdict, report, full, act: act.as_ref(), trust: *trust };
        seen.arrival((path.into(), Vec::new()), (Parcel::Bundle, *digest), counts)
    }

    /// The set whose list is at `path`, and the folders that its volumes lie in
    /// beside that of the list.
    pub fn set(
        path: impl Into<PathBuf>,
        further: Vec<PathBuf>,
        verification: &SetVerification,
    ) -> Self {
        let SetVerification { verdict, report, digest, act, payload, counted, trust, .. } =
            verification;
        let full = verification.checked == Checked::Full
            && verification.resumed.is_none_or(|resumed| resumed.files == 0);
        let counts = computed(counted, *payload);
        let seen = Seen { verdict: *verdict, report, full, act: act.as_ref(), trust: *trust };
        seen.arrival((path.into(), further), (Parcel::Set, *digest), counts)
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The act, where it could be read.
    pub const fn act(&self) -> Option<&Act> {
        self.act.as_ref()
    }

    /// What the check of it came to.
    pub const fn found(&self) -> CheckedAs {
        self.found
    }

    /// What a receipt says of its act.
    pub(super) fn received_act(&self) -> Option<ReceivedAct> {
        let act = self.act.as_ref()?;
        Some(ReceivedAct {
            id: act.id?,
            issue: act.issue,
            giver: act.giver,
            on_behalf_of: act.on_behalf_of.as_ref().map(|of| of.agency),
            sealed_on: Day(act.sealed_on),
            effective_on: Day(act.effective_on),
            ledger_head: act.ledger_head,
        })
    }

    /// The totals that the act declares.
    pub(super) fn declared(&self) -> Counts {
        self.act.as_ref().map(declared).unwrap_or_default()
    }
}

/// What a verification of a bundle and one of a set have in common.
struct Seen<'v> {
    verdict: Verdict,
    report: &'v Report,
    /// Whether every byte was read, and both lists were checked.
    full: bool,
    act: Option<&'v Act>,
    trust: Option<ListFacts>,
}

impl Seen<'_> {
    fn arrival(
        self,
        (path, further): (PathBuf, Vec<PathBuf>),
        (parcel, digest): (Parcel, Option<Digest>),
        computed: Counts,
    ) -> Arrival {
        Arrival {
            path,
            further,
            parcel,
            digest,
            act: self.act.cloned(),
            found: found(self.verdict),
            full: self.full,
            time_alone: time_alone(self.verdict, self.report),
            trust: self.trust.as_ref().map(used),
            computed,
        }
    }
}

/// The totals that an act declares.
pub(super) fn declared(act: &Act) -> Counts {
    let (paper, electronic) = (act.paper.unwrap_or_default(), act.electronic.unwrap_or_default());
    let (containers, dossiers, metres) = (paper.containers, paper.dossiers, paper.metres);
    let paper = PaperCounts { containers, dossiers, metres };
    let (dossiers, files, bytes) = (electronic.dossiers, electronic.files, electronic.bytes);
    Counts { paper, electronic: ElectronicCounts { dossiers, files, bytes } }
}

/// What inventory and files come to; no rows are no count.
fn computed(counted: &Counted, payload: Tally) -> Counts {
    let all = &counted.all;
    let there = |count: u64| (count > 0).then_some(count);
    let metres = (all.containers > 0 && all.metres_complete).then_some(all.metres);
    let paper = PaperCounts {
        containers: there(all.containers),
        dossiers: there(all.paper_dossiers),
        metres,
    };
    let electronic = ElectronicCounts {
        dossiers: there(all.electronic_dossiers),
        files: Some(payload.files),
        bytes: Some(payload.bytes),
    };
    Counts { paper, electronic }
}

const fn found(verdict: Verdict) -> CheckedAs {
    match verdict {
        Verdict::Valid => CheckedAs::Valid,
        Verdict::IntactSignerUnknown => CheckedAs::SignerUnknown,
        Verdict::Incomplete => CheckedAs::Incomplete,
        Verdict::NotValid => CheckedAs::NotValid,
    }
}

/// What is damaged or incomplete has more against it than its findings of signers.
fn time_alone(verdict: Verdict, report: &Report) -> bool {
    let unproven = report.count(Code::SealTimeUnproven);
    let intact = verdict == Verdict::IntactSignerUnknown;
    intact && unproven > 0 && report.blocks_in(Group::Signer) == unproven
}

fn used(facts: &ListFacts) -> TrustUsed {
    let root = Digest::new(*facts.root.as_bytes());
    TrustUsed { root, digest: facts.digest, counter: facts.counter }
}
