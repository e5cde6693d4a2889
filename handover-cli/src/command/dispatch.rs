use super::{
    completions, custody, diff, inventory, key, man, merge, minutes, pack, plan, receive, release,
    report, show, survey, transfer, trust, unit, unpack, verify, witness,
};
use crate::args::{Command, InventoryCommand, KeyCommand, TransferCommand, TrustCommand};
use crate::context::Context;
use crate::failure::Failure;

/// Runs one subcommand; the exit code says what its answer was.
pub(crate) fn run(command: &Command, context: &Context<'_>) -> Result<u8, Failure> {
    match command {
        Command::Unit(args) => unit::run(args, context),
        Command::Plan(args) => plan::run(args, context),
        Command::Transfer(TransferCommand::New(args)) => transfer::new(args, context),
        Command::Key(KeyCommand::New(args)) => key::new(args, context),
        Command::Key(KeyCommand::Show(args)) => key::show(args, context),
        Command::Inventory(InventoryCommand::Scans(args)) => inventory::scans(args, context),
        Command::Inventory(InventoryCommand::Check(args)) => inventory::check(args, context),
        Command::Inventory(InventoryCommand::Totals(args)) => inventory::totals(args, context),
        Command::Inventory(InventoryCommand::Import(args)) => inventory::import(args, context),
        Command::Inventory(InventoryCommand::Export(args)) => inventory::export(args, context),
        Command::Survey(args) => survey::run(args, context),
        Command::Pack(args) => pack::run(args, context),
        Command::Trust(TrustCommand::Add(args)) => trust::add(args, context),
        Command::Trust(TrustCommand::Revoke(args)) => trust::revoke(args, context),
        Command::Trust(TrustCommand::List(args)) => trust::list(args, context),
        Command::Trust(TrustCommand::Sign(args)) => trust::sign(args, context),
        Command::Witness(args) => witness::run(args, context),
        Command::Receive(args) => receive::run(args, context),
        Command::Release(args) => release::run(args, context),
        Command::Verify(args) => verify::run(args, context),
        Command::Unpack(args) => unpack::run(args, context),
        Command::Show(args) => show::run(args, context),
        Command::Merge(args) => merge::run(args, context),
        Command::Minutes(args) => minutes::run(args, context),
        Command::Report(args) => report::run(args, context),
        Command::Diff(args) => diff::run(args, context),
        Command::Custody(command) => custody::run(command, context),
        Command::Completions(args) => completions::run(args, context),
        Command::Man(args) => man::run(args, context),
    }
}
