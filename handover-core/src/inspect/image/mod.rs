//! Headers of images: pixels, resolution, depth. No pixel is unpacked.

pub(super) mod exif;
pub(super) mod jp2;
pub(super) mod jpeg;
pub(super) mod png;
pub(super) mod tiff;

/// One image as its header tells of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Bits for each pixel.
    pub(super) bits: u32,
    /// Pixels an inch, the lower of both directions.
    pub(super) dpi: Option<u32>,
}

/// Resolutions that cameras and programs write without having measured.
const UNMEASURED: u32 = 96;

/// A resolution that somebody has measured; the lower of both directions.
fn measured(x: f64, y: f64) -> Option<u32> {
    let least = x.min(y).round();
    if least.is_finite() && least > f64::from(UNMEASURED) && least <= 100_000.0 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "within 1 to 100,000"
        )]
        let dpi = least as u32;
        return Some(dpi);
    }
    None
}

impl Header {
    pub(super) fn long_side_pixels(&self) -> u32 {
        self.width.max(self.height)
    }

    /// The longer side in millimetres, rounded up to 10; 0 where unknown.
    pub(super) fn long_side_mm(&self) -> u32 {
        let Some(dpi) = self.dpi else { return 0 };
        let tenths = u64::from(self.long_side_pixels()) * 254 / u64::from(dpi);
        u32::try_from(tenths.div_ceil(100) * 10).unwrap_or(u32::MAX)
    }
}
