//! What an event of a ledger says.

use serde::{Deserialize, Serialize};

use super::cover::Cover;
use super::event::{Account, EventKind};
use super::kind::{IncidentKind, Kind, Regime};
use super::values::{Head, Line, Paper, Person};
use crate::description::Day;
use crate::description::secrecy::{self, Clearances, Mark};
use crate::digest::Digest;
use crate::finding::{Finding, Location};
use crate::unit::AgencyRef;

/// Codes that one event may name; more is said in several events, or by fonds.
const CODES: u64 = 100_000;
/// Persons, or covers, that one event may name.
const MEMBERS: usize = 1000;

/// What got lost, was damaged or found again.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// What happened.
    pub what: IncidentKind,
    /// The record that was taken of it.
    pub record: Paper,
    /// Who answered for the records.
    pub answers: Person,
}

/// An old digest of some bytes, and their digest by a new algorithm.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Renewal {
    /// The SHA-256 that stood for them.
    pub old: Digest,
    /// The new algorithm, such as `sha3-512`.
    pub algorithm: Line,
    /// Its digest of the same bytes, in hex.
    pub new: Line,
}

/// A suspicion of secrecy in a text of an event, that an officer has cleared.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cleared {
    /// The mark that the finding gave.
    pub mark: Mark,
    /// Who cleared it: person and office.
    pub by: Line,
}

/// A dated fact about who holds what: what an event of a ledger says, apart
/// from its place there. Its row in `events.csv` would be of
/// [`Event::row_kind`].
///
/// Read from JSON or TOML, each value is sound; whether an event of its kind
/// has the members that it needs, and no others, says [`Event::problem`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Event {
    /// What it is about.
    pub kind: Kind,
    /// The act or decision that it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<Paper>,
    /// The persons who answer for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<Person>,
    /// Who held the records before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<AgencyRef>,
    /// Who holds them after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<AgencyRef>,
    /// Which records.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<Cover>,
    /// Digest of the bundle or set that they travelled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bundle: Option<Digest>,
    /// SHA-256 of the text of the receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Digest>,
    /// Who borrowed them, where that is no agency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub borrower: Option<Line>,
    /// When a loan ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// By which rules they were moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regime: Option<Regime>,
    /// Store and shelf where they are now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Line>,
    /// Number of the seal on a box or door.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Line>,
    /// What happened in an incident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<Incident>,
    /// Minutes of the council that judged what may be destroyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub council_minutes: Option<Paper>,
    /// Minutes between storekeeper and destroyer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handover_minutes: Option<Paper>,
    /// Minutes of the destruction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destruction_minutes: Option<Paper>,
    /// A digest by a new algorithm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal: Option<Renewal>,
    /// Head of the ledger that this one goes on from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predecessor: Option<Head>,
    /// Suspicions of secrecy in its texts that were cleared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cleared: Vec<Cleared>,
    /// Remarks; of a refusal, its reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Line>,
}

/// Why an event is none of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EventProblem {
    /// It lacks what its kind needs.
    #[error("without {0}")]
    Missing(&'static str),
    /// It has what its kind has no use for.
    #[error("{0} has no place in it")]
    OutOfPlace(&'static str),
    /// More than an event may name.
    #[error("too many in {0}")]
    TooMany(&'static str),
    /// Giver and receiver are the same agency.
    #[error("from and to are the same")]
    SameParty,
}

impl EventProblem {
    /// The stable code of the problem.
    pub const fn code(self) -> &'static str {
        match self {
            EventProblem::Missing(_) => "event-missing",
            EventProblem::OutOfPlace(_) => "event-out-of-place",
            EventProblem::TooMany(_) => "event-too-many",
            EventProblem::SameParty => "event-same-party",
        }
    }

    /// The member that it is about.
    pub const fn member(self) -> &'static str {
        match self {
            EventProblem::Missing(member)
            | EventProblem::OutOfPlace(member)
            | EventProblem::TooMany(member) => member,
            EventProblem::SameParty => "to",
        }
    }
}

