//! A ledger whose writers are killed, alone and side by side.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use handover_core::signing::Signer;
use serde_json::{Value, json};

use crate::draw::Draw;
use crate::job::{handover, must_exit, usual_time};
use crate::{rounds, support};

fn key() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/keys/giver.key")
}

fn signed(command: &mut Command, folder: &Path) {
    command.args(["--by", "Trần Thị B, Văn thư", "--date", "2025-07-01"]);
    command.arg("--key").arg(key()).arg("--ledger").arg(folder.join("custody.jsonl"));
}

fn open(folder: &Path) {
    let mut command = handover(&["custody", "open", "--as", "vn:27163@2025"]);
    signed(&mut command, folder);
    must_exit(&mut command, 0);
}

/// The command that writes an event which is known by its seal.
fn add(folder: &Path, seal: &str) -> Command {
    let mut command = handover(&["custody", "add", "seal", "--fonds", "P14", "--seal", seal]);
    signed(&mut command, folder);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The seals of all events, in order; the ledger must hold as a whole.
#[track_caller]
fn seals(folder: &Path) -> Vec<String> {
    let mut command = handover(&["--json", "custody", "log"]);
    let trust = folder.join("trusted.pem");
    std::fs::write(&trust, support::key().public_key().to_pem()).unwrap();
    command.arg("--trust").arg(trust).arg("--ledger").arg(folder.join("custody.jsonl"));
    let said = must_exit(&mut command, 0).stdout;
    let lines = std::str::from_utf8(&said).unwrap().lines();
    let events = lines.map(|line| serde_json::from_str::<Value>(line).unwrap());
    let seals = events.filter_map(|event| event["event"]["seal"].as_str().map(str::to_owned));
    seals.collect()
}

#[test]
fn no_event_is_lost_that_was_reported_and_none_is_half_written() {
    let usual = tempfile::tempdir().unwrap();
    open(usual.path());
    let took = usual_time(|| drop(must_exit(&mut add(usual.path(), "usual"), 0)));
    rounds::play("ledger-killed", |draw| {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path();
        open(folder);
        let (mut reported, mut killed, mut number) = (Vec::new(), 0, 0);
        // Until a writer was killed at work at least three times.
        while killed < 3 {
            let mut writers: Vec<(String, Child)> = (0..draw.between(1, 3))
                .map(|_| {
                    number += 1;
                    let seal = format!("NP {number}");
                    let child = add(folder, &seal).spawn().unwrap();
                    (seal, child)
                })
                .collect();
            thread::sleep(moment(took, draw));
            writers[0].1.kill().unwrap();
            for (seal, mut child) in writers {
                match child.wait().unwrap().code() {
                    Some(0) => reported.push(seal),
                    Some(code) => panic!("{seal} ended with {code}"),
                    None => killed += 1,
                }
            }
            lose_power(folder, draw);
        }
        must_exit(&mut add(folder, "last"), 0);
        reported.push("last".to_owned());
        let there = seals(folder);
        let all: BTreeSet<_> = there.iter().collect();
        assert_eq!(all.len(), there.len(), "an event stands there twice: {there:?}");
        let lost: Vec<_> = reported.iter().filter(|seal| !all.contains(seal)).collect();
        assert!(lost.is_empty(), "reported and lost: {lost:?}");
        let unreported = there.len() - reported.len();
        assert!(unreported <= killed, "{there:?}");
        let torn = std::fs::read_dir(folder).unwrap().filter(|entry| {
            entry.as_ref().unwrap().file_name().to_str().unwrap().contains(".torn-")
        });
        let torn = torn.count();
        let details = json!({
            "killed": killed, "reported": reported.len(), "unreported": unreported, "torn": torn,
        });
        ("killed, nothing reported was lost", details)
    });
}

/// Takes from the end of the ledger what a disk may lose that was not synced:
/// some of a line whose writer was killed before it could report it.
fn lose_power(folder: &Path, draw: &mut Draw) {
    let path = folder.join("custody.jsonl");
    let Ok(next) = std::fs::read(folder.join("custody.jsonl.next")) else { return };
    let bytes = std::fs::read(&path).unwrap();
    if !next.is_empty() && bytes.ends_with(&next) {
        let lost = draw.between(0, next.len() as u64 + 1);
        let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
        file.set_len(bytes.len() as u64 - lost).unwrap();
    }
}

/// A moment in the time that an event usually takes.
fn moment(took: Duration, draw: &mut Draw) -> Duration {
    took * u32::try_from(draw.between(0, 1000)).unwrap() / 1000
}
