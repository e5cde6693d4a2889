//! Dossiers and their documents, held together by the dossier's code.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::fonds::FondsDates;
use super::ordinals::{Missing, Ordinal};
use crate::date::PartialDate;
use crate::description::{Dossier, Gaps, Stated};
use crate::error::Result;
use crate::finding::{Code, Finding, Location};
use crate::inventory::{Row, Sink, Table};
use crate::sorted::Sorter;

/// Looks at each dossier together with its documents.
#[derive(Debug)]
pub(super) struct Members(Sorter);

#[derive(Serialize, Deserialize)]
enum Member {
    Dossier {
        row: u64,
        fonds: String,
        start: Option<PartialDate>,
        end: Option<PartialDate>,
        gaps: String,
        stated: Option<u64>,
    },
    Document {
        row: u64,
        ordinal: String,
        date: Option<PartialDate>,
    },
}

impl Members {
    pub(super) fn new(budget: usize, folder: &Path) -> Self {
        Members(Sorter::new(budget, folder))
    }

    pub(super) fn row(&mut self, row: &Row<'_>) -> Result<()> {
        match row.table() {
            Table::Dossiers => self.push(row.get("fileCode"), &[0], &dossier(row)),
            Table::Documents => {
                let text = row.get("docOrdinal");
                let member = Member::Document {
                    row: row.number(),
                    ordinal: text.to_owned(),
                    date: row.get("issuedDate").parse().ok(),
                };
                self.push(row.get("dossier"), &order(text), &member)
            }
            _ => Ok(()),
        }
    }

    fn push(&mut self, code: &str, order: &[u8], member: &Member) -> Result<()> {
        let mut value = order.to_vec();
        value.resize(ORDER, 0);
        let row = match member {
            Member::Dossier { row, .. } | Member::Document { row, .. } => *row,
        };
        value.extend_from_slice(&row.to_be_bytes());
        value.extend(serde_json::to_vec(member).unwrap_or_default());
        self.0.push(code.as_bytes().to_vec(), value)
    }

    /// Tells what does not fit, and gives each document's date the fonds of
    /// its dossier.
    pub(super) fn finish(self, fonds: &mut FondsDates, report: &mut Sink<'_>) -> Result<()> {
        let mut code: Option<Vec<u8>> = None;
        let mut group = Group::default();
        for record in self.0.finish()? {
            let (key, value) = record?;
            if code.as_ref() != Some(&key) {
                std::mem::take(&mut group).end(report);
                code = Some(key);
            }
            match value.get(ORDER + 8..).and_then(|json| serde_json::from_slice(json).ok()) {
                Some(member @ Member::Dossier { .. }) => group.dossier(member),
                Some(Member::Document { row, ordinal, date }) => {
                    group.document(row, &ordinal, date, report);
                    let table = Table::Documents;
                    fonds.dated(&group.fonds, table, row, "issuedDate", date)?;
                }
                None => {}
            }
        }
        group.end(report);
        Ok(())
    }
}

/// Bytes that put the members of a dossier in order: the dossier, documents
/// without a number, documents in natural order.
const ORDER: usize = 14;

fn order(ordinal: &str) -> Vec<u8> {
    let Some(ordinal) = Ordinal::read(ordinal) else { return vec![1] };
    let mut order = vec![2];
    order.extend_from_slice(&ordinal.first.to_be_bytes());
    order.push(u8::from(ordinal.last > ordinal.first));
    // As much of the suffix as fits: `7a` before `7b`.
    order.extend(ordinal.suffix.bytes().take(ORDER - order.len()));
    order
}

fn dossier(row: &Row<'_>) -> Member {
    let declared = Dossier {
        gaps: Some(row.get("gaps")).filter(|text| !text.is_empty()).map(Stated::read),
        title: row.get("title").to_owned(),
        description: Some(row.get("description").to_owned()),
        ..Dossier::default()
    };
    Member::Dossier {
        row: row.number(),
        fonds: row.get("fonds").to_owned(),
        start: row.get("startDate").parse().ok(),
        end: row.get("endDate").parse().ok(),
        gaps: declared.declared_gaps().to_string(),
        stated: row.get("totalDoc").parse().ok(),
    }
}

/// The rows that share the code of a dossier.
#[derive(Default)]
struct Group {
    row: Option<u64>,
    fonds: String,
    start: Option<PartialDate>,
    end: Option<PartialDate>,
    gaps: Gaps,
    stated: Option<u64>,
    documents: u64,
    missing: Missing,
    last: Option<(Ordinal, u64)>,
}

impl Group {
    /// Of two dossiers of one code, which is told elsewhere, the first counts.
    fn dossier(&mut self, member: Member) {
        let Member::Dossier { row, fonds, start, end, gaps, stated } = member else { return };
        if self.row.is_none() {
            let gaps = gaps.parse().unwrap_or_default();
            *self = Group { row: Some(row), fonds, start, end, gaps, stated, ..Group::default() };
        }
    }

    fn document(
        &mut self,
        row: u64,
        ordinal: &str,
        date: Option<PartialDate>,
        report: &mut Sink<'_>,
    ) {
        self.documents += 1;
        let table = Table::Documents.code();
        if self.row.is_none() {
            report(Finding::new(Code::DocumentWithoutDossier, Location::row(table, row)));
            return;
        }
        // Wrong only where no reading of partial dates is right.
        let before = |date: PartialDate| self.start.is_some_and(|s| date.latest() < s.earliest());
        let after = |date: PartialDate| self.end.is_some_and(|e| date.earliest() > e.latest());
        if date.is_some_and(|date| before(date) || after(date)) {
            let location = Location::cell(table, row, "issuedDate");
            report(Finding::new(Code::DateOutsideDossier, location));
        }
        let Some(ordinal) = Ordinal::read(ordinal) else { return };
        let at = |code| Finding::new(code, Location::cell(table, row, "docOrdinal"));
        match &self.last {
            Some((last, first)) if *last == ordinal => {
                report(at(Code::OrdinalTwice).with("first", *first));
                return;
            }
            _ => {}
        }
        if self.gaps.contains(ordinal.first) || self.gaps.contains(ordinal.last) {
            report(at(Code::OrdinalDeclared));
        }
        self.missing.pass(&ordinal, &self.gaps);
        self.last = Some((ordinal, row));
    }

    fn end(self, report: &mut Sink<'_>) {
        let Some(row) = self.row.filter(|_| self.documents > 0) else { return };
        let table = Table::Dossiers.code();
        if let Some((missing, count)) = self.missing.told() {
            let finding = Finding::new(Code::OrdinalGap, Location::cell(table, row, "gaps"));
            report(finding.with("missing", missing).with("count", count));
        }
        if let Some(stated) = self.stated.filter(|stated| *stated != self.documents) {
            let finding = Finding::new(Code::DocumentCount, Location::cell(table, row, "totalDoc"));
            report(finding.with("declared", stated).with("counted", self.documents));
        }
    }
}
