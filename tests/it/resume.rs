//! Packing that is cut off, and goes on: the bytes are those of an undisturbed
//! run, and what was packed is not read again.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use handover_core::error::{ErrorKind, Result};
use handover_core::inventory::NoTables;
use handover_core::limits::Limits;
use handover_core::observe::Observer;
use handover_core::pack::{self, Sealed, VolumeSize, pack};
use handover_core::signing::Signer;
use handover_core::survey::Source;
use handover_core::walk::{Entry, Names, Step};
use proptest::prelude::*;

use crate::support::{Found, key, least_act, stranger, tree};

/// Files in memory that count how often they are opened.
#[derive(Default)]
struct Shelf {
    files: BTreeMap<&'static str, (Vec<u8>, i64)>,
    opened: AtomicU64,
}

impl Shelf {
    fn file(&self, path: &Path) -> io::Result<&(Vec<u8>, i64)> {
        self.files.get(path.to_str().unwrap()).ok_or(io::ErrorKind::NotFound.into())
    }
}

impl Source for Shelf {
    fn entries(&self, _: Names, _: &Limits) -> Result<Box<dyn Iterator<Item = Step> + '_>> {
        let entry = |(path, (content, time)): (&&str, &(Vec<u8>, i64))| {
            Step::File(Entry::file(path, content.len() as u64, *time))
        };
        Ok(Box::new(self.files.iter().map(entry)))
    }

    fn open(&self, source: &Path) -> io::Result<Box<dyn Read + Send + '_>> {
        self.opened.fetch_add(1, Ordering::Relaxed);
        Ok(Box::new(self.file(source)?.0.as_slice()))
    }

    fn state(&self, source: &Path) -> io::Result<(u64, i64)> {
        let (content, time) = self.file(source)?;
        Ok((content.len() as u64, *time))
    }
}

/// Stops after so many questions.
struct Impatient(AtomicU64);

impl Observer for Impatient {
    fn cancelled(&self) -> bool {
        let less = |left: u64| left.checked_sub(1);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_err()
    }
}

fn run(shelf: &Shelf, out: &Path, checkpoint_bytes: u64, patience: u64) -> Result<Sealed> {
    run_as(&key(), shelf, out, checkpoint_bytes, patience)
}

fn run_as(
    signer: &dyn Signer,
    shelf: &Shelf,
    out: &Path,
    checkpoint_bytes: u64,
    patience: u64,
) -> Result<Sealed> {
    let mut options = pack::Options::default();
    options.checkpoint_bytes = checkpoint_bytes;
    if out.ends_with("volumes.zip") {
        options.volume_size = Some(VolumeSize::Bytes(4_000_000));
    }
    let observer = Impatient(patience.into());
    pack(shelf, &NoTables, &least_act(), &[signer], out, &options, &observer)
}

/// Names in path order.
const NAMES: [&str; 7] = ["a", "b/1", "b/2", "c", "d/e/1", "d/f", "g"];
/// Small ones share a batch; large ones have their own.
const SIZES: [usize; 4] = [0, 5, 1_500_000, 2_500_000];

#[derive(Debug, Clone)]
enum Event {
    /// A run that is cut off after so many questions.
    Cut(u64),
    /// The file is there, with this content and time.
    Put(usize, usize, i64),
    Remove(usize),
    /// The power was cut: what was not synced is something else.
    Garble(u64),
}

fn event() -> impl Strategy<Value = Event> {
    let put = (0..NAMES.len(), 0..SIZES.len(), 0..3_i64);
    prop_oneof![
        4 => (0..60_u64).prop_map(Event::Cut),
        3 => put.prop_map(|(name, size, time)| Event::Put(name, size, time)),
        1 => (0..NAMES.len()).prop_map(Event::Remove),
        1 => any::<u64>().prop_map(Event::Garble),
    ]
}

fn put(shelf: &mut Shelf, name: usize, size: usize, time: i64) {
    // Equal size and time mean equal bytes: that is what a resume relies on.
    shelf.files.insert(NAMES[name], (vec![u8::try_from(time).unwrap(); SIZES[size]], time));
}

/// The workplace of an unfinished bundle.
fn unfinished(out: &Path) -> PathBuf {
    let mut name = out.file_name().unwrap().to_owned();
    name.push(".partial");
    out.with_file_name(name)
}

/// What the unfinished bundle, or the first volume of it, is made in.
fn made(out: &Path) -> PathBuf {
    unfinished(out).join("made-001")
}

/// Paths and bytes of a bundle or its volumes, and the times of its payload.
fn bundle(folder: &Path) -> Vec<Found> {
    let is_payload = |path: &Path| path.iter().any(|name| name == "data");
    let found = tree(folder).into_iter();
    found
        .map(|(path, bytes, time)| {
            let time = time.filter(|_| is_payload(&path));
            (path, bytes, time)
        })
        .collect()
}

