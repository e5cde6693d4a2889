//! `bagit.txt` and `bag-info.txt`, as format 1.0 fixes them.

use chrono::NaiveDate;
use uuid::Uuid;

/// The whole of `bagit.txt`, RFC 8493 §2.1.1.
pub(crate) const DECLARATION_TEXT: &str =
    "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// The major version of the format that this crate reads and writes.
const MAJOR: u32 = 1;
/// The minor version that it writes.
pub(crate) const MINOR: u32 = 0;

/// `bag-info.txt`: five lines in a fixed order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BagInfo {
    /// The day of the seal.
    pub bagging_date: NaiveDate,
    /// Bytes of the payload.
    pub payload_bytes: u64,
    /// Files of the payload.
    pub payload_files: u64,
    /// The act's id.
    pub act: Uuid,
    /// The act's issue, from 1.
    pub issue: u32,
    /// Number of the volume, from 1.
    pub volume: u32,
    /// Volumes of the set.
    pub volumes: u32,
    /// Minor version of the format; 1.0 reads every 1.x.
    pub minor: u32,
}

/// Why `bag-info.txt` cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// Another major version of the format.
    Newer,
    /// Not the five lines, not in order, or with values that are none.
    Malformed,
}

impl BagInfo {
    /// The bytes of the file.
    pub(crate) fn to_text(self) -> String {
        let BagInfo { bagging_date, payload_bytes, payload_files, .. } = self;
        let BagInfo { act, issue, volume, volumes, minor, .. } = self;
        format!(
            "Bagging-Date: {bagging_date}\n\
             Payload-Oxum: {payload_bytes}.{payload_files}\n\
             Bag-Group-Identifier: {act}-{issue}\n\
             Bag-Count: {volume} of {volumes}\n\
             Handover-Format: {MAJOR}.{minor}\n"
        )
    }

    /// Reads the file; only the very form that [`BagInfo::to_text`] writes.
    pub(crate) fn parse(text: &str) -> Result<Self, Unusable> {
        if format_version(text).is_some_and(|version| !is_known(version)) {
            return Err(Unusable::Newer);
        }
        let info = parse_lines(text).ok_or(Unusable::Malformed)?;
        // One form, so that nothing can hide in a second spelling.
        if info.to_text() == text { Ok(info) } else { Err(Unusable::Malformed) }
    }
}

/// The version that `bag-info.txt` claims, if it claims one.
pub(crate) fn format_version(text: &str) -> Option<&str> {
    text.lines().find_map(|line| line.strip_prefix("Handover-Format:")).map(str::trim)
}

fn is_known(version: &str) -> bool {
    version.split('.').next() == Some("1")
}

fn parse_lines(text: &str) -> Option<BagInfo> {
    let mut lines = text.lines();
    let mut value = |label: &str| lines.next()?.strip_prefix(label)?.strip_prefix(": ");
    let bagging_date = value("Bagging-Date")?.parse().ok()?;
    let (bytes, files) = value("Payload-Oxum")?.split_once('.')?;
    let (act, issue) = value("Bag-Group-Identifier")?.rsplit_once('-')?;
    let (volume, volumes) = value("Bag-Count")?.split_once(" of ")?;
    let minor = value("Handover-Format")?.strip_prefix("1.")?.parse().ok()?;
    let info = BagInfo {
        bagging_date,
        payload_bytes: bytes.parse().ok()?,
        payload_files: files.parse().ok()?,
        act: act.parse().ok()?,
        issue: issue.parse().ok()?,
        volume: volume.parse().ok()?,
        volumes: volumes.parse().ok()?,
        minor,
    };
    let numbered = info.issue >= 1 && (1..=info.volumes).contains(&info.volume);
    numbered.then_some(info)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info() -> BagInfo {
        BagInfo {
            bagging_date: NaiveDate::from_ymd_opt(2025, 6, 30).unwrap(),
            payload_bytes: 12,
            payload_files: 3,
            act: Uuid::from_u128(7),
            issue: 1,
            volume: 1,
            volumes: 1,
            minor: MINOR,
        }
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(BagInfo::parse(&info().to_text()), Ok(info()));
        let later = BagInfo { minor: 7, ..info() };
        assert_eq!(BagInfo::parse(&later.to_text()), Ok(later));
    }

    #[test]
    fn any_other_form_is_refused() {
        let text = info().to_text();
        for (from, to, why) in [
            ("1 of 1", "1 of ?", Unusable::Malformed),
            ("1 of 1", "2 of 1", Unusable::Malformed),
            ("12.3", "012.3", Unusable::Malformed),
            ("\n", "\r\n", Unusable::Malformed),
            ("Bag-Count", "Bag-count", Unusable::Malformed),
            ("1.0\n", "1.0\nContact: x\n", Unusable::Malformed),
            ("Handover-Format: 1.0", "Handover-Format: 2.0", Unusable::Newer),
        ] {
            assert_eq!(BagInfo::parse(&text.replacen(from, to, 9)), Err(why), "{to}");
        }
    }
}
