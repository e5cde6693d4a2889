//! `handover show`: a bundle, a set of volumes or holdings at a glance.

mod act;
mod bundle;
mod holdings;
mod set;
mod told;

use handover_core::bundle::VolumeSet;
use handover_core::holdings::Holdings;

use crate::args::ShowArgs;
use crate::context::Context;
use crate::failure::Failure;

pub(crate) fn run(args: &ShowArgs, context: &Context<'_>) -> Result<u8, Failure> {
    if VolumeSet::is_one(&args.bundle) {
        set::run(args, context)
    } else if Holdings::is_one(&args.bundle) {
        holdings::run(args, context)
    } else {
        bundle::run(args, context)
    }
}
