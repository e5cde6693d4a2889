//! What only all volumes together can answer.

use std::collections::BTreeSet;
use std::path::Path;

use crate::bundle::layout;
use crate::description::secrecy::{Clearances, Mark};
use crate::digest::Digest;
use crate::error::Result;
use crate::finding::{Code, Collector, Location};
use crate::inventory::{Counted, FileItem, Present, Row, Volumes, judge_totals};
use crate::transfer::{self, Act};
use crate::verify::Opened;

/// Takes the rows, files and act of each volume, one volume after the other.
#[derive(Debug)]
pub(in crate::verify) struct Whole {
    inventory: Volumes,
    /// The volume that is looked at.
    volume: u32,
    /// The act of the first volume, and the digest of its file.
    act: Option<(Act, Digest)>,
    /// Clearances that fitted nothing in any volume.
    unused: Option<BTreeSet<Mark>>,
}

impl Whole {
    pub(in crate::verify) fn new(budget: usize, temporary: &Path) -> Self {
        let inventory = Volumes::new(budget, temporary);
        Whole { inventory, volume: 0, act: None, unused: None }
    }

    /// What comes now is of this volume.
    pub(in crate::verify) fn turn_to(&mut self, volume: u32) {
        self.volume = volume;
    }

    pub(in crate::verify) fn row(&mut self, row: &Row<'_>) -> Result<()> {
        self.inventory.row(self.volume, row)
    }

    pub(in crate::verify) fn file(&mut self, item: &FileItem) -> Result<()> {
        self.inventory.file(self.volume, item)
    }

    /// Takes the act of the volume, which must be that of the others.
    pub(in crate::verify) fn act(
        &mut self,
        opened: &Opened<'_>,
        cleared: &Clearances,
        found: &mut Collector<'_>,
    ) {
        let (Some(act), Some(digest)) = (&opened.act, opened.act_digest()) else { return };
        match &self.act {
            None => self.act = Some((act.clone(), digest)),
            Some((_, first)) if *first != digest => {
                found.at(Code::VolumeActDiffers, Location::file(layout::ACT));
            }
            Some(_) => {}
        }
        let unused: BTreeSet<_> = cleared.unused().collect();
        match &mut self.unused {
            None => self.unused = Some(unused),
            Some(marks) => marks.retain(|mark| unused.contains(mark)),
        }
    }

    /// Judges inventory and totals; for want of a volume the totals and what
    /// nothing speaks of cannot be judged.
    pub(in crate::verify) fn finish(
        self,
        present: Present,
        temporary: &Path,
        found: &mut Collector<'_>,
    ) -> Result<(Option<Act>, Counted)> {
        let Whole { inventory, act, unused, .. } = self;
        let act = act.map(|(act, _)| act);
        let counted = inventory.finish(present, temporary, &mut |finding| found.add(finding))?;
        if let Some(act) = act.as_ref().filter(|_| present == Present::All) {
            judge_totals(act, &counted, &mut |finding| found.add(finding));
            let cleared = act.clearances();
            let unused = unused.unwrap_or_default();
            for used in act.cleared.iter().map(|c| c.mark).filter(|mark| !unused.contains(mark)) {
                cleared.clears(used);
            }
            for finding in transfer::unused_clearances(act, &cleared) {
                found.add(finding);
            }
        }
        Ok((act, counted))
    }
}
