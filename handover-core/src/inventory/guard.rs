//! What stands between a stranger's bytes and the CSV parser.

use std::io::{self, Read};

use super::problem::RowProblem;

/// Passes bytes on and watches the records in them: the parser alone would
/// buffer a quote that never closes until memory ends, and read text after a
/// closing quote as something that nobody wrote.
///
/// At the first fault the stream ends; [`Guard::fault`] says where the record
/// began, so that the part of it that has passed already is not taken for a
/// row. A byte order mark is dropped.
pub(crate) struct Guard<R> {
    inner: R,
    separator: u8,
    limit: u64,
    state: State,
    /// Bytes passed on.
    passed: u64,
    /// Where the record began.
    start: u64,
    head: Vec<u8>,
    begun: bool,
    fault: Option<Fault>,
}

/// The first record that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Bytes before the record, without a byte order mark.
    pub(crate) start: u64,
    pub(crate) problem: RowProblem,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    QuoteInQuoted,
}

impl<R: Read> Guard<R> {
    pub(crate) fn new(inner: R, record_bytes: usize) -> Self {
        Guard {
            inner,
            separator: b',',
            limit: record_bytes as u64,
            state: State::FieldStart,
            passed: 0,
            start: 0,
            head: Vec::new(),
            begun: false,
            fault: None,
        }
    }

    /// The same for cells that another byte separates.
    #[cfg(feature = "exchange")]
    pub(crate) fn separated_by(self, separator: u8) -> Self {
        Guard { separator, ..self }
    }

    /// Whether a record up to `end` was closed by a line end, and not by the
    /// end of the file.
    #[cfg(feature = "exchange")]
    pub(crate) fn closed_line(&self, end: u64) -> bool {
        end < self.passed || self.start == self.passed
    }

    pub(crate) fn fault(&self) -> Option<Fault> {
        self.fault
    }

    /// The first bytes, less a byte order mark.
    fn begin(&mut self) -> io::Result<()> {
        // Kept across an error, so that a read may be tried again.
        while self.head.len() < 3 {
            let mut byte = [0];
            if self.inner.read(&mut byte)? == 0 {
                break;
            }
            self.head.push(byte[0]);
        }
        if self.head == [0xef, 0xbb, 0xbf] {
            self.head.clear();
        }
        self.begun = true;
        Ok(())
    }

    /// How many of `bytes` may pass.
    fn watch(&mut self, bytes: &[u8]) -> usize {
        for (at, byte) in bytes.iter().enumerate() {
            let here = self.passed + at as u64;
            self.state = match (self.state, byte) {
                (State::Quoted, b'"') => State::QuoteInQuoted,
                (State::Quoted, _) | (State::FieldStart | State::QuoteInQuoted, b'"') => {
                    State::Quoted
                }
                (_, byte) if *byte == self.separator => State::FieldStart,
                (_, b'\n' | b'\r') => {
                    self.start = here + 1;
                    State::FieldStart
                }
                (State::QuoteInQuoted, _) => {
                    self.fail(RowProblem::TextAfterQuote);
                    return at;
                }
                (State::FieldStart | State::Plain, _) => State::Plain,
            };
            if (here + 1).saturating_sub(self.start) > self.limit {
                self.fail(RowProblem::TooLong);
                return at;
            }
        }
        bytes.len()
    }

    fn fail(&mut self, problem: RowProblem) {
        self.fault = Some(Fault { start: self.start, problem });
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.fault.is_some() || buffer.is_empty() {
            return Ok(0);
        }
        if !self.begun {
            self.begin()?;
        }
        let count = if self.head.is_empty() {
            self.inner.read(buffer)?
        } else {
            let count = self.head.len().min(buffer.len());
            buffer[..count].copy_from_slice(&self.head[..count]);
            self.head.drain(..count);
            count
        };
        if count == 0 && self.state == State::Quoted {
            self.fail(RowProblem::OpenQuote);
        }
        let passes = self.watch(&buffer[..count]);
        self.passed += passes as u64;
        Ok(passes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pass(bytes: &[u8]) -> (String, Option<Fault>) {
        let mut guard = Guard::new(bytes, 16);
        let mut text = String::new();
        guard.read_to_string(&mut text).unwrap();
        (text, guard.fault())
    }

    #[test]
    fn sound_bytes_pass_without_their_mark() {
        for text in ["", "a", "a,b\r\nc,\"d\"\"e\nf\"\n", "12\" pipe,x\n"] {
            assert_eq!(pass(text.as_bytes()), (text.to_owned(), None));
            assert_eq!(pass(&[b"\xef\xbb\xbf", text.as_bytes()].concat()).0, text);
        }
    }

    #[test]
    fn a_fault_ends_the_stream_at_its_record() {
        let fault = |text: &str| pass(text.as_bytes()).1;
        let at = |start, problem| Some(Fault { start, problem });
        assert_eq!(fault("a\n\"b"), at(2, RowProblem::OpenQuote));
        assert_eq!(fault("a\n\"b\"c\n"), at(2, RowProblem::TextAfterQuote));
        assert_eq!(fault("a\nbbbbbbbbbbbbbbbbbbbbbb\n"), at(2, RowProblem::TooLong));
        assert_eq!(fault("aaaaaaaaaaaaaaa\nbbbbbbbbbbbbbbb\n"), None);
    }
}
