//! Codes of dossiers before and after their fonds closes.
//!
//! TT 05/2025, `fileCode` and `arcFileCode`: identifier of the agency, or code of the fonds once
//! it is closed; year of formation; number and notation. Three parts with points between.

use std::fmt;
use std::str::FromStr;

/// Most scalars of a whole code (TT 05/2025, Annexes I and III).
const LENGTH: usize = 100;

/// Most scalars of an agency identifier (Decision 20/2020/QĐ-TTg).
const AGENCY_LENGTH: usize = 35;

/// The code of a dossier: `H49.64.33.2001.160` while the fonds is open,
/// `P14Q10.2001.160` once it is closed.
///
/// The prefix ends before the first part of exactly four digits that is not the first part: that
/// is the year. What follows it is kept as it is: number and notation, and in an archive perhaps
/// the number of the inventory, which nothing marks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileCode {
    text: String,
    /// Where the point before the year stands.
    year: usize,
}

/// A text that is no code of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not prefix, year, number and notation with points between, as in H49.64.33.2001.160")]
pub struct NotAFileCode;

impl FileCode {
    /// Agency identifier or fonds code.
    pub fn prefix(&self) -> &str {
        self.text.get(..self.year).unwrap_or_default()
    }

    /// The year of formation, four digits.
    pub fn year(&self) -> &str {
        self.text.get(self.year + 1..self.year + 5).unwrap_or_default()
    }

    /// Number and notation, and perhaps the number of the inventory.
    pub fn notation(&self) -> &str {
        self.text.get(self.year + 6..).unwrap_or_default()
    }

    /// The whole code.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn with_prefix(&self, prefix: &str) -> Result<Self, NotAFileCode> {
        format!("{prefix}{}", self.text.get(self.year..).unwrap_or_default()).parse()
    }
}

impl FromStr for FileCode {
    type Err = NotAFileCode;

    fn from_str(text: &str) -> Result<Self, NotAFileCode> {
        let clean = text.chars().all(|c| !c.is_control() && !c.is_whitespace());
        if !clean || text.chars().count() > LENGTH || text.split('.').any(str::is_empty) {
            return Err(NotAFileCode);
        }
        let is_year = |part: &str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
        let points = text.match_indices('.').map(|(at, _)| at);
        let mut years = points.filter(|at| {
            text.get(at + 1..).is_some_and(|rest| {
                rest.split_once('.').is_some_and(|(part, after)| is_year(part) && !after.is_empty())
            })
        });
        let year = years.next().ok_or(NotAFileCode)?;
        Ok(Self { text: text.to_owned(), year })
    }
}

impl fmt::Display for FileCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// The two prefixes of one creator's dossiers: under the first they were made, under the second
/// they are kept once the fonds is closed. Both stay findable: catalogues, minutes and the
/// backs of folders go on saying the first.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FilePrefixes {
    agency: String,
    fonds: String,
}

impl FilePrefixes {
    /// The identifier of the agency (`H49.64.33`), and the code of its fonds (`P14Q10`).
    ///
    /// # Errors
    /// Where one of both could not be read back from a code: empty, with empty parts, blanks or a
    /// year inside, or too long.
    pub fn new(agency: impl Into<String>, fonds: impl Into<String>) -> Result<Self, NotAFileCode> {
        let (agency, fonds) = (agency.into(), fonds.into());
        for prefix in [&agency, &fonds] {
            let probe: FileCode = format!("{prefix}.2000.1").parse()?;
            if probe.prefix() != prefix {
                return Err(NotAFileCode);
            }
        }
        if agency.chars().count() > AGENCY_LENGTH {
            return Err(NotAFileCode);
        }
        Ok(Self { agency, fonds })
    }

    /// The code under which the agency made it; `None` for a dossier of another prefix.
    pub fn open(&self, code: &FileCode) -> Option<FileCode> {
        self.knows(code).then(|| code.with_prefix(&self.agency).ok()).flatten()
    }

    /// The code once the fonds is closed; `None` for a dossier of another prefix.
    pub fn closed(&self, code: &FileCode) -> Option<FileCode> {
        self.knows(code).then(|| code.with_prefix(&self.fonds).ok()).flatten()
    }

    /// Whether two codes mean the same dossier of this creator, before and after closing.
    pub fn same(&self, one: &FileCode, other: &FileCode) -> bool {
        one == other || self.open(one).is_some_and(|open| Some(open) == self.open(other))
    }

    fn knows(&self, code: &FileCode) -> bool {
        [&self.agency, &self.fonds].into_iter().any(|prefix| prefix == code.prefix())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(text: &str) -> FileCode {
        text.parse().unwrap()
    }

    fn prefixes() -> FilePrefixes {
        FilePrefixes::new("H49.64.33", "P14Q10").unwrap()
    }

    #[test]
    fn its_parts() {
        for (text, parts) in [
            ("H49.64.33.2001.160", ("H49.64.33", "2001", "160")),
            ("P14Q10.1988.01.VP", ("P14Q10", "1988", "01.VP")),
            ("2024.2025.1", ("2024", "2025", "1")),
            ("G09.2019.2020.1", ("G09", "2019", "2020.1")),
        ] {
            let code = code(text);
            assert_eq!((code.prefix(), code.year(), code.notation()), parts);
            assert_eq!(code.to_string(), text);
        }
        let long = format!("P.2001.{}", "1".repeat(94));
        for bad in
            ["", "2001.1", "P14.2001", "P14.2001.", "P..2001.1", "P 1.2001.1", "P.201.1", &long]
        {
            assert_eq!(bad.parse::<FileCode>(), Err(NotAFileCode), "{bad}");
        }
    }

    #[test]
    fn both_forms_find_the_dossier() {
        let (open, closed) = (code("H49.64.33.2001.160"), code("P14Q10.2001.160"));
        let prefixes = prefixes();
        for known in [&open, &closed] {
            assert_eq!(prefixes.open(known), Some(open.clone()));
            assert_eq!(prefixes.closed(known), Some(closed.clone()));
        }
        assert!(prefixes.same(&open, &closed) && prefixes.same(&closed, &open));
        assert!(!prefixes.same(&open, &code("P14Q10.2001.161")));
        assert!(!prefixes.same(&open, &code("P13Q10.2001.160")));
        assert_eq!(prefixes.closed(&code("H49.64.2001.160")), None);
        // A stranger's code is the same as itself.
        assert!(prefixes.same(&code("G09.2001.1"), &code("G09.2001.1")));
    }

    #[test]
    fn a_prefix_must_come_back() {
        assert!(FilePrefixes::new("H49.2001.33", "P14Q10").is_err());
        assert!(FilePrefixes::new("", "P14Q10").is_err());
        assert!(FilePrefixes::new("H".repeat(36), "P14Q10").is_err());
    }

    proptest! {
        #[test]
        fn closing_loses_nothing(year in "[0-9]{4}", notation in "[0-9A-ZĐ/-]{1,20}(\\.[0-9]{1,4}){0,3}") {
            let open = code(&format!("H49.64.33.{year}.{notation}"));
            let closed = prefixes().closed(&open).unwrap();
            prop_assert_eq!(closed.prefix(), "P14Q10");
            prop_assert_eq!(closed.notation(), open.notation());
            prop_assert_eq!(prefixes().open(&closed), Some(open));
        }

        #[test]
        fn what_it_accepts_it_writes_again(text in "[A-Z0-9.]{0,24}") {
            if let Ok(code) = text.parse::<FileCode>() {
                prop_assert_eq!(format!("{}.{}.{}", code.prefix(), code.year(), code.notation()), text);
            }
        }
    }
}
