//! Fields that other fields make wanted or bound, as a profile has it.

use super::Sink;
use super::check::finding;
use super::problem::CellProblem;
use super::row::Row;
use super::rules::{Rule, Rules};
use crate::date::PartialDate;

pub(super) fn check_conditions(rules: &Rules, row: &Row<'_>, report: &mut Sink<'_>) {
    let asked = rules.of(row.table());
    let holds = |rule: &Rule| {
        rule.when.iter().all(|(column, values)| values.iter().any(|value| row.get(column) == value))
    };
    let mut tell = |rule: &Rule, problem: CellProblem| {
        let Some(severity) = rule.severity else { return };
        let mut finding = finding(row, rule.column, problem);
        finding.severity = severity;
        report(match rule.when.first() {
            Some((because, _)) => finding.with("because", *because),
            None => finding,
        });
    };
    for rule in &asked.wanted {
        if row.get(rule.column).is_empty() && holds(rule) {
            tell(rule, CellProblem::Wanted);
        }
    }
    for (rule, values) in &asked.allowed {
        let cell = row.get(rule.column);
        if !cell.is_empty() && !values.iter().any(|value| value == cell) && holds(rule) {
            tell(rule, CellProblem::NotAllowed);
        }
    }
    // Partial dates are out of order only where no reading puts them in order.
    let date = |column| row.get(column).parse::<PartialDate>().ok();
    if let (Some(start), Some(end)) = (date("startDate"), date("endDate"))
        && start.earliest() > end.latest()
        && let Some(severity) = rules.cell_weight(CellProblem::BeforeStart)
    {
        let mut finding = finding(row, "endDate", CellProblem::BeforeStart);
        finding.severity = severity;
        report(finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::inventory::{Table, TableReader, check_papers, check_row};
    use crate::limits::Limits;

    fn told(table: Table, text: &str) -> Vec<String> {
        let limits = Limits::default();
        let mut told = Vec::new();
        let mut reader =
            TableReader::new(text.as_bytes(), table, "t", &limits, &mut |_| {}).unwrap();
        while let Some(row) = reader.read(&mut |_| {}).unwrap() {
            let mut report = |finding: crate::finding::Finding| {
                told.push(format!("{} {}", finding.code, finding.location));
            };
            check_row(&row, &mut report);
            check_papers(&row, &mut report);
        }
        told
    }

    #[test]
    fn fields_that_another_makes_wanted() {
        let header =
            "fileCode,title,confidenceLevel,paperFileCode,riskRecovery,startDate,endDate\n";
        let rows =
            ["1,x,02,,1,2001,2001", "2,x,02,A.1.2,0,03/2001,2001", "3,x,01,,,15/03/2001,02/2001"];
        assert_eq!(
            told(Table::Dossiers, &format!("{header}{}\n", rows.join("\n"))),
            [
                "table.cell dossiers[1].paperFileCode",
                "table.cell dossiers[1].riskRecoveryStatus",
                "table.cell dossiers[3].endDate",
            ]
        );
        let documents = "dossier,subject,confidenceLevel\n1,x,03\n1,x,02\n";
        assert_eq!(told(Table::Documents, documents), ["table.cell documents[1].process"]);
    }

    #[test]
    fn a_destruction_without_its_papers() {
        let events = "on,kind,decision,handoverMinutes,destructionMinutes\n\
            2024-11-05,destroyed,12/QĐ,01/BB,\n2024-11-05,destroyed,12/QĐ,01/BB,02/BB\n\
            2024-11-05,lost,,,\n";
        assert_eq!(told(Table::Events, events), ["law.destruction-without-papers events[1]"]);
    }
}
