//! One command line, by the clock: wall time until its output is on the disk,
//! and the most memory that one of its processes held.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use rustix::fs::syncfs;
use serde::{Deserialize, Serialize};
use wait4::Wait4;

use super::Result;
use super::stage::each_file;

/// What one run took, and what it left.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct Measured {
    pub(crate) seconds: f64,
    /// Peak resident memory of the largest process, in bytes. Includes, as its
    /// least value, what the harness held when it started the process.
    pub(crate) memory: u64,
    /// Bytes below `$OUT` afterwards.
    pub(crate) out_bytes: u64,
    /// ZIPs among them.
    pub(crate) zips: u64,
    /// Bytes of `*.set.json` among them.
    pub(crate) set_bytes: u64,
}

/// How command lines are run: variables, and the folder that they write to.
pub(crate) struct Shell<'a> {
    pub(crate) variables: &'a [(&'static str, OsString)],
    pub(crate) out: &'a Path,
    /// Where stderr goes while the clock runs: never into a pipe.
    pub(crate) messages: &'a Path,
}

impl Shell<'_> {
    /// Runs a line; the inner result is the end of what it said if it failed.
    pub(crate) fn run(&self, line: &str) -> Result<std::result::Result<Measured, String>> {
        let disk = File::open(self.out)?;
        let mut command = Command::new("bash");
        command.args(["-euc", line]).current_dir(self.out).env("LC_ALL", "C.UTF-8");
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(File::create(self.messages)?);
        let begin = Instant::now();
        let ended = command.spawn()?.wait4()?;
        // `sync -f`, for every tool alike.
        syncfs(&disk)?;
        let seconds = begin.elapsed().as_secs_f64();
        if !ended.status.success() {
            return Ok(Err(format!("{}: {}", ended.status, self.last_words()?)));
        }
        let memory = ended.rusage.maxrss;
        let mut measured = Measured { seconds, memory, ..Measured::default() };
        each_file(self.out, &mut |file| {
            let bytes = file.metadata()?.len();
            let name = file.to_string_lossy();
            measured.out_bytes += bytes;
            measured.zips += u64::from(name.ends_with(".zip"));
            measured.set_bytes += if name.ends_with(".set.json") { bytes } else { 0 };
            Ok(())
        })?;
        Ok(Ok(measured))
    }

    /// The end of what the line said on stderr, without the places of this
    /// machine.
    fn last_words(&self) -> Result<String> {
        let said = fs::read(self.messages)?;
        let mut text =
            String::from_utf8_lossy(&said[said.len().saturating_sub(600)..]).into_owned();
        // Names of commands are words of any message; places are not.
        for (name, value) in self.variables {
            let value = value.to_string_lossy();
            if value.starts_with('/') {
                text = text.replace(&*value, &format!("${name}"));
            }
        }
        Ok(text
            .lines()
            .rev()
            .take(4)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect::<Vec<_>>()
            .join(" | "))
    }
}
