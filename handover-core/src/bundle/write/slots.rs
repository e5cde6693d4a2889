//! Where an entry's bytes go, and the record of it afterwards.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::bundle::zip::day::DosDay;
use crate::bundle::zip::{header, layout};

/// Where one file's bytes go.
#[derive(Debug)]
pub(crate) enum Slot {
    /// A file of its own.
    Folder(PathBuf),
    /// A stretch of the ZIP.
    Zip(layout::Place),
    /// Nowhere: the file is where it belongs.
    InPlace,
}

impl Slot {
    /// Where in the one file of a ZIP its stretch begins; 0 for a file of its
    /// own.
    pub(crate) fn offset(&self) -> u64 {
        match self {
            Slot::Zip(place) => place.header_offset,
            Slot::Folder(_) | Slot::InPlace => 0,
        }
    }
}

/// Whether what an earlier run wrote may be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    /// Nothing is there.
    Fresh,
    /// What is there is written over.
    Trodden,
}

impl Ground {
    /// Opens a file to be written from its beginning.
    pub(crate) fn create(self, path: &Path) -> io::Result<File> {
        match self {
            // Never two entries into one file, whatever a file system holds
            // for one name.
            Ground::Fresh => File::create_new(path),
            Ground::Trodden => File::create(path),
        }
    }
}

/// What the bytes are written to; shared by all threads.
#[derive(Debug)]
pub(crate) enum Output {
    /// A folder: each slot opens its own file.
    Folder(Ground),
    /// The one file of the ZIP, and the day that its entries bear.
    Zip(File, DosDay),
}

impl Output {
    /// Writes a whole small file into its slot.
    pub(crate) fn write_whole(&self, slot: &Slot, bytes: &[u8], crc: u32) -> io::Result<()> {
        match (self, slot) {
            (Output::Zip(file, day), Slot::Zip(place)) => {
                let header = header::local_header(place, crc, *day);
                write_all_at(file, &[&header, bytes].concat(), place.header_offset)
            }
            (Output::Folder(ground), Slot::Folder(path)) => ground.create(path)?.write_all(bytes),
            (_, Slot::InPlace) => Ok(()),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    /// Begins a small file in a batch: room for its header, in a ZIP. Gives
    /// where in the buffer the file begins.
    pub(crate) fn reserve(slot: &Slot, batch: &mut Vec<u8>) -> usize {
        let start = batch.len();
        if let Slot::Zip(place) = slot {
            let header = place.data_offset - place.header_offset;
            // A header is a name of at most 64 KiB and some fifty bytes.
            batch.resize(start + usize::try_from(header).unwrap_or_default(), 0);
        }
        start
    }

    /// Ends a small file that begins at `start` of the batch: a folder's file
    /// is written now, a ZIP's header is filled in.
    pub(crate) fn complete(
        &self,
        slot: &Slot,
        start: usize,
        batch: &mut [u8],
        crc: u32,
        modified: i64,
    ) -> io::Result<()> {
        match (self, slot) {
            (Output::Zip(_, day), Slot::Zip(place)) => {
                let header = header::local_header(place, crc, *day);
                batch[start..start + header.len()].copy_from_slice(&header);
                Ok(())
            }
            (Output::Folder(ground), Slot::Folder(path)) => {
                let mut file = ground.create(path)?;
                file.write_all(&batch[start..])?;
                set_modified(&file, modified);
                Ok(())
            }
            (_, Slot::InPlace) => Ok(()),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    /// Writes a batch whose first file is in `first`: neighbours in a ZIP are
    /// neighbours in the batch.
    pub(crate) fn write_batch(&self, first: &Slot, batch: &[u8]) -> io::Result<()> {
        match (self, first) {
            (Output::Zip(file, _), Slot::Zip(place)) => {
                write_all_at(file, batch, place.header_offset)
            }
            _ => Ok(()),
        }
    }
}

/// Gives a file its modification time, where the file system can hold it; the
/// table of files keeps it in any case.
pub(crate) fn set_modified(file: &File, seconds: i64) {
    let time = filetime::FileTime::from_unix_time(seconds, 0);
    let _ = filetime::set_file_handle_times(file, None, Some(time));
}

/// Writes at a place without moving a position that others share.
pub(crate) fn write_all_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
    #[cfg(unix)]
    return std::os::unix::fs::FileExt::write_all_at(file, bytes, offset);
    #[cfg(windows)]
    {
        use std::os::windows::fs::FileExt;
        let (mut bytes, mut offset) = (bytes, offset);
        while !bytes.is_empty() {
            match file.seek_write(bytes, offset)? {
                0 => return Err(io::ErrorKind::WriteZero.into()),
                count => {
                    bytes = &bytes[count..];
                    offset += count as u64;
                }
            }
        }
        Ok(())
    }
}

/// The records of what was written: a ZIP's central directory, spooled.
#[derive(Debug)]
pub(crate) enum Directory {
    /// A folder is its own directory.
    Folder,
    /// Central records, in a temporary file until all is written.
    Zip {
        /// The spool.
        spool: BufWriter<File>,
        /// The day that every entry bears.
        day: DosDay,
    },
}

impl Directory {
    /// Records an entry, in path order.
    pub(crate) fn record(&mut self, slot: &Slot, crc: u32) -> io::Result<()> {
        match (self, slot) {
            (Directory::Zip { spool, day }, Slot::Zip(place)) => {
                spool.write_all(&header::central_record(place, crc, *day))
            }
            _ => Ok(()),
        }
    }
}
