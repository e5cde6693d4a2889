//! Places in path order.

use std::io;
use std::path::{Path, PathBuf};

use super::slots::Slot;
use crate::bundle::layout::{Part, part};
use crate::bundle::zip::layout;
use crate::path::BundlePath;

/// Gives each entry its place; entries come in path order.
#[derive(Debug)]
pub(crate) enum Places {
    /// Below a folder.
    Folder {
        /// The bundle's root.
        root: PathBuf,
        /// The folder made last.
        parent: PathBuf,
    },
    /// Beside a payload that stays where it is.
    Beside(Box<Places>),
    /// In a ZIP.
    Zip {
        /// Prefix sums.
        layout: layout::Layout,
        /// Name of the one top folder.
        top: String,
    },
}

impl Places {
    pub(super) fn folder(root: &Path) -> Self {
        Places::Folder { root: root.to_path_buf(), parent: root.to_path_buf() }
    }

    /// The place of the next entry; makes the folders that it needs.
    pub(crate) fn next(&mut self, path: &BundlePath, size: u64) -> io::Result<Slot> {
        match self {
            Places::Beside(_) if part(path.as_str()) == Part::Payload => Ok(Slot::InPlace),
            Places::Beside(tags) => tags.next(path, size),
            Places::Folder { root, parent } => {
                let place = path.under(root);
                if let Some(folder) = place.parent().filter(|folder| folder != parent) {
                    std::fs::create_dir_all(folder)?;
                    *parent = folder.to_path_buf();
                }
                Ok(Slot::Folder(place))
            }
            Places::Zip { layout, top } => {
                let name = format!("{top}/{path}");
                layout.place(&name, size).map(Slot::Zip).map_err(io::Error::other)
            }
        }
    }
}
