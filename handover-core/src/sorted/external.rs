use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::error::{IoContext, Result};

/// A key and what belongs to it; sorted by key, then by value.
pub type Record = (Vec<u8>, Vec<u8>);

/// Runs merged at once: each holds a small buffer and one record.
const FAN_IN: usize = 64;
/// What a record costs beside its bytes: two vectors, what the allocator keeps
/// with each, and the room that a growing list of them has in reserve.
const OVERHEAD: usize = 160;

/// Sorts any number of records within a budget of memory; what does not fit is
/// spilled into temporary files, which vanish with the sorter.
#[derive(Debug)]
pub struct Sorter {
    budget: usize,
    folder: PathBuf,
    held: Vec<Record>,
    held_bytes: usize,
    runs: Vec<File>,
}

impl Sorter {
    /// A sorter that holds about `budget` bytes and spills into `folder`.
    pub fn new(budget: usize, folder: &Path) -> Self {
        let folder = folder.to_path_buf();
        Sorter { budget, folder, held: Vec::new(), held_bytes: 0, runs: Vec::new() }
    }

    /// Takes a record.
    ///
    /// # Errors
    /// If the temporary folder cannot be written.
    pub fn push(&mut self, key: Vec<u8>, value: Vec<u8>) -> Result<()> {
        self.held_bytes += key.len() + value.len() + OVERHEAD;
        self.held.push((key, value));
        if self.held_bytes >= self.budget {
            self.spill()?;
        }
        Ok(())
    }

    /// Whether nothing was taken yet.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty() && self.runs.is_empty()
    }

    fn spill(&mut self) -> Result<()> {
        self.held.sort_unstable();
        let run = self.write_run(self.held.iter().cloned().map(Ok))?;
        self.held = Vec::new();
        self.held_bytes = 0;
        self.runs.push(run);
        if self.runs.len() == FAN_IN {
            let runs = std::mem::take(&mut self.runs);
            let merged = Merge::new(runs, Vec::new(), self.folder.clone())?;
            let run = self.write_run(merged)?;
            self.runs.push(run);
        }
        Ok(())
    }

    fn write_run(&self, records: impl Iterator<Item = Result<Record>>) -> Result<File> {
        let file = tempfile::tempfile_in(&self.folder).writing(&self.folder)?;
        let mut writer = BufWriter::new(file);
        for record in records {
            let (key, value) = record?;
            for part in [&key, &value] {
                let length = (part.len() as u64).to_le_bytes();
                writer.write_all(&length).writing(&self.folder)?;
                writer.write_all(part).writing(&self.folder)?;
            }
        }
        let mut file = writer
            .into_inner()
            .map_err(std::io::IntoInnerError::into_error)
            .writing(&self.folder)?;
        file.seek(SeekFrom::Start(0)).writing(&self.folder)?;
        Ok(file)
    }

    /// The records in order.
    ///
    /// # Errors
    /// If a spilled run cannot be read back.
    pub fn finish(mut self) -> Result<Sorted> {
        self.held.sort_unstable();
        let held = std::mem::take(&mut self.held);
        if self.runs.is_empty() {
            return Ok(Sorted(Source::Memory(held.into_iter())));
        }
        let runs = std::mem::take(&mut self.runs);
        Ok(Sorted(Source::Merge(Merge::new(runs, held, self.folder)?)))
    }
}

/// Sorted records.
#[derive(Debug)]
pub struct Sorted(Source);

#[derive(Debug)]
enum Source {
    Memory(std::vec::IntoIter<Record>),
    Merge(Merge),
}

impl Iterator for Sorted {
    type Item = Result<Record>;

    fn next(&mut self) -> Option<Result<Record>> {
        match &mut self.0 {
            Source::Memory(records) => records.next().map(Ok),
            Source::Merge(merge) => merge.next(),
        }
    }
}

#[derive(Debug)]
struct Merge {
    folder: PathBuf,
    runs: Vec<BufReader<File>>,
    held: std::vec::IntoIter<Record>,
    heads: BinaryHeap<Reverse<(Record, usize)>>,
}

impl Merge {
    fn new(runs: Vec<File>, held: Vec<Record>, folder: PathBuf) -> Result<Self> {
        let runs: Vec<_> =
            runs.into_iter().map(|run| BufReader::with_capacity(16 << 10, run)).collect();
        let count = runs.len();
        let mut merge = Merge { folder, runs, held: held.into_iter(), heads: BinaryHeap::new() };
        for index in 0..=count {
            merge.advance(index)?;
        }
        Ok(merge)
    }

    /// Takes the next record of a run; the run behind the last is what is held.
    fn advance(&mut self, index: usize) -> Result<()> {
        let record = match self.runs.get_mut(index) {
            Some(run) => read_record(run).reading(&self.folder)?,
            None => self.held.next(),
        };
        if let Some(record) = record {
            self.heads.push(Reverse((record, index)));
        }
        Ok(())
    }
}

impl Iterator for Merge {
    type Item = Result<Record>;

    fn next(&mut self) -> Option<Result<Record>> {
        let Reverse((record, index)) = self.heads.pop()?;
        Some(self.advance(index).map(|()| record))
    }
}

fn read_record(run: &mut BufReader<File>) -> std::io::Result<Option<Record>> {
    let Some(key) = read_part(run)? else { return Ok(None) };
    let value = read_part(run)?.ok_or(std::io::ErrorKind::UnexpectedEof)?;
    Ok(Some((key, value)))
}

fn read_part(run: &mut BufReader<File>) -> std::io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    let first = run.read(&mut length)?;
    if first == 0 {
        return Ok(None);
    }
    run.read_exact(&mut length[first..])?;
    let length =
        usize::try_from(u64::from_le_bytes(length)).map_err(|_| std::io::ErrorKind::InvalidData)?;
    let mut part = vec![0; length];
    run.read_exact(&mut part)?;
    Ok(Some(part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_like_the_naive_way(
            records in proptest::collection::vec((any::<Vec<u8>>(), any::<Vec<u8>>()), 0..300),
            budget in 1_usize..2000,
        ) {
            let dir = tempfile::tempdir().unwrap();
            let mut sorter = Sorter::new(budget, dir.path());
            for (key, value) in &records {
                sorter.push(key.clone(), value.clone()).unwrap();
            }
            let sorted: Vec<_> = sorter.finish().unwrap().map(Result::unwrap).collect();
            let mut naive = records;
            naive.sort();
            prop_assert_eq!(sorted, naive);
        }
    }
}
