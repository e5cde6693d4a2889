//! Exceptions, found again in the rows: a dossier stands with all its files,
//! and falls with any of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::custody::{Exception, ExceptionKind, Line};
use crate::error::{ErrorKind, Result};
use crate::inventory::Row;
use crate::limits::Limits;
use crate::path::nfc;

/// What is under exceptions, by path and by code.
#[derive(Default)]
pub(super) struct Held {
    /// Files that an exception names, or that a document row of a held dossier has.
    files: BTreeMap<String, ExceptionKind>,
    /// Dossiers, by code: the fonds that the exception names, if it does.
    dossiers: BTreeMap<String, Vec<(Option<String>, ExceptionKind)>>,
    /// Paths of held dossiers.
    folders: BTreeMap<String, ExceptionKind>,
    /// Codes of dossiers one of whose documents is under an exception.
    touched: BTreeMap<String, ExceptionKind>,
    /// Bytes of the paths that document rows added.
    bytes: usize,
    /// What exceptions name, and no row so far has.
    unmet: BTreeSet<(bool, String)>,
}

/// Marks of [`Held::unmet`].
const FILE: bool = false;
const DOSSIER: bool = true;

impl Held {
    pub(super) fn new(exceptions: &[&Exception]) -> Self {
        let mut held = Held::default();
        let form = |line: &Line| nfc(line.as_str());
        for exception in exceptions {
            if let Some(path) = &exception.path {
                held.unmet.insert((FILE, form(path)));
                held.files.insert(form(path), exception.kind);
            }
            if let Some(code) = &exception.dossier {
                held.unmet.insert((DOSSIER, form(code)));
                let fonds = exception.fonds.as_ref().map(form);
                held.dossiers.entry(form(code)).or_default().push((fonds, exception.kind));
            }
        }
        held
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty() && self.dossiers.is_empty()
    }

    /// Takes a row of `documents.csv`, before the dossiers are asked for. Its
    /// fonds is not known, so a code stands for the dossiers of every fonds.
    pub(super) fn document(&mut self, row: &Row<'_>, path: &Path, limits: &Limits) -> Result<()> {
        let (code, file) = (nfc(row.get("dossier")), nfc(row.get("path")));
        if file.is_empty() {
            return Ok(());
        }
        let of_dossier = self.dossiers.get(&code).and_then(|held| held.first());
        let kind = match (self.files.get(&file), of_dossier) {
            (Some(kind), _) => {
                let kind = *kind;
                self.touched.entry(code).or_insert(kind);
                return Ok(());
            }
            (None, Some((_, kind))) => *kind,
            (None, None) => return Ok(()),
        };
        self.bytes += file.len();
        if self.bytes > limits.fonds_bytes {
            let (path, limit) = (path.to_path_buf(), limits.fonds_bytes as u64);
            return Err(ErrorKind::Limit { path, what: "bytes", limit }.into());
        }
        self.files.insert(file, kind);
        Ok(())
    }

    /// Why a dossier is held; asked in any order, before the files are.
    pub(super) fn dossier(&mut self, row: &Row<'_>) -> Option<ExceptionKind> {
        let (code, fonds) = (nfc(row.get("fileCode")), nfc(row.get("fonds")));
        let named = self.dossiers.get(&code).into_iter().flatten();
        let mut named = named.filter(|(of, _)| of.as_ref().is_none_or(|of| *of == fonds));
        let place = nfc(row.get("path"));
        if let Some((_, kind)) = named.next() {
            let kind = *kind;
            self.unmet.remove(&(DOSSIER, code));
            if !place.is_empty() {
                self.folders.insert(place, kind);
            }
            return Some(kind);
        }
        if let Some(kind) = self.touched.get(&code) {
            return Some(*kind);
        }
        if place.is_empty() {
            return None;
        }
        // A file below its folder, or the dossier's one file.
        let below = format!("{place}/");
        let mut inside = self.files.range(below.clone()..);
        let inside = inside.next().filter(|(file, _)| file.starts_with(&below));
        inside.map(|(_, kind)| *kind).or_else(|| self.files.get(&place).copied())
    }

    /// Why a file is held.
    pub(super) fn file(&mut self, path: &str) -> Option<ExceptionKind> {
        let path = nfc(path);
        if let Some(kind) = self.files.get(&path).or_else(|| self.folders.get(&path)).copied() {
            self.unmet.remove(&(FILE, path));
            return Some(kind);
        }
        let mut parents = path.match_indices('/').map(|(end, _)| &path[..end]);
        parents.find_map(|parent| self.folders.get(parent)).copied()
    }

    /// How many exceptions name nothing in the rows that were taken.
    pub(super) fn unmet(&self) -> u64 {
        self.unmet.len() as u64
    }
}
