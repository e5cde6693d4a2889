use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use crate::path::nfc;

mod prose;

/// Ordinals that a dossier declares missing: `03-05, 09`.
///
/// A set: sorted, touching ranges joined. A range costs as much as a number,
/// whatever it spans.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Gaps(Vec<RangeInclusive<u32>>);

/// Text that is no list of ordinals and ranges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a list of ordinals: wanted such as 03-05, 09")]
pub struct NotGaps;

impl Gaps {
    /// Whether `ordinal` is declared missing.
    pub fn contains(&self, ordinal: u32) -> bool {
        self.0.iter().any(|range| range.contains(&ordinal))
    }

    /// Whether nothing is declared missing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The ranges, in order.
    pub fn ranges(&self) -> impl ExactSizeIterator<Item = RangeInclusive<u32>> {
        self.0.iter().cloned()
    }

    /// How many ordinals are declared missing.
    pub fn count(&self) -> u64 {
        self.0.iter().map(|range| u64::from(range.end() - range.start()) + 1).sum()
    }

    /// What a title or remark declares in prose: "Khuyết số: 03-11, 13-22",
    /// "khuyết 05, 09", "thiếu các số từ 3 đến 5 và số 9".
    ///
    /// Real lists say it so. All such places of the text count; `None` where
    /// there is none. A bare number before a noun is a count ("khuyết 02 tờ"),
    /// and no ordinal.
    pub fn in_prose(text: &str) -> Option<Gaps> {
        prose::ranges(&nfc(text).to_lowercase()).map(Gaps::join)
    }

    /// The ordinals of these ranges; an empty range adds none.
    pub fn from_ranges(ranges: Vec<RangeInclusive<u32>>) -> Gaps {
        Gaps::join(ranges.into_iter().filter(|range| !range.is_empty()).collect())
    }

    fn join(mut ranges: Vec<RangeInclusive<u32>>) -> Gaps {
        ranges.sort_by_key(|range| *range.start());
        let mut joined: Vec<RangeInclusive<u32>> = Vec::new();
        for range in ranges {
            match joined.last_mut() {
                Some(last) if *range.start() <= last.end().saturating_add(1) => {
                    *last = *last.start()..=*last.end().max(range.end());
                }
                _ => joined.push(range),
            }
        }
        Gaps(joined)
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2013}')
}

fn range(text: &str) -> Result<RangeInclusive<u32>, NotGaps> {
    let ordinal = |part: &str| {
        let part = part.trim();
        let plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if plain { part.parse::<u32>().map_err(|_| NotGaps) } else { Err(NotGaps) }
    };
    let (first, last) = match text.split_once(is_dash) {
        Some((first, last)) => (ordinal(first)?, ordinal(last)?),
        None => (ordinal(text)?, ordinal(text)?),
    };
    if first <= last { Ok(first..=last) } else { Err(NotGaps) }
}

impl FromStr for Gaps {
    type Err = NotGaps;

    fn from_str(text: &str) -> Result<Self, NotGaps> {
        text.split([',', ';']).map(range).collect::<Result<_, _>>().map(Gaps::join)
    }
}

/// At least two digits each, as file numbers are written.
impl fmt::Display for Gaps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, range) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(", ")?;
            }
            write!(f, "{:02}", range.start())?;
            if range.start() != range.end() {
                write!(f, "-{:02}", range.end())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_ordinals() {
        let gaps: Gaps = "03-05, 09".parse().unwrap();
        assert!(gaps.contains(4) && gaps.contains(9) && !gaps.contains(6));
        assert_eq!((gaps.count(), gaps.to_string().as_str()), (4, "03-05, 09"));
        assert_eq!("9;1–2,3".parse::<Gaps>().unwrap().to_string(), "01-03, 09");
        assert_eq!("0-4294967295,7".parse::<Gaps>().unwrap().count(), 1 << 32);
        for text in ["", "5-3", "a", "1,,2", "1-2-3", "99999999999"] {
            assert_eq!(text.parse::<Gaps>(), Err(NotGaps), "{text}");
        }
    }

    #[test]
    fn gaps_declared_in_prose() {
        let found = |text| Gaps::in_prose(text).map(|gaps| gaps.to_string());
        assert_eq!(found("Tập lưu. Khuyết số: 03-11, 13-22").as_deref(), Some("03-11, 13-22"));
        assert_eq!(found("(KHUYẾT SỐ 7, 9) năm 2001, 5").as_deref(), Some("07, 09"));
        assert_eq!(found("Khuye\u{302}\u{301}t số: 2").as_deref(), Some("02"));
        assert_eq!(found("Khuyết số: không rõ"), None);
        assert_eq!(found("Quyết định số 03"), None);
        assert_eq!(found("Tập lưu, khuyết 05, 09").as_deref(), Some("05, 09"));
        assert_eq!(found("Thiếu các số từ 3 đến 5 và số 9; rách").as_deref(), Some("03-05, 09"));
        assert_eq!(found("khuyết số 7 - 8; khuyết: 12.").as_deref(), Some("07-08, 12"));
        assert_eq!(found("Khuyết 05, 09 năm 2010").as_deref(), Some("05, 09"));
        assert_eq!(found("Khuyết số 2. Khuyết số 4").as_deref(), Some("02, 04"));
    }

    #[test]
    fn counts_and_other_words_are_no_gaps() {
        for text in [
            "khuyết 02 tờ",
            "Khuyết 05 văn bản",
            "Trợ cấp người khuyết tật 2019, 2020",
            "khuyết năm 2003",
            "thiếu 3 trang, rách",
            "thiếu 3, 4 trang",
            "thiếu nhi 6",
            "thiếu 05/2001",
            "khuyết số 12/QĐ-UBND",
            "thiếu 3 tháng",
            "khuyết",
            "khuyết số 9-3",
        ] {
            assert_eq!(Gaps::in_prose(text), None, "{text}");
        }
    }
}
