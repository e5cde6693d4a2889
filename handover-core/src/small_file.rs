//! Files that are read whole, and never more of them than a limit.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::error::{Error, ErrorKind, IoContext, Result};

/// The bytes of the file at `path`.
///
/// # Errors
/// `Read`; `Limit` beyond `limit` bytes.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>> {
    read_from(File::open(path).reading(path)?, path, limit)
}

/// The same; `None` where there is no such file.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_if_there(path: &Path, limit: u64) -> Result<Option<Vec<u8>>> {
    match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        file => read_from(file.reading(path)?, path, limit).map(Some),
    }
}

/// The text of the file at `path`.
///
/// # Errors
/// As [`read`]; `Read` for what is not UTF-8.
pub fn read_text(path: &Path, limit: u64) -> Result<String> {
    text(read(path, limit)?, path)
}

/// `bytes` of the file at `path` as text.
///
/// # Errors
/// `Read` for what is not UTF-8.
pub(crate) fn text(bytes: Vec<u8>, path: &Path) -> Result<String> {
    let not_text = |error: std::string::FromUtf8Error| {
        Error::read(path, io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
    };
    String::from_utf8(bytes).map_err(not_text)
}

/// All that `reader` gives; `path` is for messages only.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_from(reader: impl Read, path: &Path, limit: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes).reading(path)?;
    if bytes.len() as u64 > limit {
        return Err(ErrorKind::Limit { path: path.to_path_buf(), what: "bytes", limit }.into());
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_itself_may_be_read_and_a_byte_more_may_not() {
        let path = Path::new("f");
        assert_eq!(read_from(&b"abc"[..], path, 3).unwrap(), b"abc");
        let error = read_from(&b"abcd"[..], path, 3).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Limit { what: "bytes", limit: 3, .. }));
        assert!(read_from(io::repeat(0), path, u64::from(u16::MAX)).is_err());
    }

    #[test]
    fn what_is_not_there_and_what_is_no_text() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f");
        assert_eq!(read_if_there(&path, 3).unwrap(), None);
        assert!(matches!(read(&path, 3).unwrap_err().kind(), ErrorKind::Read { .. }));
        std::fs::write(&path, b"\xff").unwrap();
        assert_eq!(read_if_there(&path, 3).unwrap(), Some(vec![0xff]));
        assert!(matches!(read_text(&path, 3).unwrap_err().kind(), ErrorKind::Read { .. }));
    }
}
