//! Basis, parties and persons, and where they sign.

use super::block::{Block, Blocks, Grid, Style};
use super::heading::Names;
use super::options::MinutesForm;
use super::words::{BLANK, fill, say};
use crate::transfer::{Act, Side};

pub(super) fn basis(form: MinutesForm, act: &Act, names: &Names<'_>, paper: &mut Blocks) {
    match form {
        MinutesForm::Nd30 => paper.say(Style::Basis, say("basis-nd30")),
        MinutesForm::Archive => {
            paper.say(Style::Basis, say("basis-law"));
            paper.say(Style::Basis, say("basis-archive"));
        }
    }
    for (index, text) in act.legal_basis.iter().enumerate() {
        let last = index + 1 == act.legal_basis.len();
        let text = names.printer.or_blank(Some(text));
        // Some write the whole line of the paper into the act.
        let text = text.strip_prefix(say("basis-word")).unwrap_or(&text).trim_start();
        let values = [("text", text.trim_end_matches([';', ',', '.']))];
        let line = if last { fill("basis-last", &values) } else { fill("basis-more", &values) };
        paper.say(Style::Basis, line);
    }
}

pub(super) fn parties(act: &Act, names: &Names<'_>, paper: &mut Blocks) {
    paper.say(Style::Text, say("we"));
    paper.say(Style::Part, fill("giver", &[("agency", &names.full(&act.giver))]));
    if let Some(behalf) = &act.on_behalf_of {
        let (agency, decision) =
            (names.full(&behalf.agency), names.printer.or_blank(Some(&behalf.decision)));
        let values = [("agency", agency.as_str()), ("decision", decision.as_str())];
        paper.say(Style::Text, fill("behalf", &values));
    }
    persons(act, Side::Giver, names, paper);
    paper.say(Style::Part, fill("receiver", &[("agency", &names.full(&act.receiver))]));
    persons(act, Side::Receiver, names, paper);
    if act.signatories.iter().any(|person| person.side == Side::Witness) {
        paper.say(Style::Part, say("witness"));
        persons(act, Side::Witness, names, paper);
    }
}

fn persons(act: &Act, side: Side, names: &Names<'_>, paper: &mut Blocks) {
    let mut told = false;
    for person in act.signatories.iter().filter(|person| person.side == side) {
        let name = names.printer.or_blank(Some(&person.name));
        let title = names.printer.or_blank(Some(&person.title));
        let values = [("name", name.as_str()), ("title", title.as_str())];
        paper.say(Style::Text, fill("person", &values));
        told = true;
    }
    if !told {
        paper.say(Style::Text, fill("person", &[("name", BLANK), ("title", BLANK)]));
    }
}

pub(super) fn signatures(act: &Act, names: &Names<'_>, paper: &mut Blocks) {
    let column = |side: Side, label: &str| {
        let mut blocks = vec![
            Block::Paragraph(Style::Signature, label.to_owned()),
            Block::Paragraph(Style::SignatureHow, say("sign-how").to_owned()),
        ];
        let people: Vec<_> = act.signatories.iter().filter(|person| person.side == side).collect();
        let mut room = |name: String| {
            blocks.push(Block::Paragraph(Style::Room, String::new()));
            blocks.push(Block::Paragraph(Style::Signature, name));
        };
        for person in &people {
            room(names.printer.or_blank(Some(&person.name)));
        }
        if people.is_empty() {
            room(String::new());
        }
        blocks
    };
    let giver = column(Side::Giver, say("sign-giver"));
    let receiver = column(Side::Receiver, say("sign-receiver"));
    paper.add(Grid::bare(&[50, 50], vec![giver, receiver]));
    if act.signatories.iter().any(|person| person.side == Side::Witness) {
        let witness = column(Side::Witness, say("sign-witness"));
        paper.add(Grid::bare(&[25, 50, 25], vec![Vec::new(), witness, Vec::new()]));
    }
}
