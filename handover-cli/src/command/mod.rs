//! One file a subcommand: parse, one call of the core, render.

mod completions;
mod dispatch;
mod key;
mod man;
mod transfer;
mod unit;

pub(crate) use dispatch::run;
