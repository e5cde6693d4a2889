use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::arrival::Arrival;
use super::compose::{Subject, compose, judge};
use super::contents::{self, Contents};
use super::earlier::Earlier;
use super::enter::events;
use super::request::{Options, Received, Request};
use crate::custody::{Event, Receipt};
use crate::description::secrecy::Clearances;
use crate::durable::{publish_file, write_synced};
use crate::error::{Error, ErrorKind, Result};
use crate::finding::{Code, Collector, Finding, Location};
use crate::ledger::Ledger;
use crate::limits::Limits;
use crate::observe::Observer;
use crate::signing::{ReceiptError, SignedReceipt, Signer};
use crate::small_file;
use crate::transfer::Act;

/// Signs the answer to `arrival`, writes it to `out`, and enters it into
/// `ledger`, which is the receiver's.
///
/// The receipt is on the disk before its event is. A run that was cut off
/// between the two is finished by the same call: a receipt at `out` that says
/// what this one would, by the same keys, is taken up where the ledger still
/// stands at the head that it names.
///
/// # Errors
/// `Refused` with the report if a rule says no: it is meant for another, was
/// taken over before in this or another packing, was not found valid or not
/// read in full, takes effect later; an exception names nothing of it; a word of
/// secrecy stands in what people wrote. `WrongKind` for what has no identity,
/// `TargetExists` if something else lies at `out`, `Malformed`, `Sign`, `Read`,
/// `Write`, `Changed`, `Limit`, `Interrupted`.
pub fn receive(
    arrival: &Arrival,
    request: &Request<'_>,
    mut ledger: Option<&mut Ledger>,
    out: &Path,
    signers: &[&dyn Signer],
    options: &Options<'_>,
    observer: &dyn Observer,
) -> Result<Received> {
    let show = |finding: &Finding| observer.finding(finding);
    let limits = &options.limits;
    let mut found = Collector::new(options.severities.clone(), limits.findings_kept, &show);
    let no = || ErrorKind::WrongKind { path: arrival.path.clone(), wanted: "bundle" };
    let digest = arrival.digest.ok_or_else(no)?;
    let act = arrival.received_act();
    let subject = Subject { arrival, digest, act: act.as_ref() };
    judge(&subject, request, options.register, &mut found);

    let begun = begun(out, limits)?;
    let ours = begun.as_ref().map(SignedReceipt::digest);
    let mut earlier = Earlier::new(digest, act.as_ref(), request.receiver, ours);
    earlier.receipts(request.earlier);
    if let Some(ledger) = ledger.as_deref() {
        judge_ledger(ledger, &subject, request, &mut found);
        earlier.ledger(ledger.path(), limits, observer)?;
    }
    let mut receipt = compose(&subject, request);
    earlier.judge(receipt.is_accepting(), &mut found);
    let cleared = arrival.act.as_ref().map(Act::clearances).unwrap_or_default();
    judge_words(&receipt, &cleared, &mut found);
    refuse(&found)?;

    let mut contents = Contents::default();
    if receipt.is_accepting() {
        contents = contents::read(arrival, request.exceptions(), limits, &mut found, observer)?;
        refuse(&found)?;
    }
    if ledger.is_some() {
        judge_events(&receipt, &contents, arrival.act.as_ref(), out, &mut found)?;
        refuse(&found)?;
    }
    receipt.first = earlier.first;
    receipt.ledger_head = ledger.as_deref().map(Ledger::head);
    let finished = begun.is_some();
    let signed = match begun {
        Some(begun) => taken_up(begun, receipt, &earlier, out, signers)?,
        None => write(receipt, out, signers)?,
    };
    let events = events(signed.receipt(), signed.digest(), &contents, arrival.act.as_ref());
    let mut entered = 0;
    if let Some(ledger) = ledger.as_deref_mut() {
        if earlier.entered.len() >= events.len() {
            return Err(ErrorKind::TargetExists { path: out.to_path_buf() }.into());
        }
        entered = enter(ledger, &signed, events, &earlier, out, signers)?;
    }
    let head = ledger.map(|ledger| ledger.head());
    Ok(Received { receipt: signed, head, entered, finished, report: found.finish() })
}

/// Ends the run if anything blocks.
fn refuse(found: &Collector<'_>) -> Result<()> {
    if found.report().passes() {
        return Ok(());
    }
    Err(ErrorKind::Refused { report: Box::new(found.report().clone()) }.into())
}

fn judge_ledger(
    ledger: &Ledger,
    subject: &Subject<'_>,
    request: &Request<'_>,
    found: &mut Collector<'_>,
) {
    if ledger.agency() != request.receiver {
        let finding = Finding::new(Code::ReceiptOtherLedger, Location::Whole);
        let finding = finding.with("agency", ledger.agency().to_string());
        found.add(finding.with("receiver", request.receiver.to_string()));
    }
    if subject.act.is_none() {
        found.at(Code::ReceiptNoAct, Location::Whole);
    }
}

