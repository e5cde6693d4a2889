//! A bundle that can be tampered with: changed by hand, listed anew, and sealed
//! anew by whoever has a key.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use handover_core::digest::{Algorithms, Digest, Hasher};
use handover_core::inventory::{FolderTables, NoTables, Tables};
use handover_core::path;
use handover_core::signing::{PrivateKey, Signer};
use handover_core::transfer::Act;
use handover_core::verify::{Trust, Verdict, Verification};

use crate::support::{key, least_act, pack_sample, pack_with, trust, verify_as};

pub(crate) const MANIFEST: &str = "manifest-sha256.txt";
pub(crate) const BLAKE3: &str = "handover/payload-blake3.txt";
pub(crate) const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
pub(crate) const BAG_INFO: &str = "bag-info.txt";
pub(crate) const ACT: &str = "handover/transfer.json";
pub(crate) const FILES: &str = "handover/inventory/files.csv";

/// A folder bundle in a folder of its own, with room beside it.
pub(crate) struct Forge {
    dir: tempfile::TempDir,
}

impl Forge {
    /// Packs `files` under the least act, without an inventory.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        Forge::with(files, &[], &least_act())
    }

    /// Two files: enough for most attacks.
    pub(crate) fn small() -> Self {
        Forge::of(&[("a/1.txt", "one"), ("b.txt", "two two")])
    }

    /// Packs `files` with the `tables` of an inventory.
    pub(crate) fn with(files: &[(&str, &str)], tables: &[(&str, &str)], act: &Act) -> Self {
        let forge = Forge { dir: tempfile::tempdir().unwrap() };
        let (source, inventory) = (forge.beside("files"), forge.beside("inventory"));
        write_tree(&source, files);
        write_tree(&inventory, tables);
        let folder = FolderTables::new(&inventory);
        let tables: &dyn Tables = if tables.is_empty() { &NoTables } else { &folder };
        pack_with(&source, tables, act, &forge.root()).unwrap();
        forge
    }

    pub(crate) fn sample() -> Self {
        let forge = Forge { dir: tempfile::tempdir().unwrap() };
        pack_sample(&forge.root());
        forge
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.beside("goi")
    }

    /// A place beside the bundle.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn place(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.place(path)).unwrap()
    }

    pub(crate) fn text(&self, path: &str) -> String {
        String::from_utf8(self.read(path)).unwrap()
    }

    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) -> &Self {
        let place = self.place(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, content).unwrap();
        self
    }

    pub(crate) fn remove(&self, path: &str) -> &Self {
        fs::remove_file(self.place(path)).unwrap();
        self
    }

    /// Replaces `from` in a text file; it must be there.
    pub(crate) fn replace(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = self.text(path);
        assert!(text.contains(from), "{path} does not hold {from:?}");
        self.write(path, text.replacen(from, to, 1))
    }

    /// Every file of the bundle, in path order.
    pub(crate) fn paths(&self) -> Vec<String> {
        let mut paths = Vec::new();
        walk(&self.root(), "", &mut paths);
        paths.sort_by(|a, b| path::compare(a, b));
        paths
    }

    /// Both payload lists anew, of what lies in `data/`.
    pub(crate) fn list_payload(&self) -> &Self {
        let (mut sha256, mut blake3) = (String::new(), String::new());
        for path in self.paths().iter().filter(|path| path.starts_with("data/")) {
            let (first, second) = digests(&self.read(path));
            writeln!(sha256, "{first}  {path}").unwrap();
            writeln!(blake3, "{second}  {path}").unwrap();
        }
        self.write(MANIFEST, sha256).write(BLAKE3, blake3)
    }

    /// The tag manifest anew, of the tag files that are there.
    pub(crate) fn list_tags(&self) -> &Self {
        let paths = self.paths();
        let tags = paths.iter().filter(|path| {
            !path.starts_with("data/") && !path.starts_with("signatures/") && *path != TAG_MANIFEST
        });
        let mut lines = String::new();
        for path in tags {
            writeln!(lines, "{}  {path}", Digest::sha256(&self.read(path))).unwrap();
        }
        self.write(TAG_MANIFEST, lines)
    }

    /// Adds the signature of `key` over the tag manifest as it is.
    pub(crate) fn sign(&self, key: &PrivateKey) -> &Self {
        let signature = key.sign(&self.read(TAG_MANIFEST)).unwrap();
        let id = key.public_key().key_id();
        self.write(&format!("signatures/{id}.sig"), signature.as_bytes());
        self.write(&format!("signatures/{id}.pem"), key.public_key().to_pem())
    }

    /// Takes every signature away.
    pub(crate) fn strip(&self) -> &Self {
        fs::remove_dir_all(self.place("signatures")).unwrap();
        self
    }

    /// What a dishonest giver does: lists the tag files anew and signs again.
    pub(crate) fn reseal(&self) -> &Self {
        self.list_tags().sign(&key())
    }

    pub(crate) fn verify(&self) -> Verification {
        self.verify_as(&trust())
    }

    pub(crate) fn verify_as(&self, trust: &Trust) -> Verification {
        verify_as(&self.root(), trust)
    }

    /// Verifies, and compares the codes that block.
    #[track_caller]
    pub(crate) fn blocked_by(&self, codes: &str) -> Verification {
        let found = self.verify();
        assert_eq!(blocks(&found), codes, "{:#?}", found.report.findings);
        assert_ne!(found.verdict, Verdict::Valid);
        found
    }

    #[track_caller]
    pub(crate) fn is_valid(&self) -> Verification {
        let found = self.verify();
        assert_eq!((blocks(&found).as_str(), found.verdict), ("", Verdict::Valid));
        found
    }
}

/// SHA-256 and BLAKE3.
pub(crate) fn digests(bytes: &[u8]) -> (Digest, Digest) {
    let mut hasher = Hasher::new(Algorithms::BOTH);
    hasher.update(bytes);
    let digests = hasher.finish();
    (digests.sha256.unwrap(), digests.blake3.unwrap())
}

/// The codes that block, each once, in the order of their text.
pub(crate) fn blocks(found: &Verification) -> String {
    codes(found, handover_core::finding::Severity::Block)
}

pub(crate) fn codes(found: &Verification, severity: handover_core::finding::Severity) -> String {
    let codes = found.report.by_code.keys().filter(|code| code.severity() == severity);
    let codes: BTreeSet<_> = codes.map(|code| code.as_str()).collect();
    codes.into_iter().collect::<Vec<_>>().join(" ")
}

pub(crate) fn write_tree(root: &Path, files: &[(&str, &str)]) {
    fs::create_dir_all(root).unwrap();
    for (path, content) in files {
        let place = root.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, content).unwrap();
    }
}

fn walk(folder: &Path, above: &str, paths: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{above}{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            walk(&entry.path(), &format!("{path}/"), paths);
        } else {
            paths.push(path);
        }
    }
}
