use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use super::frame::{MAGIC, PATH_BYTES, damaged};
use super::frames::Frames;
use super::record::{Name, Record, Tally};
use super::version_1::{self, Old};
use super::version_2::{self, BEGIN, Borrow, Borrowed, Cursor, END, End, RECORDS};
use crate::error::{Error, IoContext, Result};
use crate::path;
use crate::walk::Moment;

/// Reads a snapshot; the records come in path order, hidden ones as they stand.
///
/// As an iterator it gives records to keep. [`SnapshotReader::advance`] and
/// [`SnapshotReader::current`] make none: for millions.
#[derive(Debug)]
pub struct SnapshotReader {
    path: PathBuf,
    frames: Frames,
    version: Version,
    /// The frame that is being read.
    body: Vec<u8>,
    /// Bytes of it that were read.
    used: usize,
    seen: Tally,
    taken_over: u64,
    began: Option<Moment>,
    current: Record,
    /// The last path, while `current` is one without.
    spare: String,
    /// Whether `current` is one.
    stands: bool,
    ended: bool,
}

#[derive(Debug)]
enum Version {
    One(std::vec::IntoIter<Old>),
    Two,
}

impl SnapshotReader {
    /// Opens the snapshot at `path`, of version 1 or 2.
    ///
    /// # Errors
    /// `Read`; `Malformed` with `snapshot.not-one`, `snapshot.newer`,
    /// `snapshot.cut` or `snapshot.damaged`.
    pub fn open(path: &Path) -> Result<Self> {
        // Only heads of frames go through the buffer: a body is larger than it,
        // and is read to where it stays.
        let mut reader = BufReader::with_capacity(64, File::open(path).reading(path)?);
        let mut head = [0; 18];
        match reader.read_exact(&mut head) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return Err(malformed(path, "snapshot.not-one"));
            }
            result => result.reading(path)?,
        }
        let [magic @ .., low, high] = head;
        if &magic != MAGIC {
            return Err(malformed(path, "snapshot.not-one"));
        }
        let version = match u16::from_le_bytes([low, high]) {
            1 => Version::One(Vec::new().into_iter()),
            version_2::VERSION => Version::Two,
            _ => return Err(malformed(path, "snapshot.newer")),
        };
        let mut opened = SnapshotReader {
            path: path.to_path_buf(),
            frames: Frames::Here(reader),
            version,
            body: Vec::new(),
            used: 0,
            seen: Tally::default(),
            taken_over: 0,
            began: None,
            current: Record {
                name: Name::Hidden { folder: 0, ordinal: 0 },
                file: None,
                modified: 0,
                stamp: None,
                taken_over: false,
            },
            spare: String::new(),
            stands: false,
            ended: false,
        };
        if matches!(opened.version, Version::Two) {
            opened.began = Some(opened.begin().map_err(|error| opened.error(error))?);
        }
        Ok(opened)
    }

    /// Whether the file at `path` begins like a snapshot.
    pub fn is_one(path: &Path) -> bool {
        let mut head = [0; 16];
        File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && &head == MAGIC
    }

    /// Reads ahead on a thread of its own, for whoever does nothing but read.
    #[must_use]
    pub fn ahead(mut self) -> Self {
        self.frames = self.frames.ahead();
        self
    }

    /// When the survey began, by the clock of the disk that the snapshot was
    /// written to; `None` in version 1.
    pub fn began(&self) -> Option<Moment> {
        self.began
    }

    /// Goes on to the next record; false at the end, which was then checked.
    ///
    /// # Errors
    /// `Read`; `Malformed` with `snapshot.cut` or `snapshot.damaged`. After an
    /// error there is nothing more.
    pub fn advance(&mut self) -> Result<bool> {
        if self.ended {
            return Ok(false);
        }
        let advanced = self.step().map_err(|error| self.error(error));
        self.stands = matches!(advanced, Ok(true));
        self.ended = !self.stands;
        advanced
    }

    /// The record that [`SnapshotReader::advance`] came to; none before the
    /// first and after the last.
    pub fn current(&self) -> Option<&Record> {
        self.stands.then_some(&self.current)
    }

    fn error(&self, error: io::Error) -> Error {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => malformed(&self.path, "snapshot.cut"),
            io::ErrorKind::InvalidData => malformed(&self.path, "snapshot.damaged"),
            _ => Error::read(&self.path, error),
        }
    }

    fn begin(&mut self) -> io::Result<Moment> {
        self.frames.next(&mut self.body)?;
        self.used = self.body.len();
        let mut cursor = Cursor::new(&self.body);
        if cursor.kind()? == BEGIN { cursor.begin() } else { Err(damaged()) }
    }

    fn step(&mut self) -> io::Result<bool> {
        loop {
            if let Version::One(left) = &mut self.version
                && let Some(old) = left.next()
            {
                return self.take_old(old.into()).map(|()| true);
            }
            if self.used < self.body.len() {
                return self.take_next().map(|()| true);
            }
            self.frames.next(&mut self.body)?;
            if let Version::One(left) = &mut self.version {
                match version_1::read(&self.body)? {
                    version_1::Frame::Records(records) => *left = records.into_iter(),
                    version_1::Frame::End(tally) => return self.end(&End { tally, taken_over: 0 }),
                }
                self.used = self.body.len();
                continue;
            }
            let mut cursor = Cursor::new(&self.body);
            match cursor.kind()? {
                RECORDS => self.used = self.body.len() - cursor.left(),
                END => {
                    let end = cursor.end()?;
                    return self.end(&end);
                }
                _ => return Err(damaged()),
            }
        }
    }

    /// Makes the next record of the frame the current one, in its place.
    fn take_next(&mut self) -> io::Result<()> {
        let mut cursor = Cursor::new(&self.body[self.used..]);
        let Borrowed { name, file, modified, stamp, taken_over } = cursor.record()?;
        let left = cursor.left();
        let current = &mut self.current;
        if let Name::Path(last) = &mut current.name {
            self.spare = std::mem::take(last);
        }
        current.name = match name {
            Borrow::Path(path) => {
                check_path(&self.spare, path)?;
                let mut text = std::mem::take(&mut self.spare);
                text.clear();
                text.push_str(path);
                Name::Path(text)
            }
            Borrow::Hidden { folder, ordinal } => Name::Hidden { folder, ordinal },
        };
        (current.file, current.modified, current.stamp) = (file, modified, stamp);
        current.taken_over = taken_over;
        self.used = self.body.len() - left;
        self.count();
        Ok(())
    }

    fn take_old(&mut self, record: Record) -> io::Result<()> {
        if let Name::Path(path) = &record.name {
            check_path(&self.spare, path)?;
            self.spare.clone_from(path);
        }
        self.current = record;
        self.count();
        Ok(())
    }

    fn count(&mut self) {
        match &self.current.file {
            Some(content) => self.seen.add_file(content.size),
            None => self.seen.empty_folders += 1,
        }
        self.taken_over += u64::from(self.current.taken_over);
    }

    fn end(&mut self, end: &End) -> io::Result<bool> {
        let counted = end.tally == self.seen && end.taken_over == self.taken_over;
        if counted && self.frames.is_at_end()? { Ok(false) } else { Err(damaged()) }
    }
}

