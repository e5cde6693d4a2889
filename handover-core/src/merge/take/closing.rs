//! When a fonds closed, and what its dossiers are called from then on.

use chrono::NaiveDate;

use crate::description::{FileCode, FilePrefixes};
use crate::unit::{AgencyRef, Outcome, Register, SuccessionKind};

/// The last day of the agency `creator`, if its unit ended before `on` and did
/// not live on: then its fonds is closed. Of agencies that only an act has a
/// name for, nobody knows whether they went with their unit.
pub(in crate::merge) fn closed_by_register(
    register: &Register,
    creator: &str,
    on: NaiveDate,
) -> Option<NaiveDate> {
    let agency: AgencyRef = creator.parse().ok()?;
    agency.known()?;
    let unit = agency.unit();
    let until = register.edition(unit.edition())?.in_force_until().filter(|until| *until < on)?;
    let lives_on = |kind| matches!(kind, SuccessionKind::Continues | SuccessionKind::Renamed);
    match register.outcome(&unit)? {
        Outcome::Lasts | Outcome::Unknown => None,
        Outcome::Succeeded(rows)
            if rows.iter().any(|row| row.kind.value().is_some_and(lives_on)) =>
        {
            None
        }
        _ => Some(until),
    }
}

/// The code of a dossier with that of its closed fonds in front; `None` if it
/// has that already, or begins with nothing like the identifier of an agency.
pub(super) fn closed_code(fonds: &str, file_code: &str) -> Option<String> {
    let code: FileCode = file_code.parse().ok()?;
    if code.prefix() == fonds || !is_agency_identifier(code.prefix()) {
        return None;
    }
    let prefixes = FilePrefixes::new(code.prefix(), fonds).ok()?;
    prefixes.closed(&code).map(|code| code.to_string())
}

/// `H29.70.33`: a letter and two digits, then numbers (QĐ 20/2020/QĐ-TTg).
fn is_agency_identifier(text: &str) -> bool {
    let mut parts = text.split('.');
    let first = parts.next().unwrap_or_default().as_bytes();
    let digits = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    first.len() == 3
        && first[0].is_ascii_uppercase()
        && digits(&first[1..])
        && parts.all(|part| digits(part.as_bytes()))
}

#[cfg(all(test, feature = "register"))]
mod tests {
    use super::*;

    #[test]
    fn a_fonds_closes_with_its_creator_unless_that_lives_on() {
        let closed = |creator: &str, on: &str| {
            let day = closed_by_register(Register::vietnam(), creator, on.parse().unwrap());
            day.map(|day| day.to_string())
        };
        let last = Some("2025-06-30".to_owned());
        assert_eq!(closed("vn:27169@2024/ubnd", "2025-07-01"), last);
        assert_eq!(closed("vn:27169@2024/ubnd", "2025-06-30"), None);
        // A district has no successor, and has ceased all the same.
        assert_eq!(closed("vn:771@2024/ubnd", "2025-07-01"), last);
        assert_eq!(closed("vn:27163@2025/ubnd", "2026-07-01"), None);
        assert_eq!(closed("vn:27169@2024/truong-hoc", "2025-07-01"), None);
        assert_eq!(closed("Phường 14", "2025-07-01"), None);
        let register = Register::vietnam();
        let lives_on = register
            .successions()
            .iter()
            .find(|row| row.kind.value() == Some(SuccessionKind::Continues));
        let lives_on = AgencyRef::from(lives_on.unwrap().from).to_string();
        assert_eq!(closed(&lives_on, "2025-07-01"), None);
    }

    #[test]
    fn only_the_identifier_of_an_agency_gives_way() {
        let code = |text| closed_code("P14Q10", text);
        assert_eq!(code("H29.70.33.2001.160").as_deref(), Some("P14Q10.2001.160"));
        assert_eq!(code("P14Q10.2001.160"), None);
        assert_eq!(code("P13Q10.2001.160"), None);
        assert_eq!(code("HS1"), None);
        assert_eq!(closed_code("", "H29.70.33.2001.160"), None);
    }
}
