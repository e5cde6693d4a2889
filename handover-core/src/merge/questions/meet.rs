//! Rows that meet: under one code, with one digest, in one fonds.

use super::ask::days;
use super::dates;
use super::record::{self, Question};
use crate::description::Day;
use crate::digest::Digest;
use crate::error::Result;
use crate::finding::{Code, Collector, Finding, Location};
use crate::merge::cells::damaged;
use crate::sorted::{Sorted, Sorter};

/// Passes over the sorted records once, holding two of them.
pub(super) fn tell(
    records: Sorted,
    documents: &mut Sorter,
    found: &mut Collector<'_>,
) -> Result<()> {
    let mut before = Before::default();
    let mut closing = Closing::default();
    let mut numbers = Numbers::default();
    for record in records {
        let (key, value) = record?;
        let (question, parts) = record::read(&key)?;
        match (question, parts.as_slice()) {
            (Question::Closing, [bundle, fonds, kind]) => {
                let bundle = Digest::new((*bundle).try_into().map_err(|_| damaged())?);
                if kind.is_empty() {
                    closing.begin(bundle, fonds, &value);
                } else {
                    closing.dossier(bundle, fonds, &value, documents, found)?;
                }
            }
            (Question::Number, parts) => numbers.take(parts, &value),
            (question, parts) => {
                let (row, _) = record::row(&value)?;
                before.meet(question, parts, row, found);
            }
        }
    }
    numbers.end_group();
    if numbers.several > 0 {
        let finding = Finding::new(Code::HoldingsNumbers, Location::Whole);
        found.add(finding.with("count", numbers.several));
    }
    Ok(())
}

/// The record before.
#[derive(Default)]
struct Before {
    question: Option<Question>,
    parts: Vec<Vec<u8>>,
    row: u64,
}

impl Before {
    fn meet(&mut self, question: Question, parts: &[&[u8]], row: u64, found: &mut Collector<'_>) {
        let same = |at: usize| self.parts.get(at).map(Vec::as_slice) == parts.get(at).copied();
        if self.question == Some(question) && same(0) {
            let told = match question {
                Question::Fonds if !same(1) => Some(("fonds", Code::HoldingsFonds)),
                Question::Dossier if same(1) && !same(2) => {
                    Some(("dossiers", Code::HoldingsDossierTwice))
                }
                Question::Dossier => Some(("dossiers", Code::HoldingsDossierCode)),
                Question::File if !same(1) => Some(("files", Code::HoldingsDocumentTwice)),
                _ => None,
            };
            if let Some((table, code)) = told {
                // The later row is named first, whichever sorts before.
                let (one, other) = (row.max(self.row), row.min(self.row));
                found.add(Finding::new(code, Location::row(table, one)).with("other", other));
            }
        }
        self.question = Some(question);
        self.parts = parts.iter().map(|part| part.to_vec()).collect();
        self.row = row;
    }
}

/// The fonds that dossiers are held against.
#[derive(Default)]
struct Closing {
    of: Option<(Digest, Vec<u8>)>,
    on: Option<i32>,
}

impl Closing {
    /// Of a fonds that is listed twice, the earlier day counts: it sorts first.
    fn begin(&mut self, bundle: Digest, fonds: &[u8], day: &[u8]) {
        if self.is_of(bundle, fonds) {
            return;
        }
        let day = std::str::from_utf8(day).ok().and_then(|text| text.parse::<Day>().ok());
        self.of = Some((bundle, fonds.to_vec()));
        self.on = day.map(|day| days(day.0));
    }

    fn is_of(&self, bundle: Digest, fonds: &[u8]) -> bool {
        self.of.as_ref().is_some_and(|(known, code)| *known == bundle && code == fonds)
    }

    fn dossier(
        &self,
        bundle: Digest,
        fonds: &[u8],
        value: &[u8],
        documents: &mut Sorter,
        found: &mut Collector<'_>,
    ) -> Result<()> {
        let Some(on) = self.on.filter(|_| self.is_of(bundle, fonds)) else { return Ok(()) };
        let (row, rest) = record::row(value)?;
        let (date, code) = rest.split_first_chunk::<4>().ok_or_else(damaged)?;
        if i32::from_be_bytes(*date) > on {
            found.at(Code::HoldingsAfterClosing, Location::row("dossiers", row));
        }
        let code = std::str::from_utf8(code).map_err(|_| damaged())?;
        documents.push(dates::key(&bundle, code, true), on.to_be_bytes().to_vec())
    }
}

/// Numbers of one series that several documents have.
#[derive(Default)]
struct Numbers {
    key: Vec<Vec<u8>>,
    first: Vec<u8>,
    differs: bool,
    several: u64,
}

impl Numbers {
    fn take(&mut self, parts: &[&[u8]], value: &[u8]) {
        if self.key.iter().map(Vec::as_slice).ne(parts.iter().copied()) || self.first.is_empty() {
            self.end_group();
            self.key = parts.iter().map(|part| part.to_vec()).collect();
            self.first = value.to_vec();
        } else {
            self.differs |= self.first != value;
        }
    }

    fn end_group(&mut self) {
        self.several += u64::from(std::mem::take(&mut self.differs));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_began_anew_counts_once() {
        let mut numbers = Numbers::default();
        let mut take = |number: &[u8], value: &[u8]| numbers.take(&[number, b"QD", b"UBND"], value);
        take(b"01", b"2023 a");
        take(b"01", b"2024 a");
        take(b"01", b"2025 b");
        take(b"02", b"2024 a");
        take(b"02", b"2024 a");
        take(b"03", b"2024 a");
        take(b"03", b"2024 b");
        numbers.end_group();
        assert_eq!(numbers.several, 2);
    }
}
