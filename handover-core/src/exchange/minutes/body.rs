//! The minutes themselves, from the basis to the signatures.

use chrono::{Datelike, NaiveDate};

use super::amounts::{Amount, Judged, Outcome};
use super::block::{Block, Blocks, Grid, Style};
use super::code::Code;
use super::facts::{Facts, Sealed};
use super::heading::Names;
use super::options::{MinutesForm, MinutesOptions};
use super::words::{BLANK, SHORT_BLANK, fill, grouped, in_groups, say};
use crate::exchange::export::in_words;
use crate::inventory::LotCount;
use crate::transfer::{Act, Lot, Side};

/// First words of the code; `docs/minutes.md` has the rest.
const CODE: &str = "handover/minutes/1";

pub(super) fn body(
    form: MinutesForm,
    facts: &Facts,
    names: &Names<'_>,
    options: &MinutesOptions<'_>,
    paper: &mut Blocks,
) {
    let act = &facts.act;
    basis(form, act, names, paper);
    parties(act, names, paper);
    paper.say(Style::Text, say("agree"));
    paper.say(Style::Part, say("part-title"));
    paper.say(Style::Text, names.printer.or_blank(act.title.as_ref()));
    for lot in &act.lots {
        let title = names.printer.or_blank(Some(&lot.title));
        paper.say(Style::Text, fill("lot", &[("n", &lot.number.to_string()), ("title", &title)]));
    }
    paper.say(Style::Part, say("part-period"));
    period(act, names, paper);
    amounts(facts, paper);
    paper.say(Style::Part, say("part-condition"));
    paper.say(Style::Text, names.printer.or_blank(act.condition.as_ref()));
    for lot in &act.lots {
        let state = state(lot, names);
        if !state.is_empty() {
            let values = [("n", lot.number.to_string()), ("state", state)];
            let values: Vec<_> =
                values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            paper.say(Style::Text, fill("lot-state", &values));
        }
    }
    paper.say(Style::Part, say("part-list"));
    paper.say(Style::Text, say("list-tables"));
    paper.say(Style::Text, say("list-copies"));
    seal(facts, paper);
    paper.say(Style::Part, say("part-custody"));
    paper.say(Style::Text, fill("custody", &[("day", &day(act.effective_on))]));
    paper.say(Style::Part, say("part-copies"));
    paper.say(Style::Text, copies(form, options.copies));
    signatures(act, names, paper);
}

/// `01/7/2025`: Decree 30/2020 puts a zero before days under ten and months
/// under three.
pub(super) fn day(date: NaiveDate) -> String {
    let (day, month, year) = (date.day(), date.month(), date.year());
    if month < 3 {
        format!("{day:02}/{month:02}/{year}")
    } else {
        format!("{day:02}/{month}/{year}")
    }
}

