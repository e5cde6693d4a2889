//! What a ledger is held against: keys that are trusted, heads that were seen.

use std::path::{Path, PathBuf};

use handover_core::custody::Witness;
use handover_core::description::Day;
use handover_core::finding::Group;
use handover_core::ledger::{KeyTrust, LedgerFile, Options, TrustedKeys, Verdict};
use handover_core::verify::{ListFacts, ListTrust};

use crate::args::Seen;
use crate::context::Context;
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::keys;
use crate::locale::Arguments;
use crate::progress::{Findings, Progress};
use crate::text_file;

/// What stands behind `--trust`.
enum Source {
    Nobody,
    Keys(TrustedKeys),
    List(Box<ListTrust>),
}

pub(crate) struct Trusted {
    source: Source,
    witnesses: Vec<Witness>,
}

impl Trusted {
    /// Reads `--trust`, which is keys or one list, with `--root`; and `--head`.
    pub(crate) fn of(
        trust: &[PathBuf],
        root: Option<&str>,
        head: &[Seen],
        context: &Context<'_>,
    ) -> Result<Self, Failure> {
        let seen = head.iter();
        let witnesses =
            seen.map(|(head, day)| Witness { head: *head, day: day.map(Day), receipt: None });
        Ok(Self { source: source(trust, root, context)?, witnesses: witnesses.collect() })
    }

    /// Takes what the receipts in a folder say of the ledger at `ledger`.
    pub(crate) fn with_receipts(
        mut self,
        folder: Option<&Path>,
        ledger: &Path,
    ) -> Result<Self, Failure> {
        if let Some(folder) = folder {
            let receipts = keys::receipts(folder)?;
            let seen = self.ledger(ledger).seen_by(&receipts, &Options::default(), &())?;
            self.witnesses.extend(seen);
            if let Source::List(list) = self.source {
                self.source = Source::List(Box::new(list.after_receipts(&receipts)));
            }
        }
        Ok(self)
    }

    fn trust(&self) -> Option<&dyn KeyTrust> {
        match &self.source {
            Source::Nobody => None,
            Source::Keys(keys) => Some(keys),
            Source::List(list) => Some(list.as_ref()),
        }
    }

    /// The ledger at `path`, and what it is held against.
    pub(crate) fn ledger<'l>(&'l self, path: &'l Path) -> LedgerFile<'l> {
        LedgerFile { path, trust: self.trust(), witnesses: &self.witnesses }
    }

    /// The list that signers are judged by, where it is one.
    pub(crate) fn list(&self) -> Option<ListFacts> {
        match &self.source {
            Source::List(list) => Some(list.facts()),
            Source::Nobody | Source::Keys(_) => None,
        }
    }

    /// Findings about signers belong to the answer only where keys are trusted.
    pub(crate) const fn judges_signers(&self) -> bool {
        !matches!(self.source, Source::Nobody)
    }

    /// Whether the ledger may be believed. Without keys nobody is asked who
    /// signed it.
    pub(crate) fn believes(&self, verdict: &Verdict) -> bool {
        let report = &verdict.report;
        let unknown = if self.judges_signers() { 0 } else { report.blocks_in(Group::Signer) };
        report.counts.block <= unknown
    }

    /// The observer of a question that is not about signers.
    pub(crate) fn observer<'c, 'io>(&self, context: &'c Context<'io>) -> Progress<'c, 'io> {
        let observer = context.observer(Findings::Aside);
        if self.judges_signers() { observer } else { observer.without_signer() }
    }

    /// Says that no signer was confirmed, where nobody was trusted.
    pub(crate) fn note(&self, context: &Context<'_>) {
        if !self.judges_signers() {
            context.note(&context.locale.text("custody-unconfirmed"));
        }
    }
}

fn source(trust: &[PathBuf], root: Option<&str>, context: &Context<'_>) -> Result<Source, Failure> {
    let mut lists = Vec::new();
    for path in trust {
        if keys::is_list(&text_file::read(path)?) {
            lists.push(path);
        }
    }
    let refused = |key, path: &Path| -> Result<Source, Failure> {
        let arguments = Arguments::new().path("path", path);
        Err(Refusal::new(key, exit::USAGE).with(arguments).into())
    };
    match (lists[..].first(), trust, root) {
        (None, [], _) => Ok(Source::Nobody),
        (None, [path, ..], Some(_)) => refused("verify-no-list", path),
        (None, paths, None) => {
            let keys: Result<Vec<_>, _> =
                paths.iter().map(|path| keys::public(path, context)).collect();
            Ok(Source::Keys(TrustedKeys::new(keys?)))
        }
        (Some(path), [_], root) => {
            let root = root.map(|root| keys::named(root, context)).transpose()?;
            let root = root.map(|root| root.key);
            let list = ListTrust::new(keys::list(path)?, root, context.today);
            Ok(Source::List(Box::new(list)))
        }
        (Some(path), _, _) => refused("custody-one-list", path),
    }
}
