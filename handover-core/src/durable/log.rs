//! A file that only grows, record by record, and survives being cut off.

use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{IoContext, Result};

/// Bytes that one record may have.
const RECORD_BYTES: usize = 1 << 20;

/// An append-only file of checked records: how it begins, then for each its
/// length, its CRC-32 and its bytes, little endian.
///
/// A record is with the system when [`Log::append`] returns, so that a killed
/// program loses none; it is on the disk after [`Syncing::sync`].
#[derive(Debug)]
pub struct Log {
    /// Shared, so that it can be synced while others append.
    file: Arc<File>,
    path: PathBuf,
    end: u64,
}

/// A record, and where in the file it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// The record.
    pub bytes: Vec<u8>,
    /// Offset of the byte behind it.
    pub end: u64,
}

impl Log {
    /// Begins a log at `path`, in place of any other.
    ///
    /// # Errors
    /// `Write`, `DiskFull`.
    pub fn create(path: &Path, magic: &[u8; 16]) -> Result<Self> {
        let file = Arc::new(File::create(path).writing(path)?);
        (&*file).write_all(magic).writing(path)?;
        Ok(Log { file, path: path.to_path_buf(), end: magic.len() as u64 })
    }

    /// Opens the log at `path`, gives its records to `take`, and cuts off what
    /// is torn at its end; `None` if there is no log that begins so.
    ///
    /// # Errors
    /// `Read`, `Write`, and those of `take`.
    pub fn resume(
        path: &Path,
        magic: &[u8; 16],
        mut take: impl FnMut(Logged) -> Result<()>,
    ) -> Result<Option<Self>> {
        let opened = OpenOptions::new().read(true).write(true).open(path);
        let file = match opened {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => opened.reading(path)?,
        };
        let mut reader = BufReader::with_capacity(256 << 10, &file);
        let mut begins = [0; 16];
        match reader.read_exact(&mut begins) {
            Ok(()) if begins == *magic => {}
            Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
                return Err(error).reading(path);
            }
            _ => return Ok(None),
        }
        let mut end = begins.len() as u64;
        while let Some(bytes) = read_record(&mut reader).reading(path)? {
            end += 8 + bytes.len() as u64;
            take(Logged { bytes, end })?;
        }
        file.set_len(end).writing(path)?;
        (&file).seek(SeekFrom::Start(end)).writing(path)?;
        Ok(Some(Log { file: Arc::new(file), path: path.to_path_buf(), end }))
    }

    /// Appends a record of at most 1 MiB in one write; gives where it ends.
    ///
    /// # Errors
    /// `Write`, `DiskFull`.
    pub fn append(&mut self, record: &[u8]) -> Result<u64> {
        let length = u32::try_from(record.len()).ok().filter(|_| record.len() <= RECORD_BYTES);
        let length = length.ok_or(io::ErrorKind::InvalidInput.into()).writing(&self.path)?;
        let mut framed = Vec::with_capacity(8 + record.len());
        framed.extend_from_slice(&length.to_le_bytes());
        framed.extend_from_slice(&crc32fast::hash(record).to_le_bytes());
        framed.extend_from_slice(record);
        (&*self.file).write_all(&framed).writing(&self.path)?;
        self.end += framed.len() as u64;
        Ok(self.end)
    }

    /// Where the next record will begin.
    pub fn end(&self) -> u64 {
        self.end
    }

    /// What brings it to the disk, without keeping others from appending.
    pub fn syncing(&self) -> Syncing {
        Syncing { file: Arc::clone(&self.file), path: self.path.clone() }
    }
}

/// Brings a log to the disk.
#[derive(Debug)]
pub struct Syncing {
    file: Arc<File>,
    path: PathBuf,
}

impl Syncing {
    /// Brings to the disk what was appended so far.
    ///
    /// # Errors
    /// `Write`, `DiskFull`.
    pub fn sync(&self) -> Result<()> {
        self.file.sync_data().writing(&self.path)
    }
}

/// The next record; `None` at the end and where one is torn.
fn read_record(reader: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut head = [0; 8];
    if !read_whole(reader, &mut head)? {
        return Ok(None);
    }
    let [a, b, c, d, crc @ ..] = head;
    let length = u32::from_le_bytes([a, b, c, d]) as usize;
    if length > RECORD_BYTES {
        return Ok(None);
    }
    let mut bytes = vec![0; length];
    let whole = read_whole(reader, &mut bytes)?;
    Ok(Some(bytes).filter(|bytes| whole && crc32fast::hash(bytes) == u32::from_le_bytes(crc)))
}

fn read_whole(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match reader.read_exact(buffer) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        result => result.map(|()| true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAGIC: &[u8; 16] = b"handover-testlog";

    fn resume(path: &Path) -> (Option<Log>, Vec<Vec<u8>>) {
        let mut records = Vec::new();
        let log = Log::resume(path, MAGIC, |logged| {
            records.push(logged.bytes);
            Ok(())
        });
        (log.unwrap(), records)
    }

    #[test]
    fn wherever_it_is_cut_whole_records_stay_and_it_goes_on() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("log");
        let mut log = Log::create(&path, MAGIC).unwrap();
        let ends: Vec<_> = [&b"one"[..], b"", b"three"].map(|r| log.append(r).unwrap()).to_vec();
        let whole = std::fs::read(&path).unwrap();
        assert_eq!(whole.len() as u64, ends[2]);
        for cut in 0..=whole.len() {
            std::fs::write(&path, &whole[..cut]).unwrap();
            let (log, records) = resume(&path);
            let kept = ends.iter().filter(|end| **end <= cut as u64).count();
            assert_eq!((log.is_some(), records.len()), (cut >= 16, kept), "{cut}");
            if let Some(mut log) = log {
                log.append(b"next").unwrap();
                assert_eq!(resume(&path).1.len(), kept + 1);
            }
        }
    }

    #[test]
    fn a_damaged_record_ends_it_and_a_stranger_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("log");
        let mut log = Log::create(&path, MAGIC).unwrap();
        let first = log.append(b"one").unwrap();
        log.append(b"two").unwrap();
        let mut bytes = std::fs::read(&path).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(resume(&path).1, [b"one"]);
        assert_eq!(path.metadata().unwrap().len(), first);

        std::fs::write(&path, b"something else altogether").unwrap();
        assert!(resume(&path).0.is_none());
        assert!(resume(&dir.path().join("none")).0.is_none());
    }
}
