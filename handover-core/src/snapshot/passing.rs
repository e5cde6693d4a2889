//! Passing over records without making any: what two surveys of an archive
//! have alike is most of both.

use super::parts::Parts;
use super::reader::{SnapshotReader, Stands};
use super::record::{Called, Record};
use crate::digest::Digest;
use crate::error::Result;
use crate::path;

/// What a comparison needs of a record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing<'r> {
    pub(crate) name: Called<'r>,
    /// Bytes and BLAKE3; `None` for an empty folder.
    pub(crate) file: Option<(u64, Digest)>,
    pub(crate) modified: i64,
}

/// Bytes of two frames that are compared at once: what a core's own cache holds.
const ALIKE: usize = 64 << 10;

impl SnapshotReader {
    /// Goes on as [`SnapshotReader::pass`] does through a snapshot that was
    /// passed before: paths and their order are not looked at again.
    pub(crate) fn skim(&mut self) -> Result<bool> {
        self.skims = true;
        self.pass()
    }

    /// Goes on, together with `other`, over records that both hold byte for
    /// byte, and tells how many; both stand on the last of them. It needs both
    /// to stand on the same record, so that the one's checks are the other's.
    pub(crate) fn pass_alike(&mut self, other: &mut Self) -> Result<u64> {
        if self.stands != Stands::Passing || other.stands != Stands::Passing {
            return Ok(0);
        }
        let (left, right) = (&self.body[self.used..], &other.body[other.used..]);
        let near = left.len().min(right.len()).min(ALIKE);
        let common = self.used + path::common(&left[..near], &right[..near]);
        let (from, to, mut count) = (self.used, other.used, 0);
        while self.used < common {
            // What reaches further is left to whoever looks at each alone.
            let parts = Parts::find(&self.body[..common], self.used);
            if !parts.is_ok_and(|parts| parts.path().is_some()) {
                break;
            }
            self.take_next().map_err(|error| self.error(error))?;
            other.count(self.parts.size(&self.body), self.parts.taken_over());
            count += 1;
        }
        if count > 0 {
            other.parts = self.parts.moved(from, to);
            other.used = other.parts.end();
            other.path = other.parts.path();
        }
        Ok(count)
    }

    /// BLAKE3 of the file that [`SnapshotReader::pass`] came to.
    pub(crate) fn blake3(&self) -> Option<Digest> {
        match self.stands {
            Stands::Nowhere => None,
            Stands::Passing => self.parts.blake3(&self.body),
            Stands::Told => self.current.file.map(|content| content.blake3),
        }
    }

