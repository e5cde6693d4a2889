//! A verify that was cut off goes on, and never says more than was read.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use handover_core::bundle::Bundle;
use handover_core::concurrency::Concurrency;
use handover_core::error::{Error, ErrorKind};
use handover_core::limits::Limits;
use handover_core::observe::{Observer, Phase, Work};
use handover_core::verify::{
    self, Begun, Checked, Journal, TimeLimit, Verdict, Verification, verify,
};
use tempfile::TempDir;

use crate::forge::blocks;
use crate::support::{pack_folder, trust};

/// Enough files for several groups and batches.
const FILES: u64 = 2300;

/// A bundle of many small files, and a place for the journal.
fn bundle(name: &str) -> (TempDir, PathBuf, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let files = dir.path().join("files");
    for number in 0..FILES {
        let folder = files.join(format!("{:02}", number / 100));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{number:04}")), number.to_string().repeat(3)).unwrap();
    }
    let out = dir.path().join(name);
    pack_folder(&files, &out).unwrap();
    let journal = dir.path().join("journal");
    (dir, out, journal)
}

fn still() -> Duration {
    Duration::ZERO
}

fn run(bundle: &Path, journal: &Path, observer: &dyn Observer) -> Result<Verification, Error> {
    run_as(bundle, journal, Checked::Blake3, observer)
}

fn run_as(
    bundle: &Path,
    journal: &Path,
    checked: Checked,
    observer: &dyn Observer,
) -> Result<Verification, Error> {
    let bundle = Bundle::open(bundle, &Limits::default()).unwrap();
    let mut options = verify::Options::default();
    options.checked = checked;
    // So that it stops where it is asked to.
    options.concurrency = Concurrency::ONE;
    options.journal = Some(Journal { path: journal.to_path_buf(), clock: &still });
    verify(&bundle, &trust(), &options, observer)
}

fn valid(bundle: &Path, journal: &Path) -> verify::Resumed {
    let found = run(bundle, journal, &()).unwrap();
    assert_eq!((blocks(&found), found.verdict), (String::new(), Verdict::Valid));
    found.resumed.unwrap()
}

/// Stops after so many files.
struct StopAfter(u64, AtomicU64);

impl Observer for StopAfter {
    fn advance(&self, phase: Phase, done: Work) {
        if phase == Phase::Verify {
            self.1.fetch_add(done.entries, Relaxed);
        }
    }

    fn cancelled(&self) -> bool {
        self.1.load(Relaxed) >= self.0
    }
}

#[test]
fn stopped_anywhere_it_goes_on_from_there() {
    for name in ["goi", "goi.zip"] {
        let (_dir, out, journal) = bundle(name);
        let mut before = 0;
        for stop in [1, 700, 1500] {
            let result = run(&out, &journal, &StopAfter(stop, AtomicU64::new(0)));
            let error = result.map(|found| found.verdict).unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Interrupted), "{error}");
        }
        for _ in 0..2 {
            let resumed = valid(&out, &journal);
            assert_eq!(resumed.begun, Begun::Continued);
            assert!(resumed.files >= 1500 && resumed.files >= before, "{resumed:?}");
            before = resumed.files;
        }
        // After a whole run nothing is left to read.
        assert_eq!(before, FILES);
    }
}

#[test]
fn what_failed_is_read_again_and_the_rest_is_not() {
    let (_dir, out, journal) = bundle("goi");
    let place = out.join("data/07/0712");
    let right = fs::read(&place).unwrap();
    fs::write(&place, "x".repeat(right.len())).unwrap();
    for _ in 0..2 {
        let found = run(&out, &journal, &()).unwrap();
        assert_eq!((blocks(&found).as_str(), found.verdict), ("payload.digest", Verdict::NotValid));
    }
    fs::write(&place, &right).unwrap();
    assert_eq!(valid(&out, &journal).files, FILES - 1);
    assert_eq!(valid(&out, &journal).files, FILES);
}

#[test]
fn what_changed_since_is_read_again() {
    let (_dir, out, journal) = bundle("goi");
    valid(&out, &journal);
    let place = out.join("data/07/0712");
    let length = fs::read(&place).unwrap().len();
    fs::write(&place, "x".repeat(length)).unwrap();
    let found = run(&out, &journal, &()).unwrap();
    assert_eq!(blocks(&found), "payload.digest");
    assert!(found.resumed.unwrap().files > 0);
    fs::remove_file(&place).unwrap();
    assert_eq!(blocks(&run(&out, &journal, &()).unwrap()), "bag.oxum payload.missing");
    fs::write(out.join("data/07/0000"), "x").unwrap();
    let found = run(&out, &journal, &()).unwrap();
    assert!(blocks(&found).contains("payload.unlisted"), "{}", blocks(&found));
}

