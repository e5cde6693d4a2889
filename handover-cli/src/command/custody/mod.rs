//! `handover custody`: the ledger of who holds what.

mod audit;
mod event;
mod log;
mod told;
mod trusted;
mod verify;
mod who;
mod write;

use crate::args::{CustodyCommand, Reading};
use crate::context::Context;
use crate::failure::Failure;

pub(super) use event::{line, paper, people};
pub(super) use told::{brief, people as people_in_words};
pub(super) use trusted::Trusted;
pub(super) use write::{is_of, opened, private, signers, tell_recovered};

pub(crate) fn run(command: &CustodyCommand, context: &Context<'_>) -> Result<u8, Failure> {
    match command {
        CustodyCommand::Open(args) => write::open(args, context),
        CustodyCommand::Add(args) => write::add(args, context),
        CustodyCommand::Log(args) => log::run(args, context),
        CustodyCommand::Verify(args) => verify::run(args, context),
        CustodyCommand::Head(args) => verify::head(args, context),
        CustodyCommand::Who(args) => who::run(args, context),
        CustodyCommand::Audit(args) => audit::run(args, context),
    }
}

/// What the ledger of a question is held against.
fn trusted(reading: &Reading, context: &Context<'_>) -> Result<Trusted, Failure> {
    Trusted::of(&reading.trust, reading.root.as_deref(), &reading.head, context)?
        .with_receipts(reading.receipts.as_deref(), &reading.ledger)
}
