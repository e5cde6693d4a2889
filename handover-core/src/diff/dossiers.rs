//! Dossiers of two sides, row by row: one on paper has no file that would be
//! missed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::change::{Change, DossierSummary};
use super::side::unserialisable;
use crate::custody::DossierRef;
use crate::description::secrecy::Clearances;
use crate::error::{Error, Result};
use crate::finding::{Code, Finding, Location};
use crate::holdings::{BLAKE3, BUNDLE, CLOSED_FILE_CODE, VOLUME};
use crate::inventory::{Header, Row, Table, check_header_secrets, check_secrets};
use crate::path::nfc;
use crate::sorted::{Both, Record, Sorter, join};

/// The dossiers of one side, sorted by fonds and code, and within these by
/// what their rows say.
pub(super) struct Dossiers {
    sorter: Sorter,
    came: Came,
    is_suspect: bool,
}

/// Where rows come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Came {
    /// A table of one inventory, or the tables of volumes.
    Inventory,
    /// The table of holdings, with columns of its own.
    Holdings,
}

/// Of a spilled row, what stands behind its cells.
type Rest = (u32, u64, bool, String);

/// A dossier's row.
struct One {
    /// Fonds and code, as one text.
    key: Vec<u8>,
    /// Names and texts of the other cells that are not empty, as JSON.
    cells: Vec<u8>,
    volume: u32,
    row: u64,
    is_suspect: bool,
    container: String,
}

impl Dossiers {
    pub(super) fn new(came: Came, budget: usize, work: &Path) -> Self {
        Dossiers { sorter: Sorter::new(budget, work), came, is_suspect: false }
    }

    /// Takes the header that the next rows stand under.
    pub(super) fn header(&mut self, header: &Header, cleared: &Clearances) {
        self.is_suspect = is_suspect(|told| check_header_secrets(header, cleared, told));
    }

    /// Takes a row of the table of dossiers. Where it names no fonds, `only` is
    /// meant: the only one that its inventory has, if any.
    pub(super) fn push(
        &mut self,
        row: &Row<'_>,
        only: Option<&str>,
        volume: u32,
        cleared: &Clearances,
    ) -> Result<()> {
        let is_suspect = self.is_suspect || is_suspect(|told| check_secrets(row, cleared, told));
        let fonds = Some(row.get("fonds")).filter(|fonds| !fonds.is_empty()).or(only);
        let key = (nfc(fonds.unwrap_or_default()), nfc(row.get("fileCode")));
        let mut cells = BTreeMap::new();
        for (name, _, text) in row.cells() {
            if let Some(name) = self.name(name).filter(|_| !text.is_empty()) {
                cells.insert(name, nfc(text));
            }
        }
        let mut value = serde_json::to_vec(&cells).map_err(unserialisable)?;
        // No text in JSON has a line break, so cells stand in one order alone
        // and with what follows.
        value.push(b'\n');
        let rest: Rest = (volume, row.number(), is_suspect, row.get("container").to_owned());
        serde_json::to_writer(&mut value, &rest).map_err(unserialisable)?;
        self.sorter.push(serde_json::to_vec(&key).map_err(unserialisable)?, value)
    }

    /// What the inventory that the row came from called the column; nothing for
    /// those that are in the key, and those that are of holdings.
    fn name<'n>(&self, name: &'n str) -> Option<&'n str> {
        let is_ours = |name: &str| [BUNDLE, VOLUME, BLAKE3, CLOSED_FILE_CODE].contains(&name);
        match self.came {
            _ if matches!(name, "fonds" | "fileCode") => None,
            Came::Holdings if is_ours(name) => None,
            Came::Holdings if is_ours(name.trim_start_matches("x-")) => name.strip_prefix("x-"),
            Came::Inventory | Came::Holdings => Some(name),
        }
    }

    /// The rows in order. Of those that volumes have alike, as many as the
    /// volume has that has the most of them.
    fn finish(self) -> Result<impl Iterator<Item = Result<One>>> {
        let mut last: Option<(Vec<u8>, Vec<u8>)> = None;
        let (mut volume, mut met, mut given) = (0, 0_u64, 0_u64);
        let rows = self.sorter.finish()?.map(read);
        Ok(rows.filter(move |one| {
            let Ok(one) = one else { return true };
            let same = last.as_ref().is_some_and(|(k, c)| *k == one.key && *c == one.cells);
            if !same {
                last = Some((one.key.clone(), one.cells.clone()));
                (met, given) = (0, 0);
            } else if volume != one.volume {
                met = 0;
            }
            volume = one.volume;
            met += 1;
            let is_new = met > given;
            given = given.max(met);
            is_new
        }))
    }
}

