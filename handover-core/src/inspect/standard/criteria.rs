use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::path::nfc;
use crate::toml_source::TomlSource;

/// The criteria that digitised pages are measured against (schema
/// `handover/scan-criteria/1`, `docs/inspect.md`).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    schema: String,
    name: String,
    pub(super) scans: Scans,
    pub(super) paper: Paper,
    pub(super) drawing: Paper,
    pub(super) photograph: Photograph,
    #[serde(default)]
    pub(super) older: Vec<Older>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scans {
    pub(super) pages_percent: u64,
    drawings_longer_than_mm: u32,
    drawing_words: Vec<String>,
    photograph_words: Vec<String>,
    pub(super) unsized_long_side_mm: u32,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Paper {
    pub(super) pdf_a: bool,
    pub(super) text_percent: u64,
    pub(super) signature: bool,
    pub(super) dpi: u32,
    pub(super) bits: u32,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Photograph {
    pub(super) kinds: Vec<String>,
    pub(super) dpi: u32,
    pub(super) bits: u32,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Older {
    pub(super) name: String,
    pub(super) made_before: String,
    pub(super) pdf_version: String,
    pub(super) signature: bool,
    pub(super) dpi: u32,
    pub(super) bits: u32,
}

/// What was digitised, as far as it can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Material {
    /// Administrative paper.
    Paper,
    /// A map or drawing.
    Drawing,
    /// A photograph or negative.
    Photograph,
}

const SCHEMA: &str = "handover/scan-criteria/1";
const COMPILED_IN: &str = include_str!("tt05-2025.toml");

impl Standard {
    /// Circular 05/2025/TT-BNV, as far as it can be checked.
    ///
    /// # Errors
    /// Never: a test holds that the text that is compiled in is one.
    pub fn compiled_in() -> Result<Self> {
        Self::read_toml(COMPILED_IN, Path::new("tt05-2025.toml"))
    }

    /// Reads a corrected copy of the criteria; `path` is for messages only.
    ///
    /// # Errors
    /// `Malformed`, with the line where it is known.
    pub fn read_toml(text: &str, path: &Path) -> Result<Self> {
        let mut standard: Standard = TomlSource::new(text, path).read("criteria.syntax")?;
        standard.check(path)?;
        for words in [&mut standard.scans.drawing_words, &mut standard.scans.photograph_words] {
            for word in words {
                *word = folded(word);
            }
        }
        Ok(standard)
    }

    fn check(&self, path: &Path) -> Result<()> {
        let percents =
            [self.scans.pages_percent, self.paper.text_percent, self.drawing.text_percent];
        let days = self.older.iter().map(|older| &older.made_before);
        let versions = self.older.iter().map(|older| &older.pdf_version);
        let sound = self.schema == SCHEMA
            && percents.iter().all(|percent| *percent <= 100)
            && self.scans.unsized_long_side_mm > 0
            && days.into_iter().all(|day| day.parse::<NaiveDate>().is_ok())
            && versions.into_iter().all(|version| version.len() == 3)
            && self.words().all(|word| !word.trim().is_empty());
        if sound {
            return Ok(());
        }
        let problem = "another schema, a percentage over 100, an empty word, or no day or version";
        Err(Error::malformed(path, None, "criteria.values", problem))
    }

    fn words(&self) -> impl Iterator<Item = &String> {
        self.scans.drawing_words.iter().chain(&self.scans.photograph_words)
    }

    /// What it calls itself.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the words in a file's path say that it is. Programs that have the
    /// row of the inventory know better.
    pub fn material(&self, path: &str) -> Material {
        let path = folded(path);
        let speaks = |words: &[String]| words.iter().any(|word| has_words(&path, word));
        if speaks(&self.scans.photograph_words) {
            Material::Photograph
        } else if speaks(&self.scans.drawing_words) {
            Material::Drawing
        } else {
            Material::Paper
        }
    }

    /// Whether a page of this size is held to be a map or drawing.
    pub(super) fn is_drawing(&self, long_side_mm: u32) -> bool {
        let beyond = self.scans.drawings_longer_than_mm;
        beyond > 0 && long_side_mm > beyond
    }
}

fn folded(text: &str) -> String {
    nfc(text).to_lowercase()
}

/// Whole words: "bản đồ" is not in "bản đồng ý".
fn has_words(text: &str, words: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, found)| {
        let (before, after) = (&text[..at], &text[at + found.len()..]);
        !letter(before.chars().next_back()) && !letter(after.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiled_in_criteria_are_what_the_circular_says() {
        let standard = Standard::compiled_in().unwrap();
        assert_eq!((standard.paper.dpi, standard.paper.bits), (200, 24));
        assert_eq!(standard.drawing.dpi, 300);
        assert!(standard.paper.pdf_a && standard.paper.signature);
        assert_eq!(standard.older.len(), 1);
    }

    #[test]
    fn the_page_for_users_has_them_word_for_word() {
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/inspect.md");
        let page = std::fs::read_to_string(page).unwrap();
        assert!(page.contains(COMPILED_IN));
    }

    #[test]
    fn words_of_the_path_tell_maps_from_paper() {
        let standard = Standard::compiled_in().unwrap();
        assert_eq!(standard.material("2004/Bản đồ địa chính/tờ 3.pdf"), Material::Drawing);
        assert_eq!(standard.material("2004/BẢN VẼ_01.pdf"), Material::Drawing);
        assert_eq!(standard.material("2004/bản đồng ý.pdf"), Material::Paper);
        assert_eq!(standard.material("Album ảnh 1998/1.jpg"), Material::Photograph);
    }

    #[test]
    fn a_corrected_copy_is_checked() {
        let read = |text: &str| Standard::read_toml(text, Path::new("c.toml"));
        let code = |text: &str| match read(text).unwrap_err().kind() {
            crate::error::ErrorKind::Malformed { code, line, .. } => (*code, *line),
            other => panic!("{other:?}"),
        };
        let other = COMPILED_IN.replace("dpi = 300", "dpi = 250");
        assert_eq!(read(&format!("\u{feff}{other}")).unwrap().drawing.dpi, 250);
        let unknown = COMPILED_IN.replace("[drawing]\n", "[drawing]\nddpi = 1\n");
        assert_eq!(code(&unknown).0, "criteria.syntax");
        assert!(code(&unknown).1.is_some_and(|line| line > 20));
        let wrong = [
            ("/1\"", "/2\""),
            ("pages_percent = 50", "pages_percent = 101"),
            ("2025-07-01", "soon"),
        ];
        for (from, to) in wrong {
            assert_eq!(code(&COMPILED_IN.replace(from, to)).0, "criteria.values", "{to}");
        }
    }
}
