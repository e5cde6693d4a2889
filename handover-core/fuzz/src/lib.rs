//! What the targets share: an honest bundle to forge, keys, and edits.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use arbitrary::Arbitrary;
use handover_core::concurrency::Concurrency;
use handover_core::custody::Event;
use handover_core::digest::{Algorithms, Digest, Hasher};
use handover_core::error::Error;
use handover_core::inventory::FolderTables;
use handover_core::ledger::{Ledger, Opening};
use handover_core::limits::Limits;
use handover_core::pack::{self, pack};
use handover_core::path::compare;
use handover_core::signing::{EncodedKey, PrivateKey, Schema, Signer};
use handover_core::snapshot::Tally;
use handover_core::survey::Folder;
use handover_core::transfer::{Act, Draft, read_toml};
use handover_core::verify::{Checked, Options};
use tempfile::TempDir;

/// A private key that openssl made for tests; it protects nothing.
pub const KEY: &str = include_str!("../../../tests/it/keys/giver.key");

/// The act of the honest bundle.
pub const ACT: &str = include_str!("../../../examples/phuong-14/minimal.toml");

/// The kind of the one signed text.
pub const RECEIPT: Schema = Schema::new("receipt", 1);

/// The only text of that kind that the key has signed.
pub const RECEIPT_TEXT: &str = r#"{"schema":"handover/receipt/1","on":"2025-07-01","n":{"a":[1]}}"#;

/// The key that seals.
pub fn key() -> PrivateKey {
    EncodedKey::parse(KEY).and_then(|key| key.unlock(None)).expect("a plain key")
}

/// The only ledger that the key has signed: an opening, a loss, a loan.
pub fn ledger() -> &'static [u8] {
    static LEDGER: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let folder = scratch();
        let path = folder.path().join("custody.jsonl");
        let event = |text| Event::from_toml(text, Path::new("event")).expect("an event");
        let opening = Opening {
            id: "00112233445566778899aabbccddeeff".parse().expect("an id"),
            agency: "vn:27163@2025".parse().expect("an agency"),
            day: "2025-07-01".parse().expect("a day"),
            event: event("kind = 'open'\nby = [{ name = 'A', title = 'B' }]"),
        };
        Ledger::create(&path, opening, &[&key()]).expect("created");
        let (mut ledger, _) = Ledger::open(&path, &Limits::default(), &()).expect("opened");
        for text in [
            "kind = 'incident'\nby = [{ name = 'A', title = 'B' }]\n\
             covers = [{ fonds = 'P14', dossiers = [{ from = 'HS.01', to = 'HS.03' }] }]\n\
             incident = { what = 'lost', record = { number = '1', day = '2025-07-02' }, \
             answers = { name = 'C', title = 'D' } }",
            "kind = 'loan'\nby = [{ name = 'A', title = 'B' }]\nfrom = 'vn:27163@2025'\n\
             borrower = 'E'\nuntil = '2025-12-31'\ncovers = [{ containers = ['07'] }]",
        ] {
            let day = "2025-07-02".parse().expect("a day");
            ledger.append(event(text), day, &[&key()]).expect("appended");
        }
        fs::read(&path).expect("read")
    });
    &LEDGER
}

/// A folder in memory, where the system has such.
pub fn scratch() -> TempDir {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    folder.expect("a folder")
}

/// Everything checked, by one thread.
pub fn options() -> Options<'static> {
    let mut options = Options::default();
    options.checked = Checked::Full;
    options.concurrency = Concurrency::ONE;
    options
}

/// Damage is a finding; only too much of something is an error.
pub fn tolerable(error: &Error) {
    assert_eq!(error.code(), "error.limit", "{error}");
}

/// The act of the honest bundle.
pub fn act() -> Act {
    match read_toml(ACT, Path::new("transfer.toml")) {
        Ok(Draft::Complete(act)) => *act,
        other => panic!("{other:?}"),
    }
}

