//! Short ASCII text held in place, so that references are `Copy` and need no allocation.

/// At most `N` ASCII bytes, padded with NUL. Compares as the text does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Short<const N: usize>([u8; N]);

impl<const N: usize> Short<N> {
    /// `None` when the text is empty, too long, or not made of printable ASCII.
    pub(super) fn new(text: &str) -> Option<Self> {
        if text.is_empty() || text.len() > N || !text.bytes().all(|b| b.is_ascii_graphic()) {
            return None;
        }
        let mut bytes = [0; N];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Some(Self(bytes))
    }

    /// A text known when the program is compiled; for `const` only, where a bad one is an error.
    pub(super) const fn literal(text: &'static str) -> Self {
        let text = text.as_bytes();
        assert!(!text.is_empty() && text.len() <= N);
        let mut bytes = [0; N];
        let mut at = 0;
        while at < text.len() {
            bytes[at] = text[at];
            at += 1;
        }
        Self(bytes)
    }

    /// The text again.
    pub(super) fn as_str(&self) -> &str {
        let len = self.0.iter().position(|&b| b == 0).unwrap_or(N);
        // Only ASCII gets in, so the fallback is never taken.
        str::from_utf8(&self.0[..len]).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_it_was_given_and_refuses_the_rest() {
        assert_eq!(Short::<3>::new("abc").unwrap().as_str(), "abc");
        assert_eq!(Short::<3>::new("a").unwrap().as_str(), "a");
        for bad in ["", "abcd", "a b", "é", "a\0"] {
            assert!(Short::<3>::new(bad).is_none(), "{bad:?}");
        }
    }

    #[test]
    fn orders_as_text() {
        let mut list: Vec<_> = ["10", "1", "02", "011"].map(|t| Short::<3>::new(t).unwrap()).into();
        list.sort_unstable();
        let texts: Vec<_> = list.iter().map(Short::as_str).collect();
        assert_eq!(texts, ["011", "02", "1", "10"]);
    }
}
