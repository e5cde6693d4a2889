//! Other people's programs: where they are, and which version.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program that a tool needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    /// Its variable in command lines, where its name alone would not start it.
    /// (Not that of the program: zip and unzip read options from theirs.)
    variable: Option<&'static str>,
    /// The names that it goes by.
    commands: &'static [&'static str],
    /// What makes it tell its version.
    version: &'static [&'static str],
}

const fn peer(name: &'static str, commands: &'static [&'static str]) -> Peer {
    Peer { name, variable: None, commands, version: &["--version"] }
}

pub(crate) const TAR: Peer = peer("tar", &["tar"]);
pub(crate) const ZIP: Peer = Peer { version: &["-v"], ..peer("zip", &["zip"]) };
pub(crate) const UNZIP: Peer = Peer { version: &["-v"], ..peer("unzip", &["unzip"]) };
pub(crate) const SEVEN_ZIP: Peer =
    Peer { variable: Some("SEVEN_ZIP"), version: &[], ..peer("7z", &["7zz", "7z"]) };
pub(crate) const SHA256SUM: Peer = peer("sha256sum", &["sha256sum"]);
pub(crate) const B3SUM: Peer = peer("b3sum", &["b3sum"]);
pub(crate) const BAGIT: Peer = Peer { variable: Some("BAGIT"), ..peer("bagit.py", &["bagit.py"]) };
pub(crate) const FIND: Peer = peer("find", &["find"]);
pub(crate) const COMM: Peer = peer("comm", &["comm"]);
pub(crate) const DUCKDB: Peer = Peer {
    variable: Some("DUCKDB"),
    version: &["-c", "import duckdb; print('duckdb', duckdb.__version__)"],
    ..peer("duckdb", &["python3"])
};

const ALL: &[Peer] = &[TAR, ZIP, UNZIP, SEVEN_ZIP, SHA256SUM, B3SUM, BAGIT, FIND, COMM, DUCKDB];

/// A peer that is there.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) peer: Peer,
    pub(crate) path: OsString,
    pub(crate) version: String,
}

impl Found {
    /// What command lines may name.
    pub(crate) fn variable(&self) -> Option<(&'static str, OsString)> {
        Some((self.peer.variable?, self.path.clone()))
    }
}

/// Looks for all of them; those of Python in an environment below `out`, which
/// is made if it can be.
pub(crate) fn find(out: &Path) -> Vec<Found> {
    let python = python_environment(out);
    ALL.iter().filter_map(|peer| found(*peer, &python)).collect()
}

fn found(peer: Peer, python: &Path) -> Option<Found> {
    let own = [BAGIT, DUCKDB].contains(&peer);
    peer.commands.iter().find_map(|name| {
        let path = if own { python.join(name).into_os_string() } else { name.into() };
        version(&path, peer.version).map(|version| Found { peer, path, version })
    })
}

/// The first line with a version in it, of a program that can be started and
/// knows what it is asked.
fn version(path: &OsString, ask: &[&str]) -> Option<String> {
    let said = Command::new(path).args(ask).output().ok().filter(|said| said.status.success())?;
    let text = String::from_utf8_lossy(&[said.stdout, said.stderr].concat()).into_owned();
    let is_version =
        |three: &[u8]| three[0].is_ascii_digit() && three[1] == b'.' && three[2].is_ascii_digit();
    let line = text.lines().find(|line| line.as_bytes().windows(3).any(is_version))?;
    Some(line.trim().chars().take(60).collect())
}

/// The folder of programs of a Python environment with what
/// `requirements.txt` names. What cannot be installed is missing later.
fn python_environment(out: &Path) -> PathBuf {
    const WANTED: &str = "handover-core/benches/requirements.txt";
    let home = out.join("python");
    let programs = home.join("bin");
    let (made, wanted) = (home.join("requirements.txt"), std::fs::read(WANTED).unwrap_or_default());
    if std::fs::read(&made).is_ok_and(|made| made == wanted) {
        return programs;
    }
    let done = |command: &mut Command| command.output().is_ok_and(|said| said.status.success());
    eprintln!("installing the Python programs that are compared with");
    let pip = ["-m", "pip", "install", "--quiet", "--no-input", "-r", WANTED];
    if done(Command::new("python3").args(["-m", "venv"]).arg(&home))
        && done(Command::new(programs.join("python3")).args(pip))
    {
        // Only a hint for the next run.
        let _ = std::fs::write(made, wanted);
    }
    programs
}
