//! The shelf that each dossier takes, and its pages.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::amounts::Pages;
use super::dossiers::Draft;
use super::estimates::Estimates;
use super::item::{Item, ItemKind};
use crate::description::{Arrangement, Metres};
use crate::error::Result;
use crate::sorted::Sorter;

/// Brings dossiers to their containers.
pub(super) struct Shelves {
    members: Sorter,
    /// A key for each dossier, so that a container knows how many it has before they come.
    counts: Sorter,
    estimates: Estimates,
}

#[derive(Serialize, Deserialize)]
enum Member {
    Container { metres: Option<Metres>, item: Box<Item> },
    Dossier(Box<Draft>),
}

impl Shelves {
    pub(super) fn new(budget: usize, folder: &Path, estimates: Estimates) -> Self {
        let sorter = || Sorter::new(budget, folder);
        Shelves { members: sorter(), counts: sorter(), estimates }
    }

    /// A row of containers.
    pub(super) fn container(
        &mut self,
        fonds: &str,
        code: &str,
        metres: Option<Metres>,
        item: Item,
    ) -> Result<()> {
        let row = item.row;
        let member = Member::Container { metres, item: Box::new(item) };
        self.members.push(key(fonds, code).into_bytes(), value(0, row, &member))
    }

    /// A dossier; without paper or container it is settled at once.
    pub(super) fn dossier(
        &mut self,
        draft: Draft,
        sink: &mut dyn FnMut(Item) -> Result<()>,
    ) -> Result<()> {
        if !draft.item.paper || draft.container.is_empty() {
            return sink(settled(&draft, None, &self.estimates));
        }
        let key = draft.container.clone().into_bytes();
        self.counts.push(key.clone(), Vec::new())?;
        let row = draft.item.row;
        self.members.push(key, value(1, row, &Member::Dossier(Box::new(draft))))
    }

    /// Settles the rest, in the order of containers.
    pub(super) fn finish(self, sink: &mut dyn FnMut(Item) -> Result<()>) -> Result<()> {
        let Shelves { members, counts, estimates } = self;
        let mut counts = counts.finish()?.peekable();
        let mut open = Open::default();
        for record in members.finish()? {
            let (key, bytes) = record?;
            if open.key.as_ref() != Some(&key) {
                std::mem::take(&mut open).end(&estimates, sink)?;
                open.key = Some(key.clone());
                while let Some(count) =
                    counts.next_if(|count| count.as_ref().map_or(true, |(of, _)| *of == key))
                {
                    count?;
                    open.dossiers += 1;
                }
            }
            match bytes.get(9..).and_then(|json| serde_json::from_slice(json).ok()) {
                Some(Member::Container { metres, item }) => {
                    open.stated |= metres.is_some();
                    open.metres += metres.unwrap_or_default();
                    open.rows += 1;
                    open.empty.get_or_insert(*item);
                }
                Some(Member::Dossier(draft)) => {
                    let share = open.share();
                    sink(settled(&draft, Some(share), &estimates))?;
                }
                None => {}
            }
        }
        open.end(&estimates, sink)
    }
}

/// A dossier with its shelf, its own or its part of a container's, and its pages.
fn settled(draft: &Draft, shelf: Option<(Metres, bool)>, estimates: &Estimates) -> Item {
    let by_sheets = draft.sheets.map(|sheets| sheets.saturating_mul(estimates.pages_a_sheet.get()));
    let listed = draft.pages.or((draft.document_pages > 0).then_some(draft.document_pages));
    let known = listed.or(by_sheets);
    let mut item = draft.item.clone();
    if !item.paper {
        return item;
    }
    (item.metres, item.metres_estimated) = shelf.unwrap_or_else(|| (estimates.length(known), true));
    let all = known.unwrap_or_else(|| estimates.pages(item.metres));
    item.pages = pages(draft, all);
    item.pages.estimated = if listed.is_some() { 0 } else { item.pages.all() };
    item
}

/// What is there of `all` pages.
fn pages(draft: &Draft, all: u64) -> Pages {
    if let Some(seen) = draft.seen {
        // More scans than pages: the count of pages was short.
        let there = seen.scanned().saturating_add(seen.rescan);
        return Pages { not_scanned: all.saturating_sub(there), ..seen };
    }
    let whole = (draft.documents == 0 && !draft.path.is_empty())
        || (draft.documents > 0 && draft.with_file == draft.documents);
    let there = if whole { all } else { draft.with_file_pages.min(all) };
    Pages { not_scanned: all - there, not_judged: there, ..Pages::default() }
}

/// The container whose dossiers are coming.
#[derive(Default)]
struct Open {
    key: Option<Vec<u8>>,
    metres: Metres,
    stated: bool,
    /// Rows of containers: more than one where a code stands twice.
    rows: u64,
    dossiers: u64,
    given: u64,
    empty: Option<Item>,
}

impl Open {
    fn length(&self) -> Metres {
        if self.stated { self.metres } else { Metres::of_containers(self.rows.max(1)) }
    }

    /// The next dossier's part of the shelf; parts add up to the whole, to the millimetre.
    fn share(&mut self) -> (Metres, bool) {
        let all = u128::from(self.length().millimetres());
        let up_to = |count: u64| all * u128::from(count) / u128::from(self.dossiers.max(1));
        let part = up_to(self.given + 1) - up_to(self.given);
        self.given += 1;
        (Metres::from_millimetres(u64::try_from(part).unwrap_or(u64::MAX)), !self.stated)
    }

    /// Without a listed dossier, the container itself is what is worked on.
    fn end(self, estimates: &Estimates, sink: &mut dyn FnMut(Item) -> Result<()>) -> Result<()> {
        let (metres, estimated) = (self.length(), !self.stated);
        let Some(mut item) = self.empty.filter(|_| self.dossiers == 0) else { return Ok(()) };
        item.kind = ItemKind::Container;
        item.arrangement = Some(Arrangement::Unarranged);
        (item.metres, item.metres_estimated) = (metres, estimated);
        let pages = estimates.pages(metres);
        item.pages = Pages { not_scanned: pages, estimated: pages, ..Pages::default() };
        sink(item)
    }
}

/// What a container is known by: a code means something within its fonds.
pub(super) fn key(fonds: &str, code: &str) -> String {
    format!("{fonds}\0{code}")
}

fn value(order: u8, row: u64, member: &Member) -> Vec<u8> {
    let mut value = vec![order];
    value.extend_from_slice(&row.to_be_bytes());
    value.extend(serde_json::to_vec(member).unwrap_or_default());
    value
}
