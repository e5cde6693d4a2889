use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use super::frame::{self, Frame, MAGIC, VERSION};
use super::record::{Name, Record, Tally};
use crate::error::{Error, IoContext, Result};
use crate::path;

/// Reads a snapshot; the records come in path order, hidden ones as they stand.
#[derive(Debug)]
pub struct SnapshotReader {
    path: PathBuf,
    reader: BufReader<File>,
    body: Vec<u8>,
    batch: std::vec::IntoIter<Record>,
    seen: Tally,
    previous: Option<String>,
    ended: bool,
}

impl SnapshotReader {
    /// Opens the snapshot at `path`.
    ///
    /// # Errors
    /// `Read`; `Malformed` with `snapshot.not-one` or `snapshot.newer`.
    pub fn open(path: &Path) -> Result<Self> {
        let mut reader = BufReader::with_capacity(256 << 10, File::open(path).reading(path)?);
        let mut head = [0; 18];
        match reader.read_exact(&mut head) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return Err(malformed(path, "snapshot.not-one"));
            }
            result => result.reading(path)?,
        }
        let (magic, version) = head.split_at(16);
        if magic != MAGIC {
            return Err(malformed(path, "snapshot.not-one"));
        }
        if version != VERSION.to_le_bytes() {
            return Err(malformed(path, "snapshot.newer"));
        }
        Ok(SnapshotReader {
            path: path.to_path_buf(),
            reader,
            body: Vec::new(),
            batch: Vec::new().into_iter(),
            seen: Tally::default(),
            previous: None,
            ended: false,
        })
    }

    /// Whether the file at `path` begins like a snapshot.
    pub fn is_one(path: &Path) -> bool {
        let mut head = [0; 16];
        File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && &head == MAGIC
    }

    fn read(&mut self) -> Result<Option<Record>> {
        loop {
            if let Some(record) = self.batch.next() {
                self.judge(&record)?;
                return Ok(Some(record));
            }
            let frame =
                frame::read(&mut self.reader, &mut self.body).map_err(|error| {
                    match error.kind() {
                        io::ErrorKind::UnexpectedEof => malformed(&self.path, "snapshot.cut"),
                        io::ErrorKind::InvalidData => malformed(&self.path, "snapshot.damaged"),
                        _ => Error::read(&self.path, error),
                    }
                })?;
            match frame {
                Frame::Records(records) => self.batch = records.into_iter(),
                Frame::End(tally) => return self.end(tally).map(|()| None),
            }
        }
    }

    fn judge(&mut self, record: &Record) -> Result<()> {
        match &record.file {
            Some(content) => self.seen.add_file(content.size),
            None => self.seen.empty_folders += 1,
        }
        if let Name::Path(name) = &record.name {
            let previous = self.previous.replace(name.clone());
            // Twins share a path; they have their finding in the survey.
            if previous.is_some_and(|previous| path::compare(&previous, name).is_gt()) {
                return Err(malformed(&self.path, "snapshot.damaged"));
            }
        }
        Ok(())
    }

    fn end(&mut self, tally: Tally) -> Result<()> {
        let left = self.reader.read(&mut [0]).reading(&self.path)?;
        if tally == self.seen && left == 0 {
            return Ok(());
        }
        Err(malformed(&self.path, "snapshot.damaged"))
    }
}

impl Iterator for SnapshotReader {
    type Item = Result<Record>;

    fn next(&mut self) -> Option<Result<Record>> {
        if self.ended {
            return None;
        }
        let record = self.read().transpose();
        self.ended = !matches!(record, Some(Ok(_)));
        record
    }
}

fn malformed(path: &Path, code: &'static str) -> Error {
    Error::malformed(path, None, code, "not a survey that this version can read")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::snapshot::SnapshotWriter;
    use crate::snapshot::record::Content;

    fn write(path: &Path, count: u64) {
        let mut writer = SnapshotWriter::create(path).unwrap();
        for number in 0..count {
            let digest = Digest::sha256(&number.to_le_bytes());
            let content = Content { size: number, sha256: digest, blake3: digest };
            let name = match number % 7 {
                3 => Name::Hidden { folder: number, ordinal: 1 },
                _ => Name::Path(format!("a/{number:05}")),
            };
            let file = (number % 5 > 0).then_some(content);
            writer.push(Record { name, file, modified: -1 }).unwrap();
        }
        writer.finish().unwrap();
    }

    fn read(path: &Path) -> Result<usize> {
        SnapshotReader::open(path)?.try_fold(0, |count, record| record.map(|_| count + 1))
    }

    #[test]
    fn what_is_written_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.survey");
        write(&path, 1300);
        assert_eq!(read(&path).unwrap(), 1300);
        assert!(SnapshotReader::is_one(&path));
    }

    #[test]
    fn damage_anywhere_is_an_error_and_never_a_panic() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.survey");
        write(&path, 3);
        let sound = std::fs::read(&path).unwrap();
        for cut in 0..sound.len() {
            std::fs::write(&path, &sound[..cut]).unwrap();
            assert!(read(&path).is_err(), "cut at {cut}");
        }
        for bit in 0..sound.len() * 8 {
            let mut bytes = sound.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            std::fs::write(&path, &bytes).unwrap();
            assert!(read(&path).is_err(), "bit {bit}");
        }
        std::fs::write(&path, [&sound[..], b"x"].concat()).unwrap();
        assert!(read(&path).is_err());
    }
}
