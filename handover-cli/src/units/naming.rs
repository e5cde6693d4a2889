//! Units and agencies in words.

use handover_core::transfer::NamedAgency;
use handover_core::unit::{AgencyRef, Kind, Level, Register, Unit, UnitRef};

use crate::locale::{Locale, key_of};
use crate::output::escaped;

/// `vn:27169@2024 (Phường 14, Quận 10, Thành phố Hồ Chí Minh)`.
pub(crate) fn named(unit: &UnitRef) -> String {
    named_in(Register::vietnam(), unit)
}

/// The same by another register.
pub(crate) fn named_in(register: &Register, unit: &UnitRef) -> String {
    match register.full_name(unit) {
        Some(name) => format!("{unit} ({name})"),
        None => unit.to_string(),
    }
}

/// The agency's name with its unit's; its reference where nobody knows a name.
/// `own` are the names that the act gives to agencies of their own slug.
pub(crate) fn agency_name(
    agency: &AgencyRef,
    own: &[NamedAgency],
    locale: &Locale,
) -> Option<String> {
    if let Some(named) = own.iter().find(|named| named.agency == *agency) {
        return Some(escaped(&named.name).into_owned());
    }
    known_name(Register::vietnam(), agency, locale)
}

/// The name of a known agency with its unit's.
fn known_name(register: &Register, agency: &AgencyRef, locale: &Locale) -> Option<String> {
    agency.known()?;
    let unit = register.full_name(&agency.unit())?;
    let body = locale.text(&key_of("agency", agency.slug().as_str()));
    Some(format!("{body} {unit}"))
}

/// The agency's name, and its reference behind it.
pub(crate) fn agency(agency: &AgencyRef, own: &[NamedAgency], locale: &Locale) -> String {
    match agency_name(agency, own, locale) {
        Some(name) => format!("{name} ({agency})"),
        None => agency.to_string(),
    }
}

/// An agency of another register's unit: its name, or its reference where nobody knows one.
pub(crate) fn agency_in(register: &Register, agency: &AgencyRef, locale: &Locale) -> String {
    known_name(register, agency, locale).unwrap_or_else(|| agency.to_string())
}

/// What sort of unit it is, by its name; in a few rows the tables say another.
pub(crate) fn kind_of(unit: &Unit) -> Kind {
    let words = [
        ("Đặc khu ", Kind::SpecialZone),
        ("Thị trấn ", Kind::Township),
        ("Thị xã ", Kind::Town),
        ("Phường ", Kind::Ward),
        ("Huyện ", Kind::RuralDistrict),
        ("Quận ", Kind::UrbanDistrict),
        ("Tỉnh ", Kind::Province),
        ("Xã ", Kind::Commune),
    ];
    if unit.name().starts_with("Thành phố ") {
        return if unit.level() == Level::Province { Kind::Municipality } else { Kind::City };
    }
    let named = words.into_iter().find(|(word, _)| unit.name().starts_with(word));
    named.map_or(unit.kind(), |(_, kind)| kind)
}
