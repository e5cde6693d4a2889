//! One file a subcommand: parse, one call of the core, render.

mod completions;
mod custody;
mod diff;
mod dispatch;
mod inventory;
mod key;
mod man;
mod merge;
mod minutes;
mod pack;
mod plan;
mod receive;
mod release;
mod report;
mod show;
mod survey;
mod transfer;
mod trust;
mod unit;
mod unpack;
mod verify;
mod witness;

pub(crate) use dispatch::run;
