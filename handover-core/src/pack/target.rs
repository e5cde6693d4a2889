//! What a pack makes, and where: on one disk or on several.

use std::path::{Path, PathBuf};

use super::in_place;
use super::leftovers;
use super::publish::Move;
use super::volumes::VolumeSize;
use crate::bundle::set;
use crate::bundle::write::Shape;
use crate::durable::{self, Workplace};
use crate::error::{ErrorKind, Result};
use crate::path;
use crate::snapshot::Tally;

/// A bundle, or the volumes of one, before they have their names.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) shape: Shape,
    /// The bundle; for volumes, what their names are made from.
    pub(super) out: PathBuf,
    /// The same on further disks.
    further: Vec<PathBuf>,
}

/// One bundle or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Volume(u32),
}

impl Part {
    pub(super) fn number(self) -> u32 {
        match self {
            Part::Whole => 1,
            Part::Volume(number) => number,
        }
    }
}

/// The workplace of a folder that becomes a bundle where it is.
pub(super) const UNFINISHED: &str = "handover.partial";

impl Target {
    /// A ZIP if `out` ends in `.zip`, else a folder.
    pub(super) fn of(out: &Path, further_disks: &[PathBuf]) -> Self {
        let zip = out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
        let shape = if zip { Shape::Zip } else { Shape::Folder };
        let name = out.file_name().unwrap_or_default();
        let further = further_disks.iter().map(|disk| disk.join(name)).collect();
        Target { shape, out: out.to_path_buf(), further }
    }

    /// Lists and seal, beside the payload of `folder`.
    pub(super) fn beside(folder: &Path) -> Self {
        Target { shape: Shape::Beside, out: folder.to_path_buf(), further: Vec::new() }
    }

    /// How large a volume may be where nobody says.
    pub(super) fn usual_size(&self) -> VolumeSize {
        match self.shape {
            Shape::Zip => VolumeSize::Fat32,
            Shape::Folder | Shape::Beside => VolumeSize::Unlimited,
        }
    }

    /// The workplaces, one a disk, with what an earlier run left in them.
    pub(super) fn workplaces(&self) -> Result<Vec<Workplace>> {
        match self.shape {
            Shape::Beside => Ok(vec![Workplace::at(&self.out.join(UNFINISHED))?]),
            Shape::Folder | Shape::Zip => self.places().map(Workplace::resume).collect(),
        }
    }

    fn places(&self) -> impl Iterator<Item = &Path> {
        std::iter::once(&self.out).chain(&self.further).map(PathBuf::as_path)
    }

    /// Refuses a bundle that is there already, before any work.
    pub(super) fn refuse_out(&self) -> Result<()> {
        self.refuse_taken(&[(0, Part::Whole)])
    }

    /// Refuses what is there already: nothing is ever overwritten.
    pub(super) fn refuse_taken(&self, parts: &[(usize, Part)]) -> Result<()> {
        if self.shape == Shape::Beside {
            return Ok(());
        }
        let mut names: Vec<_> = parts.iter().map(|(disk, part)| self.path(*disk, *part)).collect();
        if parts.len() > 1 {
            names.push(self.set_path());
        }
        match names.into_iter().find(|name| name.symlink_metadata().is_ok()) {
            Some(path) => Err(ErrorKind::TargetExists { path }.into()),
            None => Ok(()),
        }
    }

    /// Refuses a target inside a folder that is only read.
    pub(super) fn refuse_inside(&self, read: &[&Path]) -> Result<()> {
        if self.shape == Shape::Beside {
            return Ok(());
        }
        let inside = |place| read.iter().try_for_each(|read| durable::refuse_inside(place, read));
        self.places().try_for_each(inside)
    }

    /// Where a part ends up, on which of the disks.
    pub(super) fn path(&self, disk: usize, part: Part) -> PathBuf {
        let place = self.places().nth(disk).unwrap_or(&self.out);
        match (part, self.shape) {
            (Part::Whole, _) | (_, Shape::Beside) => place.to_path_buf(),
            (Part::Volume(number), Shape::Zip) => {
                place.with_file_name(format!("{}-{number:03}.zip", self.stem()))
            }
            (Part::Volume(number), Shape::Folder) => {
                place.with_file_name(format!("{}-{number:03}", self.stem()))
            }
        }
    }

    /// Where the list of the volumes ends up.
    pub(super) fn set_path(&self) -> PathBuf {
        self.out.with_file_name(format!("{}{}", self.stem(), set::ENDING))
    }

    /// The name of a ZIP's one folder: its own stem, or `bundle` where that
    /// could not be a name.
    pub(super) fn top(&self, part: Part) -> String {
        let stem = path::nfc(&self.stem());
        let stem = if path::check_component(&stem).is_empty() { stem } else { "bundle".to_owned() };
        match part {
            Part::Whole => stem,
            Part::Volume(number) => format!("{stem}-{number:03}"),
        }
    }

    fn stem(&self) -> String {
        let stem = match self.shape {
            Shape::Zip => self.out.file_stem(),
            Shape::Folder | Shape::Beside => self.out.file_name(),
        };
        stem.unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Says on which disk each part goes, and at once what would only show
    /// after hours: that there is no room.
    pub(super) fn deal_out(&self, works: &[&Path], tallies: &[Tally]) -> Result<Vec<usize>> {
        // What an earlier run wrote takes no room again.
        let room = |work: &Path| match fs4::available_space(work) {
            Ok(free) => free.saturating_add(leftovers::bytes_made(work)),
            // A disk that cannot say is found out by writing.
            Err(_) => u64::MAX,
        };
        let mut disks = works.iter().map(|work| room(work)).enumerate();
        let (mut disk, mut left) = disks.next().unwrap_or((0, u64::MAX));
        let mut dealt = Vec::with_capacity(tallies.len());
        for (at, tally) in tallies.iter().enumerate() {
            while left < self.room_for(*tally) {
                let Some(next) = disks.next() else {
                    let rest = tallies[at..].iter().map(|tally| self.room_for(*tally));
                    let needed = rest.fold(0, u64::saturating_add).saturating_sub(left);
                    let path = self.out.clone();
                    return Err(ErrorKind::DiskFull { path, needed: Some(needed) }.into());
                };
                (disk, left) = next;
            }
            left -= self.room_for(*tally);
            dealt.push(disk);
        }
        Ok(dealt)
    }

    /// Headers, lists and rows take about a KiB for each file.
    pub(super) fn room_for(&self, tally: Tally) -> u64 {
        let lists = (tally.files + 1024).saturating_mul(1024);
        match self.shape {
            Shape::Beside => lists,
            Shape::Folder | Shape::Zip => tally.bytes.saturating_add(lists),
        }
    }

    /// What has to be moved when a part is finished, in order.
    pub(super) fn moves(&self, made: &Path, disk: usize, part: Part) -> Result<Vec<Move>> {
        match self.shape {
            Shape::Folder | Shape::Zip => {
                Ok(vec![Move::new(made.to_path_buf(), self.path(disk, part))?])
            }
            Shape::Beside => in_place::ADDED
                .iter()
                .map(|name| Move::new(made.join(name), self.out.join(name)))
                .collect(),
        }
    }
}
