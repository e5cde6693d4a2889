//! Reading at a place, from many threads at once.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Mutex;

/// Bytes that can be read at any place without a shared position.
///
/// A `File` reads in parallel; [`Shared`] makes one of any `Read + Seek`.
pub trait ReadAt: Send + Sync {
    /// Reads into `buffer` from `offset` on; 0 only at the end.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize>;

    /// Fills `buffer` from `offset` on if that takes no waiting for a disk;
    /// whether it did. If not, `buffer` holds nothing of use.
    fn read_at_hand(&self, _buffer: &mut [u8], _offset: u64) -> bool {
        false
    }

    /// Bytes in all.
    fn size(&self) -> io::Result<u64>;

    /// Fills `buffer` from `offset` on, or fails with `UnexpectedEof`.
    fn read_exact_at(&self, mut buffer: &mut [u8], mut offset: u64) -> io::Result<()> {
        while !buffer.is_empty() {
            match self.read_at(buffer, offset) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => {
                    buffer = &mut buffer[count..];
                    offset += count as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

impl ReadAt for File {
    #[cfg(unix)]
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(self, buffer, offset)
    }

    #[cfg(windows)]
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        std::os::windows::fs::FileExt::seek_read(self, buffer, offset)
    }

    #[cfg(target_os = "linux")]
    fn read_at_hand(&self, mut buffer: &mut [u8], mut offset: u64) -> bool {
        use rustix::io::{ReadWriteFlags, preadv2};
        while !buffer.is_empty() {
            let into = &mut [io::IoSliceMut::new(buffer)];
            // Zero is the end; an error is a page to wait for, or a file system
            // that cannot tell.
            match preadv2(self, into, offset, ReadWriteFlags::NOWAIT) {
                Ok(count @ 1..) => {
                    buffer = &mut buffer[count..];
                    offset += count as u64;
                }
                _ => return false,
            }
        }
        true
    }

    fn size(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }
}

/// Any `Read + Seek` behind a lock: readers take turns.
#[derive(Debug)]
pub struct Shared<R>(Mutex<R>);

impl<R: Read + Seek + Send> Shared<R> {
    /// Shares `reader`.
    pub fn new(reader: R) -> Self {
        Shared(Mutex::new(reader))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, R> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl<R: Read + Seek + Send> ReadAt for Shared<R> {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut reader = self.lock();
        reader.seek(SeekFrom::Start(offset))?;
        reader.read(buffer)
    }

    fn size(&self) -> io::Result<u64> {
        self.lock().seek(SeekFrom::End(0))
    }
}

/// A stretch of a [`ReadAt`] as a `Read`.
#[derive(Debug)]
pub struct Slice<'a, R: ?Sized> {
    source: &'a R,
    offset: u64,
    left: u64,
}

impl<'a, R: ReadAt + ?Sized> Slice<'a, R> {
    /// `size` bytes from `offset` on.
    pub fn new(source: &'a R, offset: u64, size: u64) -> Self {
        Slice { source, offset, left: size }
    }
}

impl<R: ReadAt + ?Sized> Read for Slice<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let wanted = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let count = self.source.read_at(&mut buffer[..wanted], self.offset)?;
        self.offset += count as u64;
        self.left -= count as u64;
        Ok(count)
    }
}
