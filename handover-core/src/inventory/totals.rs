use std::collections::BTreeSet;

use super::Sink;
use super::reconcile::{Counted, LotCount};
use crate::description::{ListingDepth, Metres};
use crate::finding::{Code, Finding, Location};
use crate::transfer::{Act, DeclaredElectronic, DeclaredPaper};

/// Holds what the act declares against what was counted. What no table lists
/// is told as declared only, never as agreed.
pub fn judge_totals(act: &Act, counted: &Counted, report: &mut Sink<'_>) {
    let all_listed = |to: ListingDepth| {
        let depths = act.lots.iter().filter_map(|lot| lot.depth);
        depths.into_iter().all(|depth| reaches(depth, to))
    };
    let listed = Listed {
        containers: counted.all.containers > 0 && all_listed(ListingDepth::Containers),
        dossiers: counted.all.paper_dossiers + counted.all.electronic_dossiers > 0
            && all_listed(ListingDepth::Dossiers),
        files: true,
    };
    let stated: BTreeSet<_> = act.lots.iter().map(|lot| lot.number).collect();
    for number in counted.lots.keys().filter(|number| !stated.contains(number)) {
        let finding = Finding::new(Code::LotUnknown, Location::act("lots"));
        report(finding.with("lot", u64::from(*number)));
    }
    let mut judge = Judge { at: String::new(), report };
    judge.paper(act.paper, &counted.all, listed);
    judge.electronic(act.electronic, &counted.all, listed);
    for (index, lot) in (1..).zip(&act.lots) {
        let count = counted.lots.get(&lot.number).copied().unwrap_or(LotCount::EMPTY);
        let to = |wanted, counted| lot.depth.map_or(counted > 0, |depth| reaches(depth, wanted));
        let dossiers = count.paper_dossiers + count.electronic_dossiers;
        let listed = Listed {
            containers: count.containers > 0 && to(ListingDepth::Containers, count.containers),
            dossiers: to(ListingDepth::Dossiers, dossiers),
            files: to(ListingDepth::Dossiers, count.files),
        };
        judge.at = format!("lots[{index}].");
        judge.paper(lot.paper, &count, listed);
        judge.electronic(lot.electronic, &count, listed);
    }
}

/// Depths of listing, from a mere count to the last file.
fn reaches(depth: ListingDepth, wanted: ListingDepth) -> bool {
    let rank = |depth| ListingDepth::ALL.iter().position(|known| *known == depth);
    rank(depth) >= rank(wanted)
}

/// What tables list, so that it can be judged.
#[derive(Clone, Copy)]
struct Listed {
    containers: bool,
    dossiers: bool,
    files: bool,
}

struct Judge<'a, 'b> {
    at: String,
    report: &'a mut Sink<'b>,
}

impl Judge<'_, '_> {
    fn paper(&mut self, declared: Option<DeclaredPaper>, count: &LotCount, listed: Listed) {
        let Some(declared) = declared else { return };
        self.number("paper.containers", declared.containers, count.containers, listed.containers);
        self.number("paper.dossiers", declared.dossiers, count.paper_dossiers, listed.dossiers);
        let metres = listed.containers && count.metres_complete;
        self.metres("paper.metres", declared.metres, count.metres, metres);
    }

    fn electronic(
        &mut self,
        declared: Option<DeclaredElectronic>,
        count: &LotCount,
        listed: Listed,
    ) {
        let Some(declared) = declared else { return };
        let dossiers = count.electronic_dossiers;
        self.number("electronic.dossiers", declared.dossiers, dossiers, listed.dossiers);
        self.number("electronic.files", declared.files, count.files, listed.files);
        self.number("electronic.bytes", declared.bytes, count.bytes, listed.files);
    }

    fn number(&mut self, field: &str, declared: Option<u64>, counted: u64, listed: bool) {
        let Some(declared) = declared else { return };
        if let Some(finding) = self.judge(field, declared == counted, listed) {
            let finding = finding.with("declared", declared);
            let counted = listed.then_some(counted);
            self.tell(finding, counted.map(Into::into));
        }
    }

    fn metres(&mut self, field: &str, declared: Option<Metres>, counted: Metres, listed: bool) {
        let Some(declared) = declared else { return };
        if let Some(finding) = self.judge(field, declared == counted, listed) {
            let finding = finding.with("declared", declared.to_string());
            let counted = listed.then(|| counted.to_string());
            self.tell(finding, counted.map(Into::into));
        }
    }

    fn judge(&self, field: &str, equal: bool, listed: bool) -> Option<Finding> {
        let code = match (listed, equal) {
            (true, true) => return None,
            (true, false) => Code::TotalsDiffer,
            (false, _) => Code::TotalsDeclared,
        };
        Some(Finding::new(code, Location::act(format!("{}{field}", self.at))))
    }

    fn tell(&mut self, finding: Finding, counted: Option<crate::finding::Value>) {
        (self.report)(match counted {
            Some(counted) => finding.with("counted", counted),
            None => finding,
        });
    }
}
