//! Declared, computed and counted totals, as the receipt has them.

use crate::custody::{CheckedAs, Receipt, TotalLine};
use crate::description::Metres;

use super::super::amounts::{Amount, Outcome, decimal};
use super::super::block::{Blocks, Style};
use super::super::figures::table;
use super::super::words::{SHORT_BLANK, grouped, say};

pub(super) fn totals(receipt: &Receipt, paper: &mut Blocks) {
    let [containers, dossiers, e_dossiers, files, bytes] = receipt.totals.numbers();
    // Files that were listed were all read, and found.
    let read = matches!(receipt.found, CheckedAs::Valid | CheckedAs::SignerUnknown);
    let by_hand = Basis::Lists;
    let by_program = if read { Basis::Files } else { Basis::Lists };
    let metres: TotalLine<Metres> = receipt.totals.metres();
    let on_paper = [
        amount("amount-containers", &containers, by_hand, grouped),
        amount("amount-dossiers", &dossiers, by_hand, grouped),
        amount("amount-metres", &metres, by_hand, decimal),
    ];
    let electronic = [
        amount("amount-e-dossiers", &e_dossiers, by_hand, grouped),
        amount("amount-files", &files, by_program, grouped),
        amount("amount-bytes", &bytes, by_program, grouped),
    ];
    let third = say("head-by-hand");
    paper.say(Style::Part, say("part-amount"));
    paper.say(Style::Part, say("part-paper"));
    let or_pen = |amount: &Amount| amount.counted.clone().or_else(|| Some(SHORT_BLANK.to_owned()));
    table(&there(on_paper), third, &or_pen, paper);
    paper.say(Style::Part, say("part-electronic"));
    table(&there(electronic), third, &|amount| amount.counted.clone(), paper);
    paper.say(Style::Remark, say("counted-how-receipt"));
}

/// What the computed figure rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Basis {
    /// Rows that the giver wrote.
    Lists,
    /// Files, each of which was read.
    Files,
}

fn there<const N: usize>(amounts: [Option<Amount>; N]) -> Vec<Amount> {
    amounts.into_iter().flatten().collect()
}

/// Nothing where nobody says anything.
fn amount<N: PartialEq + Copy>(
    what: &'static str,
    line: &TotalLine<N>,
    basis: Basis,
    written: impl Fn(N) -> String,
) -> Option<Amount> {
    let outcome = match (line.declared, line.computed, line.counted) {
        (None, None, None) => return None,
        _ if !line.agrees() => Outcome::Differs,
        (None, ..) => Outcome::NotDeclared,
        (Some(_), None, None) => Outcome::DeclaredOnly,
        (Some(_), _, Some(_)) => Outcome::Agrees,
        (Some(_), Some(_), None) if basis == Basis::Files => Outcome::Agrees,
        (Some(_), Some(_), None) => Outcome::AgreesWithLists,
    };
    let [declared, computed, counted] =
        [line.declared, line.computed, line.counted].map(|number| number.map(&written));
    Some(Amount { what, declared, computed, counted, outcome })
}
