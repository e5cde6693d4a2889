//! In which condition it came, and what the receiver answers.

use crate::custody::{Answer, CheckedAs, Line, Receipt, ReceiptForm};

use super::super::block::{Blocks, Style};
use super::super::body::day;
use super::super::heading::Names;
use super::super::words::{BLANK, fill, grouped, say};

/// What the receiver's people wrote down when it came.
pub(super) fn condition(form: &ReceiptForm, names: &Names<'_>, paper: &mut Blocks) {
    let one = |line: Option<&Line>| names.printer.or_blank(line.map(Line::as_str));
    let all = |lines: &[Line]| {
        let texts: Vec<_> = lines.iter().map(|line| one(Some(line))).collect();
        if texts.is_empty() { BLANK.to_owned() } else { texts.join("; ") }
    };
    paper.say(Style::Part, say("part-condition"));
    paper.say(Style::Text, one(form.condition.as_ref()));
    paper.say(Style::Text, fill("box-seals", &[("text", &all(&form.seals))]));
    paper.say(Style::Text, fill("media", &[("text", &all(&form.media))]));
    paper.say(Style::Text, fill("accession", &[("text", &one(form.accession.as_ref()))]));
}

/// The answer, what it rests on, and what it leaves out.
pub(super) fn answer(receipt: &Receipt, names: &Names<'_>, paper: &mut Blocks) {
    let text = |line: &Line| names.printer.text(line.as_str());
    paper.say(Style::Part, say("part-answer"));
    let values = [("answer", receipt.answer.label().to_uppercase()), ("day", day(receipt.day.0))];
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    paper.say(Style::Part, fill("answer", &values));
    if let Some(reason) = &receipt.reason {
        paper.say(Style::Text, fill("reason", &[("text", &text(reason))]));
    }
    for person in &receipt.by {
        let (name, title) = (text(&person.name), text(&person.title));
        paper.say(Style::Text, fill("answered-by", &[("name", &name), ("title", &title)]));
    }
    let found = match receipt.found {
        CheckedAs::Valid | CheckedAs::SignerUnknown => receipt.found.label().to_owned(),
        _ => receipt.found.label().to_uppercase(),
    };
    let values = [("found", found.as_str()), ("how", receipt.checked.label())];
    paper.say(Style::Text, fill("checked-as", &values));
    if let Some(late) = &receipt.late {
        let (number, day) = (text(&late.number), day(late.day.0));
        paper.say(Style::Text, fill("late", &[("number", &number), ("day", &day)]));
    }
    match receipt.exceptions.len() as u64 {
        0 if receipt.answer == Answer::Refused => {}
        0 => paper.say(Style::Text, say("no-exceptions")),
        count => paper.say(Style::Text, fill("exceptions", &[("n", &grouped(count))])),
    }
}
