//! What is packed, and how a judge is asked.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, fs};

use handover_core::bundle::Bundle;
use handover_core::finding::Code;
use handover_core::inventory::{FolderTables, NoTables, Tables};
use handover_core::limits::Limits;
use handover_core::pack::{self, VolumeSize, pack};
use handover_core::signing::{EncodedKey, PrivateKey, Signer};
use handover_core::survey::Folder;
use handover_core::transfer::{Act, Draft, read_toml};
use handover_core::verify::{self, Checked, Trust, verify};
use tempfile::TempDir;

pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Asks a judge. That it cannot be started is a failure.
pub(crate) fn ask<S: AsRef<OsStr>>(program: &str, arguments: &[S], folder: &Path) -> Output {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command.env("LC_ALL", "C.UTF-8").env("PYTHONUTF8", "1");
    command.output().unwrap_or_else(|error| {
        panic!("the judge {program} is missing ({error}): run `bash tests/run`, which installs it")
    })
}

/// Asks a judge that must say yes; what it printed.
pub(crate) fn approved<S: AsRef<OsStr>>(program: &str, arguments: &[S], folder: &Path) -> String {
    let output = ask(program, arguments, folder);
    let text = printed(&output);
    assert!(output.status.success(), "{program} says no: {text}");
    text
}

pub(crate) fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// The folder of programs of the Python environment of the judges.
fn python_programs() -> PathBuf {
    let made = repository().join("target/judges-venv/bin");
    let bin = env::var_os("JUDGES_PYTHON")
        .map_or(made, |python| Path::new(&python).parent().unwrap().to_owned());
    assert!(
        bin.join("python3").exists(),
        "the Python judges are missing: run `bash tests/run`, which makes target/judges-venv"
    );
    bin
}

pub(crate) fn python() -> String {
    python_programs().join("python3").to_str().unwrap().to_owned()
}

pub(crate) fn bagit() -> String {
    python_programs().join("bagit.py").to_str().unwrap().to_owned()
}

/// 7-Zip under its new name or its old one.
pub(crate) fn seven_zip() -> &'static str {
    if Command::new("7zz").output().is_ok() { "7zz" } else { "7z" }
}

/// A private key that openssl has made.
pub(crate) struct Key {
    folder: TempDir,
}

impl Key {
    pub(crate) fn new() -> Self {
        let key = Self { folder: tempfile::tempdir().unwrap() };
        let made = ["genpkey", "-algorithm", "ed25519", "-out", "key"];
        approved("openssl", &made, key.folder.path());
        approved("openssl", &["pkey", "-in", "key", "-pubout", "-out", "pem"], key.folder.path());
        key
    }

    pub(crate) fn private(&self) -> PrivateKey {
        let text = fs::read_to_string(self.folder.path().join("key")).unwrap();
        EncodedKey::parse(&text).unwrap().unlock(None).unwrap()
    }

    pub(crate) fn trust(&self) -> Trust {
        Trust::Key(self.private().public_key())
    }

    pub(crate) fn pem(&self) -> PathBuf {
        self.folder.path().join("pem")
    }

    /// Both halves as `NAME.key` and `NAME.pem`, for the command.
    pub(crate) fn copy_to(&self, folder: &Path, name: &str) {
        fs::copy(self.folder.path().join("key"), folder.join(format!("{name}.key"))).unwrap();
        fs::copy(self.pem(), folder.join(format!("{name}.pem"))).unwrap();
    }

    /// SHA-256 of the public key as openssl writes it.
    pub(crate) fn id(&self) -> String {
        let line = "openssl pkey -pubin -in pem -outform DER | sha256sum";
        approved("bash", &["-o", "pipefail", "-c", line], self.folder.path())[..64].to_owned()
    }

    /// Signs with openssl, beside the seals that are there.
    pub(crate) fn sign(&self, bag: &Path) {
        let signature = bag.join("signatures").join(self.id() + ".sig");
        fs::copy(self.pem(), signature.with_extension("pem")).unwrap();
        let key = self.folder.path().join("key");
        let line = ["pkeyutl", "-sign", "-rawin", "-in", "tagmanifest-sha256.txt", "-inkey"];
        let line = line.map(OsStr::new);
        let rest = [key.as_os_str(), OsStr::new("-out"), signature.as_os_str()];
        approved("openssl", &[&line[..], &rest].concat(), bag);
    }
}

