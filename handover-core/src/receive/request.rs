use super::exceptions::Exceptions;
use super::form::FilledForm;
use crate::custody::{Head, Line, Paper, Person};
use crate::description::Day;
use crate::finding::{Report, Severities};
use crate::limits::Limits;
use crate::signing::SignedReceipt;
use crate::unit::{AgencyRef, Register};

/// What the receiver answers.
#[derive(Debug, Clone)]
pub enum Reply {
    /// All of it is taken over.
    Accept,
    /// All but this.
    AcceptWith(Exceptions),
    /// Nothing is, for this reason.
    Refuse(Line),
}

/// Who answers what to a bundle.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Request<'a> {
    /// Who answers.
    pub receiver: AgencyRef,
    /// The day of the answer, UTC+7.
    pub day: Day,
    /// The persons who answer for it.
    pub by: Vec<Person>,
    /// The answer.
    pub reply: Reply,
    /// With whom exceptions stay; with the giver if nothing is said.
    pub held_by: Option<AgencyRef>,
    /// What the receiver's people counted and saw.
    pub form: FilledForm,
    /// The paper minutes relied on where the time of the seal is unproven.
    pub late: Option<Paper>,
    /// Receipts that the receiver has written before, of whatever bundles.
    pub earlier: &'a [SignedReceipt],
}

impl Request<'_> {
    /// An answer with nothing but its required parts.
    pub fn new(receiver: AgencyRef, day: Day, by: Vec<Person>, reply: Reply) -> Self {
        let form = FilledForm::default();
        Request { receiver, day, by, reply, held_by: None, form, late: None, earlier: &[] }
    }
}

/// How to receive.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options<'r> {
    /// Bounds on what is read.
    pub limits: Limits,
    /// What each rule weighs.
    pub severities: Severities,
    /// Which units are in force when; nothing is said of them without it.
    pub register: Option<&'r Register>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        let (limits, severities) = (Limits::default(), Severities::default());
        Options { limits, severities, register: Register::compiled_in() }
    }
}

/// A receipt that is on the disk.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Received {
    /// The receipt.
    pub receipt: SignedReceipt,
    /// Where the receiver's ledger stands now, if one is kept.
    pub head: Option<Head>,
    /// Events that this run has entered.
    pub entered: u64,
    /// Whether an earlier run had signed the receipt, and this one finished it.
    pub finished: bool,
    /// What was found, none of it in the way.
    pub report: Report,
}
