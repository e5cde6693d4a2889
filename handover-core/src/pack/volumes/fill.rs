//! Volumes filled one after the other: a group goes whole into the one that is
//! being filled, or begins the next. Nothing is looked for ahead or back, so
//! that the same files always lie in the same volumes.

use super::cost::Cost;
use super::piece::Piece;
use super::record::{Fields, Parts, Volume};
use crate::error::Result;
use crate::snapshot::Tally;
use crate::sorted::{Sorted, Sorter};

/// Volumes that a set may have: disks that nobody could keep in order.
pub(super) const MOST_VOLUMES: usize = 100_000;

// Of a group: what it comes to, then its pieces.
const TOTAL: u8 = 0;
const PIECE: u8 = 1;

/// Room of the volumes, beside what each of them must hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rooms {
    /// Of the first volume, which holds the rows without a file.
    pub(super) first: Cost,
    /// Of every other.
    pub(super) other: Cost,
}

/// Gives each piece its volume, group by group in the order of their first
/// pieces, and tallies the volumes. `None` if there would be too many.
pub(super) fn fill(
    by_group: Sorted,
    rooms: Rooms,
    ranked: Sorter,
    put: &mut dyn FnMut(Volume, &Piece) -> Result<()>,
) -> Result<Option<Vec<Tally>>> {
    let mut filling =
        Filling { rooms, left: rooms.first, volume: 0, tallies: vec![Tally::default()] };
    let mut divided = false;
    for record in rank(by_group, ranked)? {
        let (_, value) = record?;
        let mut parts = Parts(&value);
        if parts.mark()? == TOTAL {
            let total = Cost { bytes: parts.number()?, entries: parts.number()? };
            // Of a group that no volume holds, each piece finds its own place.
            divided = !total.fits(filling.left) && !total.fits(rooms.other);
            if !divided && !filling.make_room(total) {
                return Ok(None);
            }
            continue;
        }
        let piece = Piece::read(&mut parts)?;
        if divided && !filling.make_room(piece.cost) {
            return Ok(None);
        }
        filling.take(&piece);
        put(filling.volume, &piece)?;
    }
    Ok(Some(filling.tallies))
}

struct Filling {
    rooms: Rooms,
    /// Room that is left in the volume being filled.
    left: Cost,
    volume: Volume,
    tallies: Vec<Tally>,
}

impl Filling {
    /// Begins the next volume unless this one has room; says whether it may.
    fn make_room(&mut self, wanted: Cost) -> bool {
        if wanted.fits(self.left) {
            return true;
        }
        if self.tallies.len() == MOST_VOLUMES {
            return false;
        }
        self.left = self.rooms.other;
        self.volume += 1;
        self.tallies.push(Tally::default());
        true
    }

    fn take(&mut self, piece: &Piece) {
        self.left = self.left.less(piece.cost);
        if let Some(tally) = self.tallies.last_mut() {
            add(tally, piece.tally);
        }
    }
}

pub(super) fn add(to: &mut Tally, more: Tally) {
    to.files += more.files;
    to.empty_folders += more.empty_folders;
    to.bytes = to.bytes.saturating_add(more.bytes);
}

/// Orders groups by their first piece, each with what it comes to in front.
fn rank(by_group: Sorted, mut ranked: Sorter) -> Result<Sorted> {
    let mut open: Option<(Vec<u8>, u64, Cost)> = None;
    for record in by_group {
        let (group, value) = record?;
        let piece = Piece::read(&mut Parts(&value))?;
        let (first, total) = match open.take() {
            Some((of, first, total)) if of == group => (first, total.plus(piece.cost)),
            other => {
                total_up(other.as_ref(), &mut ranked)?;
                (piece.number, piece.cost)
            }
        };
        let Fields(mut record) = Fields::marked(PIECE);
        record.extend(value);
        ranked.push(Fields::default().number(first).0, record)?;
        open = Some((group, first, total));
    }
    total_up(open.as_ref(), &mut ranked)?;
    ranked.finish()
}

fn total_up(group: Option<&(Vec<u8>, u64, Cost)>, ranked: &mut Sorter) -> Result<()> {
    let Some((_, first, total)) = group else { return Ok(()) };
    let record = Fields::marked(TOTAL).number(total.bytes).number(total.entries);
    ranked.push(Fields::default().number(*first).0, record.0)
}
