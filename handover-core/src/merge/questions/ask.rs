use std::collections::BTreeMap;
use std::path::Path;

use super::record::{Key, Question};
use super::{dates, meet};
use crate::date::PartialDate;
use crate::description::Work;
use crate::digest::Digest;
use crate::error::Result;
use crate::finding::{Code, Collector, Finding, Location};
use crate::holdings::{BLAKE3, CLOSED_FILE_CODE, HeldBundle};
use crate::inventory::Table;
use crate::merge::cells::Cells;
use crate::merge::columns::Names;
use crate::merge::options::Options;
use crate::merge::take::closed_by_register;
use crate::merge::tell::place;
use crate::sorted::Sorter;
use crate::unit::AgencyRef;

/// Scalars of a fonds code that is kept for rows that name none; no lawful one
/// is longer.
const CODE: usize = 100;

/// Takes the rows as they are written, each with its number there.
pub(in crate::merge) struct Questions<'q> {
    names: &'q Names,
    bundles: BTreeMap<Digest, (usize, &'q HeldBundle)>,
    custodian: AgencyRef,
    options: &'q Options<'q>,
    meeting: Sorter,
    documents: Sorter,
    /// Rows of unfinished work, by the place of their bundle.
    unfinished: BTreeMap<usize, u64>,
    /// The only fonds of a bundle; `None` where it has several.
    only: BTreeMap<Digest, Option<String>>,
}

