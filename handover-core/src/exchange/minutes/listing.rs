//! Rows of the inventory that stand in annexes.

use std::collections::BTreeSet;

use super::options::Titles;
use super::words::{Printer, say};
use crate::bundle::layout::INVENTORY;
use crate::description::Work;
use crate::description::secrecy::Level;
use crate::error::Result;
use crate::exchange::export::line;
use crate::inventory::{Row, Table, TableReader};
use crate::limits::Limits;
use crate::transfer::Act;
use crate::verify::Opened;

/// Rows that an annex holds; a longer list is a paper of its own.
pub(super) const LONGEST: usize = 1000;
/// Bytes of their texts, which are held: rows are a stranger's.
const MOST_TEXT: usize = 4 << 20;

/// The rows of an annex, each once: a row of a parent stands in every volume
/// that holds a child.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) rows: Vec<Vec<String>>,
    seen: BTreeSet<Vec<String>>,
    bytes: usize,
    /// Whether there were more than an annex holds; then there are none here.
    pub(super) is_over: bool,
}

impl Listing {
    fn add(&mut self, row: Vec<String>) {
        if self.is_over || !self.seen.insert(row.clone()) {
            return;
        }
        self.bytes += row.iter().map(String::len).sum::<usize>();
        self.rows.push(row);
        if self.rows.len() > LONGEST || self.bytes > MOST_TEXT {
            *self = Listing { is_over: true, ..Listing::default() };
        }
    }

    /// The same list with other texts in its cells.
    pub(super) fn with_cells(&self, cell: impl Fn(usize, &str) -> String) -> Self {
        let change = |row: &Vec<String>| {
            row.iter().enumerate().map(|(at, text)| cell(at, text)).collect::<Vec<_>>()
        };
        let rows = self.rows.iter().map(change).collect();
        Listing { rows, is_over: self.is_over, ..Listing::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty() && !self.is_over
    }
}

/// What the annexes list.
#[derive(Debug)]
pub(super) struct Listings {
    titles: Titles,
    /// The seven columns of the official list, without the first.
    pub(super) dossiers: Listing,
    /// Code, title, lot, who continues.
    pub(super) unfinished: Listing,
    pub(super) systems: Listing,
    pub(super) secrets: Listing,
}

impl Listings {
    pub(super) fn new(titles: Titles) -> Self {
        Listings {
            titles,
            dossiers: Listing::default(),
            unfinished: Listing::default(),
            systems: Listing::default(),
            secrets: Listing::default(),
        }
    }

    /// Takes the tables of a bundle; gives the rows of each.
    pub(super) fn take(
        &mut self,
        opened: &Opened<'_>,
        limits: &Limits,
    ) -> Result<Vec<(Table, u64)>> {
        let act = opened.act.as_ref();
        let printer = Printer::new(act.map(Act::clearances).unwrap_or_default());
        let mut counts = Vec::new();
        for table in Table::ALL {
            let path = format!("{INVENTORY}{}", table.file_name());
            let Some(input) = opened.tag(&path)? else { continue };
            // What is wrong with a row was told when it was judged.
            let mut ignore = |_| {};
            let mut reader = TableReader::new(input, *table, path, limits, &mut ignore)?;
            let mut rows = 0;
            while let Some(row) = reader.read(&mut ignore)? {
                rows += 1;
                match table {
                    Table::Dossiers => self.dossier(&row, act, &printer),
                    Table::Systems => self.systems.add(cells(&row, &SYSTEM, &printer)),
                    Table::Secrets => self.secrets.add(secret(&row, &printer)),
                    _ => {}
                }
            }
            counts.push((*table, rows));
        }
        Ok(counts)
    }

