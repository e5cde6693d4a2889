use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

use super::parts::{
    Clearance, DeclaredElectronic, DeclaredPaper, Exclusion, Lot, NamedAgency, OnBehalfOf,
    Signatory,
};
use crate::description::secrecy::Clearances;
use crate::digest::Digest;
use crate::unit::AgencyRef;

/// What kind of transfer it is (TT 05/2025: `RECORDSTATUS`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ActKind {
    /// A transfer of its own.
    #[default]
    New,
    /// Adds to a bundle or set that it names.
    Supplement,
    /// Stands for a bundle or set that it names.
    Replacement,
}

/// A transfer act.
///
/// The least act is giver, receiver, legal basis and the two days; see
/// [`Act::builder`]. The order of members is that of `docs/format.md`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Act {
    /// Name and major version of this form.
    #[serde(default = "schema", deserialize_with = "known_schema")]
    pub(super) schema: String,
    /// Identity of the transfer; computed from the rest where nobody gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// From 1, raised at every repacking.
    #[serde(default = "first_issue")]
    pub issue: u32,
    /// New, supplement or replacement.
    #[serde(default)]
    pub kind: ActKind,
    /// What a supplement or replacement stands on: the digest of a bundle or set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Digest>,
    /// What is handed over, in a line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who gives; in force on `sealed_on`.
    pub giver: AgencyRef,
    /// Whom the giver acts for, where that body is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<OnBehalfOf>,
    /// Who receives; in force on `effective_on`.
    pub receiver: AgencyRef,
    /// Names of agencies whose slug is their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agencies: Vec<NamedAgency>,
    /// Decisions and resolutions that the transfer rests on.
    pub legal_basis: Vec<String>,
    /// The day of the seal, UTC+7; the giver's claim.
    pub sealed_on: NaiveDate,
    /// The day on which custody passes, UTC+7.
    pub effective_on: NaiveDate,
    /// Parts described in different ways.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lots: Vec<Lot>,
    /// Paper in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<DeclaredPaper>,
    /// Electronic records in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub electronic: Option<DeclaredElectronic>,
    /// The condition of it: mould, torn, complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Who signs the minutes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatories: Vec<Signatory>,
    /// What packing leaves out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusions: Vec<Exclusion>,
    /// Suspicions of secrecy that were cleared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cleared: Vec<Clearance>,
    /// Head of the giver's custody ledger before this act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ledger_head: Option<Digest>,
}

/// The form of an act that this crate writes and reads.
pub(super) const SCHEMA: &str = "handover/transfer/1";

fn schema() -> String {
    SCHEMA.to_owned()
}

fn known_schema<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    let known = (text == SCHEMA).then_some(text);
    known.ok_or_else(|| serde::de::Error::custom("not an act of this form"))
}

const fn first_issue() -> u32 {
    1
}

impl Act {
    /// The least act: who, to whom, and the two days. Add a legal basis with
    /// [`ActBuilder::legal_basis`].
    pub fn builder(
        giver: impl Into<AgencyRef>,
        receiver: impl Into<AgencyRef>,
        sealed_on: NaiveDate,
        effective_on: NaiveDate,
    ) -> ActBuilder {
        ActBuilder(Act {
            schema: schema(),
            id: None,
            issue: first_issue(),
            kind: ActKind::New,
            base: None,
            title: None,
            giver: giver.into(),
            on_behalf_of: None,
            receiver: receiver.into(),
            agencies: Vec::new(),
            legal_basis: Vec::new(),
            sealed_on,
            effective_on,
            lots: Vec::new(),
            paper: None,
            electronic: None,
            condition: None,
            signatories: Vec::new(),
            exclusions: Vec::new(),
            cleared: Vec::new(),
            ledger_head: None,
        })
    }

    /// Every agency that the act names, with the member that names it.
    pub fn agencies_named(&self) -> Vec<(String, AgencyRef)> {
        let mut named = vec![("giver".to_owned(), self.giver)];
        if let Some(on_behalf_of) = &self.on_behalf_of {
            named.push(("on_behalf_of.agency".to_owned(), on_behalf_of.agency));
        }
        named.push(("receiver".to_owned(), self.receiver));
        for (index, agency) in self.agencies.iter().enumerate() {
            named.push((format!("agencies[{}].agency", index + 1), agency.agency));
        }
        for (index, lot) in self.lots.iter().enumerate() {
            if let Some(agency) = lot.continued_by {
                named.push((format!("lots[{}].continued_by", index + 1), agency));
            }
        }
        named
    }

    /// Whether the act leaves `exclusion` out of the bundle.
    pub fn excludes(&self, exclusion: Exclusion) -> bool {
        self.exclusions.contains(&exclusion)
    }

    /// What the act clears of suspicion.
    pub fn clearances(&self) -> Clearances {
        self.cleared.iter().map(|clearance| clearance.mark).collect()
    }
}

/// Builds an act from its required parts and what else is known.
#[derive(Debug, Clone)]
#[must_use]
pub struct ActBuilder(Act);

impl ActBuilder {
    /// Adds a decision or resolution that the transfer rests on.
    pub fn legal_basis(mut self, basis: impl Into<String>) -> Self {
        self.0.legal_basis.push(basis.into());
        self
    }

    /// Says what is handed over, in a line.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.0.title = Some(title.into());
        self
    }

    /// Adds a lot.
    pub fn lot(mut self, lot: Lot) -> Self {
        self.0.lots.push(lot);
        self
    }

    /// Declares the paper in all.
    pub fn paper(mut self, paper: DeclaredPaper) -> Self {
        self.0.paper = Some(paper);
        self
    }

    /// Declares the electronic records in all.
    pub fn electronic(mut self, electronic: DeclaredElectronic) -> Self {
        self.0.electronic = Some(electronic);
        self
    }

    /// Leaves something out of the bundle, and records that it was.
    pub fn exclude(mut self, exclusion: Exclusion) -> Self {
        self.0.exclusions.push(exclusion);
        self
    }

    /// Clears a suspicion of secrecy.
    pub fn clear(mut self, clearance: Clearance) -> Self {
        self.0.cleared.push(clearance);
        self
    }

    /// Lets anything else be set; every member of [`Act`] is public.
    pub fn with(mut self, change: impl FnOnce(&mut Act)) -> Self {
        change(&mut self.0);
        self
    }

    /// The act.
    pub fn build(self) -> Act {
        self.0
    }
}
