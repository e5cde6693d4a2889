//! Which of the transfers that a reorganisation demands are done: routes held
//! against receipts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::Route;
use crate::custody::{Answer, Receipt};
use crate::description::code_list::code_list;
use crate::digest::Digest;
use crate::error::{ErrorKind, Result};
use crate::finding::{Code, Collector, Finding, Location, Report, Severities};
use crate::limits::Limits;
use crate::observe::{self, Observer};
use crate::unit::AgencyRef;
use crate::verify::{ReceiptVerification, Verdict};

/// Receipts that are remembered; a province has some thousands.
const RECEIPTS: u64 = 1_000_000;

code_list! {
    /// How a transfer stands.
    TransferState {
        Done = "done", "đã xong";
        Open = "open", "chưa xong";
        Late = "late", "quá hạn";
        Disputed = "disputed", "đang vướng mắc";
        Undecided = "undecided", "chưa rõ bên nhận";
    }
}

/// How to look.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// Bounds on what is read.
    pub limits: Limits,
    /// Which finding weighs what.
    pub severities: Severities,
}

/// What goes from one giver to one receiver. An act has one of each, and a
/// receipt does not say which block or term it is about: the routes between
/// two agencies are one transfer here.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Transfer {
    /// The first of its rows in the table of routes, from 1.
    pub row: u64,
    /// Who gives; after the closing, whoever acts on its behalf.
    pub giver: AgencyRef,
    /// Who receives; absent while that is to be decided.
    pub receiver: Option<AgencyRef>,
    /// Its rows in the table of routes.
    pub routes: u64,
    /// The last day for the first of them, where one was set.
    pub due_on: Option<NaiveDate>,
    /// How it stands.
    pub state: TransferState,
    /// Receipts by which something was taken over.
    pub accepted: u64,
    /// The latest day of one.
    pub accepted_on: Option<NaiveDate>,
    /// Receipts by which something was refused.
    pub refused: u64,
    /// Acceptances with exceptions.
    pub with_exceptions: u64,
    /// Whether its receipts contradict each other.
    pub contradicting: bool,
}

/// How many transfers stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TransferCounts {
    /// Taken over without a word.
    pub done: u64,
    /// Not yet, and no day is past.
    pub open: u64,
    /// Not yet, and the day is past.
    pub late: u64,
    /// Refused, with exceptions, or contradicting.
    pub disputed: u64,
    /// Nobody has said who receives.
    pub undecided: u64,
}

/// The answer.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Transfers {
    /// Each transfer, in the order of its first route.
    pub transfers: Vec<Transfer>,
    /// How many stand how.
    pub counts: TransferCounts,
    /// Receipts that were counted.
    pub receipts: u64,
    /// Receipts that were not: not sound, or not by a key of their receiver.
    pub uncounted: u64,
    /// Receipts of parties between whom no route leads.
    pub elsewhere: u64,
    /// Whether receipts were held against a trust list.
    pub judged: bool,
    /// What is wrong.
    pub report: Report,
}

