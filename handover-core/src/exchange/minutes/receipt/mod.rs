//! The minutes of a receipt: what the receiver counted, answered and did not
//! take over. What a receipt does not say is left for the pen.

mod answer;
mod exceptions;
mod proof;
#[cfg(test)]
mod tests;
mod totals;

use std::path::Path;

use super::annexes::{begin_annex, findings};
use super::block::{Block, Blocks, Style};
use super::body::{copies, day};
use super::heading::{self, Names};
use super::options::{MinutesForm, MinutesOptions};
use super::parties::{Parties, Signer, basis, parties, signatures};
use super::run::{Minutes, PEOPLE, SEALS};
use super::words::{BLANK, Printer, fill, say};
use crate::custody::{Answer, Receipt, ReceiptSide};
use crate::error::{ErrorKind, Result};
use crate::signing::SignedReceipt;
use crate::transfer::Side;
use crate::verify::{ReceiptVerification, Seal, Verdict};

/// The paper, and what stands on it.
///
/// # Errors
/// `Refused` for what is no receipt, or against which its signatures, a trust
/// list or a ledger speak; `Limit`.
pub(super) fn drawn(
    path: &Path,
    judged: &ReceiptVerification,
    options: &MinutesOptions<'_>,
) -> Result<(Vec<Block>, Minutes)> {
    let sound = judged.receipt.as_ref().filter(|_| judged.verdict != Verdict::NotValid);
    let Some(signed) = sound else {
        let own = judged.report.counts.block > 0;
        let ledger = judged.ledger.as_ref().filter(|_| !own);
        let report = ledger.map_or(&judged.report, |ledger| &ledger.report);
        return Err(ErrorKind::Refused { report: Box::new(report.clone()) }.into());
    };
    bounded(path, signed)?;
    let receipt = signed.receipt();
    let form = options.form.unwrap_or_else(|| MinutesForm::for_receiver(&receipt.receiver));
    let printer = Printer::of_receipt();
    let names = Names::new(&[], options.looking.register, &printer);
    let mut paper = Blocks::default();
    let about = match receipt.answer {
        Answer::Refused => say("subject-refused"),
        _ => heading::subject(form),
    };
    // Who answers draws up the paper of the answer.
    heading::heading((&receipt.receiver, about), &names, options, &mut paper);
    body(form, signed, judged, &names, options, &mut paper);
    let mut number = 0;
    if !receipt.exceptions.is_empty() {
        begin_annex(&mut number, say("annex-excepted"), true, &mut paper);
        exceptions::exceptions(&receipt.exceptions, &printer, &mut paper);
    }
    let counts = judged.report.counts;
    if counts.block + counts.warn > 0 {
        begin_annex(&mut number, say("annex-exceptions"), true, &mut paper);
        findings(&judged.report, options, &mut paper);
    }
    let seal = |key| Seal { key, holds: true, trusted: judged.trusted.contains(&key) };
    let minutes = Minutes {
        form,
        digest: Some(receipt.digest),
        receipt: Some((signed.digest(), receipt.answer)),
        seals: signed.keys().iter().map(|key| seal(key.key_id())).collect(),
        signer_confirmed: !judged.trusted.is_empty(),
        report: judged.report.clone(),
    };
    Ok((paper.finish(), minutes))
}

fn bounded(path: &Path, signed: &SignedReceipt) -> Result<()> {
    let receipt = signed.receipt();
    let people = receipt.form.signatories.len().max(receipt.by.len());
    let parts = [("signatories", people, PEOPLE), ("keys", signed.keys().len(), SEALS)];
    match parts.into_iter().find(|(_, found, most)| found > most) {
        Some((what, _, most)) => {
            let (path, limit) = (path.to_path_buf(), most as u64);
            Err(ErrorKind::Limit { path, what, limit }.into())
        }
        None => Ok(()),
    }
}

fn body(
    form: MinutesForm,
    signed: &SignedReceipt,
    judged: &ReceiptVerification,
    names: &Names<'_>,
    options: &MinutesOptions<'_>,
    paper: &mut Blocks,
) {
    let receipt = signed.receipt();
    let people = people(receipt);
    // The legal basis stands in the act alone.
    basis(form, &[String::new()], names, paper);
    parties(&people, names, paper);
    let refused = receipt.answer == Answer::Refused;
    paper.say(Style::Text, say(if refused { "agree-refused" } else { "agree" }));
    for part in ["part-title", "part-period"] {
        paper.say(Style::Part, say(part));
        paper.say(Style::Text, BLANK);
    }
    totals::totals(receipt, paper);
    answer::condition(&receipt.form, names, paper);
    paper.say(Style::Part, say("part-list"));
    paper.say(Style::Text, say("list-in-bundle"));
    paper.say(Style::Text, say("list-copies"));
    answer::answer(receipt, names, paper);
    proof::proof(signed, judged, names, paper);
    paper.say(Style::Part, say("part-receipt-custody"));
    paper.say(Style::Text, custody(receipt, names));
    paper.say(Style::Part, say("part-receipt-copies"));
    paper.say(Style::Closing, copies(form, options.copies));
    signatures(&people, names, paper);
}

/// Where the form names nobody for the receiver, those who answer sign.
fn people(receipt: &Receipt) -> Parties<'_> {
    let of_form = receipt.form.signatories.iter().map(|person| Signer {
        side: match person.side {
            ReceiptSide::Giver => Side::Giver,
            ReceiptSide::Receiver => Side::Receiver,
            ReceiptSide::Witness => Side::Witness,
        },
        name: person.name.as_str(),
        title: person.title.as_str(),
    });
    let mut people: Vec<_> = of_form.collect();
    if !people.iter().any(|person| person.side == Side::Receiver) {
        people.extend(receipt.by.iter().map(|person| Signer {
            side: Side::Receiver,
            name: person.name.as_str(),
            title: person.title.as_str(),
        }));
    }
    let act = receipt.act.as_ref();
    Parties {
        giver: act.map(|act| act.giver),
        behalf: act.and_then(|act| Some((act.on_behalf_of?, None))),
        receiver: receipt.receiver,
        people,
    }
}

/// From which day who holds what.
fn custody(receipt: &Receipt, names: &Names<'_>) -> String {
    let from = receipt.act.as_ref().map(|act| day(act.effective_on.0));
    let holder = receipt.held_by.map(|agency| names.full(&agency));
    match (receipt.answer, from, holder) {
        (Answer::Accepted, Some(from), _) => fill("custody", &[("day", &from)]),
        (Answer::AcceptedWith, Some(from), Some(holder)) => {
            fill("custody-but", &[("day", &from), ("agency", &holder)])
        }
        _ => say("custody-stays").to_owned(),
    }
}
