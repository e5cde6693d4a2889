//! The Vietnamese lists before and after 1 July 2025, compiled in.
//!
//! Source and licence: `data/vn-2025/NOTICE`. They stay text until somebody asks.

use std::sync::OnceLock;

use chrono::NaiveDate;

use super::{Country, Edition, EditionId, EditionTable, Register, SuccessionTable};

const UNTIL: &str = include_str!("../../data/vn-2025/units-until-2025-06-30.csv");
const FROM: &str = include_str!("../../data/vn-2025/units-from-2025-07-01.csv");
const SUCCESSION: &str = include_str!("../../data/vn-2025/succession-2025-07-01.csv");

impl Register {
    /// The units of Vietnam: edition `2024`, in force until 30 June 2025, and edition `2025`,
    /// in force from 1 July 2025 (Decision 19/2025/QĐ-TTg; codes before it by
    /// Decision 124/2004/QĐ-TTg). Read at the first call, once in a process.
    ///
    /// The beginning of edition `2024` is not known to the tables: it is the state just before
    /// the change, and units that closed earlier are not in it.
    ///
    /// # Panics
    ///
    /// Never in a released build: the tables are compiled in, and a test reads all of them.
    pub fn vietnam() -> &'static Self {
        static VIETNAM: OnceLock<Register> = OnceLock::new();
        VIETNAM.get_or_init(|| {
            let last = NaiveDate::from_ymd_opt(2025, 6, 30);
            let first = NaiveDate::from_ymd_opt(2025, 7, 1);
            let (old, new) =
                (const { EditionId::literal("2024") }, const { EditionId::literal("2025") });
            let until = EditionTable {
                name: "units-until-2025-06-30.csv",
                edition: Edition::new(old, None, last),
                reader: UNTIL.as_bytes(),
            };
            let from = EditionTable {
                name: "units-from-2025-07-01.csv",
                edition: Edition::new(new, first, None),
                reader: FROM.as_bytes(),
            };
            let succession = SuccessionTable {
                name: "succession-2025-07-01.csv",
                from: old,
                to: new,
                reader: SUCCESSION.as_bytes(),
            };
            let country = const { Country::literal("vn") };
            Self::from_tables(country, [until, from], [succession])
                .expect("the tables that are compiled in fit together")
        })
    }
}

#[cfg(test)]
mod tests;
