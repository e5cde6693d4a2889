//! One file a subcommand: parse, one call of the core, render.

mod completions;
mod dispatch;
mod key;
mod man;
mod pack;
mod survey;
mod transfer;
mod unit;
mod verify;

pub(crate) use dispatch::run;
