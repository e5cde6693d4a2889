//! TCVN 5712:1993, VN3 ("ABC"): one byte a letter. The table is that of
//! `TCVN5712-1` in the GNU C library, which a test compares it with.
//!
//! Capitals with marks have no bytes: fonts whose names end in H show small
//! letters as capitals, and the text does not say so.

use unicode_normalization::UnicodeNormalization;

/// What the bytes A1 to FE show.
const LETTERS: &str = "ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}\
    àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄ\
    ẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ";

/// The text in Unicode form C.
pub(super) fn decode(text: &str) -> String {
    let letter = |c: char| {
        let at = (c as u32).checked_sub(0xa1)?;
        LETTERS.chars().nth(at as usize)
    };
    let letters = text.chars().map(|c| {
        // Tables of code pages turn 0xB5 and 0xAD into look-alikes.
        let c = if c == '\u{3bc}' { '\u{b5}' } else { c };
        letter(c).unwrap_or(c)
    });
    letters.nfc().collect()
}
