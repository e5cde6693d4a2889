//! Payload, both lists and `files.csv`, side by side in path order.

use std::iter::Peekable;

use super::journal::Stamp;
use super::lists::{FileFacts, FileRow};
use crate::bundle::list;
use crate::bundle::read::{Item, Present};
use crate::digest::Digest;
use crate::error::Result;
use crate::finding::Finding;
use crate::path;

/// Everything that is said of one path, and what is there.
#[derive(Debug, Default)]
pub(crate) struct Joined {
    /// Path from the bag's root; empty where there are only findings.
    pub(crate) path: String,
    pub(crate) present: Option<Present>,
    pub(crate) sha256: Option<Digest>,
    pub(crate) blake3: Option<Digest>,
    pub(crate) row: Option<FileFacts>,
    /// Bytes that the row says; `None` for an empty folder.
    pub(crate) row_size: Option<u64>,
    /// What a journal keeps of it, where one is kept.
    pub(crate) stamp: Option<Stamp>,
    /// Whether a journal vouches for its content.
    pub(crate) taken: bool,
    /// What was wrong on the way here.
    pub(crate) findings: Vec<Finding>,
}

impl Joined {
    /// Whether any list has it.
    pub(crate) fn is_listed(&self) -> bool {
        self.sha256.is_some() || self.blake3.is_some()
    }

    /// The file, if its content is to be looked at and nobody vouches for it.
    /// Another size is another content; nothing need be read to know it, and a
    /// bomb is not read at all.
    pub(crate) fn to_read(&self) -> Option<&Present> {
        let present = self.present.as_ref().filter(|_| self.is_listed())?;
        let same_size = self.row_size.is_none_or(|size| size == present.size);
        (same_size && !self.taken).then_some(present)
    }
}

/// What a side gives: something at a path, or only findings.
pub(crate) trait SideItem {
    fn path(&self) -> Option<&str>;
    fn put(self, joined: &mut Joined);
}

impl SideItem for Item {
    fn path(&self) -> Option<&str> {
        self.present.as_ref().map(|present| present.path.as_str())
    }

    fn put(self, joined: &mut Joined) {
        joined.findings.extend(self.findings);
        joined.present = self.present;
    }
}

/// A line of one of the two lists.
pub(crate) struct Sha256(pub(crate) list::Item);
pub(crate) struct Blake3(pub(crate) list::Item);

fn line_path(item: &list::Item) -> Option<&str> {
    match item {
        list::Item::Line(line) => Some(&line.path),
        list::Item::Bad(_) => None,
    }
}

fn line_digest(item: list::Item, findings: &mut Vec<Finding>) -> Option<Digest> {
    match item {
        list::Item::Line(line) => Some(line.digest),
        list::Item::Bad(finding) => {
            findings.push(finding);
            None
        }
    }
}

impl SideItem for Sha256 {
    fn path(&self) -> Option<&str> {
        line_path(&self.0)
    }

    fn put(self, joined: &mut Joined) {
        joined.sha256 = line_digest(self.0, &mut joined.findings);
    }
}

impl SideItem for Blake3 {
    fn path(&self) -> Option<&str> {
        line_path(&self.0)
    }

    fn put(self, joined: &mut Joined) {
        joined.blake3 = line_digest(self.0, &mut joined.findings);
    }
}

impl SideItem for FileRow {
    fn path(&self) -> Option<&str> {
        match self {
            FileRow::Row { path, .. } => Some(path),
            FileRow::Bad(_) => None,
        }
    }

    fn put(self, joined: &mut Joined) {
        match self {
            FileRow::Row { row, size, .. } => {
                (joined.row, joined.row_size) = (Some(row), size);
            }
            FileRow::Bad(finding) => joined.findings.push(finding),
        }
    }
}

/// Joins four sorted sides in one pass, holding one item of each.
pub(crate) struct Sides<P: Iterator, S: Iterator, B: Iterator, F: Iterator> {
    payload: Peekable<P>,
    sha256: Peekable<S>,
    blake3: Peekable<B>,
    files: Peekable<F>,
}

