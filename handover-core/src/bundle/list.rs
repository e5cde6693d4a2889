//! Lists of digests: `<64 lower-case hex><two spaces><path><LF>` (format 1.0, §2).

use std::cmp::Ordering;
use std::io::{self, BufRead, Read, Write};

use super::layout::{Part, TAG_MANIFEST, part};
use crate::digest::Digest;
use crate::finding::{Code, Finding, Location};
use crate::path::{self, Neighbours};

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Path from the bag's root.
    pub path: String,
    /// Digest of the file.
    pub digest: Digest,
    /// Line in the list, from 1.
    pub number: u64,
}

/// What reading a list gives: a line, or what is wrong with one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    /// A sound line, later in path order than every one before.
    Line(Line),
    /// A line that is not used.
    Bad(Finding),
}

/// Writes a line.
pub(crate) fn write_line(mut writer: impl Write, digest: &Digest, path: &str) -> io::Result<()> {
    writeln!(writer, "{digest}  {path}")
}

/// Reads a list strictly: no comment, no BOM, no CR, sorted, unique. (GNU
/// `sha256sum` passes over a line with `# ` in front, even with `--strict`.)
#[derive(Debug)]
pub(crate) struct ListReader<R> {
    reader: R,
    /// The list's own path, for locations.
    list: String,
    limit: usize,
    number: u64,
    previous: Option<String>,
    paths: Neighbours,
    /// The line that is read; kept for the next.
    line: Vec<u8>,
    ended: bool,
}

impl<R: BufRead> ListReader<R> {
    /// Reads `list` from `reader`, whose lines may have `limit` bytes.
    pub(crate) fn new(reader: R, list: &str, limit: usize) -> Self {
        let list = list.to_owned();
        let line = Vec::new();
        let paths = Neighbours::default();
        ListReader { reader, list, limit, number: 0, previous: None, paths, line, ended: false }
    }

    fn read(&mut self) -> io::Result<Option<Item>> {
        let mut line = std::mem::take(&mut self.line);
        line.clear();
        let mut bounded = (&mut self.reader).take(self.limit as u64 + 1);
        bounded.read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let too_long = line.len() > self.limit;
        if too_long && line.last() != Some(&b'\n') {
            self.skip_line()?;
        }
        let parsed = if too_long { None } else { parse(&line) };
        let item = match parsed {
            Some((digest, path)) => self.judge(digest, path),
            None => self.bad(Code::ListMalformed),
        };
        self.line = line;
        Ok(Some(item))
    }

    /// Passes over the rest of an endless line without holding it.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let piece = self.reader.fill_buf()?;
            if piece.is_empty() {
                return Ok(());
            }
            let end = piece.iter().position(|byte| *byte == b'\n');
            let used = end.map_or(piece.len(), |at| at + 1);
            self.reader.consume(used);
            if end.is_some() {
                return Ok(());
            }
        }
    }

    fn judge(&mut self, digest: Digest, path: &str) -> Item {
        let wanted = if self.list == TAG_MANIFEST { Part::Tag } else { Part::Payload };
        if part(path) != wanted || self.paths.check(path).is_err() {
            return self.bad(Code::ListPath);
        }
        let order = self.previous.as_deref().map_or(Ordering::Less, |p| path::compare(p, path));
        match order {
            Ordering::Less => {
                path.clone_into(self.previous.get_or_insert_default());
                Item::Line(Line { path: path.to_owned(), digest, number: self.number })
            }
            Ordering::Equal => self.bad(Code::ListTwice),
            Ordering::Greater => self.bad(Code::ListOrder),
        }
    }

    fn bad(&self, code: Code) -> Item {
        Item::Bad(Finding::new(code, Location::line(&self.list, self.number)))
    }
}

fn parse(line: &[u8]) -> Option<(Digest, &str)> {
    // A CR is the mark of an editor, not of a name.
    let line = line.strip_suffix(b"\n").filter(|line| !line.ends_with(b"\r"))?;
    let (digest, rest) = line.split_at_checked(64)?;
    let path = std::str::from_utf8(rest.strip_prefix(b"  ")?).ok()?;
    Some((Digest::from_hex(digest).ok()?, path))
}

impl<R: BufRead> Iterator for ListReader<R> {
    type Item = io::Result<Item>;

    fn next(&mut self) -> Option<io::Result<Item>> {
        if self.ended {
            return None;
        }
        let item = self.read().transpose();
        self.ended = !matches!(item, Some(Ok(_)));
        item
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn read(text: &[u8]) -> Vec<Result<String, Code>> {
        ListReader::new(text, "manifest-sha256.txt", 400)
            .map(|item| match item.unwrap() {
                Item::Line(line) => Ok(line.path),
                Item::Bad(finding) => Err(finding.code),
            })
            .collect()
    }

    #[test]
    fn sound_lines_in_order() {
        let text = format!("{A}  data/a/z\n{A}  data/a-b\n");
        assert_eq!(read(text.as_bytes()), [Ok("data/a/z".into()), Ok("data/a-b".into())]);
    }

    #[test]
    fn every_looser_form_is_refused() {
        let upper = A.to_uppercase();
        for line in [
            format!("# {A}  data/a\n"),
            format!("{A} *data/a\n"),
            format!("{A}  data/a\r\n"),
            format!("{A}  data/a"),
            format!("\u{feff}{A}  data/a\n"),
            format!("{upper}  data/a\n"),
            format!("\\{A}  data/a\n"),
            "\n".to_owned(),
            format!("{A}  {}\n", "a".repeat(5000)),
        ] {
            assert_eq!(read(line.as_bytes()), [Err(Code::ListMalformed)], "{line:?}");
        }
        for path in ["./data/a", "../a", "data/%41", "/data/a", "data/e\u{301}"] {
            assert_eq!(read(format!("{A}  {path}\n").as_bytes()), [Err(Code::ListPath)], "{path}");
        }
    }

    #[test]
    fn order_and_repetition() {
        let text = format!("{A}  data/b\n{A}  data/a\n{A}  data/b\n{A}  data/c\n");
        let wanted =
            [Ok("data/b".into()), Err(Code::ListOrder), Err(Code::ListTwice), Ok("data/c".into())];
        assert_eq!(read(text.as_bytes()), wanted);
    }
}
