//! From what is prepared to what is sealed: the volumes one after the other,
//! then all their names at once.

use std::path::{Path, PathBuf};

use super::journal::{Authenticator, Journal, Known};
use super::leftovers;
use super::options::{Options, SealedVolume};
use super::prepare::Prepared;
use super::publish::{self, Move};
use super::seal::{Keys, Sealing};
use super::target::{Part, Target};
use super::volumes::{Planning, Volume, VolumeSize, Volumes};
use crate::bundle::set::{Set, SetVolume, sign_error};
use crate::bundle::write::{Begin, Shape, Writer};
use crate::digest::Digest;
use crate::durable;
use crate::error::{ErrorKind, Result};
use crate::finding::Collector;
use crate::observe::{Announced, Observer, Phase, Work};
use crate::survey::Source;

/// Makes the volumes of what was prepared.
pub(super) struct Making<'a> {
    pub(super) source: &'a dyn Source,
    pub(super) keys: &'a Keys<'a>,
    pub(super) ours: &'a Authenticator,
    pub(super) options: &'a Options<'a>,
    /// One a disk; the first holds the journal.
    pub(super) works: &'a [PathBuf],
    pub(super) scratch: &'a Path,
    pub(super) target: &'a Target,
    pub(super) observer: &'a dyn Observer,
}

/// What was made, and has its name.
pub(super) struct Made {
    pub(super) path: PathBuf,
    pub(super) digest: Digest,
    pub(super) volumes: Vec<SealedVolume>,
    pub(super) resumed: Work,
}

/// Where a part is made, and under which name.
struct Place {
    disk: usize,
    part: Part,
    made: PathBuf,
}

impl Making<'_> {
    pub(super) fn run(&self, prepared: &Prepared, found: &mut Collector<'_>) -> Result<Made> {
        let Making { options, works, target, observer, .. } = *self;
        let (journal, mut known) =
            Journal::open(&works[0], self.ours, options.limits.sort_bytes, self.scratch)?;
        let sealing = Sealing {
            source: self.source,
            act: &prepared.act,
            keys: self.keys,
            options,
            scratch: self.scratch,
            journal: &journal,
            observer,
        };
        let volumes = self.plan(prepared, &sealing, found)?;
        let places = self.places(&volumes)?;
        let total = Work { entries: volumes.total().files, bytes: volumes.total().bytes };
        self.announce(&volumes, total);
        observer.begin(Phase::Pack, Some(total));
        let (mut moves, mut sealed, mut listed) = (Vec::new(), Vec::new(), Vec::new());
        let mut resumed = Work::default();
        let of = u32::try_from(places.len()).unwrap_or(u32::MAX);
        for (volume, place) in volumes.zip(&places) {
            let volume = volume?;
            let (digest, before) = self.make(prepared, &sealing, &volume, of, place, &mut known)?;
            resumed += before;
            let (files, bytes) = sealing.oxum(&volume);
            listed.push(SetVolume::new(volume.number, digest, files, bytes));
            moves.extend(target.moves(&place.made, place.disk, place.part)?);
            let path = target.path(place.disk, place.part);
            let (number, tally) = (volume.number, volume.tally);
            sealed.push(SealedVolume { number, path, digest, tally });
        }
        let (path, digest) = if let [only] = sealed.as_slice() {
            (only.path.clone(), only.digest)
        } else {
            let (moved, digest) = self.list(prepared, listed)?;
            moves.push(moved);
            (target.set_path(), digest)
        };
        publish::publish(&works[0], self.ours, &moves)?;
        Ok(Made { path, digest, volumes: sealed, resumed })
    }

    fn plan(
        &self,
        prepared: &Prepared,
        sealing: &Sealing<'_>,
        found: &mut Collector<'_>,
    ) -> Result<Volumes> {
        let Making { options, target, .. } = *self;
        let size = match target.shape {
            Shape::Beside => VolumeSize::Unlimited,
            Shape::Folder | Shape::Zip => options.volume_size.unwrap_or(target.usual_size()),
        };
        // As many digits as the most volumes have.
        let top_name_bytes = target.top(Part::Volume(100_000)).len();
        let cleared = prepared.act.clearances();
        let planning = Planning {
            table: &prepared.plan.table,
            spooled: &prepared.spooled,
            size,
            fixed: sealing.fixed_cost(Planning::ruler(size, top_name_bytes))?,
            top_name_bytes,
            cleared: &cleared,
            limits: &options.limits,
            work: self.scratch,
            observer: self.observer,
        };
        let volumes = planning.run(&mut |finding| found.add(finding))?;
        let refused = || ErrorKind::Refused { report: Box::new(found.report().clone()) }.into();
        volumes.ok_or_else(refused)
    }

    fn places(&self, volumes: &Volumes) -> Result<Vec<Place>> {
        let Making { works, target, .. } = *self;
        let folders: Vec<_> = works.iter().map(PathBuf::as_path).collect();
        let disks = target.deal_out(&folders, volumes.tallies())?;
        let part = |number| match disks.len() {
            1 => Part::Whole,
            _ => Part::Volume(number),
        };
        let parts: Vec<_> = (1..).zip(&disks).map(|(number, disk)| (*disk, part(number))).collect();
        target.refuse_taken(&parts)?;
        let made = |(disk, part): (usize, Part)| leftovers::made(&works[disk], part.number());
        let places = parts.into_iter().map(|at| Place { disk: at.0, part: at.1, made: made(at) });
        let places: Vec<_> = places.collect();
        let wanted: Vec<_> = places.iter().map(|place| place.made.as_path()).collect();
        leftovers::clear_others(works, &wanted)?;
        Ok(places)
    }

    fn announce(&self, volumes: &Volumes, work: Work) {
        let room = volumes.tallies().iter().map(|tally| self.target.room_for(*tally));
        self.observer.announce(&Announced {
            work,
            volumes: u32::try_from(volumes.tallies().len()).unwrap_or(u32::MAX),
            bytes: room.fold(0, u64::saturating_add),
            one_file_fits: durable::holds_large_files(&self.works[0]),
        });
    }

    fn make(
        &self,
        prepared: &Prepared,
        sealing: &Sealing<'_>,
        volume: &Volume,
        of: u32,
        place: &Place,
        known: &mut Known,
    ) -> Result<(Digest, Work)> {
        let Making { options, target, .. } = *self;
        let trodden = leftovers::clear_tags(&place.made, target.shape)?;
        let writer = Writer::begin(&Begin {
            shape: target.shape,
            target: &target.path(place.disk, place.part),
            unfinished: &place.made,
            scratch: self.scratch,
            top: &target.top(place.part),
            day: prepared.day,
        })?;
        let made = sealing.run(writer, volume, of, known)?;
        if trodden && target.shape == Shape::Folder {
            leftovers::sweep(&place.made, &volume.table, volume.tally, &options.limits)?;
        }
        Ok(made)
    }

    /// Writes the list of the volumes.
    fn list(&self, prepared: &Prepared, volumes: Vec<SetVolume>) -> Result<(Move, Digest)> {
        let act = &prepared.act;
        let set = Set::new(act.id.unwrap_or_default(), act.issue, volumes);
        let signed = set.sign(&self.keys.signers());
        let (line, digest) =
            signed.map_err(|error| ErrorKind::Sign { source: sign_error(error) })?;
        let place = leftovers::made_set(&self.works[0]);
        durable::write_synced(&place, line.as_bytes())?;
        Ok((Move::new(place.clone(), self.target.set_path())?, digest))
    }
}