/// Members that an event of a kind must have, and those that it may have.
const fn members(kind: Kind) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        Kind::Open => (&["by"], &["act", "predecessor"]),
        Kind::Transfer => (&["by", "act", "from", "to"], &["covers", "bundle", "receipt"]),
        Kind::Receipt => (&["by", "from", "to", "receipt"], &["act", "covers", "bundle"]),
        Kind::Refusal => (&["by", "from", "to", "note"], &["act", "covers", "bundle", "receipt"]),
        Kind::Return => (&["by", "from", "to", "covers"], &["act", "bundle", "receipt"]),
        Kind::Loan => (&["by", "from", "covers", "until"], &["act", "to", "borrower"]),
        Kind::Move => (&["by", "covers", "regime"], &["act", "from", "to", "place"]),
        Kind::Seal => (&["by", "covers", "seal"], &["act", "place"]),
        Kind::Unseal => (&["by", "covers"], &["act", "seal", "place"]),
        Kind::Incident => (&["by", "covers", "incident"], &["act"]),
        Kind::Destruction => (
            &["by", "act", "covers", "council_minutes", "destruction_minutes"],
            &["handover_minutes"],
        ),
        Kind::Declassification => (&["by", "act", "covers"], &[]),
        Kind::Conversion => (&["by", "covers"], &["act"]),
        Kind::Renewal => (&["by", "renewal"], &["act", "bundle", "receipt"]),
    }
}

impl Event {
    /// An event of `kind` that says nothing yet.
    pub const fn new(kind: Kind) -> Self {
        Event {
            kind,
            act: None,
            by: Vec::new(),
            from: None,
            to: None,
            covers: Vec::new(),
            bundle: None,
            receipt: None,
            borrower: None,
            until: None,
            regime: None,
            place: None,
            seal: None,
            incident: None,
            council_minutes: None,
            handover_minutes: None,
            destruction_minutes: None,
            renewal: None,
            predecessor: None,
            cleared: Vec::new(),
            note: None,
        }
    }

    /// Which members it has, `kind` and `note` aside.
    fn has(&self) -> [(&'static str, bool); 18] {
        [
            ("act", self.act.is_some()),
            ("by", !self.by.is_empty()),
            ("from", self.from.is_some()),
            ("to", self.to.is_some()),
            ("covers", !self.covers.is_empty()),
            ("bundle", self.bundle.is_some()),
            ("receipt", self.receipt.is_some()),
            ("borrower", self.borrower.is_some()),
            ("until", self.until.is_some()),
            ("regime", self.regime.is_some()),
            ("place", self.place.is_some()),
            ("seal", self.seal.is_some()),
            ("incident", self.incident.is_some()),
            ("council_minutes", self.council_minutes.is_some()),
            ("handover_minutes", self.handover_minutes.is_some()),
            ("destruction_minutes", self.destruction_minutes.is_some()),
            ("renewal", self.renewal.is_some()),
            ("predecessor", self.predecessor.is_some()),
        ]
    }

    /// The first thing that keeps it from being an event of its kind.
    pub fn problem(&self) -> Option<EventProblem> {
        use EventProblem::{Missing, OutOfPlace, SameParty, TooMany};
        let (must, may) = members(self.kind);
        for (member, there) in self.has() {
            if must.contains(&member) && !there {
                return Some(Missing(member));
            }
            if there && !must.contains(&member) && !may.contains(&member) {
                return Some(OutOfPlace(member));
            }
        }
        let unsaid = match self.kind {
            Kind::Refusal if self.note.is_none() => Some("note"),
            Kind::Transfer | Kind::Refusal if self.covers.is_empty() && self.bundle.is_none() => {
                Some("covers")
            }
            Kind::Loan if self.to.is_none() && self.borrower.is_none() => Some("to"),
            Kind::Move if self.regime == Some(Regime::Secrets) && self.act.is_none() => Some("act"),
            Kind::Move if self.regime == Some(Regime::Store) && self.place.is_none() => {
                Some("place")
            }
            Kind::Destruction => self.paper_without_digest(),
            _ => None,
        };
        if let Some(member) = unsaid {
            return Some(Missing(member));
        }
        if self.from.is_some() && self.from == self.to {
            return Some(SameParty);
        }
        let empty = |cover: &Cover| *cover == Cover::default();
        if self.covers.iter().any(empty) {
            return Some(Missing("covers"));
        }
        let codes = self.covers.iter().map(Cover::count).fold(0_u64, u64::saturating_add);
        if codes > CODES || self.covers.len() > MEMBERS {
            return Some(TooMany("covers"));
        }
        let many = |members: usize| members > MEMBERS;
        (many(self.by.len()).then_some(TooMany("by")))
            .or_else(|| many(self.cleared.len()).then_some(TooMany("cleared")))
    }

    fn paper_without_digest(&self) -> Option<&'static str> {
        let bare = |paper: &Option<Paper>| paper.as_ref().is_none_or(|p| p.sha256.is_none());
        let papers = [
            ("act", &self.act),
            ("council_minutes", &self.council_minutes),
            ("destruction_minutes", &self.destruction_minutes),
        ];
        papers.into_iter().find(|(_, paper)| bare(paper)).map(|(member, _)| member)
    }

