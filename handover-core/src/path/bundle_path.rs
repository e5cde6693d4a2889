use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::is_nfc;

use crate::path::rules::{Problem, check_component, check_length};

/// A path that a bundle may hold (format 1.0, §3), relative to the bag's root.
///
/// It deliberately is no `AsRef<Path>`: [`BundlePath::under`] is the one way
/// to a place on the disk.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BundlePath(String);

/// Text that is no path of a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a path that a bundle may hold")]
pub struct NotABundlePath {
    /// The first rule that it breaks; `None` where it is not in form C.
    pub problem: Option<Problem>,
}

impl BundlePath {
    /// Checks `text` against every rule for a path from the bag's root.
    pub fn new(text: impl Into<String>) -> Result<Self, NotABundlePath> {
        let text = text.into();
        BundlePath::check(&text)?;
        Ok(BundlePath(text))
    }

    /// Checks `text` and keeps nothing of it.
    ///
    /// # Errors
    /// As [`BundlePath::new`].
    pub fn check(text: &str) -> Result<(), NotABundlePath> {
        // What is ASCII is in form C.
        if !text.is_ascii() && !is_nfc(text) {
            return Err(NotABundlePath { problem: None });
        }
        let component = text.split('/').flat_map(check_component).next();
        match component.or_else(|| check_length(text).1) {
            None => Ok(()),
            problem => Err(NotABundlePath { problem }),
        }
    }

    /// The text with `/` between components.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path as a place under `folder`.
    ///
    /// No component can climb out: each was checked to be a single plain name.
    pub fn under(&self, folder: &Path) -> PathBuf {
        let mut place = folder.to_path_buf();
        place.extend(self.0.split('/'));
        place
    }
}

impl fmt::Display for BundlePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for BundlePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Ord for BundlePath {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        crate::path::compare(&self.0, &other.0)
    }
}

impl PartialOrd for BundlePath {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for BundlePath {
    type Err = NotABundlePath;

    fn from_str(text: &str) -> Result<Self, NotABundlePath> {
        BundlePath::new(text)
    }
}

impl Serialize for BundlePath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for BundlePath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BundlePath::new(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_climbs_out() {
        for text in ["../x", "/x", "a/../b", "a//b", "", "a/", "./a", "a\\b", "C:x", "a/\0"] {
            assert!(BundlePath::new(text).is_err(), "{text:?}");
        }
        let path = BundlePath::new("data/Hồ sơ 1/a.pdf").unwrap();
        assert_eq!(
            path.under(Path::new("r")),
            Path::new("r").join("data").join("Hồ sơ 1").join("a.pdf")
        );
    }

    #[test]
    fn decomposed_names_are_not_paths_of_a_bundle() {
        assert_eq!(BundlePath::new("e\u{301}").unwrap_err().problem, None);
    }
}