#[test]
fn a_zip_that_was_written_since_is_read_from_the_start() {
    let (_dir, out, journal) = bundle("goi.zip");
    valid(&out, &journal);
    let time = filetime::FileTime::from_unix_time(1_800_000_000, 0);
    filetime::set_file_mtime(&out, time).unwrap();
    let resumed = valid(&out, &journal);
    assert_eq!((resumed.begun, resumed.files), (Begun::SourceChanged, 0));
    assert_eq!(valid(&out, &journal).files, FILES);
}

#[test]
fn a_journal_counts_for_its_bundle_and_its_check_alone() {
    let (dir, out, journal) = bundle("goi");
    valid(&out, &journal);
    let refused = |result: Result<Verification, Error>| match result.unwrap_err().kind() {
        ErrorKind::Malformed { code, .. } => *code,
        other => panic!("{other}"),
    };
    let full = run_as(&out, &journal, Checked::Full, &());
    assert_eq!(refused(full), "journal.other-check");
    fs::write(dir.path().join("files/x"), "x").unwrap();
    let third = dir.path().join("third.zip");
    pack_folder(&dir.path().join("files"), &third).unwrap();
    assert_eq!(refused(run(&third, &journal, &())), "journal.other-bundle");
    let letter = dir.path().join("letter.txt");
    fs::write(&letter, "a letter\n").unwrap();
    assert_eq!(refused(run(&out, &letter, &())), "journal.not-one");
    assert_eq!(fs::read(&letter).unwrap(), b"a letter\n");
    let inside = run(&out, &out.join("journal"), &()).unwrap_err();
    assert!(matches!(inside.kind(), ErrorKind::TargetInside { .. }));
}

#[test]
fn a_torn_or_damaged_journal_says_less_and_never_more() {
    let (_dir, out, journal) = bundle("goi.zip");
    valid(&out, &journal);
    let whole = fs::read(&journal).unwrap();
    for cut in (0..whole.len()).step_by(31) {
        fs::write(&journal, &whole[..cut]).unwrap();
        assert!(valid(&out, &journal).files < FILES, "cut at {cut}");
        // What was dropped is written again.
        assert_eq!(fs::read(&journal).unwrap().len(), whole.len());
    }
    let first_line = whole.iter().position(|byte| *byte == b'\n').unwrap();
    for byte in (first_line + 1..whole.len()).step_by(37) {
        let mut bytes = whole.clone();
        bytes[byte] ^= 4;
        fs::write(&journal, &bytes).unwrap();
        let resumed = valid(&out, &journal);
        assert_eq!(resumed.begun, Begun::TailDropped, "byte {byte}");
        assert!(resumed.files < FILES);
    }
}

/// A clock that goes as the work goes: a second for each file.
struct Worked(AtomicU64);

impl Observer for Worked {
    fn advance(&self, phase: Phase, done: Work) {
        if phase == Phase::Verify {
            self.0.fetch_add(done.entries, Relaxed);
        }
    }
}

#[test]
fn time_that_is_up_is_no_verdict() {
    let (_dir, out, journal) = bundle("goi.zip");
    let bundle = Bundle::open(&out, &Limits::default()).unwrap();
    let within = |seconds| {
        let worked = Worked(AtomicU64::new(0));
        let clock = || Duration::from_secs(worked.0.load(Relaxed));
        let mut options = verify::Options::default();
        options.concurrency = Concurrency::ONE;
        options.journal = Some(Journal { path: journal.clone(), clock: &clock });
        let at = Duration::from_secs(seconds);
        options.time_limit = Some(TimeLimit { clock: &clock, at });
        verify(&bundle, &trust(), &options, &worked)
    };
    for seconds in [600, 1800] {
        match within(seconds).unwrap_err().kind() {
            ErrorKind::TimeUp { files, bytes, all } => {
                assert!((seconds..FILES).contains(files) && *bytes > 0);
                assert_eq!(*all, Some(FILES));
            }
            other => panic!("{other}"),
        }
    }
    let found = within(FILES * 2).unwrap();
    assert_eq!(found.verdict, Verdict::Valid);
    assert!(found.resumed.unwrap().files > 1000);
}
