//! What follows from the tables where they do not say it.

use chrono::NaiveDate;

use super::{Evidence, Extent, Register, Succession, SuccessionKind, Unit};

/// The first day of Decision 19/2025/QĐ-TTg, by whose art. 3 a code stays with the seat.
const CODES_STAY_WITH_SEATS: Option<NaiveDate> = NaiveDate::from_ymd_opt(2025, 7, 1);

impl Register {
    /// Fills in kind and seat of successions that no table gives them for.
    pub(super) fn infer(&mut self) {
        let inferred: Vec<_> = self
            .successions
            .iter()
            .map(|row| {
                let alone = self.successors(&row.from).len() == 1;
                let others = self.predecessors(&row.to).count() > 1;
                (self.kind_of(row, alone, others), self.seat_of(row))
            })
            .collect();
        for (row, (kind, seat)) in self.successions.iter_mut().zip(inferred) {
            (row.kind, row.seat) = (kind, seat);
        }
    }

    /// `alone`: it has no other successor; `others`: the successor has other predecessors.
    pub(super) fn kind_of(
        &self,
        row: &Succession,
        alone: bool,
        others: bool,
    ) -> Evidence<SuccessionKind> {
        if row.kind != Evidence::Unknown || !alone || row.extent != Extent::Whole {
            return row.kind;
        }
        if others {
            return Evidence::Inferred(SuccessionKind::Merged);
        }
        let name = |unit| self.get(unit).map(Unit::name);
        if row.from.code() == row.to.code() && name(&row.from) == name(&row.to) {
            return Evidence::Inferred(SuccessionKind::Continues);
        }
        Evidence::Unknown
    }

    pub(super) fn seat_of(&self, row: &Succession) -> Evidence<bool> {
        let by_code = self.country.as_str() == "vn"
            && CODES_STAY_WITH_SEATS.is_some_and(|first| first <= row.effective_on)
            && row.from.code() == row.to.code();
        match row.seat {
            Evidence::Unknown if by_code => Evidence::Inferred(true),
            seat => seat,
        }
    }
}
