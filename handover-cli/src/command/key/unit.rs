//! Whose key it is meant to be.

use handover_core::unit::{Register, Why};

use crate::context::Context;
use crate::failure::Failure;
use crate::locale::Arguments;
use crate::output::day;
use crate::units;

/// The agency that `--unit` names, as it is written before the key. It proves
/// nothing: a closed unit gets a warning only, an unknown one is refused.
pub(super) fn checked_unit(text: &str, context: &Context<'_>) -> Result<String, Failure> {
    let text = text.trim();
    if text.is_empty() || text.contains(char::is_control) {
        // The signing room says what a note must be.
        return Ok(text.to_owned());
    }
    let agency = units::agency_of(text, Some(context.today))?;
    let unit = agency.unit();
    if let Err(problem) = Register::vietnam().check_in_force(&unit, context.today) {
        let locale = &context.locale;
        let arguments = Arguments::new().text("unit", units::named(&unit));
        match problem.why {
            Why::Closed { until } => {
                let arguments = arguments.text("day", day(until, locale.lang()));
                context.warn(&locale.with("key-unit-closed", &arguments));
            }
            Why::NotYet { from } => {
                let arguments = arguments.text("day", day(from, locale.lang()));
                context.warn(&locale.with("key-unit-not-yet", &arguments));
            }
            _ => {}
        }
    }
    let written = if text.parse() == Ok(agency) { text.to_owned() } else { agency.to_string() };
    Ok(written)
}
