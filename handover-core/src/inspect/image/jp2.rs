//! JPEG 2000 (ISO 15444-1): the size marker, which stands in every codestream.

/// Width, height and bits for each pixel, from the first bytes of a file.
pub(in super::super) fn header(beginning: &[u8]) -> Option<(u32, u32, u32)> {
    let at = memchr::memmem::find(beginning, b"\xff\x4f\xff\x51")?;
    // SOC, SIZ, its length and capabilities.
    let size = beginning.get(at + 8..)?;
    let number = |at: usize| {
        let bytes: [u8; 4] = size.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(bytes))
    };
    let (width, height) =
        (number(0)?.checked_sub(number(8)?)?, number(4)?.checked_sub(number(12)?)?);
    let count = u32::from(*size.get(32)?) << 8 | u32::from(*size.get(33)?);
    let depth = u32::from(*size.get(34)? & 0x7f) + 1;
    // A fourth component is transparency or black; more is no picture.
    (width > 0 && height > 0 && (1..=4).contains(&count)).then_some((width, height, count * depth))
}
