//! One inventory as a stream of what is worked on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::amounts::Pages;
use super::dossiers::{Draft, Members, Sightings};
use super::estimates::Estimates;
use super::find::Inventory;
use super::item::{Item, ItemKind};
use super::shelves::{Shelves, key};
use crate::description::secrecy::{Clearances, find_level};
use crate::description::{Block, Carrier, Level, Metres};
use crate::error::{ErrorKind, Result};
use crate::finding::{Collector, Finding};
use crate::inventory::{Row, Table, TableReader, check_header_secrets, check_secrets, path_of};
use crate::limits::Limits;
use crate::observe::{self, Observer, Phase, Work};
use crate::path::nfc;
use crate::unit::{AgencyRef, Register, UnitRef};

/// How to read inventories for a plan.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// Bounds on what is read, and on what is held.
    pub limits: Limits,
    /// Where temporary files go; the system's folder for them if `None`.
    pub temporary: Option<PathBuf>,
    /// What stands for figures that nobody counted.
    pub estimates: Estimates,
    /// Column of dossiers that says how much they are used; none if `None`.
    pub use_column: Option<String>,
}

impl Options {
    pub(in crate::plan) fn folder(&self) -> PathBuf {
        self.temporary.clone().unwrap_or_else(std::env::temp_dir)
    }
}

/// What a fonds says of all its dossiers.
#[derive(Debug, Clone, Copy, Default)]
struct FondsFacts {
    unit: Option<UnitRef>,
    block: Option<Block>,
    level: Option<Level>,
}

/// What a fonds costs beside its code.
const OVERHEAD: usize = 128;
/// Rows between two words to the observer.
const STEP: u64 = 1024;

/// Gives every dossier of `inventory`, and every container of which none is listed, to `sink`:
/// the same for the same tables. What cannot be read, and words of secrecy, go to `found`.
pub(in crate::plan) fn items(
    inventory: &Inventory,
    register: &Register,
    options: &Options,
    found: &mut Collector<'_>,
    observer: &dyn Observer,
    sink: &mut dyn FnMut(Item) -> Result<()>,
) -> Result<()> {
    let folder = options.folder();
    let budget = options.limits.sort_bytes / 4;
    let mut gather = Gather {
        options,
        register,
        fonds: BTreeMap::new(),
        fonds_bytes: 0,
        members: Members::new(budget, &folder),
        shelves: Shelves::new(budget, &folder, options.estimates),
    };
    let mut listed = inventory.tables.list(&mut |finding| found.add(finding))?;
    let wanted = [Table::Fonds, Table::Containers, Table::Dossiers, Table::Documents];
    listed.retain(|table| wanted.contains(table));
    listed.sort();
    for table in listed {
        gather.table(table, inventory, found, observer)?;
    }
    gather.finish(inventory, &folder, budget, sink)
}

struct Gather<'o> {
    options: &'o Options,
    register: &'o Register,
    fonds: BTreeMap<String, FondsFacts>,
    fonds_bytes: usize,
    members: Members,
    shelves: Shelves,
}

