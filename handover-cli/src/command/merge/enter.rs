//! The events of a merge, signed into the ledger of the custodian.

use std::path::Path;

use handover_core::custody::Person;
use handover_core::limits::Limits;
use handover_core::merge::{Entered, Incoming, Writers, enter};
use handover_core::signing::PrivateKey;
use handover_core::unit::AgencyRef;

use crate::args::MergeArgs;
use crate::command::custody::{is_of, opened, people, private, signers, tell_recovered};
use crate::context::Context;
use crate::failure::Failure;
use crate::progress::Findings;

/// A ledger that was found fit before anything was merged.
pub(super) struct Entering<'a> {
    path: &'a Path,
    by: Vec<Person>,
    keys: Vec<PrivateKey>,
}

impl<'a> Entering<'a> {
    /// Reads persons and keys, and opens the ledger once: what would stop the
    /// events must stop the merge. Nobody has to wait for the long verify.
    pub(super) fn of(
        args: &'a MergeArgs,
        into: AgencyRef,
        context: &Context<'_>,
    ) -> Result<Option<Self>, Failure> {
        let Some(path) = args.ledger.as_deref() else { return Ok(None) };
        let by = people(&args.by)?;
        let keys = private(&args.key, args.passphrase_file.as_deref(), context)?;
        let (ledger, recovered) = opened(path, context)?;
        if let Some(recovered) = &recovered {
            tell_recovered(path, recovered, context);
        }
        is_of(&ledger, into)?;
        Ok(Some(Self { path, by, keys }))
    }

    /// Enters what has passed, once the holdings are in their place.
    pub(super) fn enter(
        &self,
        out: &Path,
        incoming: &[Incoming],
        context: &Context<'_>,
    ) -> Result<Entered, Failure> {
        let (mut ledger, recovered) = opened(self.path, context)?;
        if let Some(recovered) = &recovered {
            tell_recovered(self.path, recovered, context);
        }
        let writers = Writers { by: &self.by, signers: &signers(&self.keys) };
        let observer = context.observer(Findings::Aside);
        let entered = enter(out, incoming, &mut ledger, writers, &Limits::default(), &observer)?;
        drop(observer);
        if entered.events.iter().any(|event| event.day_back) {
            context.warn(&context.locale.text("custody-day-back"));
        }
        Ok(entered)
    }
}
