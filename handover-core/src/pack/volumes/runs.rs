//! One pass over the files, held against the paths of rows: files side by side
//! that belong together are runs, and runs are cut into pieces.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use super::cost::{Cost, Ruler};
use super::extents::Extents;
use super::piece::{Group, Piece};
use super::record::{Extent, Fields};
use super::rows::Rows;
use super::steps::Steps;
use crate::error::{IoContext, Result};
use crate::inventory::Row;
use crate::observe::{self, Observer};
use crate::path::{self, sort_key};
use crate::snapshot::Tally;
use crate::sorted::Sorter;

/// What the pass finds.
pub(super) struct Runs {
    /// Pieces by their group.
    pub(super) pieces: Sorter,
    /// Rows by the number of the step: of the path that they name.
    pub(super) steps: Sorter,
    /// Pairs of piece and step above one of its files, in order of pieces.
    pub(super) pairs: File,
    /// Files that no volume can hold: number of the entry, and bytes.
    pub(super) too_large: Sorter,
}

/// What a piece may come to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// What an empty volume has room for.
    pub(super) room: Cost,
    /// What a piece ends at, unless one file is more.
    pub(super) piece: Cost,
}

/// Cuts the files of the plan into pieces. `rows` keeps what no file is below.
pub(super) fn cut(
    files: Extents,
    rows: &mut Rows,
    bounds: Bounds,
    ruler: Ruler,
    sorter: &dyn Fn() -> Sorter,
    work: &Path,
    observer: &dyn Observer,
) -> Result<Runs> {
    let paths = std::mem::replace(&mut rows.paths, sorter()).finish()?;
    let pairs = BufWriter::new(tempfile::tempfile_in(work).writing(work)?);
    let (pieces, too_large) = (sorter(), sorter());
    let mut cutting = Cutting {
        bounds,
        steps: Steps::new(rows, paths, sorter()),
        stretch: (None, 0),
        open: None,
        cut: 0,
        pieces,
        pairs,
        too_large,
        work,
    };
    let mut files = files;
    let mut number = 0;
    while let Some((row, extent)) = files.next()? {
        let entry = Entry::read(&row, extent, ruler);
        cutting.entry(number, &entry)?;
        number += 1;
        observe::check(observer)?;
    }
    cutting.close()?;
    let Cutting { pieces, steps, pairs, too_large, .. } = cutting;
    let steps = steps.finish()?;
    let pairs = pairs.into_inner().map_err(std::io::IntoInnerError::into_error).writing(work)?;
    Ok(Runs { pieces, steps, pairs, too_large })
}

/// A row of the plan.
pub(super) struct Entry<'r> {
    path: &'r str,
    /// Bytes; `None` for an empty folder.
    size: Option<u64>,
    extent: Extent,
    pub(super) cost: Cost,
}

impl<'r> Entry<'r> {
    pub(super) fn read(row: &Row<'r>, extent: Extent, ruler: Ruler) -> Self {
        let path = row.get("path");
        // An empty folder has a row and no size.
        let size = row.get("size").parse().ok();
        let own = size.map_or(Cost::default(), |size| ruler.payload(path, size));
        Entry { path, size, extent, cost: own.plus(Cost::bytes(extent.len)) }
    }

    pub(super) fn add_to(&self, tally: &mut Tally) {
        match self.size {
            Some(size) => tally.add_file(size),
            None => tally.empty_folders += 1,
        }
    }
}

struct Cutting<'a> {
    bounds: Bounds,
    steps: Steps<'a>,
    /// Folder of the last entry, and the entry that the stretch began with.
    stretch: (Option<String>, u64),
    open: Option<Open>,
    /// Pieces cut so far; the number of the open one.
    cut: u64,
    pieces: Sorter,
    pairs: BufWriter<File>,
    too_large: Sorter,
    work: &'a Path,
}

/// The piece that grows.
struct Open {
    group: Group,
    piece: Piece,
    /// The dossier that was paid for last.
    dossier: Vec<u8>,
}

impl Cutting<'_> {
    fn entry(&mut self, number: u64, entry: &Entry<'_>) -> Result<()> {
        self.steps.go_to(&sort_key(entry.path))?;
        let folder = path::parent(entry.path);
        if self.stretch.0.as_deref() != folder {
            self.stretch = (folder.map(ToOwned::to_owned), number);
        }
        let group = self.steps.group().unwrap_or(Group::stretch(self.stretch.1));
        if let Some(open) = &self.open {
            let grown =
                open.piece.cost.plus(self.steps.unpaid(self.cut, &open.dossier)).plus(entry.cost);
            if open.group != group || !grown.fits(self.bounds.piece) {
                self.close()?;
            }
        }
        let mut open = self.open.take().unwrap_or_else(|| {
            let piece = Piece::begin(self.cut, entry.extent.start);
            Open { group, piece, dossier: Vec::new() }
        });
        let more = self.steps.unpaid(self.cut, &open.dossier).plus(entry.cost);
        if !more.fits(self.bounds.room) {
            self.too_large
                .push(Fields::default().number(number).0, Fields::default().number(more.bytes).0)?;
        }
        open.piece.cost = open.piece.cost.plus(more);
        open.piece.extent.len = entry.extent.start + entry.extent.len - open.piece.extent.start;
        entry.add_to(&mut open.piece.tally);
        let paid = self.steps.pay(self.cut, &mut open.dossier, &mut self.pairs);
        paid.writing(self.work)?;
        self.open = Some(open);
        Ok(())
    }

    fn close(&mut self) -> Result<()> {
        let Some(open) = self.open.take() else { return Ok(()) };
        self.cut += 1;
        self.pieces.push(open.group.0, open.piece.to_bytes())
    }
}
