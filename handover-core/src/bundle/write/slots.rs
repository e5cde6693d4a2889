//! Where an entry's bytes go, and the record of it afterwards.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use crate::bundle::zip::day::DosDay;
use crate::bundle::zip::{header, layout};

/// Where one file's bytes go.
#[derive(Debug)]
pub(crate) enum Slot {
    /// A file of its own.
    Folder(PathBuf),
    /// A stretch of the ZIP.
    Zip(layout::Place),
}

/// What the bytes are written to; shared by all threads.
#[derive(Debug)]
pub(crate) enum Output {
    /// A folder: each slot opens its own file.
    Folder,
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
            (_, Slot::Folder(path)) => File::create_new(path)?.write_all(bytes),
            (Output::Folder, Slot::Zip(_)) => Err(io::ErrorKind::InvalidInput.into()),
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
            (_, Slot::Folder(path)) => {
                let mut file = File::create_new(path)?;
                file.write_all(&batch[start..])?;
                set_modified(&file, modified);
                Ok(())
            }
            (Output::Folder, Slot::Zip(_)) => Err(io::ErrorKind::InvalidInput.into()),
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
