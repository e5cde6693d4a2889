//! What a pack makes, and where.

use std::path::{Path, PathBuf};

use super::in_place;
use super::publish::Move;
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
}

impl Target {
    /// A ZIP if `out` ends in `.zip`, else a folder.
    pub(super) fn of(out: &Path) -> Self {
        let zip = out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
        Target { shape: if zip { Shape::Zip } else { Shape::Folder }, out: out.to_path_buf() }
    }

    /// Lists and seal, beside the payload of `folder`.
    pub(super) fn beside(folder: &Path) -> Self {
        Target { shape: Shape::Beside, out: folder.to_path_buf() }
    }

    /// The workplace, with what an earlier run left in it.
    pub(super) fn workplace(&self) -> Result<Workplace> {
        match self.shape {
            Shape::Beside => Workplace::at(&self.out.join(UNFINISHED)),
            Shape::Folder | Shape::Zip => Workplace::resume(&self.out),
        }
    }

    /// Refuses what is there already: nothing is ever overwritten.
    pub(super) fn refuse_taken(&self) -> Result<()> {
        if self.shape != Shape::Beside && self.out.symlink_metadata().is_ok() {
            return Err(ErrorKind::TargetExists { path: self.out.clone() }.into());
        }
        Ok(())
    }

    /// Refuses a target inside a folder that is only read.
    pub(super) fn refuse_inside(&self, read: &[&Path]) -> Result<()> {
        match self.shape {
            Shape::Beside => Ok(()),
            Shape::Folder | Shape::Zip => {
                read.iter().try_for_each(|folder| durable::refuse_inside(&self.out, folder))
            }
        }
    }

    /// Says at once what would only show after hours.
    pub(super) fn refuse_small_disk(&self, work: &Path, tally: Tally, made: &Path) -> Result<()> {
        // Headers, lists and rows take about a KiB for each file.
        let lists = (tally.files + 1024) * 1024;
        let needed = match self.shape {
            Shape::Beside => lists,
            Shape::Folder | Shape::Zip => tally.bytes.saturating_add(lists),
        };
        // What an earlier run wrote takes no room again.
        let there = durable::bytes_below(made);
        let needed = needed.saturating_sub(there);
        match fs4::available_space(work) {
            Ok(free) if free < needed => {
                let path = self.out.clone();
                Err(ErrorKind::DiskFull { path, needed: Some(needed - free) }.into())
            }
            // A disk that cannot say is found out by writing.
            _ => Ok(()),
        }
    }

    /// What has to be moved, in order, when `made` is finished.
    pub(super) fn moves(&self, made: &Path) -> Result<Vec<Move>> {
        match self.shape {
            Shape::Folder | Shape::Zip => {
                Ok(vec![Move::new(made.to_path_buf(), self.out.clone())?])
            }
            Shape::Beside => in_place::ADDED
                .iter()
                .map(|name| Move::new(made.join(name), self.out.join(name)))
                .collect(),
        }
    }

    /// The name of a ZIP's one folder: its own stem, or `bundle` where that
    /// could not be a name.
    pub(super) fn top(&self) -> String {
        let stem = self.out.file_stem().and_then(|stem| stem.to_str());
        let stem = stem.map(path::nfc).unwrap_or_default();
        if path::check_component(&stem).is_empty() { stem } else { "bundle".to_owned() }
    }
}

/// The workplace of a folder that becomes a bundle where it is.
pub(super) const UNFINISHED: &str = "handover.partial";
