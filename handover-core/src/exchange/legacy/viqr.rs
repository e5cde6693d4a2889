//! VIQR (RFC 1456): Vietnamese in plain ASCII, with its marks behind the
//! letters: "Ho^` so+" is "Hồ sơ". Mails and databases of the nineties have it.

use unicode_normalization::UnicodeNormalization;

/// The text in Unicode form C.
pub(super) fn decode(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            // What follows is meant as it stands.
            '\\' if rest.peek().is_some_and(|next| is_mark(*next) || "dD".contains(*next)) => {
                plain.extend(rest.next());
            }
            'd' if rest.next_if(|next| "dD".contains(*next)).is_some() => plain.push('đ'),
            'D' if rest.next_if(|next| "dD".contains(*next)).is_some() => plain.push('Đ'),
            c if "aeiouyAEIOUY".contains(c) => {
                plain.push(c);
                let shape = rest.peek().and_then(|mark| shape(c, *mark));
                if let Some(shape) = shape {
                    plain.push(shape);
                    rest.next();
                }
                if let Some(tone) = rest.peek().and_then(|mark| tone(*mark)) {
                    plain.push(tone);
                    rest.next();
                }
            }
            c => plain.push(c),
        }
    }
    plain.nfc().collect()
}

fn is_mark(c: char) -> bool {
    "(^+*".contains(c) || tone(c).is_some()
}

fn shape(letter: char, mark: char) -> Option<char> {
    Some(match (letter.to_ascii_lowercase(), mark) {
        ('a' | 'e' | 'o', '^') => '\u{302}',
        ('a', '(') => '\u{306}',
        ('o' | 'u', '+' | '*') => '\u{31b}',
        _ => return None,
    })
}

fn tone(mark: char) -> Option<char> {
    Some(match mark {
        '`' => '\u{300}',
        '\'' => '\u{301}',
        '?' => '\u{309}',
        '~' => '\u{303}',
        '.' => '\u{323}',
        _ => return None,
    })
}

/// Words that only a mark of VIQR explains, and those of them that become
/// Vietnamese. A full stop, a question mark, a bracket at the end of a word is
/// none, and other signs stand between numbers.
pub(super) fn marked_words(text: &str) -> (i64, i64) {
    let (mut marked, mut good) = (0, 0);
    for word in text.split([' ', '\t', '\r', '\n', ',', ';', ':', '/', '-', '"', ')']) {
        let core = word.trim_end_matches(['.', '?', '\'', '(']);
        let vowel_marked = core
            .as_bytes()
            .windows(2)
            .any(|pair| b"aeiouyAEIOUY".contains(&pair[0]) && is_mark(char::from(pair[1])));
        if vowel_marked {
            marked += 1;
            good += i64::from(super::syllable::is_syllable(&decode(core)));
        }
    }
    (marked, good)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_behind_letters() {
        let cases = [
            ("Ho^` so+ ve^` vie^.c gia?i quye^'t", "Hồ sơ về việc giải quyết"),
            (
                "Quye^'t ddi.nh cu?a U?y ban nha^n da^n phu+o+`ng",
                "Quyết định của Ủy ban nhân dân phường",
            ),
            ("DDa(.t lo*`i, DDA('T", "Đặt lời, ĐẮT"),
            ("01/QDD-UBND", "01/QĐ-UBND"),
            (r"bao giu+\?", "bao giư?"),
            (r"a\\b", r"a\\b"),
        ];
        for (stored, text) in cases {
            assert_eq!(decode(stored), text);
        }
    }

    #[test]
    fn english_and_lists_are_no_viqr() {
        for text in ["Is it so? No. (a) e.g. i.e. C++, o'clock", "a.b.c@d.vn", "H49.64.a.1"] {
            let (marked, good) = marked_words(text);
            assert!(good * 2 < marked.max(3), "{text}: {marked} {good}");
        }
        assert_eq!(marked_words("Ho^` so+ vie^.c"), (3, 3));
    }
}