/// The honest bundle, in a folder or, if `out` ends in `.zip`, a ZIP.
pub fn pack_honest(folder: &Path, out: &Path) {
    let (files, tables) = (folder.join("files"), folder.join("tables"));
    write(&files, "Hồ sơ 01/Quyết định số 1.txt", "Điều 1.".as_bytes());
    write(&files, "a_b.txt", b"two");
    write(
        &tables,
        "dossiers.csv",
        "path,fileCode,title,maintenance,language,startDate,Kho\n\
         Hồ sơ 01,01,\"Hồ sơ, số 01\",01,01,03/2001,A\n"
            .as_bytes(),
    );
    write(
        &tables,
        "documents.csv",
        "dossier,path,docOrdinal,subject,issuedDate\n\
         01,Hồ sơ 01/Quyết định số 1.txt,01,Quyết định,15/01/2001\n"
            .as_bytes(),
    );
    let source = Folder::open(&files).expect("a folder");
    let tables = FolderTables::new(&tables);
    pack(&source, &tables, &act(), &[&key()], out, &pack::Options::default(), &())
        .unwrap_or_else(|error| panic!("{error}: {:?}", error.refusal()));
}

/// An honest bundle in a folder, and its files as they were.
pub struct Honest {
    folder: TempDir,
    files: Vec<(String, Vec<u8>)>,
}

impl Honest {
    /// Packs it.
    pub fn pack() -> Self {
        let folder = scratch();
        let root = folder.path().join("bundle");
        pack_honest(folder.path(), &root);
        let mut files = Vec::new();
        walk(&root, "", &mut files);
        files.retain(|(path, _)| !path.starts_with("signatures/") && path != TAG_MANIFEST);
        files.sort_by(|a, b| compare(&a.0, &b.0));
        Honest { folder, files }
    }

    /// Where it is.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("bundle")
    }

    /// One of its files, with its content.
    pub fn file(&self, number: u8) -> (&str, &[u8]) {
        let (path, content) = &self.files[usize::from(number) % self.files.len()];
        (path, content)
    }

    /// Whether the path is a list of the payload, which the payload fixes.
    pub fn is_payload_list(path: &str) -> bool {
        matches!(path, "manifest-sha256.txt" | "handover/payload-blake3.txt")
    }

    /// Files and bytes of the payload.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for (path, content) in &self.files {
            if path.starts_with("data/") {
                tally.add_file(content.len() as u64);
            }
        }
        tally
    }

    /// What the files of the payload hold, sorted.
    pub fn contents(&self) -> Vec<Vec<u8>> {
        let payload = self.files.iter().filter(|(path, _)| path.starts_with("data/"));
        let mut contents: Vec<_> = payload.map(|(_, content)| content.clone()).collect();
        contents.sort();
        contents
    }

    /// Writes one of its files.
    pub fn write(&self, path: &str, content: &[u8]) {
        fs::write(self.root().join(path), content).expect("written");
    }

    /// The tag manifest and its seal anew, where `path` holds `content`.
    pub fn reseal(&self, path: &str, content: &[u8]) {
        let mut lines = String::new();
        for (tag, before) in self.files.iter().filter(|(tag, _)| !tag.starts_with("data/")) {
            let content = if tag == path { content } else { before };
            writeln!(lines, "{}  {tag}", Digest::sha256(content)).expect("text");
        }
        let signature = key().sign(lines.as_bytes()).expect("a key in memory signs");
        self.write(TAG_MANIFEST, lines.as_bytes());
        let id = key().public_key().key_id();
        self.write(&format!("signatures/{id}.sig"), signature.as_bytes());
    }
}

const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";

/// A change of some bytes.
#[derive(Arbitrary, Debug)]
pub enum Edit {
    /// Puts bytes in.
    Insert(u16, Vec<u8>),
    /// Writes over bytes.
    Replace(u16, Vec<u8>),
    /// Takes bytes out.
    Remove(u16, u8),
    /// Takes a line out.
    RemoveLine(u8),
    /// Writes a line twice.
    RepeatLine(u8),
    /// Writes a line before the one before it.
    SwapLines(u8),
}

