use std::collections::BTreeMap;
use std::path::Path;

use crate::error::{ErrorKind, Result};

/// The fonds that a transfer speaks of, and which are closed.
#[derive(Debug)]
pub(super) struct FondsSeen {
    codes: BTreeMap<String, bool>,
    /// The only one that the table of fonds has.
    only: Option<String>,
    rows: u64,
    budget: usize,
}

impl FondsSeen {
    pub(super) fn new(budget: usize) -> Self {
        FondsSeen { codes: BTreeMap::new(), only: None, rows: 0, budget }
    }

    /// Takes a row of the table of fonds.
    pub(super) fn row(&mut self, code: &str, closed: bool, path: &Path) -> Result<()> {
        self.name(code, path)?;
        self.rows += 1;
        self.only = (self.rows == 1).then(|| code.to_owned());
        if let Some(known) = self.codes.get_mut(code) {
            *known |= closed;
        }
        Ok(())
    }

    /// Takes a fonds that another row names.
    ///
    /// # Errors
    /// `Limit` for more than anybody hands over.
    pub(super) fn name(&mut self, code: &str, path: &Path) -> Result<()> {
        if code.is_empty() || self.codes.contains_key(code) {
            return Ok(());
        }
        // What an entry of the map costs beside its text.
        let cost = code.len() + 64;
        self.budget = self.budget.checked_sub(cost).ok_or_else(|| {
            let limit = self.codes.len() as u64;
            ErrorKind::Limit { path: path.to_path_buf(), what: "fonds", limit }
        })?;
        self.codes.insert(code.to_owned(), false);
        Ok(())
    }

    /// The fonds of a row that names `code`, or none where there is but one.
    pub(super) fn of<'f>(&'f self, code: &'f str) -> &'f str {
        if code.is_empty() { self.only.as_deref().unwrap_or_default() } else { code }
    }

    pub(super) fn is_closed(&self, code: &str) -> bool {
        self.codes.get(code).copied().unwrap_or(false)
    }

    /// Every fonds that was named, in the order of codes.
    pub(super) fn codes(&self) -> impl Iterator<Item = &str> {
        self.codes.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_fonds_is_meant_where_none_is_named() {
        let mut seen = FondsSeen::new(1000);
        let path = Path::new("b");
        seen.row("A", true, path).unwrap();
        assert_eq!((seen.of(""), seen.of("B"), seen.is_closed("A")), ("A", "B", true));
        seen.row("B", false, path).unwrap();
        assert_eq!((seen.of(""), seen.is_closed("B")), ("", false));
        for number in 0..100 {
            if let Err(error) = seen.name(&number.to_string(), path) {
                assert!(matches!(error.kind(), ErrorKind::Limit { what: "fonds", .. }));
                return;
            }
        }
        panic!("not bounded");
    }
}
