//! What an earlier run left in the workplace, as far as this one can use it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::journal::Journal;
use super::plan::Rows;
use crate::bundle::layout::{ACT_IN_WORDS, PAYLOAD};
use crate::bundle::write::Shape;
use crate::description::FileEntry;
use crate::durable;
use crate::error::{IoContext, Result};
use crate::limits::Limits;
use crate::path;
use crate::snapshot::Tally;
use crate::walk::{Names, Step, Walk};

/// Where a volume is made; the number counts from 1.
pub(super) fn made(work: &Path, number: u32) -> PathBuf {
    work.join(format!("{MADE}{number:03}"))
}

const MADE: &str = "made-";

/// Where the list of the volumes is made.
pub(super) fn made_set(work: &Path) -> PathBuf {
    work.join("made-set")
}

/// Bytes that were made in `work`.
pub(super) fn bytes_made(work: &Path) -> u64 {
    let entries = fs::read_dir(work).into_iter().flatten().flatten();
    let made = entries.filter(|entry| is_made(&entry.file_name().to_string_lossy()));
    made.map(|entry| durable::bytes_below(&entry.path())).fold(0, u64::saturating_add)
}

fn is_made(name: &str) -> bool {
    name.starts_with(MADE)
}

/// A folder for spools.
pub(super) enum Scratch {
    /// In the workplace, and gone with it.
    Beside(PathBuf),
    /// On another disk.
    Elsewhere(tempfile::TempDir),
}

impl Scratch {
    pub(super) fn folder(&self) -> &Path {
        match self {
            Scratch::Beside(folder) => folder,
            Scratch::Elsewhere(folder) => folder.path(),
        }
    }
}

/// Removes all but the journal and what was made; gives a folder for spools.
pub(super) fn clear(works: &[PathBuf], temporary: Option<&Path>) -> Result<Scratch> {
    for work in works {
        durable::clear_folder(work, |name| {
            let kept = name == Journal::NAME || is_made(name);
            name == durable::MARKER || (kept && is_safe(&work.join(name)))
        })?;
    }
    if let Some(folder) = temporary {
        return tempfile::tempdir_in(folder).map(Scratch::Elsewhere).writing(folder);
    }
    let scratch = works[0].join("scratch");
    fs::create_dir(&scratch).writing(&scratch)?;
    Ok(Scratch::Beside(scratch))
}

/// Whether it can be written over: a link that somebody put there leads to
/// files of others. What cannot be looked at is not safe.
fn is_safe(path: &Path) -> bool {
    durable::is_plain(path).unwrap_or(false)
}

/// Removes what was made and is wanted no more.
pub(super) fn clear_others(works: &[PathBuf], wanted: &[&Path]) -> Result<()> {
    works.iter().try_for_each(|work| {
        durable::clear_folder(work, |name| {
            !is_made(name) || wanted.contains(&work.join(name).as_path())
        })
    })
}

/// Removes what stands beside the payload of a folder: it is written anew.
/// Tells whether anything was made at all.
pub(super) fn clear_tags(made: &Path, shape: Shape) -> Result<bool> {
    if made.symlink_metadata().is_err() {
        return Ok(false);
    }
    match shape {
        Shape::Folder => durable::clear_folder(made, |name| name == "data")?,
        Shape::Beside => fs::remove_dir_all(made).writing(made)?,
        Shape::Zip => {}
    }
    Ok(true)
}

/// Removes what of the payload is in the plan no more: files, and folders that
/// were made for files.
pub(super) fn sweep(made: &Path, table: &Path, tally: Tally, limits: &Limits) -> Result<()> {
    let data = made.join("data");
    let mut rows = Rows::open(table, limits)?;
    let mut row = rows.next().transpose()?;
    for step in Walk::new(&data, Names::Refuse, 0, limits)? {
        let entry = match step {
            Step::File(entry) => entry,
            Step::EmptyFolder(entry) => {
                remove_empty(&data.join(&entry.source), &data)?;
                continue;
            }
            _ => continue,
        };
        let is_before = |row: &FileEntry| path::compare(&row.path, &entry.path).is_lt();
        while row.as_ref().is_some_and(is_before) {
            row = rows.next().transpose()?;
        }
        let planned = row.as_ref().is_some_and(|row| row.path == entry.path);
        // Without files the act itself is the payload.
        let in_words = tally.files == 0 && format!("{PAYLOAD}{}", entry.path) == ACT_IN_WORDS;
        if planned || in_words {
            continue;
        }
        let place = data.join(&entry.source);
        fs::remove_file(&place).writing(&place)?;
        remove_empty(place.parent().unwrap_or(&data), &data)?;
    }
    Ok(())
}

/// Removes a folder below `root` that holds nothing, and those above it that
/// then hold nothing either.
fn remove_empty(folder: &Path, root: &Path) -> Result<()> {
    for folder in folder.ancestors().take_while(|folder| *folder != root) {
        match fs::remove_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => break,
            removed => removed.writing(folder)?,
        }
    }
    Ok(())
}
