use std::path::Path;

use super::{BATCH_BYTES, BATCH_FILES, Placed, Planned};
use crate::bundle::layout::HANDOVER;
use crate::bundle::write::{LeftBehind, Places};
use crate::digest::Digests;
use crate::error::{IoContext, Result};
use crate::pack::journal::{Answer, Before, Belief, Journal, Known};

/// Neighbours that are worked on at once.
pub(super) enum Batch {
    /// To be packed.
    New(Vec<Placed>),
    /// Packed by an earlier run, and on the disk.
    Sure(Vec<(Placed, Digests)>),
    /// The same, but to be noted again: what the journal said before is void.
    Again(Vec<(Placed, Digests)>),
    /// Packed by an earlier run, if what was written is what was read.
    Doubtful(Vec<(Placed, Digests)>),
}

/// Gives planned files their places, asks what is known of them, and groups
/// small neighbours of one kind.
pub(super) struct Batches<'a, I: Iterator> {
    planned: I,
    places: &'a mut Places,
    target: &'a Path,
    volume: u32,
    known: &'a mut Known,
    journal: &'a Journal<'a>,
    left: LeftBehind,
    /// Whether this run has begun to write over what another one wrote.
    voided: bool,
    next: Option<(Placed, Fate)>,
}

/// What is to become of a file.
#[derive(Clone, Copy)]
enum Fate {
    New,
    Known(Digests, Belief),
}

impl<'a, I: Iterator<Item = Result<Planned>>> Batches<'a, I> {
    pub(super) fn new(
        planned: I,
        places: &'a mut Places,
        target: &'a Path,
        volume: u32,
        known: &'a mut Known,
        journal: &'a Journal<'a>,
        left: LeftBehind,
    ) -> Self {
        let (voided, next) = (false, None);
        Batches { planned, places, target, volume, known, journal, left, voided, next }
    }

    fn take_next(&mut self) -> Result<Option<(Placed, Fate)>> {
        if let Some(next) = self.next.take() {
            return Ok(Some(next));
        }
        let Some(planned) = self.planned.next().transpose()? else {
            // What stands behind the payload is written over what an earlier
            // run may have packed there.
            self.ask(HANDOVER)?;
            return Ok(None);
        };
        let slot = self.places.next(&planned.path, planned.size).writing(self.target)?;
        let placed = (planned, slot);
        let fate = self.fate(&placed)?;
        Ok(Some((placed, fate)))
    }

    fn fate(&mut self, (planned, slot): &Placed) -> Result<Fate> {
        let path = planned.path.as_str();
        match self.ask(path)? {
            Answer::Known(Before { modified, offset, digests, belief })
                if (digests.bytes, modified) == (planned.size, planned.modified)
                    && offset == slot.offset()
                    && self.left.covers(slot, planned.size) =>
            {
                Ok(Fate::Known(digests, belief))
            }
            _ => {
                self.void(path)?;
                Ok(Fate::New)
            }
        }
    }

    fn ask(&mut self, path: &str) -> Result<Answer> {
        let mut passed: Option<String> = None;
        let answer = self.known.of(self.volume, path, |path| {
            passed.get_or_insert_with(|| path.to_owned());
        })?;
        passed.map_or(Ok(()), |passed| self.void(&passed))?;
        Ok(answer)
    }

    /// What is written from here on may lie over what an earlier run wrote: no
    /// later run may believe that one any more.
    fn void(&mut self, from: &str) -> Result<()> {
        if !self.voided && !self.known.is_nothing() {
            self.journal.void(self.volume, from)?;
            self.voided = true;
        }
        Ok(())
    }

    fn batch(&mut self) -> Result<Option<Batch>> {
        let Some((first, fate)) = self.take_next()? else { return Ok(None) };
        let mut bytes = first.0.size;
        let mut batch = vec![(first, fate)];
        while batch.len() < BATCH_FILES {
            let Some((placed, next)) = self.take_next()? else { break };
            bytes = bytes.saturating_add(placed.0.size);
            if !is_alike(fate, next) || (bytes > BATCH_BYTES && !is_sure(next)) {
                self.next = Some((placed, next));
                break;
            }
            batch.push((placed, next));
        }
        Ok(Some(self.of_one_kind(batch, fate)))
    }

    fn of_one_kind(&self, batch: Vec<(Placed, Fate)>, fate: Fate) -> Batch {
        if matches!(fate, Fate::New) {
            return Batch::New(batch.into_iter().map(|(placed, _)| placed).collect());
        }
        let known = |(placed, fate)| match fate {
            Fate::Known(digests, _) => Some((placed, digests)),
            Fate::New => None,
        };
        let entries = batch.into_iter().filter_map(known).collect();
        match (is_sure(fate), self.voided) {
            (false, _) => Batch::Doubtful(entries),
            (true, true) => Batch::Again(entries),
            (true, false) => Batch::Sure(entries),
        }
    }
}

fn is_sure(fate: Fate) -> bool {
    matches!(fate, Fate::Known(_, Belief::Sure))
}

fn is_alike(a: Fate, b: Fate) -> bool {
    matches!(a, Fate::New) == matches!(b, Fate::New) && is_sure(a) == is_sure(b)
}

impl<I: Iterator<Item = Result<Planned>>> Iterator for Batches<'_, I> {
    type Item = Result<Batch>;

    fn next(&mut self) -> Option<Self::Item> {
        self.batch().transpose()
    }
}
