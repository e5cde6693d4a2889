use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::left_behind::LeftBehind;
use super::places::Places;
use super::slots::{Directory, Ground, Output, Slot, set_modified, write_all_at};
use crate::bundle::zip::day::DosDay;
use crate::bundle::zip::{end, header, layout};
use crate::concurrency::Gates;
use crate::digest::{Algorithms, Digests, Hasher, read_in_turn, read_through};
use crate::durable;
use crate::error::{IoContext, Result};
use crate::path::BundlePath;

/// What a bundle is made as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Folder,
    Zip,
    /// Lists and seal alone, for a payload that stays where it is.
    Beside,
}

/// What a bundle is begun with.
#[derive(Debug)]
pub(crate) struct Begin<'a> {
    pub(crate) shape: Shape,
    /// What messages call it.
    pub(crate) target: &'a Path,
    /// Where it is written.
    pub(crate) unfinished: &'a Path,
    /// Where spools may lie.
    pub(crate) scratch: &'a Path,
    /// A ZIP's one folder.
    pub(crate) top: &'a str,
    /// What a ZIP's entries bear.
    pub(crate) day: DosDay,
}

/// A bundle that is being written in a workplace.
#[derive(Debug)]
pub(crate) struct Writer {
    /// Where it is written; the target is only there in the end.
    unfinished: PathBuf,
    target: PathBuf,
    /// Bytes of the ZIP that an earlier run left behind.
    left: u64,
    pub(crate) output: Output,
    pub(crate) places: Places,
    pub(crate) directory: Directory,
}

impl Writer {
    /// Begins a bundle, or begins it again over what an earlier run left.
    pub(crate) fn begin(begin: &Begin<'_>) -> Result<Self> {
        let Begin { shape, target, unfinished, scratch, top, day } = *begin;
        let mut left = 0;
        let (output, places, directory) = match shape {
            Shape::Folder | Shape::Beside => {
                let ground = match std::fs::create_dir(unfinished) {
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ground::Trodden,
                    result => result.map(|()| Ground::Fresh).writing(unfinished)?,
                };
                let places = Places::folder(unfinished);
                let places = match shape {
                    Shape::Beside => Places::Beside(Box::new(places)),
                    Shape::Folder | Shape::Zip => places,
                };
                (Output::Folder(ground), places, Directory::Folder)
            }
            Shape::Zip => {
                let mut options = File::options();
                options.read(true).write(true).create(true).truncate(false);
                let file = options.open(unfinished).writing(unfinished)?;
                left = file.metadata().reading(unfinished)?.len();
                let spool = BufWriter::new(tempfile::tempfile_in(scratch).writing(scratch)?);
                let places = Places::Zip { layout: layout::Layout::new(), top: top.to_owned() };
                (Output::Zip(file, day), places, Directory::Zip { spool, day })
            }
        };
        let (unfinished, target) = (unfinished.to_path_buf(), target.to_path_buf());
        Ok(Writer { unfinished, target, left, output, places, directory })
    }

    /// Whether the payload stays where it is.
    pub(crate) fn is_beside(&self) -> bool {
        matches!(self.places, Places::Beside(_))
    }

    /// Where it is written.
    pub(crate) fn root(&self) -> &Path {
        &self.unfinished
    }

    /// Tells what of it an earlier run left, slot by slot.
    pub(crate) fn left_behind(&self) -> LeftBehind {
        LeftBehind { zip_bytes: self.left }
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

    /// Ends the bundle and brings it to the disk; its name is the caller's to
    /// give.
    pub(crate) fn finish(self) -> Result<()> {
        let Writer { unfinished, target, output, places, directory, .. } = self;
        if let (Output::Zip(file, _), Places::Zip { layout, .. }, Directory::Zip { spool, .. }) =
            (output, places, directory)
        {
            end_zip(&file, &layout, spool).writing(&target)?;
            // Windows renames no open file; here it is closed.
            file.sync_all().writing(&target)
        } else {
            durable::sync_all_below(&unfinished)
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
    write_all_at(file, &end, offset)?;
    // An earlier run may have come further with files that are gone by now.
    file.set_len(offset + end.len() as u64)
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
        (Output::Folder(ground), Slot::Folder(path)) => {
            let mut file = ground.create(path)?;
            let write = |piece: &[u8]| file.write_all(piece);
            let digests = read_in_turn(source, buffer, algorithms, gates, write)?;
            if let Some(modified) = modified {
                set_modified(&file, modified);
            }
            Ok(digests)
        }
        (_, Slot::InPlace) => read_in_turn(source, buffer, algorithms, gates, |_| Ok(())),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}
