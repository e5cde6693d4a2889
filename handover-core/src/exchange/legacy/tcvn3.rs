//! TCVN 5712:1993, VN3 ("ABC"): one byte a letter. The table is that of
//! `TCVN5712-1` in the GNU C library, which `tests/judges/encodings.py` holds
//! it against, byte by byte and letter by letter.
//!
//! Most capitals with marks have no bytes: fonts whose names end in H show small
//! letters as capitals, and the text does not say so.

use unicode_normalization::UnicodeNormalization;

/// What the bytes A1 to FF show.
const LETTERS: &str = "ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}\
    àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄ\
    ẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_has_its_letter() {
        assert_eq!(LETTERS.chars().count(), 0xff - 0xa0);
        let cases = [
            ("QuyÕt ®Þnh vÒ viÖc thu håi ®Êt", "Quyết định về việc thu hồi đất"),
            ("Uû ban nh©n d©n ph\u{ad}êng", "Uỷ ban nhân dân phường"),
            ("t\u{b5}i s¶n", "tài sản"),
            ("t\u{3bc}i s¶n", "tài sản"),
        ];
        for (stored, text) in cases {
            assert_eq!(decode(stored), text);
        }
    }

    #[test]
    fn what_is_beyond_the_table_stays() {
        for text in ["01/QD-UBND", "\u{a0}", "\u{100}", "漢"] {
            assert_eq!(decode(text), text);
        }
    }
}