fn garble(path: &Path, seed: u64) {
    if path.is_dir() {
        for (n, entry) in (0..).zip(fs::read_dir(path).unwrap()) {
            garble(&entry.unwrap().path(), seed.rotate_left(n));
        }
    } else if let Ok(mut bytes) = fs::read(path) {
        let length = bytes.len() as u64;
        if seed.is_multiple_of(3) {
            bytes.truncate(usize::try_from(seed / 3 % (length + 1)).unwrap());
        } else if length > 0 {
            bytes[usize::try_from(seed / 3 % length).unwrap()] ^= 0x55;
        }
        fs::write(path, bytes).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, ..ProptestConfig::default() })]
    #[test]
    fn whatever_happens_in_between_the_bytes_are_those_of_one_run(
        events in proptest::collection::vec(event(), 1..14),
        name in prop_oneof![Just("goi"), Just("goi.zip"), Just("volumes.zip")],
        // Either everything is on the disk at once, or nothing before the end.
        synced in any::<bool>(),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("resumed");
        fs::create_dir(&place).unwrap();
        let out = place.join(name);
        let checkpoint = if synced { 0 } else { u64::MAX };
        let mut shelf = Shelf::default();
        for name in 0..NAMES.len() {
            put(&mut shelf, name, 2, 1);
        }
        for event in &events {
            match *event {
                Event::Cut(patience) => {
                    if run(&shelf, &out, checkpoint, patience).is_ok() {
                        fs::remove_dir_all(&place).unwrap();
                        fs::create_dir(&place).unwrap();
                    } else {
                        let left = fs::read_dir(&place).unwrap();
                        let left: Vec<_> = left.map(|entry| entry.unwrap().path()).collect();
                        prop_assert!(left.iter().all(|path| *path == unfinished(&out)), "{left:?}");
                    }
                }
                Event::Put(name, size, time) => put(&mut shelf, name, size, time),
                Event::Remove(name) => {
                    shelf.files.remove(NAMES[name]);
                }
                Event::Garble(seed) if !synced => garble(&made(&out), seed),
                Event::Garble(_) => {}
            }
        }
        let sealed = run(&shelf, &out, checkpoint, u64::MAX).unwrap();
        let fresh = dir.path().join("fresh");
        fs::create_dir(&fresh).unwrap();
        let wanted = run(&shelf, &fresh.join(name), checkpoint, u64::MAX).unwrap();
        prop_assert_eq!(sealed.digest, wanted.digest);
        prop_assert!(bundle(&place) == bundle(&fresh));
    }
}

#[test]
fn what_was_packed_is_not_read_again() {
    for zip in [false, true] {
        for checkpoint in [0, u64::MAX] {
            let dir = tempfile::tempdir().unwrap();
            let out = dir.path().join(if zip { "goi.zip" } else { "goi" });
            let mut shelf = Shelf::default();
            for name in 0..NAMES.len() {
                put(&mut shelf, name, 3, 1);
            }
            let (mut runs, mut resumed) = (0, 0);
            for patience in (10..).step_by(6) {
                runs += 1;
                match run(&shelf, &out, checkpoint, patience) {
                    Ok(sealed) => {
                        resumed = sealed.resumed.entries;
                        break;
                    }
                    Err(error) => assert!(matches!(error.kind(), ErrorKind::Interrupted)),
                }
            }
            assert!(runs > 2, "{runs}");
            assert!(resumed > 0);
            // One in flight a worker and cut, at most.
            let workers = u64::try_from(std::thread::available_parallelism().unwrap().get());
            let most = NAMES.len() as u64 + runs * workers.unwrap().max(8);
            assert!(shelf.opened.load(Ordering::Relaxed) <= most);
            let opened = shelf.opened.swap(0, Ordering::Relaxed);
            assert!(opened >= NAMES.len() as u64);
        }
    }
}

/// A disk on which somebody began a pack of forged documents, with the sizes
/// and times of the real ones: nothing of it may come under the giver's seal.
#[test]
fn what_another_key_packed_is_not_believed() {
    for name in ["goi", "goi.zip"] {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join(name);
        let (mut forged, mut real) = (Shelf::default(), Shelf::default());
        for (number, path) in NAMES.iter().enumerate() {
            put(&mut forged, number, 3, 1);
            let (content, time) = &forged.files[path];
            real.files.insert(path, (vec![9; content.len()], *time));
        }
        for patience in 20.. {
            match run_as(&stranger(), &forged, &out, 0, patience) {
                Err(_) if made(&out).parent().unwrap().join("journal").exists() => break,
                Err(_) => {}
                Ok(_) => panic!("never cut off"),
            }
        }
        let sealed = run(&real, &out, 0, u64::MAX).unwrap();
        assert_eq!(sealed.resumed.entries, 0);
        let fresh = tempfile::tempdir().unwrap();
        let wanted = run(&real, &fresh.path().join(name), 0, u64::MAX).unwrap();
        assert_eq!(sealed.digest, wanted.digest);
    }
}

#[test]
fn a_folder_with_other_files_left_behind_is_swept() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("goi");
    let mut shelf = Shelf::default();
    for name in 0..NAMES.len() {
        put(&mut shelf, name, 3, 1);
    }
    for patience in 20.. {
        match run(&shelf, &out, 0, patience) {
            Err(_) if made(&out).join("data/b/1").exists() => break,
            Err(_) => {}
            Ok(_) => panic!("never cut off behind b/1"),
        }
    }
    shelf.files.remove("b/1");
    shelf.files.remove("b/2");
    run(&shelf, &out, 0, u64::MAX).unwrap();
    assert!(!out.join("data/b").exists());
    let verified = crate::support::verify_at(&out);
    assert_eq!(verified.verdict, handover_core::verify::Verdict::Valid);
}
