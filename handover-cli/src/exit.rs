//! What the exit codes mean; scripts depend on them.

/// Done, and no finding of severity `block`.
pub const DONE: u8 = 0;

/// Done, and the answer is no: a finding of severity `block`, a difference, a
/// refusal by a rule; in `verify` also a seal that is unknown or missing.
pub const NO: u8 = 1;

/// The command line was not understood.
pub const USAGE: u8 = 2;

/// Could not finish: something cannot be read, written or parsed, a passphrase
/// is wrong, the disk is full, a source changed, a target exists.
pub const UNFINISHED: u8 = 3;

/// Stopped by Ctrl-C; nothing that looks finished was left behind.
pub const INTERRUPTED: u8 = 130;
