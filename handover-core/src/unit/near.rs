//! What may have been meant by something that does not exist.

use super::{EditionId, Register, UnitCode, UnitRef};

/// How many guesses a refusal names: more is a list that nobody reads.
pub(super) const GUESSES: usize = 3;

impl Register {
    /// Units that an unknown reference may mean: the same code in another edition, newest first,
    /// or else codes of the edition with one digit changed or two neighbours swapped.
    pub(super) fn near_code(&self, unit: &UnitRef) -> Vec<UnitRef> {
        let mut near: Vec<_> = self.by_code(unit.code()).map(super::Unit::reference).collect();
        near.reverse();
        if near.is_empty() && self.edition(unit.edition()).is_some() {
            near = self.misread(unit.code(), unit.edition());
        }
        near.truncate(GUESSES);
        near
    }

    fn misread(&self, code: UnitCode, edition: EditionId) -> Vec<UnitRef> {
        let inside = self.units.iter().map(super::Unit::reference);
        let inside = inside.filter(|unit| unit.edition() == edition);
        let mut near: Vec<_> = inside
            .filter_map(|unit| {
                Some((slip(code.as_str().as_bytes(), unit.code().as_str().as_bytes())?, unit))
            })
            .collect();
        near.sort_unstable();
        near.into_iter().map(|(_, unit)| unit).collect()
    }
}

/// A slip of the hand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slip {
    /// Two neighbours swapped: the likelier, since the digits are all there.
    Swapped,
    /// One digit is another.
    Changed,
}

/// The slip that makes one code of the other; `None` when it takes more than one.
fn slip(one: &[u8], other: &[u8]) -> Option<Slip> {
    if one.len() != other.len() {
        return None;
    }
    let mut differing = (0..one.len()).filter(|&at| one[at] != other[at]);
    match (differing.next(), differing.next(), differing.next()) {
        (Some(_), None, None) => Some(Slip::Changed),
        (Some(a), Some(b), None) if b == a + 1 && one[a] == other[b] && one[b] == other[a] => {
            Some(Slip::Swapped)
        }
        _ => None,
    }
}

/// Whether one edit (a letter changed, left out, added, or two swapped) makes one text of the
/// other. Equal texts do.
pub(super) fn one_edit(one: &[char], other: &[char]) -> bool {
    let head = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[head..], &other[head..]);
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[..one.len() - tail], &other[..other.len() - tail]);
    match (one, other) {
        ([a, b], [c, d]) => a == d && b == c,
        _ => one.len() <= 1 && other.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_and_no_more() {
        assert!(slip(b"27196", b"27169") == Some(Slip::Swapped));
        assert!(slip(b"27168", b"27169") == Some(Slip::Changed));
        assert!(slip(b"27169", b"27169").is_none());
        assert!(slip(b"27196", b"27159").is_none());
        assert!(slip(b"2716", b"27169").is_none());
    }

    #[test]
    fn one_edit_and_no_more() {
        let edit = |a: &str, b: &str| {
            one_edit(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
        };
        for (a, b) in [("trucbach", "trucbach"), ("trucbac", "trucbach"), ("trucbahc", "trucbach")]
        {
            assert!(edit(a, b) && edit(b, a), "{a} {b}");
        }
        assert!(edit("", "a"));
        assert!(edit("trucbaxh", "trucbach"));
        assert!(!edit("trucba", "trucbach"));
        assert!(!edit("tuxcbach", "trucbach"));
    }
}
