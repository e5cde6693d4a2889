//! Bytes to objects and operators (ISO 32000-2, 7.2 and 7.3).

use super::object::{Dict, Object, Ref};

/// Why no object could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// The bytes end within it.
    End,
    /// No object stands here.
    Bad,
}

/// What stands next.
#[derive(Debug, PartialEq)]
pub(super) enum Item<'a> {
    Object(Object),
    /// An operator or keyword.
    Word(&'a [u8]),
    /// A closing bracket of an array or a dictionary.
    Close(u8),
}

/// Reads one item after the other.
pub(super) struct Lexer<'a> {
    data: &'a [u8],
    pub(super) at: usize,
    nesting: usize,
    references: bool,
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

pub(super) fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    /// A lexer of the file's own syntax, where references stand.
    pub(super) fn new(data: &'a [u8], nesting: usize) -> Self {
        Lexer { data, at: 0, nesting, references: true }
    }

    /// A lexer of a content stream, where numbers are only numbers.
    pub(super) fn of_content(data: &'a [u8], nesting: usize) -> Self {
        Lexer { data, at: 0, nesting, references: false }
    }

    fn peek(&self) -> Option<u8> {
        self.data.get(self.at).copied()
    }

    pub(super) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let rest = &self.data[self.at..];
                let line = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                self.at += line.unwrap_or(rest.len());
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// The next object; anything else is bad.
    pub(super) fn object(&mut self) -> Result<Object, Syntax> {
        match self.next(0)? {
            Item::Object(object) => Ok(object),
            _ => Err(Syntax::Bad),
        }
    }

    /// The next item; `End` where there is none.
    pub(super) fn item(&mut self) -> Result<Item<'a>, Syntax> {
        self.next(0)
    }

    fn next(&mut self, depth: usize) -> Result<Item<'a>, Syntax> {
        self.skip_space();
        let object = match self.peek().ok_or(Syntax::End)? {
            b'/' => Object::Name(self.name()),
            b'(' => Object::Text(self.text()?),
            b'<' if self.data.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                Object::Dict(self.dict(depth)?)
            }
            b'<' => Object::Text(self.hex()?),
            b'[' => {
                self.at += 1;
                Object::Array(self.array(depth)?)
            }
            b'>' if self.data.get(self.at + 1) == Some(&b'>') => {
                self.at += 2;
                return Ok(Item::Close(b'>'));
            }
            byte @ b']' => {
                self.at += 1;
                return Ok(Item::Close(byte));
            }
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number()?,
            byte if is_delimiter(byte) => {
                self.at += 1;
                return Err(Syntax::Bad);
            }
            _ => match self.word() {
                b"true" => Object::Bool(true),
                b"false" => Object::Bool(false),
                b"null" => Object::Null,
                word => return Ok(Item::Word(word)),
            },
        };
        Ok(Item::Object(object))
    }

    fn word(&mut self) -> &'a [u8] {
        let rest = &self.data[self.at..];
        let end = rest.iter().position(|byte| is_space(*byte) || is_delimiter(*byte));
        let word = &rest[..end.unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    /// The word that stands next, if it is `wanted`.
    pub(super) fn keyword(&mut self, wanted: &[u8]) -> bool {
        self.skip_space();
        let found = self.data[self.at..].starts_with(wanted);
        if found {
            self.at += wanted.len();
        }
        found
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let raw = self.word();
        let mut name = Vec::with_capacity(raw.len());
        let mut rest = raw;
        while let [byte, after @ ..] = rest {
            rest = after;
            let code =
                after.first().zip(after.get(1)).and_then(|(a, b)| Some((hex(*a)?, hex(*b)?)));
            match code {
                Some((high, low)) if *byte == b'#' => {
                    name.push(high << 4 | low);
                    rest = &after[2..];
                }
                _ => name.push(*byte),
            }
        }
        name
    }

    /// Whole, real, or the reference that it begins.
    fn number(&mut self) -> Result<Object, Syntax> {
        let word = self.word();
        let text = std::str::from_utf8(word).map_err(|_| Syntax::Bad)?;
        if let Ok(whole) = text.parse::<i64>() {
            if self.references
                && let Ok(number) = u32::try_from(whole)
            {
                return Ok(self.reference(number).map_or(Object::Int(whole), Object::Ref));
            }
            return Ok(Object::Int(whole));
        }
        // Writers have made `--5`, `1.2.3` and `5-3`: what can be read counts.
        let end = text[1..].find(['-', '+']).map_or(text.len(), |end| end + 1);
        let real = text[..end].parse::<f64>().ok().filter(|real| real.is_finite());
        Ok(Object::Real(real.unwrap_or(0.0)))
    }

    fn reference(&mut self, number: u32) -> Option<Ref> {
        let start = self.at;
        self.skip_space();
        let generation = std::str::from_utf8(self.word()).ok().and_then(|text| text.parse().ok());
        self.skip_space();
        let after = self.data.get(self.at + 1).is_none_or(|b| is_space(*b) || is_delimiter(*b));
        match generation {
            Some(generation) if self.peek() == Some(b'R') && after => {
                self.at += 1;
                Some(Ref { number, generation })
            }
            _ => {
                self.at = start;
                None
            }
        }
    }

    fn text(&mut self) -> Result<Vec<u8>, Syntax> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1_usize;
        loop {
            let byte = self.peek().ok_or(Syntax::End)?;
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' if open == 1 => return Ok(text),
                b')' => open -= 1,
                b'\\' => {
                    self.escape(&mut text)?;
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    fn escape(&mut self, text: &mut Vec<u8>) -> Result<(), Syntax> {
        let byte = self.peek().ok_or(Syntax::End)?;
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\r' if self.peek() == Some(b'\n') => self.at += 1,
            b'\r' | b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    code = code << 3 | u32::from(digit - b'0');
                    self.at += 1;
                }
                text.push(code.to_le_bytes()[0]);
            }
            other => text.push(other),
        }
        Ok(())
    }

    fn hex(&mut self) -> Result<Vec<u8>, Syntax> {
        self.at += 1;
        let rest = &self.data[self.at..];
        let end = rest.iter().position(|byte| *byte == b'>').ok_or(Syntax::End)?;
        self.at += end + 1;
        let mut digits = rest[..end].iter().filter_map(|byte| hex(*byte));
        let mut text = Vec::with_capacity(end / 2);
        while let Some(high) = digits.next() {
            text.push(high << 4 | digits.next().unwrap_or(0));
        }
        Ok(text)
    }

    fn array(&mut self, depth: usize) -> Result<Vec<Object>, Syntax> {
        let mut array = Vec::new();
        loop {
            match self.inside(depth)? {
                Item::Object(object) => array.push(object),
                Item::Close(b']') => return Ok(array),
                Item::Close(_) | Item::Word(_) => return Err(Syntax::Bad),
            }
        }
    }

    fn dict(&mut self, depth: usize) -> Result<Dict, Syntax> {
        let mut dict = Dict::default();
        loop {
            let key = match self.inside(depth)? {
                Item::Object(Object::Name(key)) => key,
                Item::Close(b'>') => return Ok(dict),
                _ => return Err(Syntax::Bad),
            };
            match self.inside(depth)? {
                Item::Object(value) => {
                    dict.0.entry(key).or_insert(value);
                }
                // A key without a value, as some writers leave it.
                Item::Close(b'>') => return Ok(dict),
                _ => return Err(Syntax::Bad),
            }
        }
    }

    fn inside(&mut self, depth: usize) -> Result<Item<'a>, Syntax> {
        if depth >= self.nesting {
            return Err(Syntax::Bad);
        }
        self.next(depth + 1)
    }
}