/// Twins share a path; they have their finding in the survey.
fn check_path(previous: &str, next: &str) -> io::Result<()> {
    if next.len() > PATH_BYTES || path::compare(previous, next).is_gt() {
        return Err(damaged());
    }
    Ok(())
}

impl Iterator for SnapshotReader {
    type Item = Result<Record>;

    fn next(&mut self) -> Option<Result<Record>> {
        match self.advance() {
            Ok(true) => Some(Ok(self.current.clone())),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        }
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
    use crate::walk::Stamp;

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
            let changed = Moment { seconds: 7, nanos: 8 };
            let stamp = (number % 3 > 0).then_some(Stamp { nanos: 9, changed, index: number });
            let taken_over = number % 4 == 1;
            writer.push(&Record { name, file, modified: -1, stamp, taken_over }).unwrap();
        }
        writer.finish().unwrap();
    }

    fn read(path: &Path) -> Result<usize> {
        let count = |mut reader: SnapshotReader| {
            reader.try_fold(0, |count, record| record.map(|_| count + 1))
        };
        let here = count(SnapshotReader::open(path)?);
        let ahead = count(SnapshotReader::open(path)?.ahead());
        assert_eq!(here.as_ref().ok(), ahead.as_ref().ok());
        here
    }

    #[test]
    fn what_is_written_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.survey");
        write(&path, 1300);
        assert_eq!(read(&path).unwrap(), 1300);
        assert!(SnapshotReader::is_one(&path));
        let records: Vec<_> = SnapshotReader::open(&path).unwrap().map(Result::unwrap).collect();
        let (third, fourth, last) = (&records[2], &records[3], &records[1299]);
        assert_eq!(third.name, Name::Path("a/00002".into()));
        assert_eq!(third.stamp.unwrap().index, 2);
        assert_eq!(fourth.name, Name::Hidden { folder: 3, ordinal: 1 });
        assert_eq!((last.stamp, last.file.unwrap().size, last.modified), (None, 1299, -1));
        assert!(records[1].taken_over && !third.taken_over);
    }

    #[test]
    fn disorder_is_damage() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.survey");
        let mut writer = SnapshotWriter::create(&path).unwrap();
        for name in ["b", "a"] {
            let name = Name::Path(name.into());
            let (modified, stamp, taken_over) = (0, None, false);
            writer.push(&Record { name, file: None, modified, stamp, taken_over }).unwrap();
        }
        writer.finish().unwrap();
        assert!(read(&path).is_err());
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
