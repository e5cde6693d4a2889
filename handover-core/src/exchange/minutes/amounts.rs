//! Declared, computed and counted totals side by side.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::words::grouped;
use crate::description::Metres;
use crate::finding::{Code, Location};
use crate::inventory::{LotCount, judge_totals};
use crate::snapshot::Tally;
use crate::transfer::{DeclaredElectronic, DeclaredPaper};

/// What comparing came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Everything that is known is the same.
    Agrees,
    /// What is declared follows from the lists too, and nobody has counted.
    AgreesWithLists,
    /// Two of the figures differ.
    Differs,
    /// Only somebody's word: nothing was counted that could bear it out.
    DeclaredOnly,
    /// Nobody declared it; it follows from the lists.
    NotDeclared,
    /// Not all of the transfer was looked at.
    NotJudged,
}

/// One quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amount {
    /// The key of its name.
    pub(super) what: &'static str,
    /// By the act.
    pub(super) declared: Option<String>,
    /// By the rows of the inventory.
    pub(super) computed: Option<String>,
    /// By what lies in the bundle.
    pub(super) counted: Option<String>,
    pub(super) outcome: Outcome,
}

/// What the findings on totals say, by the member of the act.
pub(super) struct Judged<'a> {
    facts: &'a Facts,
    codes: BTreeMap<String, Code>,
}

impl<'a> Judged<'a> {
    pub(super) fn new(facts: &'a Facts) -> Self {
        let mut codes = BTreeMap::new();
        judge_totals(&facts.act, &facts.counted, &mut |finding| {
            if let Location::Act { field } = finding.location {
                codes.insert(field, finding.code);
            }
        });
        Judged { facts, codes }
    }

    /// Paper in all, or of the lot at `at`, `lots[1].`.
    pub(super) fn paper(
        &self,
        at: &str,
        declared: Option<DeclaredPaper>,
        count: &LotCount,
    ) -> Vec<Amount> {
        let declared = declared.unwrap_or_default();
        let metres = count.metres_complete && count.metres > Metres::default();
        let lines = [
            self.number(at, "paper.containers", "amount-containers", declared.containers)
                .computed(count.containers),
            self.number(at, "paper.dossiers", "amount-dossiers", declared.dossiers)
                .computed(count.paper_dossiers),
            Line {
                computed: metres.then(|| decimal(count.metres)),
                ..self.line(at, "paper.metres", "amount-metres", declared.metres.map(decimal))
            },
        ];
        self.amounts(lines)
    }

    /// Electronic records; `present` is what lies in the bundle.
    pub(super) fn electronic(
        &self,
        at: &str,
        declared: Option<DeclaredElectronic>,
        count: &LotCount,
        present: Option<Tally>,
    ) -> Vec<Amount> {
        let declared = declared.unwrap_or_default();
        let lines = [
            self.number(at, "electronic.dossiers", "amount-e-dossiers", declared.dossiers)
                .computed(count.electronic_dossiers),
            self.number(at, "electronic.files", "amount-files", declared.files)
                .computed(count.files)
                .counted(present.map(|present| present.files)),
            self.number(at, "electronic.bytes", "amount-bytes", declared.bytes)
                .computed(count.bytes)
                .counted(present.map(|present| present.bytes)),
        ];
        self.amounts(lines)
    }

    fn number(&self, at: &str, field: &str, what: &'static str, declared: Option<u64>) -> Line {
        self.line(at, field, what, declared.map(grouped))
    }

    fn line(&self, at: &str, field: &str, what: &'static str, declared: Option<String>) -> Line {
        let code = self.codes.get(&format!("{at}{field}")).copied();
        Line { what, declared, computed: None, counted: None, code }
    }

    fn amounts<const N: usize>(&self, lines: [Line; N]) -> Vec<Amount> {
        lines.into_iter().filter_map(|line| line.judged(self.facts.whole)).collect()
    }
}

struct Line {
    what: &'static str,
    declared: Option<String>,
    computed: Option<String>,
    counted: Option<String>,
    code: Option<Code>,
}

impl Line {
    /// What no row speaks of is not known to be nothing.
    fn computed(mut self, number: u64) -> Self {
        self.computed = (number > 0).then(|| grouped(number));
        self
    }

    fn counted(mut self, number: Option<u64>) -> Self {
        self.counted = number.map(grouped);
        // The list of files is always there: what it does not have is nothing.
        if self.counted.is_some() && self.computed.is_none() {
            self.computed = Some(grouped(0));
        }
        self
    }

    /// Nothing where nobody says anything.
    fn judged(self, whole: bool) -> Option<Amount> {
        let Line { what, declared, computed, counted, code } = self;
        let apart = counted.as_ref().is_some_and(|counted| Some(counted) != computed.as_ref());
        let outcome = match (&declared, code) {
            (None, _) if computed.is_none() && counted.is_none() => return None,
            _ if !whole => Outcome::NotJudged,
            (_, Some(Code::TotalsDiffer)) => Outcome::Differs,
            _ if apart => Outcome::Differs,
            (None, _) => Outcome::NotDeclared,
            (Some(_), Some(_)) => Outcome::DeclaredOnly,
            (Some(_), None) => Outcome::Agrees,
        };
        // Judged against rows, of which there are none.
        let judged = matches!(outcome, Outcome::Agrees | Outcome::Differs);
        let computed = computed.or_else(|| judged.then(|| grouped(0)));
        Some(Amount { what, declared, computed, counted, outcome })
    }
}

/// `2.5` as Vietnamese has it.
pub(super) fn decimal(metres: Metres) -> String {
    metres.to_string().replace('.', ",")
}
