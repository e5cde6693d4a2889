use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use super::index::{HeldBundle, HeldClearance, HeldVolume, Index};
use super::layout::{BUNDLE, INVENTORY, MARKER, is_of_holdings};
use super::marker::{Marker, TableSum};
use crate::description::secrecy::Clearances;
use crate::digest::{Digest, Unchanged};
use crate::error::{Error, IoContext, Result};
use crate::finding::Finding;
use crate::inventory::{Header, Row, Table, TableReader};
use crate::limits::Limits;
use crate::unit::AgencyRef;

/// A folder of holdings, whose index is held and whose tables are streamed.
#[derive(Debug)]
pub struct Holdings {
    folder: PathBuf,
    marker: Marker,
    index: Index,
    /// Where each bundle stands in the index.
    places: BTreeMap<Digest, usize>,
}

impl Holdings {
    /// Whether `folder` says that it holds holdings.
    pub fn is_one(folder: &Path) -> bool {
        folder.join(MARKER).is_file()
    }

    /// Reads marker and index.
    ///
    /// # Errors
    /// `Read`, `Limit`; `Malformed` if one of them is not in the form of
    /// `docs/holdings.md`, or of a newer version.
    pub fn open(folder: &Path, limits: &Limits) -> Result<Self> {
        let marker = Marker::read(folder, limits.small_file_bytes)?;
        let index = Index::read(folder, limits.table_bytes)?;
        let place = |(at, bundle): (usize, &HeldBundle)| (bundle.digest, at);
        let places: BTreeMap<_, _> = index.bundles.iter().enumerate().map(place).collect();
        let ordered = index.bundles.windows(2).all(|pair| pair[0].order() < pair[1].order());
        let known = |digest: &Digest| places.contains_key(digest);
        let whole = index.volumes.iter().all(|volume| known(&volume.bundle))
            && index.cleared.iter().all(|cleared| known(&cleared.bundle));
        if !ordered || places.len() != index.bundles.len() || !whole {
            let problem = "its lists are out of order or speak of different bundles";
            return Err(Error::malformed(folder, None, "holdings.index", problem));
        }
        Ok(Holdings { folder: folder.to_path_buf(), marker, index, places })
    }

    /// Where they lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whose holdings they are.
    pub fn custodian(&self) -> AgencyRef {
        self.marker.custodian
    }

    /// The bundles and sets that they were built from, by day and digest.
    pub fn bundles(&self) -> &[HeldBundle] {
        &self.index.bundles
    }

    /// The volumes of sets.
    pub fn volumes(&self) -> &[HeldVolume] {
        &self.index.volumes
    }

    /// What acts have cleared of suspicion.
    pub fn cleared(&self) -> &[HeldClearance] {
        &self.index.cleared
    }

    /// The same for whoever looks for words of secrecy.
    pub fn clearances(&self) -> Clearances {
        self.index.cleared.iter().map(|cleared| cleared.mark).collect()
    }

    /// The bundle of that digest.
    pub fn bundle(&self, digest: &Digest) -> Option<&HeldBundle> {
        self.places.get(digest).map(|at| &self.index.bundles[*at])
    }

    /// What each table was when it was written.
    pub fn tables(&self) -> &[TableSum] {
        &self.marker.tables
    }

    /// A table; `None` if it has no rows. Its end is an error if it is not the
    /// one that was written.
    ///
    /// # Errors
    /// `Read`; `Malformed` if its header cannot be read.
    pub fn table(&self, table: Table, limits: &Limits) -> Result<Option<HeldRows>> {
        let sum = self.marker.tables.iter().find(|sum| sum.table == table);
        let Some(sum) = sum else { return Ok(None) };
        let path = self.folder.join(INVENTORY).join(table.file_name());
        let file = Unchanged::new(File::open(&path).reading(&path)?, sum.sha256);
        let mut sound = true;
        let reader = TableReader::new(file, table, &path, limits, &mut |_: Finding| sound = false)?;
        if !sound || reader.header().position(BUNDLE).is_none() {
            let problem = "not the header of a table of holdings";
            return Err(Error::malformed(&path, None, "holdings.table", problem));
        }
        Ok(Some(HeldRows { reader }))
    }

    /// Files and folders in it that are none of holdings, by name: they are
    /// somebody's, and must not go when the folder is replaced.
    ///
    /// # Errors
    /// `Read`.
    pub fn strays(&self) -> Result<Vec<PathBuf>> {
        let mut strays = Vec::new();
        for (inside, start) in
            [(self.folder.clone(), ""), (self.folder.join(INVENTORY), "inventory/")]
        {
            if !inside.is_dir() {
                continue;
            }
            for entry in std::fs::read_dir(&inside).reading(&inside)? {
                let entry = entry.reading(&inside)?;
                let name = entry.file_name();
                let known = name.to_str().is_some_and(|name| {
                    let folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
                    is_of_holdings(&format!("{start}{name}"))
                        && folder == (start.is_empty() && name == INVENTORY)
                });
                if !known {
                    strays.push(entry.path());
                }
            }
        }
        strays.sort();
        Ok(strays)
    }
}

/// The rows of a table of holdings.
pub struct HeldRows {
    reader: TableReader<Unchanged<File>>,
}

impl HeldRows {
    /// The header.
    pub fn header(&self) -> &Header {
        self.reader.header()
    }

    /// The names of the columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.header().names()
    }

    /// The next row, and the bundle that it came with.
    ///
    /// # Errors
    /// `Read`, also for a table that was changed; `Malformed` for a row that
    /// cannot be read or names no digest.
    pub fn read(&mut self) -> Result<Option<(Digest, Row<'_>)>> {
        let path = self.reader.path().to_path_buf();
        let malformed = |line| {
            Error::malformed(&path, line, "holdings.table", "not a row of a table of holdings")
        };
        match self.reader.read_one()? {
            None => return Ok(None),
            Some(Err(_)) => return Err(malformed(None)),
            Some(Ok(())) => {}
        }
        let row = self.reader.row();
        let digest = row.get(BUNDLE).parse().map_err(|_| malformed(Some(row.number() + 1)))?;
        Ok(Some((digest, row)))
    }
}