impl<P, S, B, F> Sides<P, S, B, F>
where
    P: Iterator<Item = Result<Item>>,
    S: Iterator<Item = Result<Sha256>>,
    B: Iterator<Item = Result<Blake3>>,
    F: Iterator<Item = Result<FileRow>>,
{
    pub(crate) fn new(payload: P, sha256: S, blake3: B, files: F) -> Self {
        Sides {
            payload: payload.peekable(),
            sha256: sha256.peekable(),
            blake3: blake3.peekable(),
            files: files.peekable(),
        }
    }

    fn join(&mut self) -> Result<Option<Joined>> {
        let mut joined = Joined::default();
        take_bad(&mut self.payload, &mut joined)?;
        take_bad(&mut self.sha256, &mut joined)?;
        take_bad(&mut self.blake3, &mut joined)?;
        take_bad(&mut self.files, &mut joined)?;
        if !joined.findings.is_empty() {
            // At once: a list may hold nothing but bad lines, without end.
            return Ok(Some(joined));
        }
        let first = [
            peek(&mut self.payload),
            peek(&mut self.sha256),
            peek(&mut self.blake3),
            peek(&mut self.files),
        ];
        let first = first.into_iter().flatten().min_by(|a, b| path::compare(a, b));
        let Some(path) = first.map(ToOwned::to_owned) else {
            return Ok(None);
        };
        take_at(&mut self.payload, &path, &mut joined)?;
        take_at(&mut self.sha256, &path, &mut joined)?;
        take_at(&mut self.blake3, &path, &mut joined)?;
        take_at(&mut self.files, &path, &mut joined)?;
        joined.path = path;
        Ok(Some(joined))
    }
}

fn peek<'s, T: SideItem + 's>(
    side: &'s mut Peekable<impl Iterator<Item = Result<T>>>,
) -> Option<&'s str> {
    side.peek()?.as_ref().ok()?.path()
}

/// Takes one that stands alone at the front of a side; an error ends the join.
fn take_bad<T: SideItem>(
    side: &mut Peekable<impl Iterator<Item = Result<T>>>,
    joined: &mut Joined,
) -> Result<()> {
    let alone = |item: &Result<T>| item.as_ref().map_or(true, |item| item.path().is_none());
    if let Some(item) = side.next_if(alone) {
        item?.put(joined);
    }
    Ok(())
}

fn take_at<T: SideItem>(
    side: &mut Peekable<impl Iterator<Item = Result<T>>>,
    path: &str,
    joined: &mut Joined,
) -> Result<()> {
    let here = |item: &Result<T>| item.as_ref().is_ok_and(|item| item.path() == Some(path));
    if let Some(item) = side.next_if(here) {
        item?.put(joined);
    }
    Ok(())
}

impl<P, S, B, F> Iterator for Sides<P, S, B, F>
where
    P: Iterator<Item = Result<Item>>,
    S: Iterator<Item = Result<Sha256>>,
    B: Iterator<Item = Result<Blake3>>,
    F: Iterator<Item = Result<FileRow>>,
{
    type Item = Result<Joined>;

    fn next(&mut self) -> Option<Self::Item> {
        self.join().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Code, Location};

    #[test]
    fn bad_lines_pass_by_and_do_not_pile_up() {
        let bad = |_| Ok(Sha256(list::Item::Bad(Finding::new(Code::ListTwice, Location::Whole))));
        let (payload, blake3) = (std::iter::empty::<Result<Item>>(), std::iter::empty());
        let files = std::iter::empty::<Result<FileRow>>();
        let sides = Sides::new(payload, (0..1000).map(bad), blake3, files);
        let joined: Vec<_> = sides.map(|joined| joined.unwrap().findings.len()).collect();
        assert_eq!(joined, [1; 1000]);
    }
}
