//! One unit for a query, or a refusal that says what may have been meant.

use thiserror::Error;

use super::fold::Folded;
use super::near::{self, GUESSES};
use super::{Match, Register, Scope, UnitRef, names};

/// A query that does not name exactly one unit.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ResolveError {
    /// No unit has this name or code within the scope.
    #[error("no unit has this name or code")]
    NotFound {
        /// What may have been meant, at most three, likeliest first.
        nearest: Vec<UnitRef>,
    },
    /// Several units do; the caller must ask which.
    #[error("{} units have this name or code", candidates.len())]
    Ambiguous {
        /// All of them, in the order of [`Register::find`].
        candidates: Vec<UnitRef>,
    },
}

impl ResolveError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "unit-not-found",
            Self::Ambiguous { .. } => "unit-ambiguous",
        }
    }
}

impl Register {
    /// The one unit that a query names. Takes the queries of [`Register::find`], but a whole name
    /// is needed: a beginning is never completed, since it would sign for the wrong unit.
    ///
    /// # Errors
    ///
    /// [`ResolveError::Ambiguous`] when several units answer equally well, for instance one of
    /// each edition; [`ResolveError::NotFound`] when none does.
    pub fn resolve_one(
        &self,
        query: &str,
        scope: impl Into<Scope>,
    ) -> Result<UnitRef, ResolveError> {
        let scope = scope.into();
        let mut found = self.find(query, scope);
        let Some(best) = found.first().map(|best| best.closeness).filter(|best| best.is_whole())
        else {
            return Err(ResolveError::NotFound { nearest: self.nearest(query, scope, &found) });
        };
        found.retain(|unit| unit.closeness == best);
        match found[..] {
            [ref one] => Ok(one.reference),
            _ => Err(ResolveError::Ambiguous { candidates: references(&found).collect() }),
        }
    }

    /// Guesses, from the safest to the widest; the first kind that yields any is taken.
    fn nearest(&self, query: &str, scope: Scope, beginnings: &[Match<'_>]) -> Vec<UnitRef> {
        let mut near: Vec<_> = references(beginnings).take(GUESSES).collect();
        if near.is_empty() {
            let anywhere = self.find(query, Scope::AnyEdition);
            near = references(&anywhere).take(GUESSES).collect();
        }
        if near.is_empty() {
            near = self.near_text(query.trim());
        }
        let folded = names::fold_query(query);
        if near.is_empty() {
            near = self.near_name(&folded, scope);
        }
        near
    }

    fn near_text(&self, query: &str) -> Vec<UnitRef> {
        if let Ok(reference) = query.parse::<UnitRef>() {
            return self.near_code(&reference);
        }
        let Ok(code) = query.parse() else { return Vec::new() };
        let newest_first = self.editions.iter().rev();
        let near = newest_first
            .flat_map(|edition| self.near_code(&UnitRef::new(self.country, code, edition.id())));
        near.take(GUESSES).collect()
    }

    /// Names that differ in their marks only, or else in one letter.
    fn near_name(&self, query: &Folded, scope: Scope) -> Vec<UnitRef> {
        let plain = query.clone().without_marks();
        let mut near: Vec<_> =
            self.find_name(&plain, scope).into_iter().map(|(_, unit)| unit.reference).collect();
        if near.is_empty() {
            near = self.mistyped(&plain);
        }
        near.sort_unstable();
        near.truncate(GUESSES);
        near
    }

    /// Names of units, without their parents, that one slip of the hand makes of the query.
    fn mistyped(&self, query: &Folded) -> Vec<UnitRef> {
        let names = self.names();
        let typed: Vec<char> = names.query_letters(query);
        // In a shorter one, a letter is too much of it.
        if typed.len() < 4 {
            return Vec::new();
        }
        let mut letters = Vec::new();
        let units = self.units.iter().enumerate().filter(|(place, _)| {
            letters.clear();
            letters.extend(names.bare_letters(*place));
            near::one_edit(&typed, &letters)
        });
        units.map(|(_, unit)| unit.reference).collect()
    }
}

fn references(found: &[Match<'_>]) -> impl Iterator<Item = UnitRef> {
    found.iter().map(|unit| unit.reference)
}

#[cfg(all(test, feature = "register"))]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn resolve(query: &str) -> Result<String, ResolveError> {
        resolve_in(query, Scope::AnyEdition)
    }

    fn resolve_in(query: &str, scope: impl Into<Scope>) -> Result<String, ResolveError> {
        Register::vietnam().resolve_one(query, scope).map(|unit| unit.to_string())
    }

    fn nearest(query: &str) -> Vec<String> {
        match resolve(query) {
            Err(ResolveError::NotFound { nearest }) => {
                nearest.iter().map(UnitRef::to_string).collect()
            }
            other => panic!("{query}: {other:?}"),
        }
    }

    #[test]
    fn one_answer_is_taken() {
        assert_eq!(resolve("phuong 14 quan 10").unwrap(), "vn:27169@2024");
        assert_eq!(resolve("vn:00004@2025").unwrap(), "vn:00004@2025");
        let day = NaiveDate::from_ymd_opt(2025, 7, 1).unwrap();
        assert_eq!(resolve_in("00004", day).unwrap(), "vn:00004@2025");
        assert_eq!(resolve_in("phường Ba Đình, Hà Nội", day).unwrap(), "vn:00004@2025");
    }

    #[test]
    fn several_are_all_named() {
        let error = resolve("00004").unwrap_err();
        assert_eq!(error.code(), "unit-ambiguous");
        assert_eq!(error.to_string(), "2 units have this name or code");
        let scope = Scope::Edition("2025".parse().unwrap());
        match resolve_in("xa tan tien", scope) {
            Err(ResolveError::Ambiguous { candidates }) => assert_eq!(candidates.len(), 7),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn none_says_what_may_have_been_meant() {
        // A beginning, wrong marks, another edition, a slip in a code, a slip in a name.
        assert_eq!(nearest("phường hoà hư")[0], "vn:27163@2025");
        assert_eq!(nearest("phường hoả hưng"), ["vn:27163@2025"]);
        assert_eq!(nearest("vn:27196@2025")[..2], ["vn:21796@2025", "vn:27169@2025"]);
        assert_eq!(nearest("27196")[1], "vn:27169@2025");
        assert_eq!(nearest("00001x"), Vec::<String>::new());
        assert_eq!(nearest("phuong truc bahc"), ["vn:00004@2024"]);
        let old = Scope::Edition("2024".parse().unwrap());
        let error = resolve_in("phường hòa hưng", old).unwrap_err();
        let expected = vec!["vn:27163@2025".parse().unwrap()];
        assert_eq!(error, ResolveError::NotFound { nearest: expected });
        assert_eq!(error.code(), "unit-not-found");
    }
}
