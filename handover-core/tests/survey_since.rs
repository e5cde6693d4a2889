//! A second survey reads only what was touched, and says what it trusted.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use handover_core::finding::{Code, Location};
use handover_core::snapshot::{Name, Record, SnapshotReader, SnapshotWriter};
use handover_core::survey::{Folder, Options, Survey, Untouched, survey, survey_since};

struct Archive {
    dir: tempfile::TempDir,
    surveys: usize,
}

impl Archive {
    fn new(files: &[(&str, &str)]) -> Self {
        let archive = Archive { dir: tempfile::tempdir().unwrap(), surveys: 0 };
        for (path, content) in files {
            archive.write(path, content);
        }
        archive
    }

    fn files(&self) -> PathBuf {
        self.dir.path().join("files")
    }

    fn write(&self, path: &str, content: &str) {
        let place = self.files().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, content).unwrap();
    }

    /// Lets the clock of the disk go on, so that nothing is of this moment.
    fn settle() {
        std::thread::sleep(Duration::from_millis(60));
    }

    fn survey(&mut self, since: Option<(&Path, Untouched)>) -> (PathBuf, Survey) {
        self.surveys += 1;
        let out = self.dir.path().join(format!("{}.survey", self.surveys));
        let source = Folder::open(&self.files()).unwrap();
        let mut writer = SnapshotWriter::create(&out).unwrap();
        let keep = |record: &Record| writer.push(record);
        let options = Options::default();
        let surveyed = match since {
            None => survey(&source, keep, &options, &()).unwrap(),
            Some((since, untouched)) => {
                let since = SnapshotReader::open(since).unwrap();
                survey_since(&source, since, untouched, keep, &options, &()).unwrap()
            }
        };
        writer.finish().unwrap();
        (out, surveyed)
    }
}

fn records(path: &Path) -> Vec<Record> {
    SnapshotReader::open(path).unwrap().map(Result::unwrap).collect()
}

/// The names of what was taken over.
fn taken_over(path: &Path) -> Vec<String> {
    let taken = records(path).into_iter().filter(|record| record.taken_over);
    taken.map(|record| record.name.location().to_string()).collect()
}

/// The same records, whoever read them.
fn as_read(path: &Path) -> Vec<Record> {
    let as_read = |record| Record { taken_over: false, ..record };
    records(path).into_iter().map(as_read).collect()
}

const FILES: &[(&str, &str)] = &[("a/1", "một"), ("a/2", "hai"), ("b", "ba"), ("c/d/4", "bốn")];

#[test]
fn only_what_was_touched_is_read() {
    let mut archive = Archive::new(FILES);
    Archive::settle();
    let (first, surveyed) = archive.survey(None);
    assert_eq!((surveyed.taken_over, surveyed.tally.files), (0, 4));

    let (second, surveyed) = archive.survey(Some((&first, Untouched::TakeOver)));
    assert_eq!((surveyed.taken_over, surveyed.tally.files), (4, 4));
    assert_eq!(as_read(&second), as_read(&first));
    assert_eq!(taken_over(&second).len(), 4);

    // Same size, other bytes; the time is set back as unzip and copies do.
    let times = filetime::FileTime::from_last_modification_time(
        &fs::metadata(archive.files().join("b")).unwrap(),
    );
    archive.write("b", "BA");
    filetime::set_file_mtime(archive.files().join("b"), times).unwrap();
    archive.write("a/15", "mới");
    fs::remove_file(archive.files().join("a/2")).unwrap();
    fs::rename(archive.files().join("c"), archive.files().join("e")).unwrap();
    let (third, _) = archive.survey(Some((&second, Untouched::TakeOver)));
    assert_eq!(taken_over(&third), ["a/1"]);
    let (fresh, _) = archive.survey(None);
    assert_eq!(as_read(&third), as_read(&fresh));
}

#[test]
fn what_changed_in_the_moment_of_the_survey_is_read_again() {
    let mut archive = Archive::new(FILES);
    Archive::settle();
    // As late as a change after the reading could be, and then unseen.
    let later = filetime::FileTime::from_unix_time(i64::from(u32::MAX), 5);
    filetime::set_file_mtime(archive.files().join("b"), later).unwrap();
    let (first, _) = archive.survey(None);
    let (second, _) = archive.survey(Some((&first, Untouched::TakeOver)));
    assert_eq!(taken_over(&second), ["a/1", "a/2", "c/d/4"]);
}

#[test]
fn what_must_not_be_named_and_what_version_1_knows_is_read() {
    let mut archive = Archive::new(&[("Mật/1", "x"), ("a.txt", "")]);
    Archive::settle();
    let (first, _) = archive.survey(None);
    let (second, _) = archive.survey(Some((&first, Untouched::TakeOver)));
    assert_eq!(taken_over(&second), ["a.txt"]);

    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/survey-1.survey");
    let (_, surveyed) = archive.survey(Some((&kept, Untouched::TakeOver)));
    assert_eq!(surveyed.taken_over, 0);
}

#[test]
fn bytes_that_changed_without_a_trace_are_found_by_reading() {
    let mut archive = Archive::new(FILES);
    Archive::settle();
    let (first, _) = archive.survey(None);
    // What the disk once held, as far as the earlier survey can tell.
    let rotten = archive.dir.path().join("rotten.survey");
    let mut writer = SnapshotWriter::create(&rotten).unwrap();
    for mut record in records(&first) {
        if record.name == Name::Path("a/2".into()) {
            let content = record.file.as_mut().unwrap();
            content.sha256 = handover_core::digest::Digest::sha256(b"once");
        }
        writer.push(&record).unwrap();
    }
    writer.finish().unwrap();
    let (second, surveyed) = archive.survey(Some((&rotten, Untouched::Compare)));
    assert_eq!(surveyed.taken_over, 0);
    assert_eq!(surveyed.report.count(Code::FileChangedSilently), 1);
    assert_eq!(surveyed.report.findings[0].location, Location::file("a/2"));
    assert!(!surveyed.report.passes());
    assert_eq!(as_read(&second), as_read(&first));

    let (_, surveyed) = archive.survey(Some((&first, Untouched::Compare)));
    assert!(surveyed.report.passes());
}
