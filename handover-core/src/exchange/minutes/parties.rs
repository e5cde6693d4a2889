//! Basis, parties and persons, and where they sign.

use super::block::{Block, Blocks, Grid, Style};
use super::heading::Names;
use super::options::MinutesForm;
use super::words::{BLANK, fill, say};
use crate::transfer::{Act, Side};
use crate::unit::AgencyRef;

/// A person who signs.
pub(super) struct Signer<'a> {
    pub(super) side: Side,
    pub(super) name: &'a str,
    pub(super) title: &'a str,
}

/// Who stands on the paper.
pub(super) struct Parties<'a> {
    /// Nobody where the act cannot be read.
    pub(super) giver: Option<AgencyRef>,
    /// The closed agency that the giver acts for, and by which decision.
    pub(super) behalf: Option<(AgencyRef, Option<&'a str>)>,
    pub(super) receiver: AgencyRef,
    pub(super) people: Vec<Signer<'a>>,
}

impl<'a> Parties<'a> {
    pub(super) fn of_act(act: &'a Act) -> Self {
        let behalf = act.on_behalf_of.as_ref();
        let people = act.signatories.iter();
        let person = people.map(|p| Signer { side: p.side, name: &p.name, title: &p.title });
        Parties {
            giver: Some(act.giver),
            behalf: behalf.map(|behalf| (behalf.agency, Some(behalf.decision.as_str()))),
            receiver: act.receiver,
            people: person.collect(),
        }
    }

    fn of(&self, side: Side) -> impl Iterator<Item = &Signer<'a>> {
        self.people.iter().filter(move |person| person.side == side)
    }
}

pub(super) fn basis(form: MinutesForm, legal: &[String], names: &Names<'_>, paper: &mut Blocks) {
    match form {
        MinutesForm::Nd30 => paper.say(Style::Basis, say("basis-nd30")),
        MinutesForm::Archive => {
            paper.say(Style::Basis, say("basis-law"));
            paper.say(Style::Basis, say("basis-archive"));
        }
    }
    for (index, text) in legal.iter().enumerate() {
        let last = index + 1 == legal.len();
        let text = names.printer.or_blank(Some(text));
        // Some write the whole line of the paper into the act.
        let text = text.strip_prefix(say("basis-word")).unwrap_or(&text).trim_start();
        let values = [("text", text.trim_end_matches([';', ',', '.']))];
        let line = if last { fill("basis-last", &values) } else { fill("basis-more", &values) };
        paper.say(Style::Basis, line);
    }
}

pub(super) fn parties(parties: &Parties<'_>, names: &Names<'_>, paper: &mut Blocks) {
    let giver = parties.giver.map_or_else(|| BLANK.to_owned(), |giver| names.full(&giver));
    paper.say(Style::Text, say("we"));
    paper.say(Style::Part, fill("giver", &[("agency", &giver)]));
    if let Some((agency, decision)) = &parties.behalf {
        let (agency, decision) = (names.full(agency), names.printer.or_blank(*decision));
        let values = [("agency", agency.as_str()), ("decision", decision.as_str())];
        paper.say(Style::Text, fill("behalf", &values));
    }
    persons(parties, Side::Giver, names, paper);
    paper.say(Style::Part, fill("receiver", &[("agency", &names.full(&parties.receiver))]));
    persons(parties, Side::Receiver, names, paper);
    if parties.of(Side::Witness).next().is_some() {
        paper.say(Style::Part, say("witness"));
        persons(parties, Side::Witness, names, paper);
    }
}

fn persons(parties: &Parties<'_>, side: Side, names: &Names<'_>, paper: &mut Blocks) {
    let mut told = false;
    for person in parties.of(side) {
        let name = names.printer.or_blank(Some(person.name));
        let title = names.printer.or_blank(Some(person.title));
        let values = [("name", name.as_str()), ("title", title.as_str())];
        paper.say(Style::Text, fill("person", &values));
        told = true;
    }
    if !told {
        paper.say(Style::Text, fill("person", &[("name", BLANK), ("title", BLANK)]));
    }
}

pub(super) fn signatures(parties: &Parties<'_>, names: &Names<'_>, paper: &mut Blocks) {
    let column = |side: Side, label: &str| {
        let mut blocks = vec![
            Block::Paragraph(Style::Signature, label.to_owned()),
            Block::Paragraph(Style::SignatureHow, say("sign-how").to_owned()),
        ];
        let mut room = |name: String| {
            blocks.push(Block::Paragraph(Style::Room, String::new()));
            blocks.push(Block::Paragraph(Style::Signature, name));
        };
        for person in parties.of(side) {
            room(names.printer.or_blank(Some(person.name)));
        }
        if parties.of(side).next().is_none() {
            room(String::new());
        }
        blocks
    };
    let giver = column(Side::Giver, say("sign-giver"));
    let receiver = column(Side::Receiver, say("sign-receiver"));
    paper.add(Grid::bare(&[50, 50], vec![giver, receiver]));
    if parties.of(Side::Witness).next().is_some() {
        let witness = column(Side::Witness, say("sign-witness"));
        paper.add(Grid::bare(&[25, 50, 25], vec![Vec::new(), witness, Vec::new()]));
    }
}
