use std::num::NonZeroU64;

use crate::description::Metres;

/// What stands for a figure that nobody counted. Conventions, not law: count a
/// few boxes of one's own and correct them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Estimates {
    /// Pages to scan in a shelf metre.
    pub pages_a_metre: NonZeroU64,
    /// Dossiers in a shelf metre.
    pub dossiers_a_metre: NonZeroU64,
    /// Pages of a sheet: 2 where backs are written on.
    pub pages_a_sheet: NonZeroU64,
}

impl Default for Estimates {
    fn default() -> Self {
        let number = |number| NonZeroU64::new(number).unwrap_or(NonZeroU64::MIN);
        Estimates {
            pages_a_metre: number(8000),
            dossiers_a_metre: number(40),
            pages_a_sheet: number(2),
        }
    }
}

impl Estimates {
    /// Pages of a length of shelf.
    pub fn pages(&self, metres: Metres) -> u64 {
        share(metres.millimetres(), self.pages_a_metre.get(), 1000)
    }

    /// The length of a dossier in no container: by its pages, where they are known.
    pub fn length(&self, pages: Option<u64>) -> Metres {
        Metres::from_millimetres(match pages {
            Some(pages) => share(pages, 1000, self.pages_a_metre.get()),
            None => 1000 / self.dossiers_a_metre,
        })
    }
}

/// `amount` × `times` ÷ `of`, rounded up; stops at the largest number.
pub(in crate::plan) fn share(amount: u64, times: u64, of: u64) -> u64 {
    let product = u128::from(amount) * u128::from(times);
    u64::try_from(product.div_ceil(u128::from(of.max(1)))).unwrap_or(u64::MAX)
}
