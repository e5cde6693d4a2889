use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::role::Role;
use crate::signing::{KeyId, PublicKey};
use crate::unit::AgencyRef;

/// A line of a trust list: a key, the one agency and the one person it is
/// bound to, what it may do, and when. Days are calendar days, UTC+7.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TrustedKey {
    /// The key; its id follows from it.
    pub key: PublicKey,
    /// The agency it signs for.
    pub agency: AgencyRef,
    /// The person who holds it, by full name.
    pub person: String,
    /// That person's title or office.
    pub title: String,
    /// What it may be used for.
    pub roles: Vec<Role>,
    /// The first day on which it is valid.
    pub from: NaiveDate,
    /// The last day on which it is valid.
    pub until: NaiveDate,
    /// The first day on which it is no longer used, where it ended early.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceased: Option<NaiveDate>,
    /// The first day on which another may have had it. Everything it signed
    /// falls, but for what another agency had signed before that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compromised: Option<NaiveDate>,
}

/// How a key ends before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revocation {
    /// In good order: no longer used from this day on.
    Ceased(NaiveDate),
    /// Another may have had it from this day on.
    Compromised(NaiveDate),
}

/// How a key stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Standing {
    /// It is valid.
    Valid,
    /// Its time has not begun, or is over.
    NotInTime,
    /// It was given up by then.
    Ceased,
    /// Another may have had it by then.
    Compromised,
}

impl TrustedKey {
    /// A line; further members can be set afterwards.
    pub fn new(
        key: PublicKey,
        agency: AgencyRef,
        (person, title): (impl Into<String>, impl Into<String>),
        roles: impl IntoIterator<Item = Role>,
        (from, until): (NaiveDate, NaiveDate),
    ) -> Self {
        let (person, title) = (person.into(), title.into());
        let roles = roles.into_iter().collect();
        let (ceased, compromised) = (None, None);
        TrustedKey { key, agency, person, title, roles, from, until, ceased, compromised }
    }

    /// The name of the key.
    pub fn key_id(&self) -> KeyId {
        self.key.key_id()
    }

    /// Whether it may be used so.
    pub fn may(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// How the key stands on `day`; the worst that applies.
    pub fn standing_on(&self, day: NaiveDate) -> Standing {
        let since = |first: Option<NaiveDate>| first.is_some_and(|first| first <= day);
        if since(self.compromised) {
            Standing::Compromised
        } else if since(self.ceased) {
            Standing::Ceased
        } else if day < self.from || self.until < day {
            Standing::NotInTime
        } else {
            Standing::Valid
        }
    }

    pub(super) fn revoke(&mut self, how: Revocation) {
        match how {
            Revocation::Ceased(day) => self.ceased = Some(day),
            Revocation::Compromised(day) => self.compromised = Some(day),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::Signer;
    use crate::signing::test_rng::key;

    #[test]
    fn the_days_of_a_key() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let mut line = TrustedKey::new(
            key(1).public_key(),
            "vn:27169@2024".parse().unwrap(),
            ("A", "B"),
            [Role::Seal],
            (day("2025-01-01"), day("2025-06-30")),
        );
        assert!(line.may(Role::Seal) && !line.may(Role::Witness));
        assert_eq!(line.standing_on(day("2024-12-31")), Standing::NotInTime);
        assert_eq!(line.standing_on(day("2025-01-01")), Standing::Valid);
        assert_eq!(line.standing_on(day("2025-06-30")), Standing::Valid);
        assert_eq!(line.standing_on(day("2025-07-01")), Standing::NotInTime);
        line.revoke(Revocation::Ceased(day("2025-06-01")));
        assert_eq!(line.standing_on(day("2025-05-31")), Standing::Valid);
        assert_eq!(line.standing_on(day("2025-06-01")), Standing::Ceased);
        line.revoke(Revocation::Compromised(day("2025-03-01")));
        assert_eq!(line.standing_on(day("2025-02-28")), Standing::Valid);
        assert_eq!(line.standing_on(day("2025-03-01")), Standing::Compromised);
        assert_eq!(line.standing_on(day("2026-03-01")), Standing::Compromised);
    }
}
