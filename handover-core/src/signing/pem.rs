//! One PEM block in a text (RFC 7468), and what stands before it.

use pkcs8::der::pem::decode_vec;
use zeroize::Zeroizing;

use super::error::{KeyError, Malformed};

const BEGIN: &str = "-----BEGIN ";
const DASHES: &str = "-----";

/// The single block of a text.
pub(super) struct Block<'a> {
    /// Text before the block; may be anything.
    pub(super) preamble: &'a str,
    /// What the block says it is, such as `PUBLIC KEY`.
    pub(super) label: &'a str,
    /// The decoded bytes.
    pub(super) der: Zeroizing<Vec<u8>>,
}

/// Finds and decodes the only block of `text`, of at most `limit` bytes.
///
/// Unix and Windows line ends are both read, as is a byte order mark: people
/// open these files in Notepad.
pub(super) fn only_block(text: &str, limit: usize) -> Result<Block<'_>, KeyError> {
    if text.len() > limit {
        return Err(KeyError::TooLarge { limit, found: text.len() });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut starts = line_starts(text).filter(|&at| text[at..].starts_with(BEGIN));
    let start = starts.next().ok_or(Malformed::NoBlock)?;
    if starts.next().is_some() {
        return Err(Malformed::SeveralBlocks.into());
    }
    let (preamble, block) = text.split_at(start);
    let label = label(block).ok_or(Malformed::Pem)?;
    let end = format!("\n-----END {label}-----");
    let end = block.find(&end).ok_or(Malformed::Pem)? + end.len();
    let (block, rest) = block.split_at(end);
    if !rest.trim().is_empty() {
        return Err(Malformed::OtherText.into());
    }
    let (_, der) = decode_vec(block.as_bytes()).map_err(|_| Malformed::Pem)?;
    Ok(Block { preamble, label, der: Zeroizing::new(der) })
}

fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1))
}

/// The label of a block's first line; only what RFC 7468 lets stand there, so
/// that an error may show it.
fn label(block: &str) -> Option<&str> {
    let label = block.lines().next()?.strip_prefix(BEGIN)?.strip_suffix(DASHES)?;
    let plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b' ';
    (!label.is_empty() && label.len() <= 40 && label.bytes().all(plain)).then_some(label)
}

/// The refusal of a block with an unwanted label.
pub(super) fn other_block(wanted: &'static str, found: &str) -> KeyError {
    // `RSA PRIVATE KEY`, `EC PRIVATE KEY`: older containers, never Ed25519.
    let traditional = matches!(
        found,
        "RSA PRIVATE KEY" | "EC PRIVATE KEY" | "DSA PRIVATE KEY" | "RSA PUBLIC KEY"
    );
    if traditional {
        KeyError::NotEd25519
    } else {
        KeyError::OtherBlock { wanted, found: found.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: &str = "-----BEGIN X-----\nAAECAwQ=\n-----END X-----";

    fn cause(text: &str) -> Malformed {
        match only_block(text, 1000) {
            Err(KeyError::Malformed(cause)) => cause,
            other => panic!("{:?} for {text:?}", other.map(|block| block.der)),
        }
    }

    #[test]
    fn line_ends_of_both_worlds_are_read() {
        for text in [
            BLOCK.to_owned(),
            format!("{BLOCK}\n"),
            format!("{BLOCK}\n").replace('\n', "\r\n"),
            format!("\u{feff}{BLOCK}\r\n\r\n"),
        ] {
            let block = only_block(&text, 1000).unwrap();
            assert_eq!((block.label, &block.der[..]), ("X", &[0, 1, 2, 3, 4][..]), "{text:?}");
            assert_eq!(block.preamble, "");
        }
        let text = format!("Unit: a\n{BLOCK}\n");
        assert_eq!(only_block(&text, 1000).unwrap().preamble, "Unit: a\n");
    }

    #[test]
    fn anything_else_is_refused() {
        assert_eq!(cause(""), Malformed::NoBlock);
        assert_eq!(cause(&format!(" {BLOCK}")), Malformed::NoBlock);
        assert_eq!(cause(&format!("{BLOCK}\n{BLOCK}\n")), Malformed::SeveralBlocks);
        assert_eq!(cause(&format!("{BLOCK}\nmore")), Malformed::OtherText);
        assert_eq!(cause(&format!("{BLOCK}more")), Malformed::OtherText);
        for damaged in [
            BLOCK.replace("END X", "END Y"),
            BLOCK.replace('=', ""),
            BLOCK.replace("AAEC", "AA C"),
            BLOCK.replace("AwQ=", "AwR="),
            BLOCK.replace('X', "é"),
            BLOCK.replace('X', ""),
            BLOCK.replace('\n', ""),
        ] {
            assert_eq!(cause(&damaged), Malformed::Pem, "{damaged:?}");
        }
        let large = only_block(&" ".repeat(1001), 1000).map(|block| block.der);
        assert_eq!(large, Err(KeyError::TooLarge { limit: 1000, found: 1001 }));
    }
}
