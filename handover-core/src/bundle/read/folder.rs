//! A bundle that is a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::payload::{Handle, Item, Present};
use crate::bundle::layout::PAYLOAD;
use crate::error::{ErrorKind, Result};
use crate::finding::{Code, Finding, Location};
use crate::limits::Limits;
use crate::path::Problem;
use crate::walk::{Names, Step, Walk};

#[derive(Debug)]
pub(super) struct FolderBundle {
    root: PathBuf,
    limits: Limits,
    /// Everything outside `data/`: path in the bag to path on the disk, size.
    pub(super) tags: BTreeMap<String, (PathBuf, u64)>,
    /// What is wrong with what lies outside `data/`.
    pub(super) findings: Vec<Finding>,
}

impl FolderBundle {
    pub(super) fn open(root: &Path, limits: &Limits) -> Result<Self> {
        let mut walk = Walk::new(root, Names::Refuse, 0, limits)?;
        let root = walk.root().to_path_buf();
        let (mut tags, mut findings) = (BTreeMap::new(), Vec::new());
        while let Some(step) = walk.next() {
            match step {
                Step::Folder(entry) if entry.path == "data" => walk.skip_folder(),
                Step::Folder(_) | Step::EmptyFolder(_) => {}
                Step::File(entry) => {
                    let place = root.join(&entry.source);
                    if tags.insert(entry.path.clone(), (place, entry.size)).is_some() {
                        findings.push(Finding::new(Code::TagUnlisted, Location::file(entry.path)));
                    }
                    if tags.len() > limits.tag_files {
                        let limit = limits.tag_files as u64;
                        return Err(
                            ErrorKind::Limit { path: root, what: "tag-files", limit }.into()
                        );
                    }
                }
                Step::Special(entry, _) | Step::Unreadable(entry, _) => {
                    findings.push(Finding::new(Code::TagUnlisted, Location::file(entry.path)));
                }
            }
        }
        Ok(FolderBundle { root, limits: *limits, tags, findings })
    }

    pub(super) fn payload(&self) -> Result<Box<dyn Iterator<Item = Result<Item>> + '_>> {
        let root = self.root.join("data");
        // A link in its place is a file that nobody listed, and is not followed.
        if !root.symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) {
            return Ok(Box::new(std::iter::empty()));
        }
        let walk = Walk::new(&root, Names::Refuse, PAYLOAD.len(), &self.limits)?;
        let mut previous = String::new();
        Ok(Box::new(walk.filter_map(move |step| item(&root, step, &mut previous).map(Ok))))
    }
}

fn item(root: &Path, step: Step, previous: &mut String) -> Option<Item> {
    let found = |code, path: &str| {
        let location = Location::file(format!("{PAYLOAD}{path}"));
        Some(Item { present: None, findings: vec![Finding::new(code, location)] })
    };
    match step {
        // Two spellings of one folder, whose content would pass for one's.
        Step::Folder(entry) if entry.problems.contains(&Problem::Collision) => {
            found(Code::NameCollision, &entry.path)
        }
        Step::Folder(_) | Step::EmptyFolder(_) => None,
        // Two spellings of one name: at most one of them was listed.
        Step::File(entry) if entry.path == *previous => found(Code::PayloadUnlisted, &entry.path),
        Step::File(entry) => {
            previous.clone_from(&entry.path);
            let handle = Handle::File(root.join(&entry.source));
            let path = format!("{PAYLOAD}{}", entry.path);
            let present = Present { path, size: entry.size, crc: None, handle };
            Some(Item { present: Some(present), findings: Vec::new() })
        }
        Step::Special(entry, _) => found(Code::PayloadUnlisted, &entry.path),
        Step::Unreadable(entry, _) => found(Code::PayloadUnreadable, &entry.path),
    }
}
