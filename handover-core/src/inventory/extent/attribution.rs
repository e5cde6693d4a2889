//! Which group a file belongs to: that of the row nearest to it, its own or
//! that of a folder above.

use std::iter::Peekable;
use std::path::Path;

use super::amount::Amount;
use super::groups::{Group, Groups};
use crate::error::Result;
use crate::path::sort_key;
use crate::sorted::{Sorted, Sorter};

/// The paths that rows name.
#[derive(Debug)]
pub(super) struct Paths(Sorter);

impl Paths {
    pub(super) fn new(budget: usize, folder: &Path) -> Self {
        Paths(Sorter::new(budget, folder))
    }

    /// Takes a path, if it is one. Of several rows of one path documents stand
    /// before dossiers, so that a dossier has the last word over its folder.
    pub(super) fn push(&mut self, path: &str, group: &Group, document: bool) -> Result<()> {
        if path.is_empty() {
            return Ok(());
        }
        let mut value = vec![u8::from(!document)];
        value.extend(serde_json::to_vec(group).unwrap_or_default());
        self.0.push(sort_key(path), value)
    }

    /// Without files to look at: each path that a document names is one.
    pub(super) fn count(self, groups: &mut Groups, limit: usize) -> Result<u64> {
        let mut last: Option<Vec<u8>> = None;
        let mut files = 0;
        for record in self.0.finish()? {
            let (key, value) = record?;
            if value.first() != Some(&0) || last.as_ref() == Some(&key) {
                continue;
            }
            files += 1;
            let amount = Amount { files: 1, ..Amount::default() };
            groups.add(group(&value), &amount, limit)?;
            last = Some(key);
        }
        Ok(files)
    }

    /// The groups of files that come in path order.
    pub(super) fn groups(self) -> Result<Attribution> {
        Ok(Attribution { rows: self.0.finish()?.peekable(), above: Vec::new() })
    }
}

fn group(value: &[u8]) -> Group {
    value.get(1..).and_then(|json| serde_json::from_slice(json).ok()).unwrap_or_default()
}

/// Holds one row a depth.
#[derive(Debug)]
pub(super) struct Attribution {
    rows: Peekable<Sorted>,
    above: Vec<(Vec<u8>, Group)>,
}

impl Attribution {
    /// The group of the next file.
    pub(super) fn of(&mut self, path: &str) -> Result<Group> {
        let file = sort_key(path);
        let due =
            |row: &Result<_>| row.as_ref().map_or(true, |(key, _): &(Vec<u8>, _)| *key <= file);
        while let Some(row) = self.rows.next_if(due) {
            let (key, value) = row?;
            if is_at_or_below(&file, &key) {
                self.above.retain(|(known, _)| is_at_or_below(&key, known) && *known != key);
                self.above.push((key, group(&value)));
            }
        }
        while self.above.last().is_some_and(|(key, _)| !is_at_or_below(&file, key)) {
            self.above.pop();
        }
        Ok(self.above.last().map(|(_, group)| group.clone()).unwrap_or_default())
    }
}

fn is_at_or_below(key: &[u8], folder: &[u8]) -> bool {
    key.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest[0] == 0)
}
