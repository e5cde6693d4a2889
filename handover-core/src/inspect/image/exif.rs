//! The resolution of Exif, which is a small TIFF inside a JPEG.

use super::tiff::Directory;
use crate::inspect::bounds::Look;
use crate::inspect::source::Source;

/// The resolution that the first directory of the TIFF at `begin` tells.
pub(super) fn resolution(source: &Source<'_>, begin: u64, size: u64) -> Look<Option<u32>> {
    match Directory::first(source, begin, begin.saturating_add(size)) {
        Ok(directory) => directory.dpi(source),
        Err(stop) if stop.is_local() => Ok(None),
        Err(stop) => Err(stop),
    }
}