    /// The record that [`SnapshotReader::pass`] came to.
    pub(crate) fn standing(&self) -> Option<Standing<'_>> {
        match self.stands {
            Stands::Nowhere => None,
            Stands::Passing => {
                let (parts, body) = (&self.parts, &self.body);
                // The text was checked when it was passed.
                let name = parts.called(body).ok()?;
                let file = parts.size(body).zip(parts.blake3(body));
                Some(Standing { name, file, modified: parts.modified(body) })
            }
            Stands::Told => {
                let Record { name, file, modified, .. } = &self.current;
                let file = file.as_ref().map(|content| (content.size, content.blake3));
                Some(Standing { name: name.into(), file, modified: *modified })
            }
        }
    }

    /// The bytes of that record that make it the same as another: where two
    /// readers give the same, path, time and content are. None where there is
    /// no path, or the version says it otherwise.
    pub(crate) fn told(&self) -> Option<(bool, &[u8])> {
        if self.stands == Stands::Passing { self.parts.told(&self.body) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::{Content, Name, SnapshotWriter};
    use crate::walk::{Moment, Stamp};
    use std::cmp::Ordering;
    use std::path::Path;

    /// Records enough for several frames, of which the edited has less, more
    /// and other ones.
    fn records(edited: bool) -> Vec<Record> {
        let record = |number: u64| {
            let touched = edited && number % 1000 == 7;
            let digest = Digest::sha256(&[number.to_le_bytes(), [u8::from(touched); 8]].concat());
            let changed = Moment { seconds: i64::from(edited && number % 90 == 1), nanos: 0 };
            Record {
                name: match number % 700 {
                    5 => Name::Hidden { folder: number, ordinal: 1 },
                    _ => Name::Path(format!("hồ sơ/{number:06}")),
                },
                file: (!number.is_multiple_of(50)).then_some(Content {
                    size: number,
                    sha256: digest,
                    blake3: digest,
                }),
                modified: i64::from(edited && number % 800 == 3),
                stamp: (!number.is_multiple_of(3)).then_some(Stamp {
                    nanos: 0,
                    changed,
                    index: number,
                }),
                taken_over: edited && number > 9000,
            }
        };
        let lacks = if edited { 400..410 } else { 6000..6003 };
        (0..12_000).filter(|number| !lacks.contains(number)).map(record).collect()
    }

    fn write(path: &Path, records: &[Record]) {
        let mut writer = SnapshotWriter::create(path).unwrap();
        for record in records {
            writer.push(record).unwrap();
        }
        writer.finish().unwrap();
    }

    /// What two surveys both say, and what only one, by way of what is alike.
    fn compare(old: &Path, new: &Path) -> (u64, Vec<Name>) {
        let open = |path| SnapshotReader::open(path).unwrap();
        let (mut old, mut new) = (open(old), open(new));
        let (mut same, mut others) = (0, Vec::new());
        let mut stands = (old.pass().unwrap(), new.pass().unwrap());
        while stands != (false, false) {
            let (a, b) = (old.standing(), new.standing());
            let key = |name: Called<'_>| match name {
                Called::Path(path) => path.to_owned(),
                Called::Hidden { .. } => String::new(),
            };
            let order = match (a, b) {
                (Some(a), Some(b)) => key(a.name).cmp(&key(b.name)),
                (Some(_), None) => Ordering::Less,
                (None, _) => Ordering::Greater,
            };
            if old.told().is_some() && old.told() == new.told() {
                same += 1 + old.pass_alike(&mut new).unwrap();
            } else {
                others.extend(a.filter(|_| order.is_le()).map(|one| one.name.to_name()));
                others.extend(b.filter(|_| order.is_ge()).map(|one| one.name.to_name()));
            }
            stands = (
                if order.is_le() { old.pass().unwrap() } else { stands.0 },
                if order.is_ge() { new.pass().unwrap() } else { stands.1 },
            );
        }
        (same, others)
    }

    #[test]
    fn what_is_alike_is_passed_once_and_counted_on_both_sides() {
        let dir = tempfile::tempdir().unwrap();
        let (old, new) = (dir.path().join("old.survey"), dir.path().join("new.survey"));
        let (before, after) = (records(false), records(true));
        write(&old, &before);
        write(&new, &after);
        let told = |record: &Record| (record.name.clone(), record.file, record.modified);
        let named = |record: &&Record| matches!(record.name, Name::Path(_));
        let known: Vec<_> = before.iter().filter(named).map(told).collect();
        let same = after.iter().filter(named).filter(|record| known.contains(&told(record)));
        let same = same.count();
        let (alike, others) = compare(&old, &new);
        assert_eq!(alike, same as u64);
        assert_eq!(others.len(), before.len() + after.len() - 2 * same);
    }

    #[test]
    fn a_second_pass_sees_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.survey");
        let records = records(false);
        write(&path, &records);
        let mut reader = SnapshotReader::open(&path).unwrap();
        for record in &records {
            assert!(reader.skim().unwrap());
            let standing = reader.standing().unwrap();
            assert_eq!(standing.name, Called::from(&record.name));
            assert_eq!(reader.blake3(), record.file.map(|content| content.blake3));
        }
        assert!(!reader.skim().unwrap());
    }
}
