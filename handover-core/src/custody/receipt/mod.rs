//! The receiver's answer to a bundle.

mod counts;
mod exception;
mod problem;
#[cfg(test)]
pub(crate) mod tests;

pub use counts::{
    Counts, ElectronicCounts, PaperCounts, ReceiptForm, ReceiptSide, ReceiptSignatory,
    ReceiptTotals, TotalLine,
};
pub use exception::{Exception, ExceptionKind};
pub use problem::ReceiptProblem;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::values::{Head, Line, Paper, Person};
use crate::description::Day;
use crate::description::code_list::code_list;
use crate::digest::Digest;
use crate::unit::AgencyRef;

code_list! {
    /// What the receiver answers.
    Answer {
        Accepted = "accepted", "tiếp nhận";
        AcceptedWith = "accepted-with", "tiếp nhận, có ngoại lệ";
        Refused = "refused", "từ chối tiếp nhận";
    }
}

code_list! {
    /// What a digest is the identity of.
    Parcel {
        Bundle = "bundle", "gói bàn giao";
        Set = "set", "bộ nhiều tập";
    }
}

code_list! {
    /// What the check before the answer came to: the verdicts of a bundle.
    CheckedAs {
        Valid = "valid", "đầy đủ, nguyên vẹn, đúng người ký";
        SignerUnknown = "intact-signer-unknown", "nguyên vẹn, chưa xác nhận người ký";
        Incomplete = "incomplete", "chưa đủ";
        NotValid = "not-valid", "không đạt";
    }
}

code_list! {
    /// How much was read for the answer. There is one way: everything.
    ReceiptCheck {
        Full = "full", "cả hai mã băm của mọi tệp";
    }
}

/// What the receipt says of the act in the bundle.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceivedAct {
    /// Its identity.
    pub id: Uuid,
    /// Which packing of it.
    pub issue: u32,
    /// Who gives.
    pub giver: AgencyRef,
    /// The closed agency that the giver acts for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<AgencyRef>,
    /// The day of the seal, as the giver claims it.
    pub sealed_on: Day,
    /// The day on which custody passes, by the act.
    pub effective_on: Day,
    /// Head of the giver's ledger, as the act states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ledger_head: Option<Digest>,
}

impl ReceivedAct {
    /// Act and packing in one word, as `Bag-Group-Identifier` has it.
    pub fn group(&self) -> String {
        format!("{}-{}", self.id, self.issue)
    }
}

/// The trust list that the answer rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustUsed {
    /// Key id of its root.
    pub root: Digest,
    /// SHA-256 of its signed text.
    pub digest: Digest,
    /// Its counter.
    pub counter: u64,
}

/// The receiver's answer to a bundle or set: accepted, accepted with
/// exceptions, or refused. It repeats what the answer was given to, so that it
/// can be judged when the bundle is not at hand.
///
/// The order of members is that of `docs/format.md`. Read from JSON each value
/// is sound; whether they fit each other says [`Receipt::problem`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Receipt {
    /// What was received.
    pub parcel: Parcel,
    /// Its identity.
    pub digest: Digest,
    /// Its act; absent only in the refusal of a bundle whose act nobody can read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<ReceivedAct>,
    /// Who answers.
    pub receiver: AgencyRef,
    /// The day of the answer, UTC+7; its signers' claim.
    pub day: Day,
    /// The persons who answer for it.
    pub by: Vec<Person>,
    /// The answer.
    pub answer: Answer,
    /// Why it is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Line>,
    /// How much was read.
    pub checked: ReceiptCheck,
    /// What the check came to.
    pub found: CheckedAs,
    /// The trust list that it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trust: Option<TrustUsed>,
    /// Declared, computed and counted.
    pub totals: ReceiptTotals,
    /// What custody does not pass for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<Exception>,
    /// With whom that stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_by: Option<AgencyRef>,
    /// What the receiver's people wrote into the form.
    #[serde(default, skip_serializing_if = "counts::is_default")]
    pub form: ReceiptForm,
    /// The receiver's own ledger before the event of this receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ledger_head: Option<Head>,
    /// The paper minutes relied on, where no one has witnessed the seal in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<Paper>,
    /// SHA-256 of the text of the first receipt for the same digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Digest>,
}

impl Receipt {
    /// An answer with nothing but its required parts.
    pub fn new(
        (parcel, digest): (Parcel, Digest),
        act: Option<ReceivedAct>,
        (receiver, day): (AgencyRef, Day),
        by: Vec<Person>,
        answer: Answer,
        found: CheckedAs,
    ) -> Self {
        Receipt {
            parcel,
            digest,
            act,
            receiver,
            day,
            by,
            answer,
            reason: None,
            checked: ReceiptCheck::Full,
            found,
            trust: None,
            totals: ReceiptTotals::default(),
            exceptions: Vec::new(),
            held_by: None,
            form: ReceiptForm::default(),
            ledger_head: None,
            late: None,
            first: None,
        }
    }

    /// Whether custody passes, be it with exceptions.
    pub fn is_accepting(&self) -> bool {
        self.answer != Answer::Refused
    }
}
