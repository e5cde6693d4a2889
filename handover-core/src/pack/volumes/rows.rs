//! One pass over the rows of the inventory: which of them name a path, what
//! they bring along, and what stands in the first volume.

use super::extents::Extents;
use super::record::{Extent, Fields, Parts, Place, Volume};
use super::source::Source;
use super::standing::{Above, FIRST, Standing};
use crate::error::Result;
use crate::inventory::{Row, Table, path_of};
use crate::limits::Limits;
use crate::observe::{self, Observer};
use crate::path::sort_key;
use crate::sorted::{Sorted, Sorter};

/// What is kept of a row for its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RowPath {
    pub(super) place: Place,
    /// The dossier's code: a document's `dossier`, a dossier's `fileCode`.
    pub(super) code: Vec<u8>,
    pub(super) above: Above,
    /// Bytes of the dossier's rows, for a document.
    pub(super) dossier_bytes: u64,
    /// How many of the dossier's rows name a container.
    pub(super) boxed: u64,
}

impl RowPath {
    pub(super) fn fields(&self, fields: Fields) -> Fields {
        let RowPath { place, code, above, dossier_bytes, boxed } = self;
        let fields = fields.place(*place).text(code).text(&above.container).text(&above.fonds);
        fields.number(*dossier_bytes).number(*boxed)
    }

    /// The row stands in the volume, and brings what is above it.
    pub(super) fn stand(&self, volume: Volume, standing: &mut Standing) -> Result<()> {
        standing.put(volume, self.place)?;
        match self.place.table {
            Table::Documents => standing.document_in(volume, &self.code),
            Table::Dossiers => standing.dossier_in(volume, &self.above),
            _ => Ok(()),
        }
    }

    pub(super) fn read(parts: &mut Parts<'_>) -> Result<Self> {
        Ok(RowPath {
            place: parts.place()?,
            code: parts.text()?.to_vec(),
            above: Above { container: parts.text()?.to_vec(), fonds: parts.text()?.to_vec() },
            dossier_bytes: parts.number()?,
            boxed: parts.number()?,
        })
    }
}

/// What the rows come to.
pub(super) struct Rows {
    /// Rows that name a path, by path; behind it [`RowPath`].
    pub(super) paths: Sorter,
    pub(super) standing: Standing,
    /// Bytes of rows that stand in the first volume, at most, if every path
    /// has its files.
    pub(super) first_bytes: u64,
    /// Bytes of container rows that one row of a dossier can bring, at most.
    pub(super) box_bytes: u64,
}

pub(super) fn read(
    sources: &[Source],
    sorter: &dyn Fn() -> Sorter,
    limits: &Limits,
    observer: &dyn Observer,
) -> Result<Rows> {
    let rows =
        Rows { paths: sorter(), standing: Standing::new(sorter), first_bytes: 0, box_bytes: 0 };
    let mut reading = Reading { rows, by_dossier: sorter(), boxes: sorter(), any_fonds: false };
    for source in sources {
        let mut rows = Extents::open(&source.place, source.table, limits)?;
        while let Some((row, extent)) = rows.next()? {
            reading.row(&row, extent)?;
            observe::check(observer)?;
        }
    }
    reading.finish()
}

const DESCRIBED: u8 = 0;
const DOCUMENT: u8 = 1;

struct Reading {
    rows: Rows,
    /// Rows of dossiers, then of documents, by the dossier's code.
    by_dossier: Sorter,
    /// Sizes of container rows, by code and then fonds.
    boxes: Sorter,
    /// Whether a dossier names a container without a fonds.
    any_fonds: bool,
}

impl Reading {
    fn row(&mut self, row: &Row<'_>, extent: Extent) -> Result<()> {
        let table = row.table();
        let place = Place { table, extent };
        let cell = |name| row.get(name).as_bytes();
        let standing = &mut self.rows.standing;
        match table {
            // Counted once in every volume.
            Table::Fonds => return standing.fonds(cell("code"), place),
            Table::Containers => {
                self.boxes.push(
                    cell("code").to_vec(),
                    Fields::default().text(cell("fonds")).number(extent.len).0,
                )?;
                standing.container(cell("code"), cell("fonds"), place)?;
            }
            Table::Dossiers | Table::Documents => return self.described(row, place),
            Table::Systems if !path_of(row).is_empty() => {
                let row_path = RowPath {
                    place,
                    code: Vec::new(),
                    above: Above::default(),
                    dossier_bytes: 0,
                    boxed: 0,
                };
                let value = row_path.fields(Fields::default()).0;
                return self.rows.paths.push(sort_key(path_of(row)), value);
            }
            Table::Systems => standing.put(FIRST, place)?,
            Table::Secrets | Table::Events => {
                standing.put(FIRST, place)?;
                standing.fonds_in(FIRST, cell("fonds"))?;
            }
            Table::Files => return Ok(()),
        }
        self.rows.add_first(extent.len);
        Ok(())
    }

