//! The tables of totals, on paper and electronic apart, and by lot.

use super::amounts::{Amount, Judged, Outcome};
use super::block::{Blocks, Grid, Style};
use super::facts::Facts;
use super::words::{SHORT_BLANK, fill, grouped, say};
use crate::inventory::LotCount;

pub(super) fn figures(facts: &Facts, paper: &mut Blocks) {
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

/// Name, declared, computed, `value` under the heading `third`, and the outcome.
pub(super) fn table(
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
        let mut row = three(amount);
        row.push((Style::CellNumber, value(amount).unwrap_or_else(dash)));
        row.push(outcome(amount.outcome));
        row
    });
    paper.add(Grid::ruled(&[30, 17, 17, 17, 19], &head, rows.collect()));
}

/// Name, declared, computed.
fn three(amount: &Amount) -> Vec<(Style, String)> {
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
        Outcome::AgreesWithLists => (Style::Cell, say("outcome-lists")),
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
            row.extend(three(amount));
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
