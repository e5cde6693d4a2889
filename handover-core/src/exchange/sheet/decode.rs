//! Text files of any of the usual encodings, as UTF-8.

use std::io::{self, BufRead, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// What a text file is written in, by its first bytes: a byte order mark, or
/// UTF-8 if it may be that; nothing where it is some code page.
pub(super) fn recognised(head: &[u8], is_all: bool) -> Option<&'static Encoding> {
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
pub(super) struct Transcoded<R> {
    inner: R,
    decoder: Decoder,
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: BufRead> Transcoded<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
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
