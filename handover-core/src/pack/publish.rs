//! Giving what is finished its name, so that a cut at any moment can be mended.
//!
//! A single bundle needs one rename. Where it takes several, what will be moved
//! is written down first; a later run takes it back and begins again.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::journal::Authenticator;
use crate::durable;
use crate::error::{ErrorKind, IoContext, Result};

/// Something finished, and its name-to-be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Move {
    pub(super) from: PathBuf,
    pub(super) to: PathBuf,
    /// Bytes of a file; `None` for a folder.
    size: Option<u64>,
}

impl Move {
    pub(super) fn new(from: PathBuf, to: PathBuf) -> Result<Self> {
        let metadata = from.symlink_metadata().reading(&from)?;
        let size = metadata.is_file().then_some(metadata.len());
        Ok(Move { from, to, size })
    }

    fn publish(&self) -> Result<()> {
        match self.size {
            Some(_) => durable::publish_file(&self.from, &self.to),
            None => durable::publish_folder(&self.from, &self.to),
        }
    }

    /// Whether it was moved, and is still what was moved.
    fn was_done(&self) -> bool {
        let found = self.to.symlink_metadata();
        let found = found.map(|found| found.is_file().then_some(found.len()));
        self.from.symlink_metadata().is_err() && found.is_ok_and(|size| size == self.size)
    }
}

/// Where it is written down.
const MOVES: &str = "moves";
/// More than 100,000 volumes with the longest names take.
const MOVES_BYTES: u64 = 64 << 20;

/// Moves everything that is finished, in order.
pub(super) fn publish(work: &Path, ours: &Authenticator, moves: &[Move]) -> Result<()> {
    if let [only] = moves {
        return only.publish();
    }
    let taken = moves.iter().find(|next| next.to.symlink_metadata().is_ok());
    if let Some(taken) = taken {
        return Err(ErrorKind::TargetExists { path: taken.to.clone() }.into());
    }
    let path = work.join(MOVES);
    let text = serde_json::to_vec(moves).map_err(io::Error::other).writing(&path)?;
    let unfinished = work.join("moves.new");
    durable::write_synced(&unfinished, &ours.marked(text))?;
    fs::rename(&unfinished, &path).writing(&path)?;
    durable::sync_folder(work)?;
    moves.iter().try_for_each(Move::publish)
}

/// Takes back what an earlier run had begun to move. What no run of this key
/// wrote down moves nothing.
pub(super) fn take_back(work: &Path, ours: &Authenticator) -> Result<()> {
    let path = work.join(MOVES);
    let text = match File::open(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        file => {
            let mut text = Vec::new();
            file.and_then(|file| file.take(MOVES_BYTES).read_to_end(&mut text)).reading(&path)?;
            text
        }
    };
    let moves = ours.known(&text).and_then(|text| serde_json::from_slice(text).ok());
    let moves: Vec<Move> = moves.unwrap_or_default();
    for done in moves.iter().rev().filter(|done| done.was_done()) {
        fs::rename(&done.to, &done.from).writing(&done.to)?;
    }
    fs::remove_file(&path).writing(&path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::test_rng::key;

    fn ours() -> Authenticator {
        Authenticator::of(&key(1)).unwrap()
    }

    #[test]
    fn a_strangers_list_moves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let (work, moves) = finished(dir.path());
        moves.iter().try_for_each(Move::publish).unwrap();
        let text = serde_json::to_vec(&moves).unwrap();
        let strange = Authenticator::of(&key(2)).unwrap().marked(text.clone());
        for list in [text, strange, Vec::new()] {
            fs::write(work.join(MOVES), list).unwrap();
            take_back(&work, &ours()).unwrap();
            assert!(moves.iter().all(|one| one.to.exists()));
        }
    }

    /// A workplace with three finished things, and where they go.
    fn finished(root: &Path) -> (PathBuf, Vec<Move>) {
        let work = root.join("work");
        fs::create_dir_all(work.join("made-b")).unwrap();
        fs::write(work.join("made-b/x"), "b").unwrap();
        fs::write(work.join("made-a"), "a").unwrap();
        fs::write(work.join("made-c"), "c").unwrap();
        let moves = ["a", "b", "c"]
            .map(|name| Move::new(work.join(format!("made-{name}")), root.join(name)).unwrap());
        (work, moves.to_vec())
    }

    #[test]
    fn what_was_moved_before_a_cut_is_taken_back() {
        for cut in 0..=3 {
            let dir = tempfile::tempdir().unwrap();
            let (work, moves) = finished(dir.path());
            let text = serde_json::to_vec(&moves).unwrap();
            fs::write(work.join(MOVES), ours().marked(text)).unwrap();
            moves[..cut].iter().try_for_each(Move::publish).unwrap();
            take_back(&work, &ours()).unwrap();
            assert!(moves.iter().all(|one| one.from.exists() && !one.to.exists()), "{cut}");
            assert!(!work.join(MOVES).exists());
            publish(&work, &ours(), &moves).unwrap();
            assert_eq!(fs::read(dir.path().join("b/x")).unwrap(), b"b");
        }
    }

    #[test]
    fn what_somebody_put_there_meanwhile_stays() {
        let dir = tempfile::tempdir().unwrap();
        let (work, moves) = finished(dir.path());
        fs::write(dir.path().join("c"), "mine, and longer").unwrap();
        let error = publish(&work, &ours(), &moves).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::TargetExists { .. }));
        assert!(moves.iter().all(|one| one.from.exists()));
        let text = serde_json::to_vec(&moves).unwrap();
        fs::write(work.join(MOVES), ours().marked(text)).unwrap();
        fs::remove_file(work.join("made-c")).unwrap();
        take_back(&work, &ours()).unwrap();
        assert_eq!(fs::read(dir.path().join("c")).unwrap(), b"mine, and longer");
    }
}