impl<'q> Questions<'q> {
    pub(in crate::merge) fn new(
        bundles: &'q [HeldBundle],
        names: &'q Names,
        custodian: AgencyRef,
        options: &'q Options<'q>,
        scratch: &Path,
    ) -> Self {
        let sorter = || Sorter::new(options.limits.sort_bytes / 4, scratch);
        let place = |(row, bundle): (usize, &'q HeldBundle)| (bundle.digest, (row, bundle));
        Questions {
            names,
            bundles: bundles.iter().enumerate().map(place).collect(),
            custodian,
            options,
            meeting: sorter(),
            documents: sorter(),
            unfinished: BTreeMap::new(),
            only: BTreeMap::new(),
        }
    }

    /// Takes row `row` of `table`, which came with `bundle`.
    pub(in crate::merge) fn row(
        &mut self,
        table: Table,
        row: u64,
        bundle: &Digest,
        cells: &Cells<'_>,
        found: &mut Collector<'_>,
    ) -> Result<()> {
        match table {
            Table::Fonds => self.fonds(row, bundle, cells, found),
            Table::Dossiers => self.dossier(row, bundle, cells, found),
            Table::Documents => self.document(row, bundle, cells),
            Table::Files => self.file(row, bundle, cells),
            _ => Ok(()),
        }
    }

    fn fonds(
        &mut self,
        row: u64,
        bundle: &Digest,
        cells: &Cells<'_>,
        found: &mut Collector<'_>,
    ) -> Result<()> {
        let get = |name| cells.get(name, self.names);
        let (code, creator) = (get("code"), get("creator"));
        let kept = Some(code.to_owned()).filter(|code| code.len() <= CODE);
        self.only.entry(*bundle).and_modify(|only| *only = None).or_insert(kept);
        if let Some((_, held)) = self.bundles.get(bundle) {
            let register = self.options.register;
            let closed = register
                .and_then(|register| closed_by_register(register, creator, held.effective_on));
            if let Some(day) = closed.filter(|_| get("status") == "open") {
                let finding = Finding::new(Code::HoldingsFondsOpen, Location::row("fonds", row));
                found.add(finding.with("day", day.to_string()));
            }
            let giver = held.on_behalf_of.unwrap_or(held.giver).to_string();
            let creator = if creator.is_empty() { giver.as_str() } else { creator };
            let key = Key::of(Question::Fonds).and(code.as_bytes()).and(creator.as_bytes());
            self.meeting.push(key.into_bytes(), row.to_be_bytes().to_vec())?;
        }
        let closed_on = get("closedOn");
        if closed_on.is_empty() {
            return Ok(());
        }
        let key = Key::of(Question::Closing).and_digest(bundle).and(code.as_bytes()).and(b"");
        self.meeting.push(key.into_bytes(), closed_on.as_bytes().to_vec())
    }

    fn dossier(
        &mut self,
        row: u64,
        bundle: &Digest,
        cells: &Cells<'_>,
        found: &mut Collector<'_>,
    ) -> Result<()> {
        let get = |name| cells.get(name, self.names);
        let (code, closed_code) = (get("fileCode"), get(CLOSED_FILE_CODE));
        let only = self.only.get(bundle).and_then(Option::as_deref).unwrap_or_default();
        let fonds = Some(get("fonds")).filter(|fonds| !fonds.is_empty()).unwrap_or(only);
        let meant = if closed_code.is_empty() { code } else { closed_code };
        let key = Key::of(Question::Dossier).and(meant.as_bytes()).and(fonds.as_bytes());
        let key = key.and_digest(bundle).into_bytes();
        self.meeting.push(key, row.to_be_bytes().to_vec())?;

        let dates = [get("startDate"), get("endDate")].map(earliest);
        let date = dates.into_iter().flatten().max().unwrap_or_default();
        let value = [&row.to_be_bytes()[..], &date.to_be_bytes(), code.as_bytes()].concat();
        let key = Key::of(Question::Closing).and_digest(bundle).and(fonds.as_bytes());
        self.meeting.push(key.and(b"dossier").into_bytes(), value)?;

        if get("work") == Work::Unfinished.code() {
            if let Some((place, _)) = self.bundles.get(bundle) {
                *self.unfinished.entry(*place).or_default() += 1;
            }
            let by: Option<AgencyRef> = get("continuedBy").parse().ok();
            if let Some(by) = by.filter(|by| by.unit() != self.custodian.unit()) {
                let location = Location::row("dossiers", row);
                let finding = Finding::new(Code::HoldingsContinuedElsewhere, location);
                found.add(finding.with("agency", by.to_string()));
            }
        }
        Ok(())
    }

    fn document(&mut self, row: u64, bundle: &Digest, cells: &Cells<'_>) -> Result<()> {
        let get = |name| cells.get(name, self.names);
        let issued = get("issuedDate").parse::<PartialDate>().ok();
        if let Some(date) = issued.map(|date| days(date.earliest())) {
            let key = dates::key(bundle, get("dossier"), false);
            let value = [&row.to_be_bytes()[..], &date.to_be_bytes()].concat();
            self.documents.push(key, value)?;
        }
        let (number, issuer) = (get("codeNumber"), get("organName"));
        if number.is_empty() {
            return Ok(());
        }
        let key = Key::of(Question::Number).and(number.as_bytes());
        let key = key.and(get("codeNotation").as_bytes()).and(issuer.as_bytes());
        // A number counts within a year of its issuer.
        let year = issued.map(|date| date.earliest().format("%Y").to_string()).unwrap_or_default();
        let value = [year.as_bytes(), b" ", bundle.as_bytes()].concat();
        self.meeting.push(key.into_bytes(), value)
    }

    fn file(&mut self, row: u64, bundle: &Digest, cells: &Cells<'_>) -> Result<()> {
        let get = |name| cells.get(name, self.names);
        if matches!(get("size"), "" | "0") {
            return Ok(());
        }
        let key = Key::of(Question::File).and(get(BLAKE3).as_bytes()).and_digest(bundle);
        self.meeting.push(key.into_bytes(), row.to_be_bytes().to_vec())
    }

    /// Tells everything that was met.
    pub(in crate::merge) fn finish(self, found: &mut Collector<'_>) -> Result<()> {
        for (at, count) in self.unfinished {
            found.add(Finding::new(Code::HoldingsUnfinished, place(at)).with("count", count));
        }
        let mut documents = self.documents;
        meet::tell(self.meeting.finish()?, &mut documents, found)?;
        dates::tell(documents.finish()?, found)
    }
}

fn earliest(text: &str) -> Option<i32> {
    text.parse::<PartialDate>().ok().map(|date| days(date.earliest()))
}

/// A day as a number that orders.
pub(super) fn days(day: chrono::NaiveDate) -> i32 {
    chrono::Datelike::num_days_from_ce(&day)
}
