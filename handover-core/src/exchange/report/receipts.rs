//! What receivers answered: their receipts, wherever they lie below a folder.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::page::{Cell, Kind, Mark, Part, Section, Table};
use super::summary::Facts;
use super::words::Words;
use crate::custody::{Answer, Receipt, TotalLine};
use crate::error::{ErrorKind, IoContext, Result};
use crate::finding::Severities;
use crate::limits::Limits;
use crate::signing::{ReceiptError, Schema, SignedReceipt};
use crate::verify::{ReceiptVerification, Trust, verify_receipt};

/// Folders below the folder of receipts.
const DEPTH: usize = 8;
/// Receipts that one page has room for.
const MOST: usize = 10_000;
/// What a signed line shows of itself in its first bytes.
const HEAD: u64 = 128;
/// Hex digits of a digest by which people find a bundle again.
const SHORT: usize = 16;

/// The receipts below `folder`, and how many there are.
///
/// Each has signatures of all keys that it names. Whose keys these are is for a trust list.
pub(super) fn section(folder: &Path, limits: &Limits, words: &Words<'_>) -> Result<(Section, u64)> {
    let headings = words.headings(&[
        "column-day",
        "column-giver",
        "column-receiver",
        "column-receipt",
        "column-checked-as",
        "column-exceptions",
        "column-totals",
        "fact-sealed-on",
        "fact-effective-on",
        "fact-digest",
        "column-reason",
    ]);
    let mut table = Table::new("receipts", Kind::Rows, words.say("caption-receipts"), headings);
    let mut answers: BTreeMap<Answer, u64> = BTreeMap::new();
    let mut broken = 0_u64;
    let mut found = Vec::new();
    look(folder, 0, &mut found)?;
    for path in &found {
        match read(path, limits)? {
            Ok(signed) => {
                *answers.entry(signed.receipt().answer).or_default() += 1;
                table.rows.push(row(signed.receipt(), words));
            }
            Err(error) => {
                broken += 1;
                table.rows.push(unreadable(path, &error, words));
            }
        }
    }
    let mut facts = Facts::new("receipts-sum", words.say("caption-receipts-sum"), words);
    facts.number("receipts", found.len() as u64);
    for answer in Answer::ALL {
        facts.number(key(*answer), answers.get(answer).copied().unwrap_or_default());
    }
    facts.number("receipts-broken", broken);
    let heading = words.say("section-receipts").to_owned();
    let how = Part::Text(words.say("receipts-how").to_owned());
    let parts = vec![facts.part(), how, Part::Table(table)];
    Ok((Section { id: "receipts".to_owned(), heading, parts }, found.len() as u64))
}

pub(super) const fn key(answer: Answer) -> &'static str {
    match answer {
        Answer::Accepted => "receipt-accepted",
        Answer::AcceptedWith => "receipt-accepted-with",
        Answer::Refused => "receipt-refused",
    }
}

/// The files that say that they are receipts, in the order of their paths.
fn look(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<()> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).reading(folder)? {
        let entry = entry.reading(folder)?;
        // Links are not followed: they may lead round in a circle.
        entries.push((entry.file_name(), entry.file_type().reading(entry.path())?));
    }
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, kind) in entries {
        let path = folder.join(name);
        if kind.is_dir() && depth < DEPTH {
            look(&path, depth + 1, found)?;
        } else if kind.is_file() && claims(&path)? {
            if found.len() == MOST {
                let (path, limit) = (folder.to_path_buf(), MOST as u64);
                return Err(ErrorKind::Limit { path, what: "receipts", limit }.into());
            }
            found.push(path);
        }
    }
    Ok(())
}

/// Whether a file begins as a receipt does.
fn claims(path: &Path) -> Result<bool> {
    let mut head = Vec::new();
    File::open(path).reading(path)?.take(HEAD).read_to_end(&mut head).reading(path)?;
    let head = String::from_utf8_lossy(&head);
    Ok(Schema::of_line(&head).is_some_and(|(kind, _)| kind == "receipt"))
}

