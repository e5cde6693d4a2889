use crate::description::code_list::code_list;

/// A cell as it is displayed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::exchange) struct Cell {
    pub(in crate::exchange) text: String,
    /// Why the text is not what the cell means.
    pub(in crate::exchange) fault: Option<Fault>,
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Cell { text: text.into(), fault: None }
    }

    pub(super) fn fault(fault: Fault) -> Self {
        Cell { text: String::new(), fault: Some(fault) }
    }

    /// Whether there is nothing to see in it.
    pub(in crate::exchange) fn is_blank(&self) -> bool {
        self.fault.is_none() && self.text.trim().is_empty()
    }
}

code_list! {
    /// Why a cell cannot be read.
    Fault {
        FormulaError = "formula-error", "công thức báo lỗi";
        FormulaWithoutValue = "formula-without-value", "công thức chưa có kết quả";
        NotUtf8 = "not-utf8", "không phải UTF-8";
    }
}

/// `A` for 0, `AA` for 26.
pub(in crate::exchange) fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// 0 for `A`; nothing where the text is no column of a sheet.
pub(in crate::exchange) fn column_number(letters: &str) -> Option<usize> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    letters
        .bytes()
        .try_fold(0, |sum, byte| {
            byte.is_ascii_uppercase().then(|| sum * 26 + usize::from(byte - b'A') + 1)
        })?
        .checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (number, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (16_383, "XFD")] {
            assert_eq!(column_letters(number), letters);
            assert_eq!(column_number(letters), Some(number));
        }
        for letters in ["", "a", "A1", "ABCD"] {
            assert_eq!(column_number(letters), None, "{letters}");
        }
    }
}
