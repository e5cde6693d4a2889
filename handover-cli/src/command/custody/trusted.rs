//! What a ledger is held against: keys that are trusted, heads that were seen.

use std::path::{Path, PathBuf};

use handover_core::custody::Witness;
use handover_core::description::Day;
use handover_core::ledger::{KeyTrust, LedgerFile, TrustedKeys};

use crate::args::Seen;
use crate::context::Context;
use crate::failure::Failure;
use crate::keys;
use crate::progress::{Findings, Progress};

pub(crate) struct Trusted {
    keys: Option<TrustedKeys>,
    witnesses: Vec<Witness>,
}

impl Trusted {
    pub(crate) fn of(
        trust: &[PathBuf],
        head: &[Seen],
        context: &Context<'_>,
    ) -> Result<Self, Failure> {
        let keys: Result<Vec<_>, _> =
            trust.iter().map(|path| keys::public(path, context)).collect();
        let keys = Some(keys?).filter(|keys| !keys.is_empty()).map(TrustedKeys::new);
        let seen = head.iter();
        let witnesses =
            seen.map(|(head, day)| Witness { head: *head, day: day.map(Day), receipt: None });
        Ok(Self { keys, witnesses: witnesses.collect() })
    }

    /// The ledger at `path`, and what it is held against.
    pub(crate) fn ledger<'l>(&'l self, path: &'l Path) -> LedgerFile<'l> {
        let trust = self.keys.as_ref().map(|keys| keys as &dyn KeyTrust);
        LedgerFile { path, trust, witnesses: &self.witnesses }
    }

    /// Findings about signers belong to the answer only where keys are trusted.
    pub(crate) const fn judges_signers(&self) -> bool {
        self.keys.is_some()
    }

    /// The observer of a question that is not about signers.
    pub(crate) fn observer<'c, 'io>(&self, context: &'c Context<'io>) -> Progress<'c, 'io> {
        let observer = context.observer(Findings::Aside);
        if self.judges_signers() { observer } else { observer.without_signer() }
    }

    /// Says that no signer was confirmed, where nobody was trusted.
    pub(crate) fn note(&self, context: &Context<'_>) {
        if self.keys.is_none() {
            context.note(&context.locale.text("custody-unconfirmed"));
        }
    }
}