    fn dossier(&mut self, row: &Row<'_>, act: Option<&Act>, printer: &Printer) {
        let told = self.titles == Titles::Printed;
        let withheld = || say("title-withheld").to_owned();
        let [_, code, title, time, retention, sheets, remarks] = line(0, row);
        let title = if told { printer.text(&title) } else { withheld() };
        let remarks = if told { printer.text(&remarks) } else { String::new() };
        let code = printer.text(&code);
        if is_unfinished(row, act) {
            let lot = printer.text(row.get("lot"));
            let by = printer.text(row.get("continuedBy"));
            self.unfinished.add(vec![code.clone(), title.clone(), lot, by]);
        }
        let [time, retention, sheets] = [time, retention, sheets].map(|text| printer.text(&text));
        self.dossiers.add(vec![code, title, time, retention, sheets, remarks]);
    }
}

/// Whether the row says so, or its lot.
fn is_unfinished(row: &Row<'_>, act: Option<&Act>) -> bool {
    if let Ok(work) = row.get("work").parse::<Work>() {
        return work == Work::Unfinished;
    }
    let number = row.get("lot").parse::<u32>().ok();
    let mut lots = act.into_iter().flat_map(|act| &act.lots);
    lots.any(|lot| Some(lot.number) == number && lot.work == Some(Work::Unfinished))
}

const SYSTEM: [&str; 7] =
    ["name", "owner", "scope", "extractedAt", "records", "runningBy", "runningUntil"];
const SECRET: [&str; 6] = ["fonds", "containers", "dossiers", "documents", "metres", "reference"];

fn cells(row: &Row<'_>, columns: &[&str], printer: &Printer) -> Vec<String> {
    columns.iter().map(|column| printer.text(row.get(column))).collect()
}

/// The column of levels is there to hold levels; anything else in it is told
/// by nobody.
fn secret(row: &Row<'_>, printer: &Printer) -> Vec<String> {
    let mut cells = cells(row, &SECRET, printer);
    let level = row.get("level").parse::<Level>();
    cells.insert(1, level.map_or_else(|_| say("withheld"), Level::label).to_owned());
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_annex_is_whole_or_is_not_there() {
        let mut listing = Listing::default();
        for number in 0..LONGEST {
            listing.add(vec![number.to_string()]);
            listing.add(vec![number.to_string()]);
        }
        assert_eq!((listing.rows.len(), listing.is_over), (LONGEST, false));
        listing.add(vec!["one more".to_owned()]);
        assert!(listing.is_over && listing.rows.is_empty() && !listing.is_empty());
        let mut listing = Listing::default();
        listing.add(vec!["x".repeat(MOST_TEXT)]);
        assert!(!listing.is_over);
        listing.add(vec!["y".to_owned()]);
        assert!(listing.is_over && listing.rows.is_empty());
    }

    #[test]
    fn suspicion_keeps_words_off_and_levels_are_told_by_their_code() {
        let rows = |table, text: &str, take: &mut dyn FnMut(&Row<'_>)| {
            let limits = Limits::default();
            let mut ignore = |_| {};
            let mut reader =
                TableReader::new(text.as_bytes(), table, "t", &limits, &mut ignore).unwrap();
            while let Some(row) = reader.read(&mut ignore).unwrap() {
                take(&row);
            }
        };
        let printer = Printer::new(crate::description::secrecy::Clearances::default());
        let mut listings = Listings::new(Titles::Printed);
        let text = "fileCode,title,work,description\n1,Vụ án mật,unfinished,\n2,Sổ,,hồ sơ mật\n";
        rows(Table::Dossiers, text, &mut |row| listings.dossier(row, None, &printer));
        let all = format!("{:?} {:?}", listings.dossiers.rows, listings.unfinished.rows);
        assert!(!all.contains("Vụ án") && !all.contains("hồ sơ mật"), "{all}");
        assert_eq!((listings.dossiers.rows.len(), listings.unfinished.rows.len()), (2, 1));
        let mut found = Vec::new();
        let text = "fonds,level,dossiers\nP14,mat,3\nP14,Vụ án X,1\n";
        rows(Table::Secrets, text, &mut |row| found.push(secret(row, &printer)));
        assert_eq!(found[0][..4], ["P14", "Mật", "", "3"]);
        assert_eq!(found[1][1], say("withheld"));
    }
}