fn read(path: &Path, limits: &Limits) -> Result<Result<SignedReceipt, ReceiptError>> {
    Ok(SignedReceipt::read(&line(path, limits)?, limits))
}

/// The line of a receipt; what is no UTF-8 is none either.
fn line(path: &Path, limits: &Limits) -> Result<String> {
    let mut line = Vec::new();
    let file = File::open(path).reading(path)?;
    let most = limits.receipt_bytes as u64;
    file.take(most.saturating_add(1)).read_to_end(&mut line).reading(path)?;
    Ok(String::from_utf8(line).unwrap_or_default())
}

/// The receipts below `folder`, each with the signatures of its own keys checked: whose keys
/// they are, nobody has said.
pub(super) fn verified(
    folder: &Path,
    limits: &Limits,
) -> Result<impl Iterator<Item = Result<ReceiptVerification>>> {
    let mut found = Vec::new();
    look(folder, 0, &mut found)?;
    Ok(found.into_iter().map(move |path| {
        let severities = Severities::default();
        verify_receipt(&line(&path, limits)?, &Trust::Nobody, None, (limits, &severities), &())
    }))
}

fn row(receipt: &Receipt, words: &Words<'_>) -> Vec<Cell> {
    let act = receipt.act.as_ref();
    let mark = match receipt.answer {
        Answer::Accepted => Mark::Good,
        Answer::AcceptedWith => Mark::Caution,
        Answer::Refused => Mark::Bad,
    };
    // A closed unit is whom people look for, also where a living one sealed for it.
    let giver = act.map(|act| words.codes.agency(&act.on_behalf_of.unwrap_or(act.giver)));
    let digest = receipt.digest.to_string();
    let reason = receipt.reason.as_ref().map(|reason| words.data(reason.as_str()));
    vec![
        Cell::Day(Some(receipt.day.0)),
        Cell::Text(giver.unwrap_or_else(|| "–".to_owned())),
        Cell::Text(words.codes.agency(&receipt.receiver)),
        Cell::Marked(mark, words.say(key(receipt.answer)).to_owned()),
        Cell::Text(words.word("verdict", receipt.found.code())),
        Cell::Number(receipt.exceptions.len() as u64),
        totals(receipt, words),
        Cell::Day(act.map(|act| act.sealed_on.0)),
        Cell::Day(act.map(|act| act.effective_on.0)),
        Cell::Text(digest.get(..SHORT).unwrap_or(&digest).to_owned()),
        Cell::Text(reason.unwrap_or_default()),
    ]
}

/// Whether declared, computed and counted agree; what was only declared agrees with nothing.
fn totals(receipt: &Receipt, words: &Words<'_>) -> Cell {
    fn is_open<N>(line: &TotalLine<N>) -> bool {
        line.declared.is_some() && line.computed.is_none() && line.counted.is_none()
    }
    let (numbers, metres) = (receipt.totals.numbers(), receipt.totals.metres());
    let agree = numbers.iter().all(TotalLine::agrees) && metres.agrees();
    let open = numbers.iter().any(is_open) || is_open(&metres);
    let (mark, key) = match (agree, open) {
        (false, _) => (Mark::Bad, "totals-differ"),
        (true, true) => (Mark::Caution, "totals-declared"),
        (true, false) => (Mark::Good, "totals-agree"),
    };
    Cell::Marked(mark, words.say(key).to_owned())
}

/// A file that says that it is a receipt, and is none.
fn unreadable(path: &Path, error: &ReceiptError, words: &Words<'_>) -> Vec<Cell> {
    let none = || Cell::Text("–".to_owned());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let reason = format!("{} [{}]", words.data(&name), error.code());
    vec![
        Cell::Day(None),
        none(),
        none(),
        Cell::Marked(Mark::Bad, words.say("receipts-broken").to_owned()),
        none(),
        Cell::Number(0),
        none(),
        Cell::Day(None),
        Cell::Day(None),
        none(),
        Cell::Text(reason),
    ]
}
