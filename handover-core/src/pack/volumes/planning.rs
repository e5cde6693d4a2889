use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use super::contents::{Split, Volumes};
use super::cost::{Cost, Ruler};
use super::extents::Extents;
use super::fill::{self, MOST_VOLUMES, Rooms};
use super::record::{Fields, Parts, Place};
use super::rows::{self, RowPath, Rows};
use super::runs::{self, Bounds, Entry, Runs};
use super::size::VolumeSize;
use super::source::Source;
use super::standing::{FIRST, Needed};
use super::steps::LEADS_TO;
use crate::bundle::layout::{FILES, METADATA};
use crate::description::secrecy::{Clearances, PathSieve};
use crate::error::{IoContext, Result};
use crate::finding::{Code, Finding, Location};
use crate::inventory::{Columns, Sink, Table};
use crate::limits::Limits;
use crate::observe::{self, Observer};
use crate::pack::tables::Spooled;
use crate::snapshot::Tally;
use crate::sorted::{Sorted, Sorter};

/// Sorters that are alive at once: they share the budget.
const SORTERS: usize = 10;
/// Pieces that a volume is filled with at least, where its files are small.
const PIECES: u64 = 16;

/// Says which files and rows go into which volume. No file is opened.
pub(crate) struct Planning<'a> {
    /// The plan of the files, `files.csv`, in path order.
    pub(crate) table: &'a Path,
    /// The tables of the inventory, in the one dialect, and their metadata.
    pub(crate) spooled: &'a [Spooled],
    pub(crate) size: VolumeSize,
    /// What every volume holds beside payload, inventory and the lines of the
    /// lists, measured by [`Planning::ruler`]: entries of declaration,
    /// bag-info, act, README, units, signatures and the tag manifest, those
    /// around both payload lists, `data/act.txt` (a volume may be without
    /// files), and the end records.
    pub(crate) fixed: Cost,
    /// Bytes of the longest name of a volume's top folder.
    pub(crate) top_name_bytes: usize,
    pub(crate) cleared: &'a Clearances,
    pub(crate) limits: &'a Limits,
    /// Where sorts spill to and volumes' tables are written.
    pub(crate) work: &'a Path,
    pub(crate) observer: &'a dyn Observer,
}

/// What every volume holds.
pub(super) struct Frame {
    /// The fixed part, and the entries around the tables.
    pub(super) entries: Cost,
    /// Headers of all tables, and the rows of all fonds.
    pub(super) always: Cost,
}

