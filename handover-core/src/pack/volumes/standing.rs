//! Which row of the inventory stands in which volume.
//!
//! A row stands where a row or file that hangs on it does, and in the first
//! volume if nothing hangs on it. What hangs on what is found by sorting both
//! by the code that joins them, from the documents upwards.

use std::collections::BTreeSet;

use super::record::{Fields, Parts, Place, Volume};
use crate::error::Result;
use crate::sorted::{Sorted, Sorter};

/// Where rows without anything below them stand.
pub(super) const FIRST: Volume = 0;

// Within a code: where it is needed, then the rows that bear it.
const NEEDED: u8 = 0;
const BEARS: u8 = 1;

// Within a container's code, an empty fonds matches any: dossiers that name no
// fonds come before, containers that name none behind all others.
const OF_ANY_FONDS: u8 = 0;
const OF_FONDS: u8 = 1;
const IN_ANY_FONDS: u8 = 2;

/// What a dossier names above itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Above {
    pub(super) container: Vec<u8>,
    pub(super) fonds: Vec<u8>,
}

#[derive(Debug)]
pub(super) struct Standing {
    /// Volume, table and start; then the length.
    placed: Sorter,
    dossiers: Sorter,
    containers: Sorter,
    fonds: Sorter,
    /// Volumes with a row that belongs to any fonds.
    any_fonds: BTreeSet<Volume>,
    // Neighbours mostly need the same.
    last_container: Option<(Vec<u8>, Vec<u8>, Volume)>,
    last_fonds: Option<(Vec<u8>, Volume)>,
}

impl Standing {
    pub(super) fn new(sorter: &dyn Fn() -> Sorter) -> Self {
        Standing {
            placed: sorter(),
            dossiers: sorter(),
            containers: sorter(),
            fonds: sorter(),
            any_fonds: BTreeSet::new(),
            last_container: None,
            last_fonds: None,
        }
    }

    /// The place stands in the volume, whatever else does.
    pub(super) fn put(&mut self, volume: Volume, place: Place) -> Result<()> {
        let Fields(mut key) = Fields::default().volume(volume).place(place);
        let len = key.split_off(key.len() - size_of::<u64>());
        self.placed.push(key, len)
    }

    /// A row of `dossiers`; one with a path stands with its files besides.
    pub(super) fn dossier(
        &mut self,
        code: &[u8],
        has_path: bool,
        place: Place,
        above: &Above,
    ) -> Result<()> {
        let row = Fields::marked(BEARS).volume(has_path.into()).place(place);
        let row = row.text(&above.container).text(&above.fonds);
        self.dossiers.push(code.to_vec(), row.0)
    }

    /// A row of `documents` that names the dossier stands in the volume.
    pub(super) fn document_in(&mut self, volume: Volume, dossier: &[u8]) -> Result<()> {
        if dossier.is_empty() {
            return Ok(());
        }
        self.dossiers.push(dossier.to_vec(), Fields::marked(NEEDED).volume(volume).0)
    }

    /// A row of `dossiers` stands in the volume.
    pub(super) fn dossier_in(&mut self, volume: Volume, above: &Above) -> Result<()> {
        self.fonds_in(volume, &above.fonds)?;
        let Above { container, fonds } = above;
        let needed = (container.clone(), fonds.clone(), volume);
        if container.is_empty() || self.last_container.as_ref() == Some(&needed) {
            return Ok(());
        }
        let record = if fonds.is_empty() {
            Fields::marked(OF_ANY_FONDS)
        } else {
            Fields::marked(OF_FONDS).text(fonds)
        };
        self.last_container = Some(needed);
        let Fields(mut record) = record;
        record.push(NEEDED);
        self.containers.push(container.clone(), Fields(record).volume(volume).0)
    }

    pub(super) fn container(&mut self, code: &[u8], fonds: &[u8], place: Place) -> Result<()> {
        let record = if fonds.is_empty() {
            Fields::marked(IN_ANY_FONDS)
        } else {
            Fields::marked(OF_FONDS).text(fonds)
        };
        let Fields(mut record) = record;
        record.push(BEARS);
        self.containers.push(code.to_vec(), Fields(record).place(place).0)
    }

    pub(super) fn fonds(&mut self, code: &[u8], place: Place) -> Result<()> {
        self.fonds.push(code.to_vec(), Fields::marked(BEARS).place(place).0)
    }

