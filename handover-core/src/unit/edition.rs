//! A list of units, with the days on which it is in force.

use chrono::NaiveDate;

use super::EditionId;

/// One list of a country's units (danh mục theo kỳ hiệu lực).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Edition {
    id: EditionId,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl Edition {
    /// An edition in force from one day until another, both included. `None` for `from` means
    /// that no beginning is known, for `until` that no end is decided.
    pub fn new(id: EditionId, from: Option<NaiveDate>, until: Option<NaiveDate>) -> Self {
        Self { id, from, until }
    }

    /// Its name, as it stands in references.
    pub fn id(&self) -> EditionId {
        self.id
    }

    /// The first day in force (UTC+7); `None` when no beginning is known.
    pub fn in_force_from(&self) -> Option<NaiveDate> {
        self.from
    }

    /// The last day in force (UTC+7); `None` while it lasts.
    pub fn in_force_until(&self) -> Option<NaiveDate> {
        self.until
    }

    /// Whether it is in force on a day. Without a known beginning, every earlier day counts.
    pub fn in_force_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}
