//! Dossiers and their documents: pages, depth, and which group a document is of.

use std::path::Path;

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::amount::{Amount, Extent};
use super::attribution::Paths;
use super::groups::{Group, Groups, fonds_of};
use crate::date::PartialDate;
use crate::error::Result;
use crate::inventory::{Row, Table, path_of};
use crate::path::nfc;
use crate::sorted::Sorter;

#[derive(Debug)]
pub(super) struct Members(Sorter);

#[derive(Serialize, Deserialize)]
enum Member {
    Dossier { group: Group, pages: Option<u64>, path: String },
    Document { pages: u64, path: String },
}

impl Members {
    pub(super) fn new(budget: usize, folder: &Path) -> Self {
        Members(Sorter::new(budget, folder))
    }

    pub(super) fn row(&mut self, row: &Row<'_>) -> Result<()> {
        let pages = row.get("numberOfPage").parse().ok();
        let path = nfc(path_of(row));
        let (order, code, member) = match row.table() {
            Table::Dossiers => {
                let start = row.get("startDate").parse::<PartialDate>();
                let year = start.ok().map(|date| date.earliest().year());
                let group = Group { fonds: fonds_of(row.get("fonds")), year };
                (0, row.get("fileCode"), Member::Dossier { group, pages, path })
            }
            Table::Documents => {
                let pages = pages.unwrap_or(0);
                (1, row.get("dossier"), Member::Document { pages, path })
            }
            _ => return Ok(()),
        };
        let mut value = vec![order];
        value.extend_from_slice(&row.number().to_be_bytes());
        value.extend(serde_json::to_vec(&member).unwrap_or_default());
        self.0.push(code.as_bytes().to_vec(), value)
    }

    /// Sums up each dossier with its documents, and gives each path its group.
    pub(super) fn finish(
        self,
        extent: &mut Extent,
        groups: &mut Groups,
        paths: &mut Paths,
        limit: usize,
    ) -> Result<()> {
        let mut code: Option<Vec<u8>> = None;
        let mut family = Family::default();
        for record in self.0.finish()? {
            let (key, value) = record?;
            if code.as_ref() != Some(&key) {
                std::mem::take(&mut family).end(extent, groups, limit)?;
                code = Some(key);
            }
            match value.get(9..).and_then(|json| serde_json::from_slice(json).ok()) {
                Some(Member::Dossier { group, pages, path }) => {
                    paths.push(&path, &group, false)?;
                    if family.amount.dossiers > 0 {
                        // Of several of one code, the documents are the last one's.
                        std::mem::take(&mut family).end(extent, groups, limit)?;
                    }
                    family.group = Some(group);
                    family.amount.dossiers = 1;
                    family.stated = pages;
                }
                Some(Member::Document { pages, path }) => {
                    family.documents(pages, !path.is_empty());
                    paths.push(&path, &family.group.clone().unwrap_or_default(), true)?;
                }
                None => {}
            }
        }
        family.end(extent, groups, limit)
    }
}

/// A dossier and its documents.
#[derive(Default)]
struct Family {
    group: Option<Group>,
    amount: Amount,
    stated: Option<u64>,
    pages: u64,
    with_files: bool,
}

impl Family {
    fn documents(&mut self, pages: u64, has_file: bool) {
        self.amount.documents += 1;
        self.pages = self.pages.saturating_add(pages);
        self.with_files |= has_file;
    }

    fn end(mut self, extent: &mut Extent, groups: &mut Groups, limit: usize) -> Result<()> {
        if self.amount == Amount::default() {
            return Ok(());
        }
        self.amount.pages = self.stated.unwrap_or(self.pages);
        extent.pages = extent.pages.saturating_add(self.amount.pages);
        if self.amount.dossiers > 0 {
            let depth = &mut extent.by_depth;
            *(match (self.amount.documents, self.with_files) {
                (0, _) => &mut depth.dossiers,
                (_, false) => &mut depth.documents,
                (_, true) => &mut depth.files,
            }) += 1;
        }
        groups.add(self.group.unwrap_or_default(), &self.amount, limit)
    }
}