    fn described(&mut self, row: &Row<'_>, place: Place) -> Result<()> {
        let (mark, code) = match place.table {
            Table::Documents => (DOCUMENT, row.get("dossier")),
            _ => (DESCRIBED, row.get("fileCode")),
        };
        let dossier_cell = |name| if mark == DESCRIBED { row.get(name).into() } else { Vec::new() };
        let row_path = RowPath {
            place,
            code: code.into(),
            above: Above { container: dossier_cell("container"), fonds: dossier_cell("fonds") },
            dossier_bytes: 0,
            boxed: 0,
        };
        self.any_fonds |= !row_path.above.container.is_empty() && row_path.above.fonds.is_empty();
        let value = Fields::marked(mark).text(path_of(row).as_bytes());
        self.by_dossier.push(code.into(), row_path.fields(value).0)
    }

    fn finish(self) -> Result<Rows> {
        let Reading { mut rows, by_dossier, boxes, any_fonds } = self;
        rows.box_bytes = most_box_bytes(boxes.finish()?, any_fonds)?;
        join(by_dossier.finish()?, &mut rows)?;
        Ok(rows)
    }
}

impl Rows {
    pub(super) fn add_first(&mut self, bytes: u64) {
        self.first_bytes = self.first_bytes.saturating_add(bytes);
    }
}

/// Tells documents what their dossier costs, and finds what has no file.
fn join(by_dossier: Sorted, rows: &mut Rows) -> Result<()> {
    let mut dossier = Dossier::default();
    for row in by_dossier {
        let (code, value) = row?;
        if dossier.code != code {
            rows.add_first(dossier.first_bytes());
            dossier = Dossier { code, ..Dossier::default() };
        }
        let mut parts = Parts(&value);
        let mark = parts.mark()?;
        let path = String::from_utf8_lossy(parts.text()?);
        let mut row = RowPath::read(&mut parts)?;
        if mark == DESCRIBED {
            row.boxed = u64::from(!row.above.container.is_empty());
            dossier.describe(&row, path.is_empty());
            let has_path = !path.is_empty();
            rows.standing.dossier(&row.code, has_path, row.place, &row.above)?;
        } else {
            dossier.filed |= !path.is_empty();
            dossier.unfiled |= path.is_empty();
            // A document without a code is nobody's.
            if !row.code.is_empty() {
                (row.dossier_bytes, row.boxed) = (dossier.bytes, dossier.boxed);
            }
            if path.is_empty() {
                row.stand(FIRST, &mut rows.standing)?;
                rows.add_first(row.place.extent.len);
            }
        }
        if !path.is_empty() {
            rows.paths.push(sort_key(&path), row.fields(Fields::default()).0)?;
        }
    }
    rows.add_first(dossier.first_bytes());
    Ok(())
}

/// The rows of one dossier.
#[derive(Default)]
struct Dossier {
    code: Vec<u8>,
    bytes: u64,
    bytes_without_path: u64,
    boxed: u64,
    /// Whether a document names a path, and whether one does not.
    filed: bool,
    unfiled: bool,
}

impl Dossier {
    fn describe(&mut self, row: &RowPath, without_path: bool) {
        let len = row.place.extent.len;
        self.bytes = self.bytes.saturating_add(len);
        self.boxed += row.boxed;
        if without_path {
            self.bytes_without_path = self.bytes_without_path.saturating_add(len);
        }
    }

    /// What of it stands in the first volume for want of a file.
    fn first_bytes(&self) -> u64 {
        match (self.filed, self.unfiled) {
            (_, true) => self.bytes,
            (false, false) => self.bytes_without_path,
            (true, false) if self.code.is_empty() => self.bytes_without_path,
            (true, false) => 0,
        }
    }
}

/// The most bytes of container rows that match one code and fonds.
fn most_box_bytes(boxes: Sorted, any_fonds: bool) -> Result<u64> {
    let (mut code, mut fonds) = (None, Vec::new());
    let (mut all, mut of_none, mut of_fonds, mut most) = (0_u64, 0_u64, 0_u64, 0);
    for record in boxes {
        let (key, value) = record?;
        let mut parts = Parts(&value);
        let (next, len) = (parts.text()?, parts.number()?);
        if code.as_ref() != Some(&key) {
            (code, all, of_none, of_fonds) = (Some(key), 0, 0, 0);
            fonds.clear();
        } else if fonds != next {
            of_fonds = 0;
        }
        next.clone_into(&mut fonds);
        all = all.saturating_add(len);
        // The empty one sorts first, and matches every other.
        let sum = if next.is_empty() { &mut of_none } else { &mut of_fonds };
        *sum = sum.saturating_add(len);
        let matched = of_none.saturating_add(of_fonds);
        most = most.max(if any_fonds { all } else { matched });
    }
    Ok(most)
}
