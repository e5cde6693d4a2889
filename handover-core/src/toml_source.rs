//! TOML that people write: what is wrong is told by its line, and never with a
//! value of the file, which may be a name or a title.

use std::path::Path;

use serde::de::DeserializeOwned;
use toml::de::DeTable;

use crate::error::{Error, Result};

/// What may be repeated of an error of the members: it speaks of their names.
const OF_NAMES: [&str; 4] = ["missing field `", "unknown field `", "duplicate key", "unknown col"];

/// The text of a TOML file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TomlSource<'a> {
    text: &'a str,
    path: &'a Path,
}

impl<'a> TomlSource<'a> {
    /// `text` with or without a byte order mark, as editors write it; `path`
    /// is for messages only.
    pub(crate) fn new(text: &'a str, path: &'a Path) -> Self {
        TomlSource { text: text.strip_prefix('\u{feff}').unwrap_or(text), path }
    }

    /// Its tables, with their places.
    ///
    /// # Errors
    /// `Malformed` with this `code` and the line.
    pub(crate) fn table(&self, code: &'static str) -> Result<toml::Spanned<DeTable<'a>>> {
        // What is wrong with the syntax is told in fixed words.
        DeTable::parse(self.text).map_err(|error| self.failed(code, &error, error.message()))
    }

    /// What it says.
    ///
    /// # Errors
    /// As [`TomlSource::table`]; `Malformed` also for members of other names
    /// and kinds.
    pub(crate) fn read<T: DeserializeOwned>(&self, code: &'static str) -> Result<T> {
        self.table(code)?;
        toml::from_str(self.text).map_err(|error| {
            let told = error.message();
            let of_names = OF_NAMES.iter().any(|start| told.starts_with(start));
            self.failed(code, &error, if of_names { told } else { "a value that does not fit" })
        })
    }

    /// The line, from 1, of the byte at `offset`.
    pub(crate) fn line(&self, offset: usize) -> u64 {
        1 + self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count() as u64
    }

    /// What is wrong in the line of the byte at `offset`.
    pub(crate) fn wrong(&self, offset: usize, code: &'static str) -> Error {
        Error::malformed(self.path, Some(self.line(offset)), code, code)
    }

    fn failed(&self, code: &'static str, error: &toml::de::Error, told: &str) -> Error {
        let line = error.span().map(|span| self.line(span.start));
        Error::malformed(self.path, line, code, told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Written {
        #[expect(dead_code, reason = "only read")]
        name: String,
        #[expect(dead_code, reason = "only read")]
        pages: u32,
    }

    fn told(text: &str) -> String {
        let read = TomlSource::new(text, Path::new("f.toml")).read::<Written>("f.syntax");
        read.unwrap_err().to_string()
    }

    #[test]
    fn the_line_and_never_a_value() {
        let whole = "\u{feff}name = 'Mật'\npages = 3\n";
        assert!(TomlSource::new(whole, Path::new("f")).read::<Written>("f.syntax").is_ok());
        let wrong_kind = told("name = 'a'\npages = 'Mật'\n");
        assert_eq!(wrong_kind, "f.toml:2: a value that does not fit");
        assert!(told("name = 'a'\npages = 3\nMật = 1\n").starts_with("f.toml:3: "));
        assert!(told("name = 'a'\npage = 3\n").contains("unknown field `page`"));
        let no_string = told("name = Mật\npages = 3\n");
        assert!(no_string.starts_with("f.toml:1: ") && !no_string.contains("Mật"), "{no_string}");
        assert!(told("name = 'a'\nname = 'Mật'\npages = 3\n").starts_with("f.toml:2: duplicate"));
    }
}
