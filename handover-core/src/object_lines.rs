//! Objects of JSON, one a line, as commands print them.

use std::io::{BufRead, Read};
use std::path::Path;

use crate::error::{ErrorKind, IoContext, Result};

/// Gives every line that begins an object to `sink`, with its number from 1.
/// What a terminal printed beside them is for people, and passed over.
///
/// Returns the number of objects and of lines.
///
/// # Errors
/// `Read`; `Limit` for a line beyond `limit` bytes; those of `sink`.
pub(crate) fn read(
    mut input: impl BufRead,
    path: &Path,
    limit: u64,
    mut sink: impl FnMut(&[u8], u64) -> Result<()>,
) -> Result<(u64, u64)> {
    let (mut text, mut objects, mut lines) = (Vec::new(), 0, 0);
    loop {
        text.clear();
        let mut line = (&mut input).take(limit.saturating_add(1));
        if line.read_until(b'\n', &mut text).reading(path)? == 0 {
            return Ok((objects, lines));
        }
        lines += 1;
        if text.len() as u64 > limit {
            let path = path.to_path_buf();
            return Err(ErrorKind::Limit { path, what: "line-bytes", limit }.into());
        }
        if text.first() == Some(&b'{') {
            sink(&text, lines)?;
            objects += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn objects(text: &str, limit: u64) -> Result<(Vec<(String, u64)>, u64)> {
        let mut seen = Vec::new();
        let (count, lines) = read(text.as_bytes(), Path::new("f"), limit, |line, number| {
            seen.push((String::from_utf8_lossy(line).trim_end().to_owned(), number));
            Ok(())
        })?;
        assert_eq!(count, seen.len() as u64);
        Ok((seen, lines))
    }

    #[test]
    fn what_is_no_object_is_passed_over_and_counted() {
        let (seen, lines) = objects("Đang đọc…\n{1}\n\n{2}", 20).unwrap();
        assert_eq!(seen, [("{1}".to_owned(), 2), ("{2}".to_owned(), 4)]);
        assert_eq!(lines, 4);
        assert_eq!(objects("", 1).unwrap(), (Vec::new(), 0));
    }

    #[test]
    fn a_line_without_an_end_is_bounded() {
        assert!(objects("{12}", 4).is_ok());
        let error = objects("{123}", 4).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Limit { what: "line-bytes", .. }));
    }
}
