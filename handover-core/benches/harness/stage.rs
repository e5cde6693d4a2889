//! Where a run takes place: corpora, an act, a key, and folders for output.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::fs::{Advice, fadvise, syncfs};

use super::Result;
use super::args::Args;
use super::corpora::Corpus;
use super::peers::{self, Found};

const ACT: &str = r#"giver = "vn:27169@2024/ubnd"
receiver = "vn:27163@2025/ubnd"
legal_basis = ["Quyết định giả định số 0000/QĐ-UBND"]
sealed_on = "2025-06-30"
effective_on = "2025-07-01"
"#;

#[derive(Debug)]
pub(crate) struct Stage {
    /// Corpora and what is kept between runs; absolute.
    pub(crate) out: PathBuf,
    /// Timed output.
    pub(crate) outputs: PathBuf,
    pub(crate) handover: PathBuf,
    pub(crate) peers: Vec<Found>,
    part: u64,
}

impl Stage {
    pub(crate) fn new(args: &Args) -> Result<Self> {
        fs::create_dir_all(&args.out)?;
        let out = args.out.canonicalize()?;
        let outputs = args.outputs.clone().unwrap_or_else(|| out.join("runs"));
        fs::create_dir_all(&outputs)?;
        let peers = if args.no_peers { Vec::new() } else { peers::find(&out) };
        let handover = args.handover.canonicalize()?;
        let outputs = outputs.canonicalize()?;
        let stage = Stage { out, outputs, handover, peers, part: args.part() };
        stage.key()?;
        fs::write(stage.out.join("transfer.toml"), ACT)?;
        Ok(stage)
    }

    fn key(&self) -> Result<()> {
        let home = self.out.join("key");
        if home.join("giver.pem").exists() {
            return Ok(());
        }
        fs::create_dir_all(&home)?;
        let mut command = Command::new(&self.handover);
        command.args(["key", "new", "--unit", "vn:27169@2024", "--no-passphrase", "--out"]);
        let said = command.arg(home.join("giver")).output()?;
        if !said.status.success() {
            return Err(String::from_utf8_lossy(&said.stderr).into());
        }
        Ok(())
    }

    /// The part of a corpus that is measured on.
    pub(crate) fn sized(&self, corpus: Corpus) -> Corpus {
        corpus.part(self.part)
    }

    /// Makes a corpus unless it is there.
    pub(crate) fn corpus(&self, corpus: Corpus) -> Result<PathBuf> {
        self.sized(corpus).make(&self.out.join("corpora"))
    }

    /// What command lines may name, beside the corpora.
    pub(crate) fn variables(&self) -> Vec<(&'static str, OsString)> {
        let mut all: Vec<(&'static str, OsString)> = vec![
            ("REPOSITORY", env!("CARGO_MANIFEST_DIR").into()),
            ("HANDOVER", self.handover.clone().into()),
            ("ACT", self.out.join("transfer.toml").into()),
            ("KEY", self.out.join("key/giver.key").into()),
            ("PEM", self.out.join("key/giver.pem").into()),
            ("KEEP", self.out.join("keep").into()),
            ("NEAR", self.out.join("near").into()),
            ("OUT", self.outputs.join("out").into()),
        ];
        all.extend(self.peers.iter().filter_map(Found::variable));
        all
    }

    /// An empty `$KEEP`, for what a row makes once.
    pub(crate) fn empty_keep(&self) -> Result<()> {
        empty(&self.out.join("keep"))
    }

    /// An empty `$OUT` and an empty `$NEAR`, and nothing left to be written.
    pub(crate) fn empty_outputs(&self) -> Result<PathBuf> {
        let home = self.outputs.join("out");
        empty(&home)?;
        empty(&self.out.join("near"))?;
        syncfs(File::open(&self.out)?)?;
        syncfs(File::open(&self.outputs)?)?;
        Ok(home)
    }

    /// Fills and frees as much memory as the output takes, so that the first
    /// tool of a row does not pay for fresh pages.
    pub(crate) fn touch_memory(&self, bytes: u64) -> Result<()> {
        let ballast = self.outputs.join("ballast");
        let mut file = File::create(&ballast)?;
        std::io::copy(&mut std::io::Read::take(std::io::repeat(1), bytes), &mut file)?;
        drop(file);
        fs::remove_file(ballast)?;
        Ok(())
    }

    /// Reads every file below, so that it lies in the page cache.
    pub(crate) fn warm(folder: &Path) -> Result<()> {
        each_file(folder, &mut |file| {
            std::io::copy(&mut File::open(file)?, &mut std::io::sink())?;
            Ok(())
        })
    }

    /// Drops every file below from the page cache.
    pub(crate) fn cool(folder: &Path) -> Result<()> {
        each_file(folder, &mut |file| Ok(fadvise(File::open(file)?, 0, None, Advice::DontNeed)?))
    }

    /// Removes what was made, or leaves corpora for another run.
    pub(crate) fn leave(&self, keep: bool) {
        let made = ["near", "keep", "runs", "corpora"];
        // What cannot be removed is no reason to lose the numbers.
        let _ = fs::remove_dir_all(self.outputs.join("out"));
        for name in made.iter().take(if keep { 1 } else { made.len() }) {
            let _ = fs::remove_dir_all(self.out.join(name));
        }
    }
}

fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(fs::create_dir_all(folder)?)
}

/// Calls `take` with every file below `folder`, in no order.
pub(crate) fn each_file(folder: &Path, take: &mut dyn FnMut(&Path) -> Result<()>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            each_file(&entry.path(), take)?;
        } else {
            take(&entry.path())?;
        }
    }
    Ok(())
}
