//! Who held a dossier on a day, and by which act.

use serde::Serialize;

use super::verify::Checked;
use crate::custody::{Account, Covered, DossierRef, EventKind};
use crate::description::Day;
use crate::unit::AgencyRef;

/// An event, by its place in the order of days and of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Deed {
    /// Its day.
    pub day: Day,
    /// The line that it stands in, from 1.
    pub line: u64,
    /// Bytes before that line: [`Shelf`](super::Shelf) fetches it from there.
    pub offset: u64,
}

/// The events that decide where a dossier is: of each sort the last, by day,
/// then by place in the ledger. Histories of the same dossier add up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct History {
    /// The last that moved it, or destroyed it with all that this needs.
    pub last: Option<Deed>,
    /// The last report of its loss.
    pub lost: Option<Deed>,
    /// The last report that it was found.
    pub found: Option<Deed>,
    /// The last destruction that fewer than two persons signed.
    pub unproven: Option<Deed>,
}

/// Persons who must sign a destruction, for it to explain anything.
pub(super) const DESTROYERS: usize = 2;

impl History {
    /// What one event means for the records that it covers; nothing if it is
    /// not believed, or says nothing of where they are.
    pub fn of(checked: &Checked) -> Self {
        let mut history = History::default();
        if !checked.believed {
            return history;
        }
        let event = &checked.entry.event;
        let deed = Deed { day: checked.entry.day, line: checked.line, offset: checked.offset };
        let place = match event.row_kind() {
            Some(EventKind::Lost) => &mut history.lost,
            Some(EventKind::Found) => &mut history.found,
            Some(EventKind::Destroyed) if checked.persons < DESTROYERS => &mut history.unproven,
            Some(EventKind::Destroyed) => &mut history.last,
            _ if event.moves_custody() => &mut history.last,
            _ => return history,
        };
        *place = Some(deed);
        history
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        History {
            last: self.last.max(other.last),
            lost: self.lost.max(other.lost),
            found: self.found.max(other.found),
            unproven: self.unproven.max(other.unproven),
        }
    }

    /// Whether no event speaks of it.
    pub fn is_empty(&self) -> bool {
        *self == History::default()
    }

    /// The event that decides: a loss that nobody found again, else the last
    /// that moved it.
    pub fn deciding(&self) -> Option<Deed> {
        self.open_loss().or(self.last)
    }

    /// A loss that was not followed by a find. Whatever else was entered after
    /// it: a thing that is lost cannot be handed over or destroyed.
    pub fn open_loss(&self) -> Option<Deed> {
        self.lost.filter(|lost| self.found.is_none_or(|found| found < *lost))
    }
}

/// What a ledger says of one dossier on one day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Standing {
    /// The events that decide.
    pub history: History,
    /// Events that may speak of it: fonds or container of the dossier were not
    /// said.
    pub perhaps: u64,
}

impl Standing {
    /// Takes the next event of the ledger, if it is of `on` or before and
    /// covers `dossier`.
    pub fn take(&mut self, checked: &Checked, dossier: &DossierRef, on: Day) {
        let history = History::of(checked);
        if checked.entry.day > on || history.is_empty() {
            return;
        }
        let covers = checked.entry.event.covers.iter();
        match covers.map(|cover| cover.covers(dossier)).max().unwrap_or(Covered::No) {
            Covered::Yes => self.history = self.history.and(history),
            Covered::Perhaps => self.perhaps += 1,
            Covered::No => {}
        }
    }
}

/// Where a dossier is, by the event that decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Where {
    /// With the agency whose ledger it is.
    Here,
    /// With another agency.
    There,
    /// Lent out; its custody did not pass.
    OnLoan,
    /// Destroyed, with all that this needs.
    Destroyed,
    /// Reported lost, and not found since.
    Lost,
}

/// Where the records of a deciding event are, and who holds them; the holder is
/// absent where nobody can, or where the event does not say.
pub fn standing(checked: &Checked) -> (Where, Option<AgencyRef>) {
    let (event, agency) = (&checked.entry.event, checked.entry.agency);
    let place = match event.row_kind() {
        Some(EventKind::Lost) => Where::Lost,
        Some(EventKind::Destroyed) => Where::Destroyed,
        Some(EventKind::Loaned) if event.to != Some(agency) => Where::OnLoan,
        _ if event.account(&agency) == Account::Explained && event.holder() != Some(agency) => {
            Where::There
        }
        _ => Where::Here,
    };
    let holder = match place {
        Where::Lost | Where::Destroyed => None,
        Where::Here => Some(agency),
        Where::OnLoan | Where::There => event.holder(),
    };
    (place, holder)
}
