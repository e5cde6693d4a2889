use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::places::Places;
use super::slots::{Directory, Output, Slot, set_modified, write_all_at};
use crate::bundle::zip::day::DosDay;
use crate::bundle::zip::{end, header, layout};
use crate::concurrency::Gates;
use crate::digest::{Algorithms, Digests, Hasher, read_in_turn, read_through};
use crate::durable;
use crate::error::{IoContext, Result};
use crate::path::BundlePath;

/// Folder or ZIP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Folder,
    Zip,
}

/// A bundle that is being written in a workplace.
#[derive(Debug)]
pub(crate) struct Writer {
    /// Where it is written; the target is only there in the end.
    unfinished: PathBuf,
    target: PathBuf,
    pub(crate) output: Output,
    pub(crate) places: Places,
    pub(crate) directory: Directory,
}

impl Writer {
    /// Begins the bundle `target` in the folder `work`. `day` is what a ZIP's
    /// entries bear, `top` its one folder.
    pub(crate) fn begin(
        shape: Shape,
        target: &Path,
        work: &Path,
        top: &str,
        day: DosDay,
    ) -> Result<Self> {
        let unfinished = work.join("bundle");
        let (output, places, directory) = match shape {
            Shape::Folder => {
                std::fs::create_dir(&unfinished).writing(&unfinished)?;
                (Output::Folder, Places::folder(&unfinished), Directory::Folder)
            }
            Shape::Zip => {
                let file = File::create_new(&unfinished).writing(&unfinished)?;
                let spool = BufWriter::new(tempfile::tempfile_in(work).writing(work)?);
                let places = Places::Zip { layout: layout::Layout::new(), top: top.to_owned() };
                (Output::Zip(file, day), places, Directory::Zip { spool, day })
            }
        };
        Ok(Writer { unfinished, target: target.to_path_buf(), output, places, directory })
    }

    /// What messages call the bundle.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Adds a small file, the next in path order, and tells its digests.
    pub(crate) fn add_bytes(&mut self, path: &BundlePath, bytes: &[u8]) -> Result<Digests> {
        let mut hasher = Hasher::new(Algorithms::BOTH.and_crc32());
        hasher.update(bytes);
        let digests = hasher.finish();
        let crc = digests.crc32.unwrap_or_default();
        let target = self.target.clone();
        let slot = self.places.next(path, bytes.len() as u64).writing(&target)?;
        self.output.write_whole(&slot, bytes, crc).writing(&target)?;
        self.directory.record(&slot, crc).writing(&target)?;
        Ok(digests)
    }

    /// Adds a file that was spooled, the next in path order.
    pub(crate) fn add_file(&mut self, path: &BundlePath, spooled: &Path) -> Result<Digests> {
        let source = File::open(spooled).reading(spooled)?;
        let size = source.metadata().reading(spooled)?.len();
        let target = self.target.clone();
        let slot = self.places.next(path, size).writing(&target)?;
        let mut buffer = vec![0; 256 << 10];
        let alone = Gates::default();
        let digests = copy(&self.output, &slot, source, &mut buffer, None, &alone);
        let digests = digests.writing(&target)?;
        self.directory.record(&slot, digests.crc32.unwrap_or_default()).writing(&target)?;
        Ok(digests)
    }

    /// Ends the bundle, brings it to the disk and gives it its name.
    pub(crate) fn finish(self) -> Result<()> {
        let Writer { unfinished, target, output, places, directory } = self;
        if let (Output::Zip(file, _), Places::Zip { layout, .. }, Directory::Zip { spool, .. }) =
            (output, places, directory)
        {
            end_zip(&file, &layout, spool).writing(&target)?;
            file.sync_all().writing(&target)?;
            // Windows renames no open file.
            drop(file);
            durable::publish_file(&unfinished, &target)
        } else {
            durable::sync_all_below(&unfinished)?;
            durable::publish_folder(&unfinished, &target)
        }
    }
}

fn end_zip(file: &File, layout: &layout::Layout, spool: BufWriter<File>) -> io::Result<()> {
    let mut spool = spool.into_inner().map_err(io::IntoInnerError::into_error)?;
    spool.seek(SeekFrom::Start(0))?;
    let mut offset = layout.end();
    read_through(spool, &mut vec![0; 256 << 10], Algorithms::default(), |piece| {
        write_all_at(file, piece, offset)?;
        offset += piece.len() as u64;
        Ok(())
    })?;
    let end = end::end_records(layout.count(), layout.end(), layout.directory_size());
    write_all_at(file, &end, offset)
}

/// Copies `source` into its slot, piece by piece, with all digests; a ZIP's
/// header follows when the CRC is known.
pub(crate) fn copy(
    output: &Output,
    slot: &Slot,
    source: impl Read,
    buffer: &mut [u8],
    modified: Option<i64>,
    gates: &Gates,
) -> io::Result<Digests> {
    use std::io::Write;
    let algorithms = Algorithms::BOTH.and_crc32();
    match (output, slot) {
        (Output::Zip(file, day), Slot::Zip(place)) => {
            let mut offset = place.data_offset;
            let end = place.end();
            let digests = read_in_turn(source, buffer, algorithms, gates, |piece| {
                // Never over the next entry, whatever the source does.
                let room = usize::try_from(end.saturating_sub(offset)).unwrap_or(usize::MAX);
                let piece = &piece[..piece.len().min(room)];
                write_all_at(file, piece, offset)?;
                offset += piece.len() as u64;
                Ok(())
            })?;
            let header = header::local_header(place, digests.crc32.unwrap_or_default(), *day);
            write_all_at(file, &header, place.header_offset)?;
            Ok(digests)
        }
        (_, Slot::Folder(path)) => {
            let mut file = File::create_new(path)?;
            let write = |piece: &[u8]| file.write_all(piece);
            let digests = read_in_turn(source, buffer, algorithms, gates, write)?;
            if let Some(modified) = modified {
                set_modified(&file, modified);
            }
            Ok(digests)
        }
        (Output::Folder, Slot::Zip(_)) => Err(io::ErrorKind::InvalidInput.into()),
    }
}