impl Planning<'_> {
    /// What entries of these volumes cost.
    pub(crate) fn ruler(size: VolumeSize, top_name_bytes: usize) -> Ruler {
        Ruler::new(top_name_bytes, size.capacity().bytes)
    }

    /// Plans the volumes; `None` if that cannot be done, and findings say why.
    ///
    /// # Errors
    /// Those of the spooled files and of the temporary folder.
    pub(crate) fn run(&self, report: &mut Sink<'_>) -> Result<Option<Volumes>> {
        let sources = Source::all(self.spooled, self.limits)?;
        let frame = self.frame(&sources)?;
        let capacity = self.size.capacity();
        let (files, total) = self.count()?;
        let rows = Cost::bytes(sources.iter().map(|source| source.len).sum());
        let all = frame.entries.plus(files).plus(rows);
        if self.size == VolumeSize::Unlimited || all.fits(capacity) {
            return Ok(Some(Volumes::one(total, self.table, self.spooled)));
        }
        let base = frame.entries.plus(frame.always);
        if !base.fits(capacity) {
            report(too_small(base, capacity));
            return Ok(None);
        }
        self.divide(sources, total, base, report)
    }

    fn divide(
        &self,
        mut sources: Vec<Source>,
        total: Tally,
        base: Cost,
        report: &mut Sink<'_>,
    ) -> Result<Option<Volumes>> {
        let capacity = self.size.capacity();
        let sorter = || Sorter::new(self.limits.sort_bytes / SORTERS, self.work);
        let mut rows = rows::read(&sources, &sorter, self.limits, self.observer)?;
        let ruler = Self::ruler(self.size, self.top_name_bytes);
        let room = capacity.less(base);
        let piece = Cost { bytes: room.bytes / PIECES, entries: room.entries / PIECES };
        let bounds = Bounds { room, piece };
        let files = Extents::open(self.table, Table::Files, self.limits)?;
        let runs = runs::cut(files, &mut rows, bounds, ruler, &sorter, self.work, self.observer)?;
        let Runs { pieces, steps, pairs, too_large } = runs;
        let first = base.plus(Cost::bytes(rows.first_bytes));
        let all_fit = too_large.is_empty();
        self.report_too_large(too_large.finish()?, room, report)?;
        if !first.fits(capacity) {
            report(too_small(first, capacity));
            return Ok(None);
        }
        if !all_fit {
            return Ok(None);
        }
        let Rows { mut standing, .. } = rows;
        let mut assigned = sorter();
        let rooms = Rooms { first: capacity.less(first), other: room };
        let tallies = fill::fill(pieces.finish()?, rooms, sorter(), &mut |volume, piece| {
            standing.put(volume, Place { table: Table::Files, extent: piece.extent })?;
            let key = Fields::default().number(piece.number).0;
            assigned.push(key, Fields::default().volume(volume).0)
        })?;
        let Some(tallies) = tallies else {
            let finding = Finding::new(Code::VolumeTooSmall, Location::Whole);
            report(finding.with("volumes", MOST_VOLUMES as u64 + 1));
            return Ok(None);
        };
        let steps = self.lead(assigned.finish()?, pairs, steps)?;
        let mut needed = Needed::default();
        for record in steps {
            let (step, value) = record?;
            needed.meet(&step);
            let mut parts = Parts(&value);
            if parts.mark()? == LEADS_TO {
                needed.add(parts.volume()?);
                continue;
            }
            let row = RowPath::read(&mut parts)?;
            for volume in needed.volumes(&[FIRST]) {
                row.stand(*volume, &mut standing)?;
            }
            observe::check(self.observer)?;
        }
        let placed = standing.finish(&sorter)?;
        sources.push(Source::open(Table::Files, self.table, self.limits)?);
        sources.sort_by_key(|source| source.table);
        let split = Split::new(placed, sources, self.work);
        Ok(Some(Volumes::several(total, tallies, split)))
    }

    pub(super) fn frame(&self, sources: &[Source]) -> Result<Frame> {
        let ruler = Self::ruler(self.size, self.top_name_bytes);
        let header: usize = Columns::all(Table::Files).names().map(|name| name.len() + 1).sum();
        let mut entries = self.fixed.plus(ruler.tag_file_around(FILES));
        entries = entries.plus(Cost::bytes(header as u64));
        // What only some of the tables need is less.
        for (path, place) in self.spooled.iter().filter(|(path, _)| path == METADATA) {
            entries = entries.plus(ruler.tag_file(path, place.metadata().reading(place)?.len()));
        }
        let mut always = Cost::default();
        for source in sources {
            entries = entries.plus(ruler.tag_file_around(&source.path));
            always = always.plus(Cost::bytes(source.header));
            if source.table == Table::Fonds {
                always = always.plus(Cost::bytes(source.rows_len()));
            }
        }
        Ok(Frame { entries, always })
    }

    /// What all files come to.
    fn count(&self) -> Result<(Cost, Tally)> {
        let ruler = Self::ruler(self.size, self.top_name_bytes);
        let (mut cost, mut tally) = (Cost::default(), Tally::default());
        let mut files = Extents::open(self.table, Table::Files, self.limits)?;
        while let Some((row, extent)) = files.next()? {
            let entry = Entry::read(&row, extent, ruler);
            cost = cost.plus(entry.cost);
            entry.add_to(&mut tally);
            observe::check(self.observer)?;
        }
        Ok((cost, tally))
    }

    /// Tells files that no volume can hold, where they may be named by name:
    /// only whoever has seen all paths before can say.
    fn report_too_large(&self, too_large: Sorted, room: Cost, report: &mut Sink<'_>) -> Result<()> {
        let mut too_large = too_large.peekable();
        if too_large.peek().is_none() {
            return Ok(());
        }
        let mut sieve = PathSieve::new(self.cleared);
        let mut files = Extents::open(self.table, Table::Files, self.limits)?;
        let mut number = 0;
        while let Some((row, _)) = files.next()? {
            let (path, original) = (row.get("path"), row.get("original"));
            let original = Some(original).filter(|original| !original.is_empty());
            let location = sieve.enter(path, original).place.location(path);
            let key = Fields::default().number(number).0;
            if let Some(found) =
                too_large.next_if(|next| !matches!(next, Ok((at, _)) if *at != key))
            {
                let bytes = Parts(&found?.1).number()?;
                let finding = Finding::new(Code::VolumeFileTooLarge, location);
                report(finding.with("bytes", bytes).with("limit", room.bytes));
            }
            number += 1;
        }
        Ok(())
    }

    /// Adds to the steps the volumes of the pieces that they lead to.
    fn lead(&self, assigned: Sorted, mut pairs: File, mut steps: Sorter) -> Result<Sorted> {
        pairs.seek(SeekFrom::Start(0)).reading(self.work)?;
        let count = pairs.metadata().reading(self.work)?.len() / 16;
        let mut pairs = BufReader::new(pairs);
        let mut assigned = assigned.peekable();
        let mut pair = [0; 16];
        for _ in 0..count {
            pairs.read_exact(&mut pair).reading(self.work)?;
            let (piece, step) = pair.split_at(8);
            // Both come in the order of pieces, and each piece has its volume.
            while assigned
                .next_if(|next| matches!(next, Ok((at, _)) if at.as_slice() < piece))
                .is_some()
            {}
            match assigned.peek() {
                Some(Ok((_, volume))) => {
                    let volume = Parts(volume).volume()?;
                    steps.push(step.to_vec(), Fields::marked(LEADS_TO).volume(volume).0)?;
                }
                _ => {
                    assigned.next().transpose()?;
                }
            }
        }
        steps.finish()
    }
}

/// What a volume must hold in any case is more than it may.
fn too_small(needed: Cost, capacity: Cost) -> Finding {
    let finding = Finding::new(Code::VolumeTooSmall, Location::Whole);
    if needed.bytes > capacity.bytes {
        finding.with("bytes", needed.bytes).with("limit", capacity.bytes)
    } else {
        finding.with("count", needed.entries).with("limit", capacity.entries)
    }
}
