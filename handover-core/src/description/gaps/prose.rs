//! Gaps as people declare them in a title or a remark.

use std::ops::RangeInclusive;

/// Words that open a declaration.
const OPENERS: [&str; 2] = ["khuyết", "thiếu"];
/// Words that may stand before an ordinal and mean nothing more.
const FILLERS: [&str; 5] = ["các", "những", "văn", "bản", "từ"];
/// Words behind a bare number that make a count or a date of it.
const COUNTED: [&str; 13] = [
    "tờ", "trang", "văn", "tài", "hồ", "quyển", "tập", "bản", "cuốn", "bộ", "người", "ngày",
    "tháng",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Word(&'a str),
    Number(u32),
    /// `-`, `–`
    Dash,
    /// `,`, `;`
    Comma,
    /// `:`
    Colon,
    /// `/`, of a date or of a number with its notation.
    Slash,
    /// Anything else that is seen.
    Other,
}

/// The ranges that lower-case text in form C declares missing.
pub(super) fn ranges(text: &str) -> Option<Vec<RangeInclusive<u32>>> {
    // Most texts say nothing of the kind, and are done with here.
    if !OPENERS.iter().any(|opener| text.contains(opener)) {
        return None;
    }
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at += 1;
        if matches!(tokens[at - 1], Token::Word(word) if OPENERS.contains(&word)) {
            let mut rest = Rest { tokens: &tokens[at..], numbered: false };
            found.extend(rest.declaration());
            at = tokens.len() - rest.tokens.len();
        }
    }
    (!found.is_empty()).then_some(found)
}

struct Rest<'t, 'a> {
    tokens: &'t [Token<'a>],
    /// Whether "số" was said: then a noun behind makes no count of it.
    numbered: bool,
}

impl Rest<'_, '_> {
    /// The list behind an opener: `[các] số [:] range {, range}`.
    fn declaration(&mut self) -> Vec<RangeInclusive<u32>> {
        let mut ranges = Vec::new();
        loop {
            self.fillers();
            let Some(range) = self.range() else { return ranges };
            let counted = match self.tokens.first() {
                Some(Token::Word(word)) => COUNTED.contains(word) && !self.numbered,
                Some(Token::Slash) => true,
                _ => false,
            };
            if counted {
                return Vec::new();
            }
            ranges.push(range);
            let goes_on = matches!(self.tokens.first(), Some(Token::Comma))
                || matches!(self.tokens.first(), Some(Token::Word("và")));
            if !goes_on {
                return ranges;
            }
            self.tokens = &self.tokens[1..];
        }
    }

    fn fillers(&mut self) {
        while let Some((first, rest)) = self.tokens.split_first() {
            match first {
                Token::Word("số") => self.numbered = true,
                Token::Colon => {}
                Token::Word(word) if FILLERS.contains(word) => {}
                _ => return,
            }
            self.tokens = rest;
        }
    }

    fn number(&mut self) -> Option<u32> {
        let Some((Token::Number(number), rest)) = self.tokens.split_first() else { return None };
        self.tokens = rest;
        Some(*number)
    }

    fn range(&mut self) -> Option<RangeInclusive<u32>> {
        let first = self.number()?;
        let before = self.tokens;
        let last = match self.tokens {
            [Token::Dash, ..] | [Token::Word("đến"), Token::Number(_), ..] => {
                self.tokens = &self.tokens[1..];
                self.number()
            }
            [Token::Word("đến"), Token::Word("số"), ..] => {
                self.tokens = &self.tokens[2..];
                self.number()
            }
            _ => Some(first),
        };
        let Some(last) = last else {
            self.tokens = before;
            return Some(first..=first);
        };
        (first <= last).then_some(first..=last)
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let run = |fits: fn(char) -> bool| rest.find(|c| !fits(c)).unwrap_or(rest.len());
        let length = if c.is_ascii_digit() {
            let end = run(|c| c.is_ascii_digit());
            tokens.push(rest[..end].parse().map_or(Token::Other, Token::Number));
            end
        } else if c.is_alphabetic() {
            let end = run(char::is_alphabetic);
            tokens.push(Token::Word(&rest[..end]));
            end
        } else {
            match c {
                '-' | '\u{2013}' => tokens.push(Token::Dash),
                ',' | ';' => tokens.push(Token::Comma),
                ':' => tokens.push(Token::Colon),
                '/' => tokens.push(Token::Slash),
                c if c.is_whitespace() => {}
                _ => tokens.push(Token::Other),
            }
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::description::Gaps;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "(khuyết|thiếu|số|từ|đến|các|và|tờ|[0-9]{1,11}|[-–,;:. x])( ?(khuyết|số|đến|[0-9]{1,3}|[-,;:.]))*") {
            let _ = ranges(&text);
        }

        #[test]
        fn what_is_declared_in_a_list_is_what_the_column_would_hold(
            list in proptest::collection::vec((1_u32..50, 0_u32..9), 1..6),
            opener in "(Khuyết số: |khuyết số |KHUYẾT CÁC SỐ |thiếu số: )",
        ) {
            let items: Vec<String> = list
                .iter()
                .map(|(first, more)| match more {
                    0 => format!("{first:02}"),
                    more => format!("{first:02}-{:02}", first + more),
                })
                .collect();
            let column: Gaps = items.join(", ").parse().unwrap();
            let prose = format!("Tập lưu quyết định. {opener}{}. Ghi chú 5", items.join(", "));
            prop_assert_eq!(Gaps::in_prose(&prose), Some(column));
        }
    }
}
