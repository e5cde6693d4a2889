//! A world for one run, and what came of it.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;
use zeroize::Zeroizing;

use crate::{AskPassphrase, Environment, run};

pub(super) struct Outcome {
    pub(super) code: u8,
    pub(super) out: String,
    pub(super) err: String,
}

pub(super) fn world() -> Environment {
    Environment::bare(NaiveDate::from_ymd_opt(2025, 6, 30).unwrap())
}

/// Runs `handover` in a world without terminals.
pub(super) fn handover(args: &[&str]) -> Outcome {
    handover_in(&world(), args)
}

pub(super) fn handover_in(world: &Environment, args: &[&str]) -> Outcome {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(args.iter().map(OsString::from), &mut out, &mut err, world);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Outcome { code, out: text(out), err: text(err) }
}

/// Gives these answers, one after the other.
pub(super) struct Answers(Mutex<VecDeque<&'static str>>);

impl Answers {
    pub(super) fn new(answers: &[&'static str]) -> Self {
        Self(Mutex::new(answers.iter().copied().collect()))
    }
}

impl AskPassphrase for Answers {
    fn ask(&self, _: &str) -> io::Result<Zeroizing<String>> {
        let answer = self.0.lock().unwrap().pop_front();
        answer.map(|text| Zeroizing::new(text.to_owned())).ok_or_else(|| io::Error::other("none"))
    }
}

/// A folder that is removed with the value.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("handover-cli-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(super) fn text(&self, name: &str) -> String {
        self.path(name).into_os_string().into_string().unwrap()
    }

    pub(super) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        std::fs::write(self.path(name), bytes).unwrap();
        self.text(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