fn basis(form: MinutesForm, act: &Act, names: &Names<'_>, paper: &mut Blocks) {
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

fn parties(act: &Act, names: &Names<'_>, paper: &mut Blocks) {
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

fn period(act: &Act, names: &Names<'_>, paper: &mut Blocks) {
    let mut told = false;
    for lot in &act.lots {
        if let Some(period) = &lot.period {
            let title = names.printer.or_blank(Some(period));
            let number = lot.number.to_string();
            paper.say(Style::Text, fill("lot", &[("n", &number), ("title", &title)]));
            told = true;
        }
    }
    if !told {
        paper.say(Style::Text, BLANK);
    }
}

fn amounts(facts: &Facts, paper: &mut Blocks) {
    let (act, judged) = (&facts.act, Judged::new(facts));
    let all = &facts.counted.all;
    paper.say(Style::Part, say("part-amount"));
    paper.say(Style::Part, say("part-paper"));
    let on_paper = judged.paper("", act.paper, all);
    table(&on_paper, say("head-by-hand"), &|_| Some(SHORT_BLANK.to_owned()), paper);
    paper.say(Style::Part, say("part-electronic"));
    let present = Some(facts.present);
    let electronic = judged.electronic("", act.electronic, all, present);
    table(&electronic, say("head-counted"), &|amount| amount.counted.clone(), paper);
    if facts.counted.unlisted_files > 0 {
        let number = grouped(facts.counted.unlisted_files);
        paper.say(Style::Remark, fill("unlisted", &[("n", &number)]));
    }
    if !facts.whole {
        paper.say(Style::Remark, say("not-whole"));
    }
    paper.say(Style::Remark, say("counted-how"));
    lots(facts, &judged, paper);
}

fn table(
    amounts: &[Amount],
    third: &str,
    value: &dyn Fn(&Amount) -> Option<String>,
    paper: &mut Blocks,
) {
    if amounts.is_empty() {
        paper.say(Style::Text, say("no-amount"));
        return;
    }
    let head = [say("head-what"), say("head-declared"), say("head-computed"), third];
    let head = [head[0], head[1], head[2], head[3], say("head-outcome")];
    let rows = amounts.iter().map(|amount| {
        let mut row = figures(amount);
        row.push((Style::CellNumber, value(amount).unwrap_or_else(dash)));
        row.push(outcome(amount.outcome));
        row
    });
    paper.add(Grid::ruled(&[30, 17, 17, 17, 19], &head, rows.collect()));
}

/// Name, declared, computed.
fn figures(amount: &Amount) -> Vec<(Style, String)> {
    let number = |text: &Option<String>| (Style::CellNumber, text.clone().unwrap_or_else(dash));
    vec![
        (Style::Cell, say(amount.what).to_owned()),
        number(&amount.declared),
        number(&amount.computed),
    ]
}

fn outcome(outcome: Outcome) -> (Style, String) {
    let (style, text) = match outcome {
        Outcome::Agrees => (Style::Cell, say("outcome-agrees")),
        Outcome::Differs => (Style::CellAlarm, say("outcome-differs")),
        Outcome::DeclaredOnly => (Style::Cell, say("outcome-declared")),
        Outcome::NotDeclared => (Style::Cell, say("outcome-undeclared")),
        Outcome::NotJudged => (Style::Cell, say("outcome-unjudged")),
    };
    (style, text.to_owned())
}

fn dash() -> String {
    "–".to_owned()
}

fn lots(facts: &Facts, judged: &Judged<'_>, paper: &mut Blocks) {
    if facts.act.lots.is_empty() {
        return;
    }
    let mut rows = Vec::new();
    for (index, lot) in (1..).zip(&facts.act.lots) {
        let at = format!("lots[{index}].");
        let count = facts.counted.lots.get(&lot.number).copied().unwrap_or(LotCount::EMPTY);
        let mut amounts = judged.paper(&at, lot.paper, &count);
        amounts.extend(judged.electronic(&at, lot.electronic, &count, None));
        for amount in &amounts {
            let mut row = vec![(Style::CellNumber, lot.number.to_string())];
            row.extend(figures(amount));
            row.push(outcome(amount.outcome));
            rows.push(row);
        }
    }
    paper.say(Style::Part, say("part-lots"));
    let head = [
        say("head-lot"),
        say("head-what"),
        say("head-declared"),
        say("head-computed"),
        say("head-outcome"),
    ];
    if rows.is_empty() {
        paper.say(Style::Text, say("no-amount"));
    } else {
        paper.add(Grid::ruled(&[8, 32, 19, 19, 22], &head, rows));
    }
}

/// How a lot is, in the words of its codes.
fn state(lot: &Lot, names: &Names<'_>) -> String {
    let mut words: Vec<String> = Vec::new();
    words.extend(lot.work.map(|work| work.label().to_owned()));
    words.extend(lot.arrangement.map(|arrangement| arrangement.label().to_owned()));
    words.extend(lot.depth.map(|depth| depth.label().to_owned()));
    if let Some(agency) = &lot.continued_by {
        words.push(format!("{}: {}", say("head-continued"), names.full(agency)));
    }
    words.join("; ")
}

fn seal(facts: &Facts, paper: &mut Blocks) {
    let act = &facts.act;
    let id = act.id.map(|id| id.to_string()).unwrap_or_default();
    let issue = act.issue.to_string();
    paper.say(Style::Part, say("part-seal"));
    paper.say(Style::Text, fill("act", &[("id", &id), ("issue", &issue)]));
    paper.say(Style::Text, fill("sealed-on", &[("day", &day(act.sealed_on))]));
    if facts.sealed == Sealed::Bundle && !facts.whole {
        paper.say(Style::Text, say("volume-of"));
    }
    let mut prints = Vec::new();
    let mut print = |label: &str, hex: &str| {
        prints.push(Block::Paragraph(Style::Cell, label.to_owned()));
        prints.push(Block::Paragraph(Style::Print, in_groups(hex)));
    };
    let (word, label) = match facts.sealed {
        Sealed::Bundle => ("bundle", say("digest-bundle")),
        Sealed::Set => ("set", say("digest-set")),
    };
    let mut code = format!("{CODE}\nact={id}\nissue={issue}");
    if let Some(digest) = facts.digest {
        print(label, &digest.to_string());
        code += &format!("\n{word}={digest}");
    }
    for seal in &facts.seals {
        let key = seal.key.to_string();
        print(if seal.holds { say("key-holds") } else { say("key-broken") }, &key);
        if seal.holds {
            code += &format!("\nkey={key}");
        }
    }
    if facts.seals.is_empty() {
        prints.push(Block::Paragraph(Style::CellAlarm, say("no-key").to_owned()));
    }
    let picture = match Code::new(&code) {
        Some(code) => Block::Code(code, say("code-label").to_owned()),
        None => Block::Paragraph(Style::Cell, say("code-too-long").to_owned()),
    };
    paper.add(Grid::bare(&[68, 32], vec![prints, vec![picture]]));
    paper.say(Style::Text, say("seal-means"));
    paper.say(Style::Text, say("seal-checked"));
}

fn copies(form: MinutesForm, copies: Option<u8>) -> String {
    match (form, copies) {
        (_, Some(2)) | (MinutesForm::Nd30, None) => say("copies-two").to_owned(),
        (_, Some(number)) => {
            let words = in_words(u64::from(number)).to_lowercase();
            fill("copies-more", &[("words", &words)])
        }
        (MinutesForm::Archive, None) => say("copies-open").to_owned(),
    }
}

fn signatures(act: &Act, names: &Names<'_>, paper: &mut Blocks) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_the_decree_has_them() {
        let written = |text: &str| day(text.parse().unwrap());
        assert_eq!(written("2025-07-01"), "01/7/2025");
        assert_eq!(written("2025-02-28"), "28/02/2025");
    }

    #[test]
    fn a_number_of_copies_that_no_rule_gives_is_left_open() {
        assert!(copies(MinutesForm::Nd30, None).contains("hai bản"));
        assert!(copies(MinutesForm::Archive, None).contains("…… bản;"));
        assert!(copies(MinutesForm::Archive, Some(3)).contains("thành ba bản"));
    }
}