pub(crate) fn sample() -> PathBuf {
    repository().join("examples/phuong-14")
}

pub(crate) fn act(name: &str) -> Act {
    let path = sample().join(name);
    match read_toml(&fs::read_to_string(&path).unwrap(), &path).unwrap() {
        Draft::Complete(act) => *act,
        open => panic!("{open:?}"),
    }
}

fn pack_at(files: &Path, tables: &dyn Tables, act: &Act, key: &Key, out: &Path) {
    let source = Folder::open(files).unwrap();
    pack(&source, tables, act, &[&key.private()], out, &pack::Options::default(), &()).unwrap();
}

pub(crate) fn pack_sample(key: &Key, out: &Path) {
    let tables = FolderTables::new(&sample().join("inventory"));
    pack_at(&sample().join("files"), &tables, &act("transfer.toml"), key, out);
}

/// Packs the sample into small volumes.
pub(crate) fn pack_volumes(key: &PrivateKey, out: &Path) {
    let source = Folder::open(&sample().join("files")).unwrap();
    let tables = FolderTables::new(&sample().join("inventory"));
    let mut options = pack::Options::default();
    options.volume_size = Some(VolumeSize::Bytes(1_500_000));
    let sealed = pack(&source, &tables, &act("transfer.toml"), &[key], out, &options, &()).unwrap();
    assert!(sealed.volumes.len() > 1);
}

/// Packs any folder with the least act.
pub(crate) fn pack_folder(files: &Path, key: &Key, out: &Path) {
    pack_at(files, &NoTables, &act("minimal.toml"), key, out);
}

/// Documents that nobody wrote for this project. They are kept beside the
/// repository; on a build machine they must be there.
pub(crate) fn documents() -> Option<PathBuf> {
    let beside = repository().join("../shared/data/documents");
    let folder = env::var_os("HANDOVER_DOCUMENTS").map_or(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    let sentence = "no real documents at ../shared/data/documents: only the sample is judged";
    assert_ne!(env::var("CI").as_deref(), Ok("true"), "{sentence}");
    eprintln!("{sentence}");
    None
}

/// Packs the sample and the real documents, each as folder and as ZIP, and
/// shows every pair to a judge: the place, the folder, the ZIP.
pub(crate) fn each_bundle(key: &Key, judge: impl Fn(&Path, &Path, &Path)) {
    let sources: [Option<PathBuf>; 2] = [None, documents()];
    for source in sources.iter().take(if sources[1].is_some() { 2 } else { 1 }) {
        let place = tempfile::tempdir().unwrap();
        let (folder, zip) = (place.path().join("gói"), place.path().join("gói.zip"));
        for out in [&folder, &zip] {
            match source {
                None => pack_sample(key, out),
                Some(files) => pack_folder(files, key, out),
            }
        }
        judge(place.path(), &folder, &zip);
    }
}

/// What a checker says: the verdict and the codes, each once, in order.
#[derive(Debug, PartialEq, Eq, Clone)]
pub(crate) struct Said {
    pub(crate) verdict: String,
    pub(crate) codes: BTreeSet<String>,
}

/// Our own check.
pub(crate) fn we_say(bundle: &Path, trust: &Trust) -> Said {
    let limits = Limits::default();
    let mut options = verify::Options::default();
    options.checked = Checked::Full;
    let opened = Bundle::open(bundle, &limits).unwrap();
    let found = verify(&opened, trust, &options, &()).unwrap();
    let codes = Code::ALL.iter().filter(|code| found.report.count(**code) > 0);
    let verdict = serde_json::to_value(found.verdict).unwrap();
    Said {
        verdict: verdict.as_str().unwrap().to_owned(),
        codes: codes.map(|code| code.as_str().to_owned()).collect(),
    }
}

/// Every file below a folder, by its path with `/`.
pub(crate) fn files_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(here) = open.pop() {
        for entry in fs::read_dir(here).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found
}

pub(crate) fn copy_folder(from: &Path, to: &Path) {
    for path in files_below(from) {
        let target = to.join(&path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(from.join(&path), target).unwrap();
    }
}