impl Gather<'_> {
    fn table(
        &mut self,
        table: Table,
        inventory: &Inventory,
        found: &mut Collector<'_>,
        observer: &dyn Observer,
    ) -> Result<()> {
        // Which words are cleared is for the act to say, and there is none here.
        let cleared = Clearances::default();
        let mut report = |finding: Finding| found.add(finding);
        let (input, path) = (inventory.tables.open(table)?, inventory.tables.path(table));
        let mut reader =
            TableReader::new(input, table, path.clone(), &self.options.limits, &mut report)?;
        check_header_secrets(reader.header(), &cleared, &mut report);
        while let Some(row) = reader.read(&mut report)? {
            check_secrets(&row, &cleared, &mut report);
            self.row(&row, &path)?;
            if row.number() % STEP == 0 {
                observe::check(observer)?;
                observer.advance(Phase::Rows, Work { entries: STEP, bytes: 0 });
            }
        }
        Ok(())
    }

    fn row(&mut self, row: &Row<'_>, path: &Path) -> Result<()> {
        match row.table() {
            Table::Fonds => self.fonds(row, path),
            Table::Containers => {
                let item = self.item(ItemKind::Container, row, row.get("code"));
                let metres = row.get("metres").parse::<Metres>().ok();
                self.shelves.container(row.get("fonds"), row.get("code"), metres, item)
            }
            Table::Dossiers => {
                let code = row.get("fileCode");
                let draft = self.draft(row);
                self.members.dossier(code, draft)
            }
            Table::Documents => {
                let pages = row.get("numberOfPage").parse().unwrap_or(0);
                let path = nfc(path_of(row));
                self.members.document(row.get("dossier"), row.number(), pages, &path)
            }
            _ => Ok(()),
        }
    }

    fn fonds(&mut self, row: &Row<'_>, path: &Path) -> Result<()> {
        let creator = row.get("creator").parse::<AgencyRef>().ok();
        let unit = creator.map(|agency| agency.unit());
        let known = unit.and_then(|unit| self.register.get(&unit));
        let level = known.and_then(|unit| unit.level().as_str().parse().ok());
        let block = creator.and_then(|agency| agency.known()).map(Block::of);
        let facts = FondsFacts {
            unit,
            block: row.get("block").parse().ok().or(block),
            level: row.get("level").parse().ok().or(level),
        };
        let code = row.get("code");
        self.fonds_bytes += code.len() + OVERHEAD;
        let limit = self.options.limits.group_bytes;
        if self.fonds_bytes > limit {
            let (path, limit) = (path.to_path_buf(), limit as u64);
            return Err(ErrorKind::Limit { path, what: "group-bytes", limit }.into());
        }
        self.fonds.entry(code.to_owned()).or_insert(facts);
        Ok(())
    }

    fn item(&self, kind: ItemKind, row: &Row<'_>, code: &str) -> Item {
        let fonds = row.get("fonds");
        let facts = self.fonds.get(fonds).copied().unwrap_or_default();
        Item {
            kind,
            row: row.number(),
            code: told(code),
            fonds: told(fonds),
            unit: facts.unit,
            block: facts.block,
            level: facts.level,
            retention: None,
            begins: None,
            used: None,
            arrangement: None,
            paper: true,
            metres: Metres::default(),
            metres_estimated: false,
            pages: Pages::default(),
        }
    }

    fn draft(&self, row: &Row<'_>) -> Draft {
        let mut item = self.item(ItemKind::Dossier, row, row.get("fileCode"));
        item.retention = row.get("maintenance").parse().ok();
        item.begins = row.get("startDate").parse().ok();
        item.arrangement = row.get("arrangement").parse().ok();
        let column = self.options.use_column.as_deref();
        item.used = column.map(|column| row.get(column)).and_then(told);
        item.paper = row.get("carrier").parse::<Carrier>().map_or(true, Carrier::is_paper);
        // The shelf is settled by fonds and container, which the item may not name.
        let container = row.get("container");
        let container = match container {
            "" => String::new(),
            code => key(row.get("fonds"), code),
        };
        Draft {
            item,
            container,
            path: nfc(row.get("path")),
            pages: row.get("numberOfPage").parse().ok(),
            sheets: row.get("numberOfPaper").parse().ok(),
            documents: 0,
            document_pages: 0,
            with_file: 0,
            with_file_pages: 0,
            seen: None,
        }
    }

    fn finish(
        self,
        inventory: &Inventory,
        folder: &Path,
        budget: usize,
        sink: &mut dyn FnMut(Item) -> Result<()>,
    ) -> Result<()> {
        let Gather { options, members, mut shelves, .. } = self;
        let Some(scans) = &inventory.scans else {
            members.finish(|_, _| Ok(()), |draft| shelves.dossier(draft, sink))?;
            return shelves.finish(sink);
        };
        let mut sightings = Sightings::new(budget, folder);
        let mut drafts = crate::sorted::Sorter::new(budget, folder);
        members.finish(
            |path, row| sightings.path(path, row),
            |draft| {
                let value = serde_json::to_vec(&draft).unwrap_or_default();
                drafts.push(draft.item.row.to_be_bytes().to_vec(), value)
            },
        )?;
        let mut seen = sightings.by_row(scans, &options.limits)?.peekable();
        for record in drafts.finish()? {
            let (row, json) = record?;
            let Ok(mut draft) = serde_json::from_slice::<Draft>(&json) else { continue };
            let mut pages = Pages::default();
            while let Some(sight) =
                seen.next_if(|sight| sight.as_ref().map_or(true, |(of, _)| *of <= row))
            {
                pages.add(&serde_json::from_slice(&sight?.1).unwrap_or_default());
            }
            draft.seen = Some(pages);
            shelves.dossier(draft, sink)?;
        }
        shelves.finish(sink)
    }
}

/// The text, unless it is empty or speaks of secrecy.
fn told(text: &str) -> Option<String> {
    (!text.is_empty() && find_level(text).is_none()).then(|| text.to_owned())
}
