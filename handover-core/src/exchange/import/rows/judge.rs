//! Whether a row says what its table needs, and of which dossier it is.

use super::super::super::problem::EntryProblem;
use super::Rows;
use crate::inventory::Table;

impl Rows<'_, '_> {
    /// Judges a row of a list of dossiers.
    pub(super) fn dossier(&mut self) -> Option<EntryProblem> {
        if Self::cell(&self.own, self.places.code).is_empty() {
            return Some(EntryProblem::NoCode);
        }
        if Self::cell(&self.own, self.places.title).is_empty() {
            return Some(EntryProblem::NoTitle);
        }
        if let Some(fonds) = self.fonds
            && Self::cell(&self.own, self.places.fonds).is_empty()
        {
            Self::set(&mut self.own, self.places.fonds, fonds);
        }
        None
    }

    /// Judges a row of a list of documents, and finds its dossier.
    pub(super) fn document(&mut self) -> Option<EntryProblem> {
        let stated = Self::cell(&self.own, self.places.dossier);
        let code =
            if stated.is_empty() { Self::cell(&self.dossier, self.places.code) } else { stated };
        let mut code = code.to_owned();
        let title = Self::cell(&self.dossier, self.places.title);
        if code.is_empty() {
            if !title.is_empty() {
                return Some(EntryProblem::NoCode);
            }
            code = match Self::cell(&self.own, self.places.path).rsplit_once('/') {
                Some((folder, _)) if self.plan.by_folders => {
                    let folder = folder.to_owned();
                    let name = folder.rsplit('/').next().unwrap_or(&folder);
                    Self::set(&mut self.dossier, self.places.title, name);
                    Self::set(&mut self.dossier, self.places.folder, &folder);
                    folder
                }
                _ if !self.current.is_empty() => self.current.clone(),
                _ => return Some(EntryProblem::NoDossier),
            };
        } else if title.is_empty() && self.plan.describes_dossiers && code != self.current {
            return Some(EntryProblem::NoTitle);
        }
        Self::set(&mut self.dossier, self.places.code, &code);
        if let Some(fonds) = self.fonds
            && Self::cell(&self.dossier, self.places.fonds).is_empty()
        {
            Self::set(&mut self.dossier, self.places.fonds, fonds);
        }
        let titled = !Self::cell(&self.dossier, self.places.title).is_empty();
        if self.has_document() || !titled {
            if Self::cell(&self.own, self.places.subject).is_empty() {
                return Some(EntryProblem::NoSubject);
            }
            Self::set(&mut self.own, self.places.dossier, &code);
        }
        if self.plan.describes_dossiers {
            self.current = code;
        }
        None
    }

    /// Whether the row says anything of a document.
    pub(super) fn has_document(&self) -> bool {
        let Some(columns) = self.output.columns(Table::Documents) else { return false };
        let schema = Table::Documents.schema();
        let mut cells = columns.names().zip(&self.own);
        cells.any(|(name, cell)| !cell.is_empty() && schema.position(name).is_some())
    }
}
