//! Killed at random points, once or more often, and started again.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::json;

use crate::draw::Draw;
use crate::job::{Reference, files_below, must_exit, usual_time, verify};
use crate::rounds;

/// Starts the command and kills it after a random part of the time that it
/// usually takes; whether it was still at work, and after how many milliseconds.
fn kill_somewhere(command: &mut Command, took: Duration, draw: &mut Draw) -> (bool, u128) {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let wait = took * u32::try_from(draw.between(0, 1000)).unwrap() / 1000;
    thread::sleep(wait);
    child.kill().unwrap();
    let status = child.wait().unwrap();
    (status.code().is_none(), wait.as_millis())
}

#[test]
fn a_pack_that_is_killed_ends_in_the_same_bytes() {
    for (kind, zip) in [("pack-killed-zip", true), ("pack-killed-folder", false)] {
        let reference = Reference::new(zip, &mut Draw::new(7));
        rounds::play(kind, |draw| {
            // One that was faster than its kill is whole, and no round.
            let mut too_late = 0;
            loop {
                let place = tempfile::tempdir().unwrap();
                let kills = kill_and_finish(&reference, place.path(), draw);
                reference.is_equal(place.path());
                if !kills.is_empty() {
                    let details = json!({ "kills_ms": kills, "too_late": too_late, "equal": true });
                    return ("killed, then finished", details);
                }
                too_late += 1;
            }
        });
    }
}

/// Kills up to three packs one after the other, and lets one end; the
/// milliseconds after which a pack at work was killed.
fn kill_and_finish(reference: &Reference, folder: &Path, draw: &mut Draw) -> Vec<u128> {
    let mut kills = Vec::new();
    for _ in 0..draw.between(1, 4) {
        let (at_work, after) = kill_somewhere(&mut reference.pack(folder), reference.took, draw);
        if at_work {
            kills.push(after);
        }
        if reference.target(folder).exists() {
            // Its last act is to give the name, so it may be killed after it.
            must_exit(&mut reference.pack(folder), 3);
            return kills;
        }
        assert!(at_work, "it ended by itself, and nothing is there");
    }
    must_exit(&mut reference.pack(folder), 0);
    reference.is_alone(folder);
    kills
}

#[test]
fn a_verify_that_is_killed_ends_in_the_same_verdict() {
    let reference = Reference::new(false, &mut Draw::new(8));
    let whole = reference.target(reference.home.path());
    let damaged = reference.home.path().join("damaged");
    copy(&whole, &damaged);
    let victim = files_below(&damaged.join("data")).swap_remove(23);
    fs::write(victim, "other bytes").unwrap();
    for (kind, bundle, code) in
        [("verify-killed-sound", &whole, 0), ("verify-killed-damaged", &damaged, 1)]
    {
        let told = answer(&must_exit(&mut verify(bundle), code).stdout);
        let took = usual_time(|| drop(must_exit(&mut verify(bundle), code)));
        rounds::play(kind, |draw| {
            let mut too_late = 0;
            loop {
                let place = tempfile::tempdir().unwrap();
                let command = || {
                    let mut command = verify(bundle);
                    command.arg("--journal").arg(place.path().join("verify.journal"));
                    command
                };
                let (at_work, after) = kill_somewhere(&mut command(), took, draw);
                let again = must_exit(&mut command(), code).stdout;
                assert_eq!(told, answer(&again));
                if at_work {
                    let details = json!({ "killed_ms": after, "too_late": too_late });
                    return ("killed, then the same answer", details);
                }
                too_late += 1;
            }
        });
    }
}

/// What was answered, but for how much of it a journal vouched for.
fn answer(stdout: &[u8]) -> Vec<serde_json::Value> {
    let lines = std::str::from_utf8(stdout).unwrap().lines();
    let answers = lines.map(|line| {
        let mut answer: serde_json::Value = serde_json::from_str(line).unwrap();
        answer.as_object_mut().unwrap().remove("resumed");
        answer
    });
    answers.collect()
}

fn copy(from: &Path, to: &Path) {
    let status = Command::new("cp").arg("-r").args([from, to]).status().unwrap();
    assert!(status.success());
}
