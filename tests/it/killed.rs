//! The program is killed at any moment, and the same command goes on.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::pack_folder;

const FILES: u64 = 6000;

/// Rounds; `HANDOVER_FAULT_ROUNDS` asks for more.
fn rounds() -> u64 {
    let asked = std::env::var("HANDOVER_FAULT_ROUNDS").ok();
    asked.and_then(|rounds| rounds.parse().ok()).unwrap_or(6)
}

fn command(bundle: &Path, journal: Option<&Path>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handover-under-test"));
    command.args(["--json", "--quiet", "verify"]).arg(bundle);
    if let Some(journal) = journal {
        command.arg("--journal").arg(journal);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The report, less what the journal says.
fn report(bundle: &Path, journal: Option<&Path>) -> (serde_json::Value, serde_json::Value) {
    let output = command(bundle, journal).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let last = text.lines().last().unwrap_or_else(|| panic!("{told}"));
    let mut report: serde_json::Value = serde_json::from_str(last).unwrap();
    let resumed = report.as_object_mut().unwrap().remove("resumed").unwrap();
    (report, resumed)
}

/// Files that the journal vouches for.
fn noted(journal: &Path) -> u64 {
    let text = fs::read_to_string(journal).unwrap_or_default();
    let whole = text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    let counts = whole.filter_map(|line| line.strip_prefix("sound ")?.split(' ').nth(1));
    counts.map(|count| count.parse::<u64>().unwrap()).sum()
}

#[test]
fn killed_at_any_moment_it_ends_in_the_same_verdict() {
    let dir = tempfile::tempdir().unwrap();
    let files = dir.path().join("files");
    for number in 0..FILES {
        let folder = files.join(format!("{:02}", number / 100));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{number:04}")), number.to_string().repeat(100)).unwrap();
    }
    let zip = dir.path().join("goi.zip");
    let folder = dir.path().join("goi");
    pack_folder(&files, &zip).unwrap();
    pack_folder(&files, &folder).unwrap();
    fs::write(folder.join("data/31/3141"), "x").unwrap();
    let (mut killed, mut went_on) = (0, 0);
    for round in 0..rounds() {
        let bundle = if round % 2 == 0 { &zip } else { &folder };
        let (undisturbed, none) = report(bundle, None);
        assert!(none.is_null());
        let journal = dir.path().join(format!("journal-{round}"));
        // Several kills in a row.
        for step in 1..=3 {
            let mut child = command(bundle, Some(&journal));
            let child = child.stdout(Stdio::null()).stderr(Stdio::null());
            let mut child = child.spawn().unwrap();
            // Sometimes at once, mostly when something is done.
            let wanted = if round % 3 == 2 { 0 } else { step * 1000 };
            while noted(&journal) < wanted && child.try_wait().unwrap().is_none() {
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(Duration::from_millis(round * 7 % 23));
            killed += u64::from(child.try_wait().unwrap().is_none());
            child.kill().unwrap();
            child.wait().unwrap();
        }
        let noted = noted(&journal);
        let (report, resumed) = report(bundle, Some(&journal));
        assert_eq!(report, undisturbed, "round {round}");
        // Nothing that was noted is read again.
        assert_eq!(resumed["files"].as_u64(), Some(noted), "round {round}");
        went_on += u64::from(noted > 0);
    }
    // A machine may be too quick or too slow for some, but not for all.
    assert!(killed > 0 && went_on > 0, "{killed} killed, {went_on} went on");
}
