use std::borrow::Cow;

use super::super::legacy::TextEncoding;
use crate::inventory::{Column, Kind};
use crate::path::nfc;

/// The text of a cell as a table has it: in Unicode form C and without blanks
/// around it.
pub(super) fn text(stored: &str, encoding: TextEncoding, column: Option<&Column>) -> String {
    let decoded = encoding.decode(stored);
    let trimmed = decoded.trim();
    let is_path = column.is_some_and(|column| column.kind == Kind::Path);
    let whole = if is_path { path(trimmed) } else { Cow::Borrowed(trimmed) };
    if whole.is_ascii() { whole.into_owned() } else { nfc(&whole) }
}

/// A path as bundles have it: lists are typed on Windows, and from the root of
/// a disk or share.
fn path(text: &str) -> Cow<'_, str> {
    let slashes =
        if text.contains('\\') { Cow::Owned(text.replace('\\', "/")) } else { text.into() };
    let start = slashes.trim_start_matches("./").trim_start_matches('/');
    if start.len() == slashes.len() { slashes } else { Cow::Owned(start.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_windows() {
        assert_eq!(path(r"\HOSO\2001\01.pdf"), "HOSO/2001/01.pdf");
        assert_eq!(path("./a/b"), "a/b");
        assert_eq!(path("a/b"), "a/b");
        // A drive is not ours to drop: the check says that it is no path.
        assert_eq!(path(r"D:\a"), "D:/a");
    }
}