/// Holds `routes` against `receipts`, for the day `on`.
///
/// A receipt that was judged by a trust list counts only if that found it valid;
/// one that was not judged counts if its own keys have signed it, and the
/// answer says so.
///
/// # Errors
/// Those of the routes and of the receipts; `Limit`, `Interrupted`.
pub fn transfers(
    routes: impl IntoIterator<Item = Result<Route>>,
    receipts: impl IntoIterator<Item = Result<ReceiptVerification>>,
    on: NaiveDate,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Transfers> {
    let show = |finding: &Finding| observer.finding(finding);
    let kept = options.limits.findings_kept;
    let mut found = Collector::new(options.severities.clone(), kept, &show);
    let mut ways = Ways::default();
    for (row, route) in (1_u64..).zip(routes) {
        observe::check(observer)?;
        ways.route(row, &route?);
    }
    let (mut counted, mut uncounted, mut elsewhere, mut judged) = (0, 0, 0, false);
    for receipt in receipts {
        observe::check(observer)?;
        let receipt = receipt?;
        judged |= receipt.trust.is_some();
        let sound = receipt.trust.is_none() || receipt.verdict == Verdict::Valid;
        let Some(text) = receipt.receipt.as_ref().filter(|_| sound) else {
            uncounted += 1;
            continue;
        };
        counted += 1;
        if counted > RECEIPTS {
            let (path, what) = ("receipts".into(), "files");
            return Err(ErrorKind::Limit { path, what, limit: RECEIPTS }.into());
        }
        elsewhere += u64::from(!ways.receipt(text.receipt(), text.digest()));
    }
    for (count, code) in
        [(uncounted, Code::TransferNotCounted), (elsewhere, Code::TransferElsewhere)]
    {
        if count > 0 {
            found.add(Finding::new(code, Location::Whole).with("count", count));
        }
    }
    let mut counts = TransferCounts::default();
    let mut transfers: Vec<Transfer> = ways.0.into_values().map(|way| way.finish(on)).collect();
    transfers.sort_by_key(|transfer| transfer.row);
    for transfer in &transfers {
        let (count, code) = match transfer.state {
            TransferState::Done => (&mut counts.done, None),
            TransferState::Open => (&mut counts.open, None),
            TransferState::Late => (&mut counts.late, Some(Code::TransferLate)),
            TransferState::Disputed => (&mut counts.disputed, Some(Code::TransferDisputed)),
            TransferState::Undecided => (&mut counts.undecided, None),
        };
        *count += 1;
        if let Some(code) = code {
            found.at(code, Location::row("routes", transfer.row));
        }
    }
    let report = found.finish();
    Ok(Transfers { transfers, counts, receipts: counted, uncounted, elsewhere, judged, report })
}

/// Transfers by giver and receiver; those without a receiver each by itself.
#[derive(Default)]
struct Ways(BTreeMap<(AgencyRef, Option<AgencyRef>), Way>);

struct Way {
    transfer: Transfer,
    /// What was answered to each act and packing.
    answers: BTreeMap<String, Answers>,
    /// Texts that were taken: the same receipt twice is one.
    texts: BTreeSet<Digest>,
}

#[derive(Default)]
struct Answers {
    accepted: BTreeSet<Digest>,
    with_exceptions: bool,
    accepted_on: Option<NaiveDate>,
    refused_on: Option<NaiveDate>,
}

impl Ways {
    fn route(&mut self, row: u64, route: &Route) {
        let receiver = route.receiver();
        let way = self.0.entry((route.giver, receiver)).or_insert_with(|| Way {
            transfer: Transfer {
                row,
                giver: route.giver,
                receiver,
                routes: 0,
                due_on: None,
                state: TransferState::Open,
                accepted: 0,
                accepted_on: None,
                refused: 0,
                with_exceptions: 0,
                contradicting: false,
            },
            answers: BTreeMap::new(),
            texts: BTreeSet::new(),
        });
        way.transfer.routes += 1;
        let due = way.transfer.due_on.into_iter().chain(route.due_on);
        way.transfer.due_on = due.min();
    }

    /// Takes a receipt; `false` if no route leads from its giver to its receiver.
    fn receipt(&mut self, receipt: &Receipt, text: Digest) -> bool {
        let Some(act) = &receipt.act else { return false };
        let givers = [Some(act.giver), act.on_behalf_of];
        let way = givers.into_iter().flatten().find_map(|giver| {
            let key = (giver, Some(receipt.receiver));
            self.0.contains_key(&key).then_some(key)
        });
        let Some(way) = way.and_then(|key| self.0.get_mut(&key)) else { return false };
        if !way.texts.insert(text) {
            return true;
        }
        let answers = way.answers.entry(act.id.to_string()).or_default();
        let day = receipt.day.0;
        if receipt.answer == Answer::Refused {
            way.transfer.refused += 1;
            answers.refused_on = answers.refused_on.max(Some(day));
        } else {
            way.transfer.accepted += 1;
            way.transfer.accepted_on = way.transfer.accepted_on.max(Some(day));
            answers.accepted.insert(receipt.digest);
            let first = answers.accepted_on.into_iter().chain([day]).min();
            answers.accepted_on = first;
            answers.with_exceptions |= receipt.answer == Answer::AcceptedWith;
            way.transfer.with_exceptions += u64::from(receipt.answer == Answer::AcceptedWith);
        }
        true
    }
}

impl Way {
    fn finish(self, on: NaiveDate) -> Transfer {
        let Way { mut transfer, answers, .. } = self;
        // Of one act two packings were taken over, or one was refused after it
        // had been taken over: somebody has to say which holds.
        transfer.contradicting = answers.values().any(|answers| {
            let late = answers.accepted_on.zip(answers.refused_on);
            answers.accepted.len() > 1 || late.is_some_and(|(first, refused)| refused >= first)
        });
        let refused = answers.values().any(|answers| answers.accepted.is_empty());
        let excepted = answers.values().any(|answers| answers.with_exceptions);
        transfer.state = if transfer.receiver.is_none() {
            TransferState::Undecided
        } else if transfer.contradicting || refused || excepted {
            TransferState::Disputed
        } else if transfer.accepted > 0 {
            TransferState::Done
        } else if transfer.due_on.is_some_and(|due| due < on) {
            TransferState::Late
        } else {
            TransferState::Open
        };
        transfer
    }
}

#[cfg(test)]
mod tests;
