use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::held::{Held, HeldRecords};
use crate::error::{IoContext, Result};

/// A key and what belongs to it; sorted by key, then by value.
pub type Record = (Vec<u8>, Vec<u8>);

/// Runs merged at once: each holds a small buffer and one record.
const FAN_IN: usize = 64;

/// Sorts any number of records within a budget of memory; what does not fit is
/// spilled into temporary files, which vanish with the sorter.
#[derive(Debug)]
pub struct Sorter {
    budget: usize,
    folder: PathBuf,
    held: Held,
    /// Spilled runs; those of a level are [`FAN_IN`] of the one below, so that a
    /// record is written anew only as often as there are levels.
    levels: Vec<Vec<File>>,
}

impl Sorter {
    /// A sorter that holds about `budget` bytes and spills into `folder`.
    pub fn new(budget: usize, folder: &Path) -> Self {
        Sorter { budget, folder: folder.to_path_buf(), held: Held::default(), levels: Vec::new() }
    }

    /// Takes a record.
    ///
    /// # Errors
    /// If the temporary folder cannot be written.
    #[expect(clippy::needless_pass_by_value, reason = "most callers have just made them")]
    pub fn push(&mut self, key: Vec<u8>, value: Vec<u8>) -> Result<()> {
        self.held.push(&key, &value, self.budget);
        if self.held.cost() >= self.budget {
            self.spill()?;
        }
        Ok(())
    }

    /// Whether nothing was taken yet.
    pub fn is_empty(&self) -> bool {
        self.held.places.is_empty() && self.levels.is_empty()
    }

    fn spill(&mut self) -> Result<()> {
        self.held.sort();
        let run = self.write_run(|write| self.held.records().try_for_each(write))?;
        self.held.clear();
        self.add(run, 0)
    }

    /// Adds a run to a level, and merges those of one that is full.
    fn add(&mut self, run: File, level: usize) -> Result<()> {
        if self.levels.len() == level {
            self.levels.push(Vec::new());
        }
        self.levels[level].push(run);
        if self.levels[level].len() == FAN_IN { self.merge(level) } else { Ok(()) }
    }

    /// Makes one run of those of a level.
    fn merge(&mut self, level: usize) -> Result<()> {
        let runs = std::mem::take(&mut self.levels[level]);
        let mut merged = Merge::new(runs, Held::default(), self.folder.clone())?;
        let run = self.write_run(|write| {
            merged.try_for_each(|record| record.and_then(|(key, value)| write((&key, &value))))
        })?;
        self.add(run, level + 1)
    }

    /// Writes the records that `give` gives into a file of its own.
    fn write_run(
        &self,
        give: impl FnOnce(&mut dyn FnMut((&[u8], &[u8])) -> Result<()>) -> Result<()>,
    ) -> Result<File> {
        let file = tempfile::tempfile_in(&self.folder).writing(&self.folder)?;
        let mut writer = BufWriter::new(file);
        give(&mut |(key, value)| {
            for part in [key, value] {
                let length = (part.len() as u64).to_le_bytes();
                writer.write_all(&length).writing(&self.folder)?;
                writer.write_all(part).writing(&self.folder)?;
            }
            Ok(())
        })?;
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
        self.held.sort();
        if self.levels.is_empty() {
            return Ok(Sorted(Source::Memory(self.held.into_records())));
        }
        // The lowest runs are the smallest.
        let mut lowest = 0;
        while self.levels.iter().map(Vec::len).sum::<usize>() > FAN_IN {
            self.merge(lowest)?;
            lowest += 1;
        }
        let runs = self.levels.into_iter().flatten().collect();
        Ok(Sorted(Source::Merge(Merge::new(runs, self.held, self.folder)?)))
    }
}

/// Sorted records.
#[derive(Debug)]
pub struct Sorted(Source);

#[derive(Debug)]
enum Source {
    Memory(HeldRecords),
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
    held: HeldRecords,
    heads: BinaryHeap<Reverse<(Record, usize)>>,
}

impl Merge {
    fn new(runs: Vec<File>, held: Held, folder: PathBuf) -> Result<Self> {
        let runs: Vec<_> =
            runs.into_iter().map(|run| BufReader::with_capacity(16 << 10, run)).collect();
        let count = runs.len();
        let mut merge = Merge { folder, runs, held: held.into_records(), heads: BinaryHeap::new() };
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

    #[test]
    fn runs_of_runs_are_in_order_too() {
        let dir = tempfile::tempdir().unwrap();
        // As many runs as are left of two levels, and of three.
        for count in [191_u32, 64 * 64 + 65] {
            let mut sorter = Sorter::new(1, dir.path());
            for number in (0..count).rev() {
                sorter.push(number.to_be_bytes().to_vec(), Vec::new()).unwrap();
            }
            let sorted = sorter.finish().unwrap().map(|record| record.unwrap().0);
            assert!(sorted.eq((0..count).map(|number| number.to_be_bytes().to_vec())), "{count}");
        }
    }
}
