//! Bad luck at random points, through the command: it is killed, the disk
//! fills up, files change or cannot be read. Nothing that looks whole is ever
//! left behind.
//!
//! `HANDOVER_FAULT_ROUNDS` is the number of rounds of each kind (4 if not
//! given), `HANDOVER_FAULT_SEED` the seed of the first; a failure prints the
//! seed that repeats it. What happened in each round is written to
//! `target/faults/KIND.jsonl`.
#![cfg(target_os = "linux")]

mod changing;
mod full;
mod job;
mod killed;
mod ledger;
mod page;
mod rounds;
mod unreadable;

#[path = "../../handover-core/benches/harness/draw.rs"]
mod draw;
#[path = "../it/listed.rs"]
#[allow(dead_code, reason = "shared with tests/it, which uses all of it")]
mod listed;
#[path = "../it/small_disk.rs"]
mod small_disk;
#[path = "../it/support.rs"]
#[allow(dead_code, reason = "shared with tests/it, which uses all of it")]
mod support;
