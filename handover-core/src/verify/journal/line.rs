//! The lines of a journal: fields, and the CRC-32 of what stands before it, so
//! that a torn tail is told from a line.

use data_encoding::HEXLOWER;

use super::groups::{GROUP_FILES, Group};

/// How a journal begins.
pub(super) const MAGIC: &str = "handover-verify-journal";
/// The version that follows.
pub(super) const VERSION: &str = "1";
/// Bytes that a line may have.
pub(super) const LINE_BYTES: u64 = 256;

/// A line of `fields` with its CRC and its end.
pub(super) fn seal(fields: &str) -> String {
    format!("{fields} {:08x}\n", crc32fast::hash(fields.as_bytes()))
}

/// The fields of a whole line.
pub(super) fn open(line: &[u8]) -> Option<&str> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (fields, _) = line.rsplit_once(' ')?;
    (seal(fields).strip_suffix('\n') == Some(line)).then_some(fields)
}

/// The fields of a group.
pub(super) fn of_group(group: &Group) -> String {
    format!("sound {} {} {}", group.first, group.count, HEXLOWER.encode(&group.state))
}

/// The group in `fields`, if it is one that may be.
pub(super) fn to_group(fields: &str) -> Option<Group> {
    let mut fields = fields.strip_prefix("sound ")?.split(' ');
    let first: u64 = fields.next()?.parse().ok()?;
    let count: u32 = fields.next()?.parse().ok()?;
    let state = HEXLOWER.decode(fields.next()?.as_bytes()).ok()?.try_into().ok()?;
    let may_be = (1..=GROUP_FILES).contains(&count) && first.checked_add(count.into()).is_some();
    (may_be && fields.next().is_none()).then_some(Group { first, count, state })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_whole_or_none() {
        let group = Group { first: 7, count: 1024, state: [0xa5; 16] };
        let line = seal(&of_group(&group));
        assert_eq!(open(line.as_bytes()).and_then(to_group), Some(group));
        for cut in 0..line.len() {
            assert_eq!(open(&line.as_bytes()[..cut]), None);
        }
        for bit in 0..line.len() * 8 {
            let mut bytes = line.clone().into_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(open(&bytes), None, "bit {bit}");
        }
    }

    #[test]
    fn groups_that_cannot_be_are_none() {
        let state = "00".repeat(16);
        for fields in ["sound 0 0", "sound 0 1025", "sound -1 1", "sound 18446744073709551615 1"] {
            assert_eq!(to_group(&format!("{fields} {state}")), None, "{fields}");
        }
        assert_eq!(to_group(&format!("sound 0 1 {state} 1")), None);
    }
}