/// Looks at the events while nothing is signed yet: a receipt that cannot be
/// entered is not to be written.
fn judge_events(
    receipt: &Receipt,
    contents: &Contents,
    act: Option<&Act>,
    out: &Path,
    found: &mut Collector<'_>,
) -> Result<()> {
    // No event says anything of this name yet.
    for event in events(receipt, receipt.digest, contents, act) {
        if let Some(problem) = event.problem() {
            let problem = format!("{}: {}", problem.code(), problem.member());
            return Err(Error::malformed(out, None, "ledger.event", problem));
        }
        for finding in event.secrecy() {
            found.add(finding);
        }
    }
    Ok(())
}

fn judge_words(receipt: &Receipt, cleared: &Clearances, found: &mut Collector<'_>) {
    for finding in receipt.secrecy(cleared) {
        found.add(finding);
    }
}

/// A receipt that lies at `out` already.
fn begun(out: &Path, limits: &Limits) -> Result<Option<SignedReceipt>> {
    let there = || Error::from(ErrorKind::TargetExists { path: out.to_path_buf() });
    // A line, and its LF.
    let bytes = match small_file::read_if_there(out, limits.receipt_bytes as u64 + 1) {
        Err(error) if out.is_dir() || matches!(error.kind(), ErrorKind::Limit { .. }) => {
            return Err(there());
        }
        read => read?,
    };
    let Some(bytes) = bytes else { return Ok(None) };
    let begun = std::str::from_utf8(&bytes).ok();
    let begun = begun.and_then(|line| SignedReceipt::read(line, limits).ok());
    begun.map(Some).ok_or_else(there)
}

/// Goes on with a receipt that an earlier run has signed, if this one would say
/// the same.
fn taken_up(
    begun: SignedReceipt,
    mut wanted: Receipt,
    earlier: &Earlier<'_>,
    out: &Path,
    signers: &[&dyn Signer],
) -> Result<SignedReceipt> {
    let there = || Error::from(ErrorKind::TargetExists { path: out.to_path_buf() });
    let mut keys: Vec<_> = signers.iter().map(|signer| signer.public_key().key_id()).collect();
    keys.sort_unstable();
    let signed_by = begun.keys().iter().map(crate::signing::PublicKey::key_id);
    let head = begun.receipt().ledger_head;
    // Without a ledger nothing is left to do.
    if head.is_none() || wanted.ledger_head.is_none() || !signed_by.eq(keys) {
        return Err(there());
    }
    if earlier.entered.is_empty() && head != wanted.ledger_head {
        let problem = "the ledger went on without its event";
        return Err(Error::malformed(out, None, "receipt.stale", problem));
    }
    wanted.ledger_head = head;
    if *begun.receipt() == wanted { Ok(begun) } else { Err(there()) }
}

fn write(receipt: Receipt, out: &Path, signers: &[&dyn Signer]) -> Result<SignedReceipt> {
    let failed = |error| match error {
        ReceiptError::Problem(problem) => {
            let problem = format!("{}: {}", problem.code(), problem.member());
            Error::malformed(out, None, "receipt.problem", problem)
        }
        other => ErrorKind::Sign { source: Box::new(other) }.into(),
    };
    let signed = SignedReceipt::sign(receipt, signers).map_err(failed)?;
    let line = signed.to_line().map_err(failed)?;
    let new = beside(out);
    write_synced(&new, format!("{line}\n").as_bytes())?;
    publish_file(&new, out).inspect_err(|_| {
        // The error of publishing is the one to tell; the file was ours.
        let _ = fs::remove_file(&new);
    })?;
    Ok(signed)
}

fn beside(out: &Path) -> PathBuf {
    let mut name = OsString::from(out);
    name.push(".partial");
    name.into()
}

/// Appends the events that are not in the ledger yet.
fn enter(
    ledger: &mut Ledger,
    signed: &SignedReceipt,
    events: Vec<Event>,
    earlier: &Earlier<'_>,
    out: &Path,
    signers: &[&dyn Signer],
) -> Result<u64> {
    let mut entered = 0;
    for (at, event) in events.into_iter().enumerate() {
        match earlier.entered.get(at) {
            Some(kind) if *kind == event.kind => continue,
            Some(_) => return Err(ErrorKind::TargetExists { path: out.to_path_buf() }.into()),
            None => ledger.append(event, signed.receipt().day, signers)?,
        };
        entered += 1;
    }
    Ok(entered)
}
