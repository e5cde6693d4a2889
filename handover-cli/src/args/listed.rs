//! Values of a closed list of the core, by their codes.

use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Takes one of `codes`, and names them all in the help.
pub(super) fn listed<T>(codes: &'static [&'static str]) -> impl TypedValueParser<Value = T>
where
    T: FromStr + Clone + Send + Sync + 'static,
{
    // A code of the list always parses.
    PossibleValuesParser::new(codes).try_map(|code| code.parse().map_err(|_| NotListed))
}

#[derive(Debug)]
struct NotListed;

impl std::fmt::Display for NotListed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not in the list")
    }
}

impl std::error::Error for NotListed {}
