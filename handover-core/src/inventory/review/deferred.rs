//! Findings that wait until they can be told in order.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::finding::{Code, Finding, Location, Severity, Value};
use crate::inventory::Table;
use crate::sorted::Sorter;

/// Sorts findings by table, row and column, then by file. Holds a bounded part
/// of them in memory, however many there are.
#[derive(Debug)]
pub(in crate::inventory) struct Deferred {
    sorter: Sorter,
    /// Names of details, each once: there are as many as the program has.
    names: Vec<&'static str>,
    taken: u64,
    failed: Option<Error>,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    code: Code,
    severity: Severity,
    location: Location,
    details: Vec<(usize, Value)>,
}

/// What is about the folder, about rows, about files.
const WHOLE: u8 = 0;
const ROWS: u8 = 1;
const FILES: u8 = 2;

impl Deferred {
    pub(in crate::inventory) fn new(budget: usize, folder: &Path) -> Self {
        Deferred { sorter: Sorter::new(budget, folder), names: Vec::new(), taken: 0, failed: None }
    }

    /// Takes a finding about the folder or a row.
    pub(in crate::inventory) fn push(&mut self, finding: &Finding) {
        let mut key = Vec::with_capacity(20);
        match &finding.location {
            Location::Row { table, row, field } => {
                let table = table.parse::<Table>().ok();
                let column = field.as_deref().and_then(|field| table?.schema().position(field));
                key.push(ROWS);
                key.push(table.map_or(u8::MAX, |table| table as u8));
                key.extend_from_slice(&row.to_be_bytes());
                // What is about the row stands before what is about a cell.
                let column = column.map_or(0, |at| u16::try_from(at + 1).unwrap_or(u16::MAX));
                key.extend_from_slice(&column.to_be_bytes());
            }
            _ => key.push(WHOLE),
        }
        self.keep(key, finding);
    }

    /// Takes a finding about the file or folder that came as number `file`.
    pub(in crate::inventory) fn push_file(&mut self, file: u64, finding: &Finding) {
        let mut key = vec![FILES];
        key.extend_from_slice(&file.to_be_bytes());
        self.keep(key, finding);
    }

    fn keep(&mut self, mut key: Vec<u8>, finding: &Finding) {
        if self.failed.is_some() {
            return;
        }
        self.taken += 1;
        key.extend_from_slice(&self.taken.to_be_bytes());
        let details = finding.details.iter().map(|(name, value)| (self.name(name), value.clone()));
        let kept = Kept {
            code: finding.code,
            severity: finding.severity,
            details: details.collect(),
            location: finding.location.clone(),
        };
        // A value without maps of odd keys always has a JSON form.
        let value = serde_json::to_vec(&kept).unwrap_or_default();
        self.failed = self.sorter.push(key, value).err();
    }

    fn name(&mut self, name: &'static str) -> usize {
        self.names.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        })
    }

    /// The error that a push met, if any.
    pub(in crate::inventory) fn check(&mut self) -> Result<()> {
        self.failed.take().map_or(Ok(()), Err)
    }

    /// Gives every finding in order.
    pub(in crate::inventory) fn finish(mut self, mut tell: impl FnMut(Finding)) -> Result<()> {
        self.check()?;
        for record in self.sorter.finish()? {
            let (_, value) = record?;
            let Ok(kept) = serde_json::from_slice::<Kept>(&value) else { continue };
            let mut finding = Finding::new(kept.code, kept.location);
            finding.severity = kept.severity;
            for (name, value) in kept.details {
                if let Some(name) = self.names.get(name) {
                    finding.details.insert(name, value);
                }
            }
            tell(finding);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_come_back_whole_and_in_order() {
        let dir = tempfile::tempdir().unwrap();
        let row = |table: &str, row| Location::row(table, row);
        let cell = |field: &str| Location::cell("dossiers", 2, field);
        let mut heavy = Finding::new(Code::TableCell, cell("title")).with("problem", "too-long");
        heavy.severity = Severity::Block;
        let wanted = [
            Finding::new(Code::TableUnknown, Location::file("x.txt")),
            Finding::new(Code::TableHeader, row("fonds", 0)),
            Finding::new(Code::PathTwice, row("dossiers", 2)).with("first", 1_u64),
            Finding::new(Code::TableCell, cell("path")),
            heavy,
            Finding::new(Code::TableRow, row("dossiers", 10)),
            Finding::new(Code::FileZeroBytes, Location::file("b")),
            Finding::new(Code::FileWithoutRow, Location::file("a")),
        ];
        let mut deferred = Deferred::new(1, dir.path());
        for (file, at) in [(8_u64, 7), (7, 6)] {
            deferred.push_file(file, &wanted[at]);
        }
        for at in [5, 4, 0, 2, 3, 1] {
            deferred.push(&wanted[at]);
        }
        let mut told = Vec::new();
        deferred.finish(|finding| told.push(finding)).unwrap();
        assert_eq!(told, wanted);
    }
}
