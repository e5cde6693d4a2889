//! Text files of any of the usual encodings, as UTF-8.

use std::io::{self, BufRead, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// What a text file is written in, by its first bytes: a byte order mark, or
/// UTF-8 if it may be that; nothing where it is some code page.
pub(in crate::exchange) fn recognised(head: &[u8], is_all: bool) -> Option<&'static Encoding> {
    match head {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    match std::str::from_utf8(head) {
        Ok(_) => Some(UTF_8),
        // The head may end inside a character.
        Err(error) if error.error_len().is_none() && !is_all => Some(UTF_8),
        Err(_) => None,
    }
}

/// Gives the bytes of another encoding as UTF-8.
pub(in crate::exchange) struct Transcoded<R> {
    inner: R,
    decoder: Decoder,
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: BufRead> Transcoded<R> {
    pub(in crate::exchange) fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder();
        Transcoded { inner, decoder, ready: Vec::new(), given: 0, ended: false }
    }
}

impl<R: BufRead> Read for Transcoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() && !self.ended {
            let input = self.inner.fill_buf()?;
            let last = input.is_empty();
            self.ready.resize(32 << 10, 0);
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(input, &mut self.ready, last);
            self.inner.consume(read);
            self.ready.truncate(written);
            self.given = 0;
            self.ended = last && result == CoderResult::InputEmpty;
        }
        let count = buffer.len().min(self.ready.len() - self.given);
        buffer[..count].copy_from_slice(&self.ready[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use encoding_rs::WINDOWS_1258;

    use super::*;

    #[test]
    fn what_a_file_is_written_in() {
        assert_eq!(recognised(b"\xff\xfea\0", true), Some(UTF_16LE));
        assert_eq!(recognised(b"\xfe\xff\0a", true), Some(UTF_16BE));
        assert_eq!(recognised("Hồ sơ".as_bytes(), true), Some(UTF_8));
        let cut = &"Hồ".as_bytes()[..2];
        assert_eq!(recognised(cut, false), Some(UTF_8));
        assert_eq!(recognised(cut, true), None);
        assert_eq!(recognised(b"H\xe5 s\xac", false), None);
    }

    #[test]
    fn characters_that_a_buffer_divides_stay_whole() {
        for (size, times) in [(1, 20), (3, 20), (64 << 10, 9000)] {
            let text = "Hồ sơ 📷".repeat(times);
            let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let mut read = String::new();
            let input = BufReader::with_capacity(size, bytes.as_slice());
            Transcoded::new(input, UTF_16LE).read_to_string(&mut read).unwrap();
            assert!(read == text, "a buffer of {size}");
        }
    }

    #[test]
    fn a_file_that_ends_inside_a_character_is_read_to_its_end() {
        let mut read = String::new();
        Transcoded::new(&b"a\0b"[..], UTF_16LE).read_to_string(&mut read).unwrap();
        assert_eq!(read, "a\u{fffd}");
        let mut read = String::new();
        Transcoded::new(&b"a\xf0"[..], WINDOWS_1258).read_to_string(&mut read).unwrap();
        assert_eq!(read, "ađ");
    }
}