/// Whether a check finds something that may not be told.
fn is_suspect(check: impl FnOnce(&mut dyn FnMut(Finding))) -> bool {
    let mut is_suspect = false;
    check(&mut |finding| is_suspect |= finding.code != Code::SecretCleared);
    is_suspect
}

fn read(record: Result<Record>) -> Result<One> {
    let damaged = || Error::malformed("sort", None, "sort.damaged", "a spilled record is damaged");
    let (key, mut cells) = record?;
    let end = cells.iter().position(|byte| *byte == b'\n').ok_or_else(damaged)?;
    let rest: Rest = serde_json::from_slice(&cells[end + 1..]).map_err(unserialisable)?;
    cells.truncate(end);
    let (volume, row, is_suspect, container) = rest;
    Ok(One { key, cells, volume, row, is_suspect, container })
}

impl One {
    fn at(&self) -> Location {
        Location::row(Table::Dossiers.code(), self.row)
    }

    /// What it is called, if that may be told.
    fn dossier(&self) -> Result<Option<DossierRef>> {
        if self.is_suspect {
            return Ok(None);
        }
        let (fonds, code) = serde_json::from_slice(&self.key).map_err(unserialisable)?;
        Ok(Some(DossierRef { fonds, container: self.container.clone(), code }))
    }

    fn cells(&self) -> Result<BTreeMap<String, String>> {
        serde_json::from_slice(&self.cells).map_err(unserialisable)
    }

    fn removed(self) -> Result<Change> {
        Ok(Change::DossierRemoved { at: self.at(), dossier: self.dossier()? })
    }

    fn added(self) -> Result<Change> {
        Ok(Change::DossierAdded { at: self.at(), dossier: self.dossier()? })
    }
}

/// Rows of one fonds and code without a row that says the same on the other
/// side: one of each, or more than can be told apart.
#[derive(Default)]
struct Alone {
    left: Option<One>,
    right: Option<One>,
    are_many: bool,
}

/// Compares the dossiers of two sides and gives each difference to `give`, by
/// fonds and code. Beside holdings, in which several givers may have one code,
/// only a row with the same title is a change of the other.
pub(super) fn compare(
    left: Dossiers,
    right: Dossiers,
    mut give: impl FnMut(Change) -> Result<()>,
) -> Result<DossierSummary> {
    let by_title = [left.came, right.came].contains(&Came::Holdings);
    let mut summary = DossierSummary::default();
    let mut tell = |change: Change| {
        summary.count(&change);
        give(change)
    };
    let mut unchanged = 0;
    let (mut key, mut alone) = (Vec::new(), Alone::default());
    let order = |a: &One, b: &One| (&a.key, &a.cells).cmp(&(&b.key, &b.cells));
    for pair in join(left.finish()?, right.finish()?, order) {
        let pair = pair?;
        let (Both::Left(one) | Both::Right(one) | Both::Both(one, _)) = &pair;
        if key != one.key {
            std::mem::take(&mut alone).settle(by_title, &mut tell)?;
            key.clone_from(&one.key);
        }
        match pair {
            Both::Both(..) => unchanged += 1,
            Both::Left(one) if alone.left.is_none() && !alone.are_many => alone.left = Some(one),
            Both::Right(one) if alone.right.is_none() && !alone.are_many => {
                alone.right = Some(one);
            }
            further => {
                alone = alone.give_up(&mut tell)?;
                tell(match further {
                    Both::Left(one) => one.removed()?,
                    Both::Right(one) | Both::Both(_, one) => one.added()?,
                })?;
            }
        }
    }
    alone.settle(by_title, &mut tell)?;
    summary.unchanged = unchanged;
    Ok(summary)
}

impl Alone {
    /// Tells what stands alone: as a change where it can only be that.
    fn settle(self, by_title: bool, tell: &mut impl FnMut(Change) -> Result<()>) -> Result<()> {
        let (Some(left), Some(right)) = (&self.left, &self.right) else {
            return self.give_up(tell).map(|_| ());
        };
        let (old, new) = (left.cells()?, right.cells()?);
        if by_title && old.get("title") != new.get("title") {
            return self.give_up(tell).map(|_| ());
        }
        let is_suspect = left.is_suspect || right.is_suspect;
        let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        let differ = names.into_iter().filter(|name| old.get(*name) != new.get(*name));
        let fields = if is_suspect { Vec::new() } else { differ.cloned().collect() };
        let dossier = if is_suspect { None } else { right.dossier()? };
        tell(Change::DossierChanged { at: right.at(), dossier, fields })
    }

    /// Tells each for itself; whatever else has the code is told so too.
    fn give_up(self, tell: &mut impl FnMut(Change) -> Result<()>) -> Result<Self> {
        if let Some(one) = self.left {
            tell(one.removed()?)?;
        }
        if let Some(one) = self.right {
            tell(one.added()?)?;
        }
        Ok(Alone { left: None, right: None, are_many: true })
    }
}
