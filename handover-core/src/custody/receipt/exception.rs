//! What custody does not pass for.

use serde::{Deserialize, Serialize};

use crate::custody::values::Line;
use crate::description::code_list::code_list;

code_list! {
    /// Why the receiver does not take something over.
    ExceptionKind {
        Missing = "missing", "thiếu";
        Damaged = "damaged", "hư hỏng";
        Illegible = "illegible", "không đọc được";
        NotOurs = "not-ours", "không thuộc phạm vi tiếp nhận";
    }
}

/// A file or a dossier of the bundle that the receiver does not take over.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// A file, by its path below `data/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<Line>,
    /// Code of the fonds of a dossier, where the inventory says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fonds: Option<Line>,
    /// A dossier, by its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dossier: Option<Line>,
    /// What is wrong with it.
    pub kind: ExceptionKind,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Line>,
}

impl Exception {
    /// A file.
    pub const fn file(path: Line, kind: ExceptionKind) -> Self {
        Exception { path: Some(path), fonds: None, dossier: None, kind, note: None }
    }

    /// A dossier of a fonds.
    pub const fn dossier(fonds: Option<Line>, code: Line, kind: ExceptionKind) -> Self {
        Exception { path: None, fonds, dossier: Some(code), kind, note: None }
    }

    /// Whether it is a file or a dossier, and not both or neither.
    pub(super) const fn names_one(&self) -> bool {
        match (&self.path, &self.dossier) {
            (Some(_), None) => self.fonds.is_none(),
            (None, Some(_)) => true,
            _ => false,
        }
    }

    /// What it names, apart from what is wrong with it.
    pub(super) const fn subject(&self) -> [&Option<Line>; 3] {
        [&self.path, &self.fonds, &self.dossier]
    }
}
