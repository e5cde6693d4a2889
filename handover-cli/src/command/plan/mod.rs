//! `handover plan`: before anything moves.

mod digitise;
mod figures;
mod progress;
mod routes;
mod state;
mod told;
mod transfers;
mod work;

pub(super) use work::{inventories_below, rules};

use crate::args::{PlanArgs, PlanCommand};
use crate::context::Context;
use crate::failure::Failure;
use crate::units::Loaded;

pub(crate) fn run(args: &PlanArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let register = Loaded::of(args.register.as_deref())?;
    match &args.command {
        PlanCommand::Routes(args) => routes::run(args, &register, context),
        PlanCommand::State(args) => state::run(args, &register, context),
        PlanCommand::Digitise(args) => digitise::run(args, &register, context),
        PlanCommand::Progress(args) => progress::run(args, &register, context),
        PlanCommand::Transfers(args) => transfers::run(args, &register, context),
    }
}
