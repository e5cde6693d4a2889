//! Whose key it is meant to be.

use chrono::NaiveDate;

use crate::context::Context;
use crate::failure::Failure;
use crate::units;

/// The agency that `--unit` names, as it is written before the key. It proves
/// nothing: a closed unit gets a warning only, an unknown one is refused.
pub(super) fn checked_unit(
    text: &str,
    on: NaiveDate,
    context: &Context<'_>,
) -> Result<String, Failure> {
    let text = text.trim();
    if text.is_empty() || text.contains(char::is_control) {
        // The signing room says what a note must be.
        return Ok(text.to_owned());
    }
    let agency = units::agency_of(text, Some(on))?;
    let words = ("key-unit-closed", "key-unit-not-yet");
    units::warn_unless_in_force(&agency, on, words, context);
    let written = if text.parse() == Ok(agency) { text.to_owned() } else { agency.to_string() };
    Ok(written)
}