    /// A row that names the fonds stands in the volume.
    pub(super) fn fonds_in(&mut self, volume: Volume, fonds: &[u8]) -> Result<()> {
        if fonds.is_empty() {
            self.any_fonds.insert(volume);
            return Ok(());
        }
        let needed = (fonds.to_vec(), volume);
        if self.last_fonds.as_ref() == Some(&needed) {
            return Ok(());
        }
        self.last_fonds = Some(needed);
        self.fonds.push(fonds.to_vec(), Fields::marked(NEEDED).volume(volume).0)
    }

    /// Climbs from dossiers to containers to fonds; gives what stands where,
    /// by volume, table and row.
    pub(super) fn finish(mut self, sorter: &dyn Fn() -> Sorter) -> Result<Sorted> {
        let dossiers = std::mem::replace(&mut self.dossiers, sorter()).finish()?;
        self.climb_from_dossiers(dossiers)?;
        let containers = std::mem::replace(&mut self.containers, sorter()).finish()?;
        self.climb_from_containers(containers)?;
        let fonds = std::mem::replace(&mut self.fonds, sorter()).finish()?;
        self.place_fonds(fonds)?;
        self.placed.finish()
    }

    fn climb_from_dossiers(&mut self, rows: Sorted) -> Result<()> {
        let mut needed = Needed::default();
        for row in rows {
            let (code, value) = row?;
            needed.meet(&code);
            let mut parts = Parts(&value);
            if parts.mark()? == NEEDED {
                needed.add(parts.volume()?);
                continue;
            }
            let has_path = parts.volume()? > 0;
            let place = parts.place()?;
            let above = Above { container: parts.text()?.to_vec(), fonds: parts.text()?.to_vec() };
            // One with a path has been placed with its files already.
            let alone = if has_path { &[][..] } else { &[FIRST] };
            for volume in needed.volumes(alone) {
                self.put(*volume, place)?;
                self.dossier_in(*volume, &above)?;
            }
        }
        Ok(())
    }

    fn climb_from_containers(&mut self, rows: Sorted) -> Result<()> {
        let mut of_any = Needed::default();
        let mut of_fonds = Needed::default();
        let mut all = BTreeSet::new();
        for row in rows {
            let (code, value) = row?;
            if of_any.meet(&code) {
                all.clear();
            }
            let mut parts = Parts(&value);
            let class = parts.mark()?;
            let fonds = if class == OF_FONDS { parts.text()? } else { &[] };
            of_fonds.meet(&[&code, &[0][..], fonds].concat());
            if parts.mark()? == NEEDED {
                let volume = parts.volume()?;
                let to = if class == OF_ANY_FONDS { &mut of_any } else { &mut of_fonds };
                to.add(volume);
                all.insert(volume);
                continue;
            }
            let place = parts.place()?;
            let mut volumes: BTreeSet<Volume> = if class == IN_ANY_FONDS {
                all.clone()
            } else {
                of_any.volumes(&[]).iter().chain(of_fonds.volumes(&[])).copied().collect()
            };
            if volumes.is_empty() {
                volumes.insert(FIRST);
            }
            for volume in volumes {
                self.put(volume, place)?;
                self.fonds_in(volume, fonds)?;
            }
        }
        Ok(())
    }

    fn place_fonds(&mut self, rows: Sorted) -> Result<()> {
        let mut needed = Needed::default();
        for row in rows {
            let (code, value) = row?;
            needed.meet(&code);
            let mut parts = Parts(&value);
            if parts.mark()? == NEEDED {
                needed.add(parts.volume()?);
                continue;
            }
            let place = parts.place()?;
            let mut volumes = self.any_fonds.clone();
            volumes.extend(needed.volumes(&[]));
            if volumes.is_empty() {
                volumes.insert(FIRST);
            }
            for volume in volumes {
                self.put(volume, place)?;
            }
        }
        Ok(())
    }
}

/// The volumes in which something below one code stands, as they come sorted.
#[derive(Debug, Default)]
pub(super) struct Needed {
    code: Option<Vec<u8>>,
    volumes: Vec<Volume>,
}

impl Needed {
    /// Begins anew if the code is another; says whether it is.
    pub(super) fn meet(&mut self, code: &[u8]) -> bool {
        if self.code.as_deref() == Some(code) {
            return false;
        }
        self.code = Some(code.to_vec());
        self.volumes.clear();
        true
    }

    pub(super) fn add(&mut self, volume: Volume) {
        if self.volumes.last() != Some(&volume) {
            self.volumes.push(volume);
        }
    }

    /// The volumes, or `alone` if there are none.
    pub(super) fn volumes<'a>(&'a self, alone: &'a [Volume]) -> &'a [Volume] {
        if self.volumes.is_empty() { alone } else { &self.volumes }
    }
}
