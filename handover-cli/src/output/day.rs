//! Days as people read them.

use chrono::NaiveDate;

use crate::locale::Lang;

/// `30/06/2025` in Vietnamese, `2025-06-30` in English.
pub(crate) fn day(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Vi => day.format("%d/%m/%Y").to_string(),
        Lang::En => day.to_string(),
    }
}
