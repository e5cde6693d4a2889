use serde::Serialize;

use crate::inspect::{Inspection, Sort};

/// How much there is of one sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// Files.
    pub files: u64,
    /// Pages, of files that tell: scanned ones in the four sorts of scans.
    pub pages: u64,
    /// Bytes.
    pub bytes: u64,
}

/// How much there is of each sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Totals {
    /// Meets what can be checked.
    pub meets: Amount,
    /// Made under an older standard.
    pub keep: Amount,
    /// To be converted only.
    pub convert: Amount,
    /// To be scanned again.
    pub rescan: Amount,
    /// No scans.
    pub not_a_scan: Amount,
    /// Could not be judged.
    pub not_judged: Amount,
}

impl Totals {
    /// How much there is of a sort.
    pub fn of(&self, sort: Sort) -> Amount {
        match sort {
            Sort::Meets => self.meets,
            Sort::Keep => self.keep,
            Sort::Convert => self.convert,
            Sort::Rescan => self.rescan,
            Sort::NotAScan => self.not_a_scan,
            Sort::NotJudged => self.not_judged,
        }
    }

    pub(super) fn add(&mut self, sort: Sort, seen: &Inspection) {
        let scanned = seen.scanned_pages();
        let (amount, pages) = match sort {
            Sort::Meets => (&mut self.meets, scanned),
            Sort::Keep => (&mut self.keep, scanned),
            Sort::Convert => (&mut self.convert, scanned),
            Sort::Rescan => (&mut self.rescan, scanned),
            Sort::NotAScan => (&mut self.not_a_scan, seen.pages.unwrap_or(0)),
            Sort::NotJudged => (&mut self.not_judged, seen.pages.unwrap_or(0)),
        };
        amount.files += 1;
        amount.pages = amount.pages.saturating_add(pages);
        amount.bytes = amount.bytes.saturating_add(seen.bytes);
    }
}
