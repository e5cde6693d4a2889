//! `handover show`: a bundle or a set of volumes at a glance.

mod act;
mod bundle;
mod set;
mod told;

use handover_core::bundle::VolumeSet;

use crate::args::ShowArgs;
use crate::context::Context;
use crate::failure::Failure;

pub(crate) fn run(args: &ShowArgs, context: &Context<'_>) -> Result<u8, Failure> {
    if VolumeSet::is_one(&args.bundle) {
        set::run(args, context)
    } else {
        bundle::run(args, context)
    }
}
