//! Where an entry's bytes go, and the record of it afterwards.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::bundle::zip;

/// Where one file's bytes go.
#[derive(Debug)]
pub(crate) enum Slot {
    /// A file of its own.
    Folder(PathBuf),
    /// A stretch of the ZIP.
    Zip(zip::Place),
}

/// What the bytes are written to; shared by all threads.
#[derive(Debug)]
pub(crate) enum Output {
    /// A folder: each slot opens its own file.
    Folder,
    /// The one file of the ZIP, and the day that its entries bear.
    Zip(File, NaiveDate),
}

impl Output {
    /// Writes a whole small file into its slot.
    pub(crate) fn write_whole(&self, slot: &Slot, bytes: &[u8], crc: u32) -> io::Result<()> {
        match (self, slot) {
            (Output::Zip(file, day), Slot::Zip(place)) => {
                let header = zip::local_header(place, crc, *day);
                write_all_at(file, &[&header, bytes].concat(), place.header_offset)
            }
            (_, Slot::Folder(path)) => File::create_new(path)?.write_all(bytes),
            (Output::Folder, Slot::Zip(_)) => Err(io::ErrorKind::InvalidInput.into()),
        }
    }
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
        day: NaiveDate,
    },
}

impl Directory {
    /// Records an entry, in path order.
    pub(crate) fn record(&mut self, slot: &Slot, crc: u32) -> io::Result<()> {
        match (self, slot) {
            (Directory::Zip { spool, day }, Slot::Zip(place)) => {
                spool.write_all(&zip::central_record(place, crc, *day))
            }
            _ => Ok(()),
        }
    }
}
