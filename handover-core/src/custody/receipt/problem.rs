//! What keeps the members of a receipt from fitting each other.

use std::collections::HashSet;

use super::{Answer, CheckedAs, Receipt};
use crate::custody::values::Line;
use crate::description::secrecy::{self, Clearances};
use crate::finding::{Finding, Location};

/// Exceptions that one receipt may have: who has more, refuses.
const EXCEPTIONS: usize = 10_000;
/// Persons, seals, media and signatories that it may name.
const MEMBERS: usize = 1000;

/// Why a receipt is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiptProblem {
    /// It lacks what its answer needs.
    #[error("without {0}")]
    Missing(&'static str),
    /// It has what its answer has no use for.
    #[error("{0} has no place in it")]
    OutOfPlace(&'static str),
    /// More than a receipt may name.
    #[error("too many in {0}")]
    TooMany(&'static str),
    /// Something stands there twice.
    #[error("twice the same in {0}")]
    Twice(&'static str),
    /// The answer does not follow from what was found.
    #[error("accepted, and {0} speaks against it")]
    Against(&'static str),
}

impl ReceiptProblem {
    /// The stable code of the problem.
    pub const fn code(self) -> &'static str {
        match self {
            ReceiptProblem::Missing(_) => "receipt-missing",
            ReceiptProblem::OutOfPlace(_) => "receipt-out-of-place",
            ReceiptProblem::TooMany(_) => "receipt-too-many",
            ReceiptProblem::Twice(_) => "receipt-twice",
            ReceiptProblem::Against(_) => "receipt-against",
        }
    }

    /// The member that it is about.
    pub const fn member(self) -> &'static str {
        match self {
            ReceiptProblem::Missing(member)
            | ReceiptProblem::OutOfPlace(member)
            | ReceiptProblem::TooMany(member)
            | ReceiptProblem::Twice(member)
            | ReceiptProblem::Against(member) => member,
        }
    }
}

impl Receipt {
    /// The first thing that keeps it from being a receipt.
    pub fn problem(&self) -> Option<ReceiptProblem> {
        self.members_missing_or_too_many()
            .or_else(|| self.exceptions_unsound())
            .or_else(|| self.answer_unfounded())
    }

    fn members_missing_or_too_many(&self) -> Option<ReceiptProblem> {
        use ReceiptProblem::{Missing, OutOfPlace, TooMany};
        let (refused, excepting) =
            (self.answer == Answer::Refused, self.answer == Answer::AcceptedWith);
        let members = [
            ("by", !self.by.is_empty(), true, true),
            ("act", self.act.is_some(), !refused, true),
            ("reason", self.reason.is_some(), refused, refused),
            ("exceptions", !self.exceptions.is_empty(), excepting, excepting),
            ("held_by", self.held_by.is_some(), excepting, excepting),
            ("late", self.late.is_some(), false, !refused),
        ];
        for (member, there, must, may) in members {
            if must && !there {
                return Some(Missing(member));
            }
            if there && !may {
                return Some(OutOfPlace(member));
            }
        }
        if self.exceptions.len() > EXCEPTIONS {
            return Some(TooMany("exceptions"));
        }
        let long = self.form.too_long(MEMBERS);
        long.or((self.by.len() > MEMBERS).then_some("by")).map(TooMany)
    }

    fn exceptions_unsound(&self) -> Option<ReceiptProblem> {
        let mut seen = HashSet::new();
        for exception in &self.exceptions {
            if !exception.names_one() {
                return Some(ReceiptProblem::Missing("exceptions"));
            }
            if !seen.insert(exception.subject()) {
                return Some(ReceiptProblem::Twice("exceptions"));
            }
        }
        None
    }

    /// Who accepts has found it valid, or valid but for the time of the seal,
    /// and takes it over from somebody else on the day of the act or later.
    fn answer_unfounded(&self) -> Option<ReceiptProblem> {
        use ReceiptProblem::Against;
        let act = self.act.as_ref();
        if act.is_some_and(|act| act.giver == self.receiver) {
            return Some(Against("receiver"));
        }
        if act.is_some_and(|act| act.issue == 0) {
            return Some(Against("issue"));
        }
        if self.held_by == Some(self.receiver) {
            return Some(Against("held_by"));
        }
        if !self.is_accepting() {
            return None;
        }
        let relied = self.found == CheckedAs::SignerUnknown && self.late.is_some();
        if self.found != CheckedAs::Valid && !relied {
            return Some(Against("found"));
        }
        if self.found == CheckedAs::Valid && self.late.is_some() {
            return Some(ReceiptProblem::OutOfPlace("late"));
        }
        act.is_some_and(|act| self.day < act.effective_on).then_some(Against("day"))
    }

    /// Its texts that people wrote, with their members. What exceptions name
    /// was looked at in the bundle.
    fn texts(&self) -> impl Iterator<Item = (&'static str, &Line)> {
        let by = self.by.iter().flat_map(|person| [("by", &person.name), ("by", &person.title)]);
        let reason = self.reason.iter().map(|text| ("reason", text));
        let notes = self.exceptions.iter().filter_map(|e| Some(("exceptions", e.note.as_ref()?)));
        let late = self.late.iter().map(|paper| ("late", &paper.number));
        by.chain(reason).chain(notes).chain(late).chain(self.form.texts())
    }

    /// Words of secrecy in what people wrote, by member and never by text.
    pub fn secrecy(&self, cleared: &Clearances) -> Vec<Finding> {
        let judge = |(member, text): (_, &Line)| {
            secrecy::judge(text.as_str(), Location::act(member), cleared)
        };
        self.texts().filter_map(judge).collect()
    }
}
