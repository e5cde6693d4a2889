//! The `handover` command as a library, so that tests can run it.
//!
//! [`main`] is the process; [`run`] is the same with streams and surroundings
//! as arguments. Exit codes are in [`exit`].

mod args;
mod command;
mod context;
mod environment;
pub mod exit;
mod failure;
mod keys;
mod locale;
mod output;
mod passphrase;
mod progress;
mod random;
mod run;
#[cfg(test)]
mod tests;
mod text_file;
mod units;

pub use environment::{AskPassphrase, Environment, Stream};
pub use run::{main, run};
