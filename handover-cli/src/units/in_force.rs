//! A warning about a unit that is gone, or not there yet.

use chrono::NaiveDate;
use handover_core::unit::{AgencyRef, Register, Why};

use super::named;
use crate::context::Context;
use crate::locale::Arguments;
use crate::output::day;

/// What is said of a closed unit, and of one that is not there yet.
pub(crate) type Words = (&'static str, &'static str);

/// Without any consequence.
pub(crate) const PLAIN: Words = ("units-closed", "units-not-yet");

/// Warns if the agency's unit is not in force on `on`; nothing is refused, as
/// papers of a closed unit are made up later too.
pub(crate) fn warn_unless_in_force(
    agency: &AgencyRef,
    on: NaiveDate,
    (closed, not_yet): Words,
    context: &Context<'_>,
) {
    let unit = agency.unit();
    let Err(problem) = Register::vietnam().check_in_force(&unit, on) else { return };
    let locale = &context.locale;
    let arguments = Arguments::new().text("unit", named(&unit));
    match problem.why {
        Why::Closed { until } => {
            let arguments = arguments.text("day", day(until, locale.lang()));
            context.warn(&locale.with(closed, &arguments));
        }
        Why::NotYet { from } => {
            let arguments = arguments.text("day", day(from, locale.lang()));
            context.warn(&locale.with(not_yet, &arguments));
        }
        _ => {}
    }
}
