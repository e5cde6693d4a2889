//! How large a volume may be.

use std::fmt;
use std::str::FromStr;

use super::cost::Cost;

/// Bytes of the largest file on FAT32: 4 GiB − 1.
const FAT32_BYTES: u64 = 0xFFFF_FFFF;
/// Entries of a ZIP that programs without ZIP64 can open.
const PLAIN_ENTRIES: u64 = 65_534;

/// How large a volume may be, as a file.
///
/// As text: `fat32`, `none`, or a number with a unit. `k`, `m`, `g`, `t` are
/// decimal, as sizes stand on the boxes of media (`4.7g`, `25g`, `1t`); `kib`,
/// `mib`, `gib`, `tib` are binary; without a unit it is bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum VolumeSize {
    /// 4 GiB − 1 and 65,534 entries: any medium holds it, any program opens it.
    #[default]
    Fat32,
    /// At most so many bytes; below 4 GiB also at most 65,534 entries, so that
    /// what any medium holds any program opens.
    Bytes(u64),
    /// One volume, however large.
    Unlimited,
}

/// Text that is no size of a volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a size such as 4g, 4.7g, 25g, 700m, 4gib, fat32 or none")]
pub struct NotAVolumeSize;

impl VolumeSize {
    /// What a volume may come to.
    pub(super) fn capacity(self) -> Cost {
        let bytes = match self {
            VolumeSize::Fat32 => FAT32_BYTES,
            VolumeSize::Bytes(bytes) => bytes,
            VolumeSize::Unlimited => u64::MAX,
        };
        let entries = if bytes <= FAT32_BYTES { PLAIN_ENTRIES } else { u64::MAX };
        Cost { bytes, entries }
    }
}

impl fmt::Display for VolumeSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            VolumeSize::Fat32 => f.write_str("fat32"),
            VolumeSize::Bytes(bytes) => write!(f, "{bytes}"),
            VolumeSize::Unlimited => f.write_str("none"),
        }
    }
}

impl FromStr for VolumeSize {
    type Err = NotAVolumeSize;

    fn from_str(text: &str) -> Result<Self, NotAVolumeSize> {
        let text = text.trim().to_ascii_lowercase();
        match text.as_str() {
            "fat32" => return Ok(VolumeSize::Fat32),
            "none" => return Ok(VolumeSize::Unlimited),
            _ => {}
        }
        let end = text.find(|c: char| c != '.' && !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, unit) = text.split_at(end);
        let unit = unit_bytes(unit.trim_start()).ok_or(NotAVolumeSize)?;
        match times(number, unit) {
            Some(bytes) if bytes > 0 => Ok(VolumeSize::Bytes(bytes)),
            _ => Err(NotAVolumeSize),
        }
    }
}

fn unit_bytes(unit: &str) -> Option<u64> {
    Some(match unit {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        "t" | "tb" => 1_000_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        "tib" => 1 << 40,
        _ => return None,
    })
}

/// A decimal number times a unit, rounded down to whole bytes.
fn times(number: &str, unit: u64) -> Option<u64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    if whole.is_empty() || part.is_empty() || part.len() > 9 || part.contains('.') {
        return None;
    }
    let scale = 10_u128.pow(u32::try_from(part.len()).ok()?);
    let whole = u128::from(whole.parse::<u64>().ok()?);
    let part = u128::from(part.parse::<u64>().ok()?);
    u64::try_from((whole * scale + part) * u128::from(unit) / scale).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_as_they_stand_on_boxes() {
        let bytes = |text: &str| text.parse::<VolumeSize>();
        for (text, wanted) in [
            ("4g", 4_000_000_000),
            ("25G", 25_000_000_000),
            ("700m", 700_000_000),
            ("1t", 1_000_000_000_000),
            ("4.7GB", 4_700_000_000),
            ("4 GiB", 4 << 30),
            ("25gib", 25 << 30),
            ("0.5k", 500),
            ("123", 123),
        ] {
            assert_eq!(bytes(text), Ok(VolumeSize::Bytes(wanted)), "{text}");
        }
        assert_eq!(bytes("none"), Ok(VolumeSize::Unlimited));
        for wrong in
            ["", "g", "0", "0g", ".5g", "5.g", "1.2.3g", "4x", "-4g", "4,7g", "99999999999t"]
        {
            assert_eq!(bytes(wrong), Err(NotAVolumeSize), "{wrong}");
        }
    }

    #[test]
    fn text_comes_back() {
        for size in [VolumeSize::Fat32, VolumeSize::Bytes(25), VolumeSize::Unlimited] {
            assert_eq!(size.to_string().parse(), Ok(size));
        }
    }

    #[test]
    fn what_fits_fat32_needs_no_zip64() {
        assert_eq!(VolumeSize::Bytes(4_000_000_000).capacity().entries, 65_534);
        assert_eq!(VolumeSize::Bytes(1 << 32).capacity().entries, u64::MAX);
        assert_eq!(VolumeSize::Fat32.capacity().bytes, (4 << 30) - 1);
    }
}
