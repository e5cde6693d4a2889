//! Digests of bundle and receipt, keys, ledgers, and what the signature means.

use crate::custody::{Parcel, Receipt};
use crate::signing::SignedReceipt;
use crate::verify::ReceiptVerification;

use super::super::block::{Blocks, Style};
use super::super::body::day;
use super::super::heading::Names;
use super::super::prints::Prints;
use super::super::words::{fill, grouped, in_groups, say};

/// First words of the code; `docs/minutes.md` has the rest.
const CODE: &str = "handover/receipt-minutes/1";

pub(super) fn proof(
    signed: &SignedReceipt,
    judged: &ReceiptVerification,
    names: &Names<'_>,
    paper: &mut Blocks,
) {
    let receipt = signed.receipt();
    let mut prints = Prints::new(CODE);
    paper.say(Style::Part, say("part-receipt"));
    match &receipt.act {
        Some(act) => {
            let (id, issue) = (act.id.to_string(), act.issue.to_string());
            paper.say(Style::Text, fill("act", &[("id", &id), ("issue", &issue)]));
            paper.say(Style::Text, fill("sealed-on", &[("day", &day(act.sealed_on.0))]));
            prints.code("act", &id);
            prints.code("issue", &issue);
        }
        None => paper.say(Style::Text, say("no-act")),
    }
    let (word, label) = match receipt.parcel {
        Parcel::Bundle => ("bundle", say("digest-bundle")),
        Parcel::Set => ("set", say("digest-set")),
    };
    let (parcel, own) = (receipt.digest.to_string(), signed.digest().to_string());
    prints.print(label, &parcel);
    prints.code(word, &parcel);
    prints.print(say("digest-receipt"), &own);
    prints.code("receipt", &own);
    prints.code("answer", receipt.answer.code());
    for key in signed.keys() {
        let key = key.key_id().to_string();
        prints.print(say("key-holds"), &key);
        prints.code("key", &key);
    }
    paper.add(prints.beside_code(say("code-label-receipt")));
    rests_on(receipt, paper);
    paper.say(Style::Text, say("receipt-means"));
    signer(judged, names, paper);
}

/// Ledgers, the list and the earlier answer that the receipt names.
fn rests_on(receipt: &Receipt, paper: &mut Blocks) {
    let mut print = |label: String, hex: &str| {
        paper.say(Style::Cell, label);
        paper.say(Style::Print, in_groups(hex));
    };
    if let Some(head) = receipt.act.as_ref().and_then(|act| act.ledger_head) {
        print(say("head-giver").to_owned(), &head.to_string());
    }
    if let Some(head) = receipt.ledger_head {
        let (ledger, count) = (head.ledger.to_string(), grouped(head.count));
        let values = [("ledger", ledger.as_str()), ("n", count.as_str())];
        print(fill("head-receiver", &values), &head.digest.to_string());
    }
    if let Some(list) = &receipt.trust {
        let number = list.counter.to_string();
        print(fill("list-used", &[("n", &number)]), &list.digest.to_string());
        print(say("list-root").to_owned(), &list.root.to_string());
    }
    if let Some(file) = receipt.late.as_ref().and_then(|late| late.sha256) {
        print(say("late-file").to_owned(), &file.to_string());
    }
    if let Some(first) = receipt.first {
        print(say("first-receipt").to_owned(), &first.to_string());
    }
}

/// Whether anybody knows whose keys these are, and by what.
fn signer(judged: &ReceiptVerification, names: &Names<'_>, paper: &mut Blocks) {
    match judged.trust {
        _ if judged.trusted.is_empty() => paper.say(Style::Text, say("signer-unknown")),
        Some(list) => {
            let (number, day) = (list.counter.to_string(), day(list.day));
            let list = [("n", number.as_str()), ("day", day.as_str())];
            paper.say(Style::Text, fill("signer-by-list", &list));
            for by in &judged.signed_by {
                let values = [
                    ("key", in_groups(&by.key.to_string()).replace('\n', " ")),
                    ("agency", names.full(&by.agency)),
                    ("name", names.printer.text(&by.person)),
                    ("title", names.printer.text(&by.title)),
                ];
                let values: Vec<_> =
                    values.iter().map(|(name, value)| (*name, value.as_str())).collect();
                paper.say(Style::Text, fill("signer-listed", &values));
            }
        }
        None => paper.say(Style::Text, say("signer-by-key")),
    }
}
