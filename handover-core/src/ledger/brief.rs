//! What a report needs of an event.

use serde::Serialize;

use super::history::{Where, standing};
use super::verify::Checked;
use crate::custody::{Kind, Paper, Person};
use crate::description::Day;
use crate::signing::KeyId;
use crate::unit::AgencyRef;

/// The event that decides where a dossier is: which, when, by which act, by
/// whom, signed by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Brief {
    /// Its number in the ledger.
    pub number: u64,
    /// What it is about.
    pub kind: Kind,
    /// Its day.
    pub day: Day,
    /// Where the records are since.
    pub place: Where,
    /// Who holds them since; absent where nobody can, or nobody said.
    pub holder: Option<AgencyRef>,
    /// Who held them until then.
    pub from: Option<AgencyRef>,
    /// To whom they went or were lent.
    pub to: Option<AgencyRef>,
    /// A borrower that is no agency.
    pub borrower: Option<String>,
    /// The act or decision; of an incident, its record.
    pub act: Option<Paper>,
    /// The persons who answer for it.
    pub by: Vec<Person>,
    /// Who answered for what got lost.
    pub answers: Option<Person>,
    /// Trusted keys that signed it.
    pub signers: Vec<KeyId>,
}

impl Brief {
    /// The event in brief.
    pub fn of(checked: &Checked) -> Self {
        let (entry, event) = (&checked.entry, &checked.entry.event);
        let (place, holder) = standing(checked);
        let incident = event.incident.as_ref();
        Brief {
            number: entry.number,
            kind: event.kind,
            day: entry.day,
            place,
            holder,
            from: event.from,
            to: event.to,
            borrower: event.borrower.as_ref().map(|name| name.as_str().to_owned()),
            act: event.act.clone().or_else(|| incident.map(|incident| incident.record.clone())),
            by: event.by.clone(),
            answers: incident.map(|incident| incident.answers.clone()),
            signers: checked.signers.iter().copied().collect(),
        }
    }
}
