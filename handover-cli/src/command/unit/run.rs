use handover_core::unit::Way;

use super::{find, lineage, show};
use crate::args::{UnitArgs, UnitCommand};
use crate::context::Context;
use crate::failure::Failure;
use crate::units::Loaded;

pub(crate) fn run(args: &UnitArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let register = Loaded::of(args.register.as_deref())?;
    match &args.command {
        UnitCommand::Find(args) => find::find(args, &register, context),
        UnitCommand::Show(args) => show::show(args, &register, context),
        UnitCommand::Successors(args) => lineage::run(args, Way::Forth, &register, context),
        UnitCommand::Predecessors(args) => lineage::run(args, Way::Back, &register, context),
        UnitCommand::History(args) => lineage::history(args, &register, context),
    }
}
