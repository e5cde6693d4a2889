//! The payload on its way to the workers, less what the journal vouches for.

use std::collections::VecDeque;
use std::iter::Peekable;
use std::path::Path;

use super::book::{Binding, Book};
use super::groups::{GROUP_FILES, Group, Growing, Stamp};
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::verify::outcome::Begun;
use crate::verify::sides::Joined;

/// What was done, and how it is compared with what is there.
pub(crate) struct Resume {
    groups: Peekable<Box<dyn Iterator<Item = Group>>>,
    /// Listed files so far.
    listed: u64,
    /// Files that were looked at together.
    ready: VecDeque<Joined>,
    /// What came behind them.
    failed: Option<Error>,
}

/// Files that are looked at together at most, with those that nobody listed
/// and that may lie between them without end.
const READY: usize = 4 * GROUP_FILES as usize;

impl Resume {
    /// Opens the journal at `path`.
    pub(crate) fn open<'c>(
        path: &Path,
        binding: &Binding,
        clock: &'c dyn Clock,
    ) -> Result<(Book<'c>, Begun, Self)> {
        let (book, begun, groups) = Book::open(path, binding, clock)?;
        let groups: Box<dyn Iterator<Item = Group>> = Box::new(groups.into_sorted());
        let (groups, ready) = (groups.peekable(), VecDeque::new());
        Ok((book, begun, Resume { groups, listed: 0, ready, failed: None }))
    }

    /// The next file of `joined`, stamped, and marked as taken if the journal
    /// vouches for it.
    pub(crate) fn next(
        &mut self,
        joined: &mut impl Iterator<Item = Result<Joined>>,
    ) -> Option<Result<Joined>> {
        if let Some(ready) = self.ready.pop_front() {
            return Some(Ok(ready));
        }
        if let Some(failed) = self.failed.take() {
            return Some(Err(failed));
        }
        let first = match self.stamped(joined)? {
            Ok(first) => first,
            Err(error) => return Some(Err(error)),
        };
        let Some(ordinal) = first.stamp.map(|stamp| stamp.ordinal) else { return Some(Ok(first)) };
        while self.groups.next_if(|group| group.first < ordinal).is_some() {}
        let Some(group) = self.groups.next_if(|group| group.first == ordinal) else {
            return Some(Ok(first));
        };
        self.ready.push_back(first);
        while self.listed < group.first + u64::from(group.count) && self.ready.len() < READY {
            match self.stamped(joined) {
                Some(Ok(next)) => self.ready.push_back(next),
                Some(Err(error)) => {
                    self.failed = Some(error);
                    break;
                }
                None => break,
            }
        }
        self.take(&group);
        self.ready.pop_front().map(Ok)
    }

    /// Marks the files of `group` as taken, if they are what they were.
    fn take(&mut self, group: &Group) {
        let mut growing: Option<Growing> = None;
        for stamp in self.ready.iter().filter_map(|joined| joined.stamp) {
            match &mut growing {
                None => growing = Some(Growing::new(&stamp)),
                Some(growing) => growing.push(&stamp),
            }
        }
        if growing.is_some_and(|growing| growing.group() == *group) {
            for joined in self.ready.iter_mut().filter(|joined| joined.to_read().is_some()) {
                joined.taken = joined.stamp.is_some();
            }
        }
    }

    fn stamped(
        &mut self,
        joined: &mut impl Iterator<Item = Result<Joined>>,
    ) -> Option<Result<Joined>> {
        let mut next = match joined.next()? {
            Ok(next) => next,
            Err(error) => return Some(Err(error)),
        };
        if next.is_listed() {
            let ordinal = self.listed;
            self.listed += 1;
            // Before it is read: what changes while it is, is another file.
            let state = next.to_read().and_then(|present| present.state().ok());
            next.stamp = state.map(|(size, modified)| Stamp { ordinal, size, modified });
        }
        Some(Ok(next))
    }
}
