//! The minutes themselves, from the basis to the signatures.

use chrono::{Datelike, NaiveDate};

use super::block::{Blocks, Style};
use super::facts::Facts;
use super::figures::figures;
use super::heading::Names;
use super::options::{MinutesForm, MinutesOptions};
use super::parties::{Parties, basis, parties, signatures};
use super::seal::seal;
use super::words::{BLANK, fill, say};
use crate::exchange::export::in_words;
use crate::transfer::{Act, Lot};

pub(super) fn body(
    form: MinutesForm,
    facts: &Facts,
    names: &Names<'_>,
    options: &MinutesOptions<'_>,
    paper: &mut Blocks,
) {
    let act = &facts.act;
    let people = Parties::of_act(act);
    basis(form, &act.legal_basis, names, paper);
    parties(&people, names, paper);
    paper.say(Style::Text, say("agree"));
    paper.say(Style::Part, say("part-title"));
    paper.say(Style::Text, names.printer.or_blank(act.title.as_deref()));
    for lot in &act.lots {
        let title = names.printer.or_blank(Some(&lot.title));
        paper.say(Style::Text, fill("lot", &[("n", &lot.number.to_string()), ("title", &title)]));
    }
    paper.say(Style::Part, say("part-period"));
    period(act, names, paper);
    figures(facts, paper);
    paper.say(Style::Part, say("part-condition"));
    paper.say(Style::Text, names.printer.or_blank(act.condition.as_deref()));
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
    paper.say(Style::Closing, copies(form, options.copies));
    signatures(&people, names, paper);
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

pub(super) fn copies(form: MinutesForm, copies: Option<u8>) -> String {
    match (form, copies) {
        (_, Some(2)) | (MinutesForm::Nd30, None) => say("copies-two").to_owned(),
        (_, Some(number)) => {
            let words = in_words(u64::from(number)).to_lowercase();
            fill("copies-more", &[("words", &words)])
        }
        (MinutesForm::Archive, None) => say("copies-open").to_owned(),
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