pub(super) fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Result<Object, Syntax> {
        Lexer::new(text, 64).object()
    }

    #[test]
    fn objects_as_the_standard_writes_them() {
        assert_eq!(read(b" %x\n-.5 "), Ok(Object::Real(-0.5)));
        assert_eq!(read(b"12 0 R"), Ok(Object::Ref(Ref { number: 12, generation: 0 })));
        assert_eq!(read(b"12 0 Rx"), Ok(Object::Int(12)));
        assert_eq!(Lexer::of_content(b"12 0 R", 9).object(), Ok(Object::Int(12)));
        assert_eq!(read(b"/A#20b"), Ok(Object::Name(b"A b".to_vec())));
        assert_eq!(read(b"(a(b)\\)\\101\\\r\nc)"), Ok(Object::Text(b"a(b))Ac".to_vec())));
        assert_eq!(read(b"<48 6>"), Ok(Object::Text(b"H`".to_vec())));
        let dict = read(b"<</A[1 2 3 0 R]/B<</C true>>>>").unwrap();
        assert_eq!(dict.dict().unwrap().get("A").array().len(), 3);
    }

    #[test]
    fn what_ends_early_and_what_is_nested_too_deep() {
        assert_eq!(read(b"<</A (x"), Err(Syntax::End));
        assert_eq!(read(&b"[".repeat(100)), Err(Syntax::Bad));
        assert_eq!(read(&b"[".repeat(10)), Err(Syntax::End));
        assert_eq!(read(b"} 1"), Err(Syntax::Bad));
    }
}
