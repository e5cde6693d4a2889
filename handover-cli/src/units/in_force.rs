//! A warning about a unit that is gone, or not there yet.

use chrono::NaiveDate;
use handover_core::unit::{AgencyRef, Register, Why};

use super::named;
use crate::context::Context;
use crate::locale::Arguments;
use crate::output::day;

/// Warns if the agency's unit is not in force on `on`; nothing is refused, as
/// papers of a closed unit are made up later too.
pub(crate) fn warn_unless_in_force(agency: &AgencyRef, on: NaiveDate, context: &Context<'_>) {
    let unit = agency.unit();
    let Err(problem) = Register::vietnam().check_in_force(&unit, on) else { return };
    let locale = &context.locale;
    let arguments = Arguments::new().text("unit", named(&unit));
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
