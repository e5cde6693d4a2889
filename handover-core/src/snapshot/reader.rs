use std::fs::File;
use std::io::{self, BufReader, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::frame::{MAGIC, PATH_BYTES, damaged};
use super::frames::Frames;
use super::parts::Parts;
use super::record::{Called, Name, Record, Tally};
use super::version_1::{self, Old};
use super::version_2::{self, BEGIN, Cursor, END, End, RECORDS};
use crate::error::{Error, IoContext, Result};
use crate::path;
use crate::walk::Moment;

/// Reads a snapshot; the records come in path order, hidden ones as they stand.
///
/// As an iterator it gives records to keep. [`SnapshotReader::advance`] and
/// [`SnapshotReader::current`] make none: for millions.
#[derive(Debug)]
pub struct SnapshotReader {
    place: PathBuf,
    frames: Frames,
    version: Version,
    /// The frame that is being read.
    pub(super) body: Vec<u8>,
    /// Bytes of it that were read.
    pub(super) used: usize,
    /// The record of it that was read last.
    pub(super) parts: Parts,
    /// Where the last path stands in it; before the first, in `last`.
    pub(super) path: Option<Range<usize>>,
    last: Vec<u8>,
    seen: Tally,
    taken_over: u64,
    began: Option<Moment>,
    pub(super) current: Record,
    pub(super) stands: Stands,
    /// Whether paths were looked at before.
    pub(super) skims: bool,
    ended: bool,
}

/// How far the record is known that the reader stands on.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stands {
    Nowhere,
    /// By its parts.
    Passing,
    /// As `current`.
    Told,
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
            place: path.to_path_buf(),
            frames: Frames::Here(reader),
            version,
            body: Vec::new(),
            used: 0,
            parts: Parts::default(),
            path: None,
            last: Vec::new(),
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
            stands: Stands::Nowhere,
            skims: false,
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
        let advanced = self.pass()?;
        if advanced {
            self.tell().map_err(|error| self.error(error))?;
        }
        Ok(advanced)
    }

    /// The record that [`SnapshotReader::advance`] came to; none before the
    /// first and after the last.
    pub fn current(&self) -> Option<&Record> {
        (self.stands == Stands::Told).then_some(&self.current)
    }

    /// Goes on as [`SnapshotReader::advance`] does, with the same checks, for
    /// [`SnapshotReader::standing`] and [`SnapshotReader::told`].
    pub(crate) fn pass(&mut self) -> Result<bool> {
        if self.ended {
            return Ok(false);
        }
        self.stands = Stands::Nowhere;
        let passed = self.step().map_err(|error| self.error(error));
        self.ended = !matches!(passed, Ok(true));
        passed
    }

    pub(super) fn error(&self, error: io::Error) -> Error {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => malformed(&self.place, "snapshot.cut"),
            io::ErrorKind::InvalidData => malformed(&self.place, "snapshot.damaged"),
            _ => Error::read(&self.place, error),
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
            self.next_frame()?;
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

    fn next_frame(&mut self) -> io::Result<()> {
        if let Some(path) = self.path.take() {
            self.last.clear();
            self.last.extend_from_slice(self.body.get(path).unwrap_or_default());
        }
        self.frames.next(&mut self.body)
    }

    /// Goes to the next record of the frame and checks what can be wrong with it.
    pub(super) fn take_next(&mut self) -> io::Result<()> {
        let parts = Parts::find(&self.body, self.used)?;
        if !self.skims
            && let Called::Path(path) = parts.called(&self.body)?
        {
            let previous = self.path.clone().and_then(|path| self.body.get(path));
            check_path(previous.unwrap_or(&self.last), path)?;
            self.path = parts.path();
        }
        self.count(parts.size(&self.body), parts.taken_over());
        self.used = parts.end();
        self.parts = parts;
        self.stands = Stands::Passing;
        Ok(())
    }

    /// Makes the record that was passed the current one, in its place.
    fn tell(&mut self) -> io::Result<()> {
        if self.stands != Stands::Passing {
            return Ok(());
        }
        let (parts, body, current) = (&self.parts, &self.body, &mut self.current);
        match (parts.called(body)?, &mut current.name) {
            (Called::Path(path), Name::Path(text)) => path.clone_into(text),
            (called, name) => *name = called.to_name(),
        }
        (current.file, current.modified) = (parts.content(body), parts.modified(body));
        (current.stamp, current.taken_over) = (parts.stamp(body), parts.taken_over());
        self.stands = Stands::Told;
        Ok(())
    }

    fn take_old(&mut self, record: Record) -> io::Result<()> {
        if let Name::Path(path) = &record.name {
            check_path(&self.last, path)?;
            path.as_bytes().clone_into(&mut self.last);
        }
        self.count(record.file.map(|content| content.size), record.taken_over);
        self.current = record;
        self.stands = Stands::Told;
        Ok(())
    }

    pub(super) fn count(&mut self, size: Option<u64>, taken_over: bool) {
        match size {
            Some(size) => self.seen.add_file(size),
            None => self.seen.empty_folders += 1,
        }
        self.taken_over += u64::from(taken_over);
    }

    fn end(&mut self, end: &End) -> io::Result<bool> {
        let counted = end.tally == self.seen && end.taken_over == self.taken_over;
        if counted && self.frames.is_at_end()? { Ok(false) } else { Err(damaged()) }
    }
}

/// Twins share a path; they have their finding in the survey.
fn check_path(previous: &[u8], next: &str) -> io::Result<()> {
    if next.len() > PATH_BYTES || path::compare_bytes(previous, next.as_bytes()).is_gt() {
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
