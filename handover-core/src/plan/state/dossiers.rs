//! Dossiers with their documents, and with what a check of scans saw of them.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::amounts::Pages;
use super::item::Item;
use super::scan_lines;
use crate::error::Result;
use crate::limits::Limits;
use crate::path::sort_key;
use crate::sorted::{Sorted, Sorter};

/// A dossier before its shelf and its pages are settled.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Draft {
    pub(super) item: Item,
    pub(super) container: String,
    pub(super) path: String,
    pub(super) pages: Option<u64>,
    pub(super) sheets: Option<u64>,
    /// Of its documents: how many, with how many pages.
    #[serde(default)]
    pub(super) documents: u64,
    #[serde(default)]
    pub(super) document_pages: u64,
    /// Of those that name a file, the same.
    #[serde(default)]
    pub(super) with_file: u64,
    #[serde(default)]
    pub(super) with_file_pages: u64,
    /// What a check of its scans saw; `None` where there was none.
    #[serde(default)]
    pub(super) seen: Option<Pages>,
}

#[derive(Serialize, Deserialize)]
enum Member {
    Dossier(Box<Draft>),
    Document { pages: u64, path: String },
}

/// Brings documents to their dossiers, by code.
pub(super) struct Members(Sorter);

impl Members {
    pub(super) fn new(budget: usize, folder: &Path) -> Self {
        Members(Sorter::new(budget, folder))
    }

    pub(super) fn dossier(&mut self, code: &str, draft: Draft) -> Result<()> {
        let row = draft.item.row;
        self.push(code, 0, row, &Member::Dossier(Box::new(draft)))
    }

    pub(super) fn document(&mut self, code: &str, row: u64, pages: u64, path: &str) -> Result<()> {
        self.push(code, 1, row, &Member::Document { pages, path: path.to_owned() })
    }

    fn push(&mut self, code: &str, order: u8, row: u64, member: &Member) -> Result<()> {
        let mut value = vec![order];
        value.extend_from_slice(&row.to_be_bytes());
        value.extend(serde_json::to_vec(member).unwrap_or_default());
        self.0.push(code.as_bytes().to_vec(), value)
    }

    /// Gives each dossier to `sink`, and each path with the row of its dossier to `paths`. Of
    /// several of one code the documents are the last one's, as in sums of an inventory.
    /// Documents without a dossier are not told here: a check of the inventory does.
    pub(super) fn finish(
        self,
        mut paths: impl FnMut(&str, u64) -> Result<()>,
        mut sink: impl FnMut(Draft) -> Result<()>,
    ) -> Result<()> {
        let mut open: Option<(Vec<u8>, Draft)> = None;
        for record in self.0.finish()? {
            let (code, value) = record?;
            match value.get(9..).and_then(|json| serde_json::from_slice(json).ok()) {
                Some(Member::Dossier(draft)) => {
                    if let Some((_, done)) = open.take() {
                        sink(done)?;
                    }
                    paths(&draft.path, draft.item.row)?;
                    open = Some((code, *draft));
                }
                Some(Member::Document { pages, path }) => {
                    let Some((_, draft)) = open.as_mut().filter(|(own, _)| *own == code) else {
                        continue;
                    };
                    paths(&path, draft.item.row)?;
                    draft.documents += 1;
                    draft.document_pages = draft.document_pages.saturating_add(pages);
                    if !path.is_empty() {
                        draft.with_file += 1;
                        draft.with_file_pages = draft.with_file_pages.saturating_add(pages);
                    }
                }
                None => {}
            }
        }
        open.map_or(Ok(()), |(_, done)| sink(done))
    }
}

/// Brings what was seen in files to the dossiers, by the nearest path: a file's own, or that
/// of a folder above.
pub(super) struct Sightings {
    budget: usize,
    folder: std::path::PathBuf,
    paths: Sorter,
}

impl Sightings {
    pub(super) fn new(budget: usize, folder: &Path) -> Self {
        Sightings { budget, folder: folder.to_path_buf(), paths: Sorter::new(budget, folder) }
    }

    pub(super) fn path(&mut self, path: &str, row: u64) -> Result<()> {
        if path.is_empty() {
            return Ok(());
        }
        self.paths.push(sort_key(path), row.to_be_bytes().to_vec())
    }

    /// What was seen, by the row of the dossier.
    pub(super) fn by_row(self, scans: &Path, limits: &Limits) -> Result<Sorted> {
        let mut files = Sorter::new(self.budget, &self.folder);
        scan_lines::read(scans, limits, |path, pages| {
            files.push(sort_key(path), serde_json::to_vec(pages).unwrap_or_default())
        })?;
        let mut rows = self.paths.finish()?.peekable();
        let mut above: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
        let mut seen = Sorter::new(self.budget, &self.folder);
        let mut last: Option<Vec<u8>> = None;
        for record in files.finish()? {
            let (file, pages) = record?;
            // The same file told twice is one file.
            if last.as_ref() == Some(&file) {
                continue;
            }
            while let Some(row) =
                rows.next_if(|row| row.as_ref().map_or(true, |(key, _)| *key <= file))
            {
                let (key, row) = row?;
                if is_at_or_below(&file, &key) {
                    above.retain(|(known, _)| is_at_or_below(&key, known) && *known != key);
                    above.push((key, row));
                }
            }
            while above.last().is_some_and(|(key, _)| !is_at_or_below(&file, key)) {
                above.pop();
            }
            if let Some((_, row)) = above.last() {
                seen.push(row.clone(), pages)?;
            }
            last = Some(file);
        }
        seen.finish()
    }
}

fn is_at_or_below(key: &[u8], folder: &[u8]) -> bool {
    key.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest[0] == 0)
}