/// The bytes after the edits, at most 16.
pub fn edited(before: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut bytes = before.to_vec();
    for edit in edits.iter().take(16) {
        let at = |place: u16| usize::from(place) % (bytes.len() + 1);
        match edit {
            Edit::Insert(place, new) => {
                let at = at(*place);
                bytes.splice(at..at, new.iter().copied());
            }
            Edit::Replace(place, new) => {
                let at = at(*place);
                let end = (at + new.len()).min(bytes.len());
                bytes.splice(at..end, new.iter().copied());
            }
            Edit::Remove(place, count) => {
                let at = at(*place);
                let end = (at + usize::from(*count)).min(bytes.len());
                bytes.drain(at..end);
            }
            Edit::RemoveLine(number) => {
                bytes = lines(&bytes, *number, |lines, at| {
                    lines.remove(at);
                });
            }
            Edit::RepeatLine(number) => {
                bytes = lines(&bytes, *number, |lines, at| lines.insert(at, lines[at]));
            }
            Edit::SwapLines(number) => {
                bytes = lines(&bytes, *number, |lines, at| lines.swap(at, at.saturating_sub(1)));
            }
        }
    }
    bytes
}

fn lines(bytes: &[u8], number: u8, change: impl FnOnce(&mut Vec<&[u8]>, usize)) -> Vec<u8> {
    let mut lines: Vec<_> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    if !lines.is_empty() {
        let at = usize::from(number) % lines.len();
        change(&mut lines, at);
    }
    lines.concat()
}

/// The payload of a bag of another tool: path, SHA-256, SHA-512.
pub static FOREIGN: LazyLock<Vec<(&str, String, String)>> = LazyLock::new(|| {
    let file = |path| {
        let mut hasher = Hasher::new(Algorithms::SHA256);
        hasher.update(b"one");
        let sha256 = hasher.finish().sha256.map(|digest| digest.to_string());
        let mut hasher = Hasher::new(Algorithms::SHA512);
        hasher.update(b"one");
        let sha512 =
            hasher.finish().sha512.map(|digest| data_encoding::HEXLOWER.encode(&digest[..]));
        (path, sha256.unwrap_or_default(), sha512.unwrap_or_default())
    };
    vec![file("data/a b.txt"), file("data/b/100.txt")]
});

/// That bag, without lists.
pub fn foreign() -> TempDir {
    let folder = scratch();
    let declaration = b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n";
    write(folder.path(), "bagit.txt", declaration);
    for (path, ..) in FOREIGN.iter() {
        write(folder.path(), path, b"one");
    }
    folder
}

/// DER in a PEM block.
pub fn pem(label: &str, der: &[u8]) -> String {
    let text = data_encoding::BASE64.encode(der);
    let mut block = format!("-----BEGIN {label}-----\n");
    for line in text.as_bytes().chunks(64) {
        block.extend(line.iter().map(|byte| char::from(*byte)));
        block.push('\n');
    }
    block + "-----END " + label + "-----\n"
}

/// A snapshot of frames with right checksums: two bytes of length before each.
pub fn frames(version: u8, mut data: &[u8]) -> Vec<u8> {
    let mut bytes = b"handover-survey\n".to_vec();
    bytes.extend([version, 0]);
    while let Some((head, rest)) = data.split_at_checked(2) {
        let length = usize::from(head[0]) | usize::from(head[1]) << 8;
        let (body, rest) = rest.split_at(length.min(rest.len()));
        bytes.extend(u32::try_from(body.len()).unwrap_or_default().to_le_bytes());
        bytes.extend(crc32fast::hash(body).to_le_bytes());
        bytes.extend(body);
        data = rest;
    }
    bytes
}

/// What the files below a folder hold, sorted.
pub fn contents(root: &Path) -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    walk(root, "", &mut files);
    let mut contents: Vec<_> = files.into_iter().map(|(_, content)| content).collect();
    contents.sort();
    contents
}

/// Writes a file below a folder.
pub fn write(root: &Path, path: &str, content: &[u8]) {
    let place = root.join(path);
    fs::create_dir_all(place.parent().expect("below")).expect("a folder");
    fs::write(place, content).expect("written");
}

fn walk(folder: &Path, above: &str, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let path = format!("{above}{}", entry.file_name().into_string().expect("UTF-8"));
        if entry.file_type().expect("a type").is_dir() {
            walk(&entry.path(), &format!("{path}/"), files);
        } else {
            files.push((path, fs::read(entry.path()).expect("read")));
        }
    }
}