    /// The papers that it names by their digest, with the members that do.
    pub fn papers(&self) -> impl Iterator<Item = (&'static str, &Paper)> {
        let papers = [
            ("act", self.act.as_ref()),
            ("council_minutes", self.council_minutes.as_ref()),
            ("handover_minutes", self.handover_minutes.as_ref()),
            ("destruction_minutes", self.destruction_minutes.as_ref()),
            ("incident", self.incident.as_ref().map(|incident| &incident.record)),
        ];
        papers.into_iter().filter_map(|(member, paper)| Some((member, paper?)))
    }

    /// Its texts that a word of secrecy could stand in, with their members.
    fn texts(&self) -> impl Iterator<Item = (&'static str, &Line)> {
        let people =
            self.by.iter().flat_map(|person| [("by", &person.name), ("by", &person.title)]);
        let codes = self.covers.iter().filter_map(|cover| Some(("covers", cover.fonds.as_ref()?)));
        let papers = self.papers().map(|(member, paper)| (member, &paper.number));
        let single = [
            ("borrower", &self.borrower),
            ("place", &self.place),
            ("seal", &self.seal),
            ("note", &self.note),
        ];
        let single = single.into_iter().filter_map(|(member, text)| Some((member, text.as_ref()?)));
        people.chain(codes).chain(papers).chain(single)
    }

    /// Words of secrecy in its texts, by member and never by text; what
    /// `cleared` has the mark of is information.
    pub fn secrecy(&self) -> Vec<Finding> {
        let cleared: Clearances = self.cleared.iter().map(|cleared| cleared.mark).collect();
        self.texts()
            .filter_map(|(member, text)| {
                secrecy::judge(text.as_str(), Location::act(member), &cleared)
            })
            .collect()
    }

    /// The word that `events.csv` has for it; it has none for what happens to
    /// a ledger, a receipt or a digest.
    pub fn row_kind(&self) -> Option<EventKind> {
        Some(match self.kind {
            Kind::Transfer => EventKind::Transferred,
            Kind::Return => EventKind::Returned,
            Kind::Loan => EventKind::Loaned,
            Kind::Destruction => EventKind::Destroyed,
            Kind::Declassification => EventKind::Declassified,
            Kind::Move if self.regime == Some(Regime::Secrets) => EventKind::MovedSecret,
            Kind::Seal => EventKind::Sealed,
            Kind::Unseal => EventKind::Unsealed,
            Kind::Conversion => EventKind::Converted,
            Kind::Incident => match self.incident.as_ref()?.what {
                IncidentKind::Lost => EventKind::Lost,
                IncidentKind::Found => EventKind::Found,
                IncidentKind::Damaged => return None,
            },
            Kind::Open | Kind::Receipt | Kind::Refusal | Kind::Renewal | Kind::Move => return None,
        })
    }

    /// How it accounts for a dossier that `agency` does not have. What came to
    /// the agency, or stayed with it, is no account of where it went.
    pub fn account(&self, agency: &AgencyRef) -> Account {
        let account = match self.kind {
            // A receipt is the other half of a transfer.
            Kind::Receipt => Account::Explained,
            // Custody stays with the giver.
            Kind::Refusal if self.from != Some(*agency) => Account::Explained,
            _ => self.row_kind().map_or(Account::Silent, EventKind::account),
        };
        let arrives = self.kind != Kind::Refusal && self.to == Some(*agency);
        if account == Account::Explained && arrives { Account::Silent } else { account }
    }

    /// Who holds the records once it has happened; `None` where it changes
    /// nothing about that.
    pub fn holder(&self) -> Option<AgencyRef> {
        match self.kind {
            Kind::Transfer | Kind::Receipt | Kind::Return => self.to,
            Kind::Move if self.regime == Some(Regime::Secrets) => self.to,
            // What is lent, or refused, stays where it was.
            Kind::Loan | Kind::Refusal => self.from,
            _ => None,
        }
    }

    /// Whether it says where the records went or came from.
    pub fn moves_custody(&self) -> bool {
        matches!(
            self.kind,
            Kind::Transfer | Kind::Receipt | Kind::Refusal | Kind::Return | Kind::Loan
        ) || self.row_kind() == Some(EventKind::MovedSecret)
    }
}

#[cfg(test)]
mod tests;
