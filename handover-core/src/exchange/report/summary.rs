//! What the whole amounts to.

use super::page::{Cell, Kind, Part, Section, Table};
use super::words::Words;
use crate::description::Metres;
use crate::plan::digitise::WorkPlan;
use crate::plan::progress::{Amounts, Pace, Progress};
use crate::plan::state::WorkState;

/// Labels and values, one below the other.
pub(super) struct Facts<'w> {
    words: &'w Words<'w>,
    table: Table,
}

impl<'w> Facts<'w> {
    pub(super) fn new(name: &str, caption: &str, words: &'w Words<'w>) -> Self {
        let headings = words.headings(&["column-what", "column-value"]);
        Facts { words, table: Table::new(name, Kind::Facts, caption, headings) }
    }

    pub(super) fn add(&mut self, label: impl Into<String>, cell: Cell) {
        self.table.rows.push(vec![Cell::Text(label.into()), cell]);
    }

    pub(super) fn text(&mut self, key: &str, text: impl Into<String>) {
        self.add(self.words.say(key), Cell::Text(text.into()));
    }

    pub(super) fn number(&mut self, key: &str, number: u64) {
        self.add(self.words.say(key), Cell::Number(number));
    }

    pub(super) fn part(self) -> Part {
        Part::Table(self.table)
    }
}

/// The totals of everything that was read, at the head of the page.
pub(super) fn totals(
    state: Option<&WorkState>,
    plan: Option<(&WorkPlan, &Progress)>,
    words: &Words<'_>,
) -> Section {
    let mut parts = Vec::new();
    if let Some((work_plan, progress)) = plan {
        parts.push(progress_facts(work_plan, progress, words));
    }
    if let Some(state) = state {
        parts.push(state_facts(state, words));
        parts.push(Part::Text(words.say("estimates").to_owned()));
    }
    let heading = words.say("section-totals").to_owned();
    Section { id: "totals".to_owned(), heading, parts }
}

fn state_facts(state: &WorkState, words: &Words<'_>) -> Part {
    let mut facts = Facts::new("totals", words.say("caption-state"), words);
    facts.number("inventories", state.inventories);
    for (code, shelf) in state.all.each() {
        let label = format!("{} (m)", words.word("arrangement", code));
        facts.add(label, Cell::Metres(shelf.metres));
        if shelf.estimated.millimetres() > 0 {
            facts.add(words.say("metres-estimated"), Cell::Metres(shelf.estimated));
        }
    }
    let shelves = state.all.each();
    let sum = |all: [u64; 4]| all.into_iter().fold(0, u64::saturating_add);
    facts.number("dossiers", sum(shelves.map(|(_, shelf)| shelf.dossiers)));
    facts.number("containers", sum(shelves.map(|(_, shelf)| shelf.containers)));
    facts.number("dossiers-digital", state.all.digital);
    for (code, pages) in state.all.pages.each() {
        facts.add(words.word("pages", code), Cell::Number(pages));
    }
    facts.number("pages-estimated", state.all.pages.estimated);
    facts.number("pages-to-scan", state.all.pages.to_scan());
    facts.part()
}

fn progress_facts(plan: &WorkPlan, progress: &Progress, words: &Words<'_>) -> Part {
    let caption = words.fill("caption-progress", &[("day", &words.day(progress.on))]);
    let mut facts = Facts::new("progress", &caption, words);
    let both = |amounts: Amounts| {
        let (metres, pages) = (words.metres(amounts.metres), words.number(amounts.pages));
        words.fill("both", &[("metres", &metres), ("pages", &pages)])
    };
    facts.text("plan-name", words.data(&plan.rules));
    facts.text("planned-by-now", both(progress.planned));
    facts.text("done", both(progress.done));
    facts.text("left", both(progress.left));
    if !progress.unplanned.is_nothing() {
        facts.text("unplanned", both(progress.unplanned));
    }
    let rate = Metres::from_millimetres(progress.rate[0]);
    let rate = both(Amounts { metres: rate, pages: progress.rate[1] });
    let since = words.day(progress.rate_from);
    facts.text("rate", words.fill("rate-since", &[("rate", &rate), ("day", &since)]));
    facts.text("plan-starts", words.day(plan.start));
    facts.text("plan-ends", words.day_or_none(progress.plan_ends_on));
    let never = || words.say("never").to_owned();
    facts.text("ends", progress.ends_on.map_or_else(never, |day| words.day(day)));
    for (pace, count) in Pace::ALL.into_iter().zip(progress.inventories) {
        let word = words.word("pace", pace.code());
        facts.add(words.fill("inventories-of", &[("pace", &word)]), Cell::Number(count));
    }
    facts.part()
}
