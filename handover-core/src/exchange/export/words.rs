//! Numbers in Vietnamese words, as the closing line of a list wants them.

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// `2 005` as "Hai nghìn không trăm linh năm".
pub(in crate::exchange) fn in_words(number: u64) -> String {
    let words = if number == 0 { DIGITS[0].to_owned() } else { groups(number, false) };
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    first + chars.as_str()
}

/// The words of a number that is not zero; `inside` where others stand before.
fn groups(number: u64, inside: bool) -> String {
    const SCALES: [(u64, &str); 3] = [(1_000_000_000, "tỷ"), (1_000_000, "triệu"), (1000, "nghìn")];
    let mut parts = Vec::new();
    let (mut rest, mut inside) = (number, inside);
    for (scale, name) in SCALES {
        let count = rest / scale;
        rest %= scale;
        if count > 0 {
            // More than 999 thousand million is again a number.
            let words =
                if count > 999 { groups(count, inside) } else { below_thousand(count, inside) };
            parts.push(format!("{words} {name}"));
            inside = true;
        }
    }
    if rest > 0 {
        parts.push(below_thousand(rest, inside));
    }
    parts.join(" ")
}

fn below_thousand(number: u64, inside: bool) -> String {
    let digit = |at: u64| DIGITS[usize::try_from(at % 10).unwrap_or_default()];
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let mut parts = Vec::new();
    if hundreds > 0 || inside {
        parts.push(format!("{} trăm", digit(hundreds)));
    }
    let before = hundreds > 0 || inside;
    match tens {
        0 if ones > 0 && before => parts.push("linh".to_owned()),
        0 => {}
        1 => parts.push("mười".to_owned()),
        tens => parts.push(format!("{} mươi", digit(tens))),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => parts.push("mốt".to_owned()),
        (1.., 5) => parts.push("lăm".to_owned()),
        (_, ones) => parts.push(digit(ones).to_owned()),
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_they_are_read() {
        let cases = [
            (0, "Không"),
            (5, "Năm"),
            (10, "Mười"),
            (15, "Mười lăm"),
            (21, "Hai mươi mốt"),
            (41, "Bốn mươi mốt"),
            (55, "Năm mươi lăm"),
            (101, "Một trăm linh một"),
            (110, "Một trăm mười"),
            (1000, "Một nghìn"),
            (2005, "Hai nghìn không trăm linh năm"),
            (10_035, "Mười nghìn không trăm ba mươi lăm"),
            (1_000_021, "Một triệu không trăm hai mươi mốt"),
            (94_000_000, "Chín mươi tư triệu"),
        ];
        for (number, words) in cases {
            let got = in_words(number);
            // "bốn mươi tư" and "bốn mươi bốn" are both said.
            assert_eq!(got.replace("mươi bốn", "mươi tư"), words, "{number}");
        }
        assert!(in_words(u64::MAX).contains("tỷ"));
    }
}
