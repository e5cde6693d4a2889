//! `reader.py` and our own check say the same of sets of volumes; openssl and
//! jq prove a list by hand, as the documents say.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use handover_core::bundle::VolumeSet;
use handover_core::finding::{Code, Report};
use handover_core::inventory::FolderTables;
use handover_core::limits::Limits;
use handover_core::pack::{self, VolumeSize, pack};
use handover_core::survey::Folder;
use handover_core::transfer::Act;
use handover_core::verify::{self, verify_set};

use crate::reader::{both_say, reader, texts};
use crate::support::{Key, Said, act, approved, files_below};

const DOSSIERS: &str = "carrier,path,fileCode,title\n\
    digital,,HS1,scattered\n\
    digital,b,HS2,a folder and one document elsewhere\n\
    ,c,HS4,a folder\n";
const DOCUMENTS: &str = "dossier,path,subject\n\
    HS1,a/1.pdf,first\n\
    HS1,z/1.pdf,last\n\
    HS2,b/1.pdf,in the folder\n\
    HS2,z/2.pdf,far from it\n\
    HS1,,on no disk\n";

struct Set {
    dir: tempfile::TempDir,
    key: Key,
}

impl Set {
    fn new() -> Self {
        let set = Self { dir: tempfile::tempdir().unwrap(), key: Key::new() };
        for path in ["a/1.pdf", "b/1.pdf", "c/1.pdf", "y/1.pdf", "z/1.pdf", "z/2.pdf"] {
            let place = set.place("files").join(path);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, path.repeat(10_000)).unwrap();
        }
        fs::create_dir(set.place("tables")).unwrap();
        fs::write(set.place("tables/dossiers.csv"), DOSSIERS).unwrap();
        fs::write(set.place("tables/documents.csv"), DOCUMENTS).unwrap();
        set.pack("usb", &act("minimal.toml"));
        set
    }

    fn pack(&self, folder: &str, act: &Act) -> Act {
        fs::create_dir(self.place(folder)).unwrap();
        let source = Folder::open(&self.place("files")).unwrap();
        let tables = FolderTables::new(&self.place("tables"));
        let mut options = pack::Options::default();
        options.volume_size = Some(VolumeSize::Bytes(200_000));
        let out = self.place(folder).join("p14.zip");
        let keys = [&self.key.private() as &dyn handover_core::signing::Signer];
        let sealed = pack(&source, &tables, act, &keys, &out, &options, &()).unwrap();
        assert!(sealed.volumes.len() >= 3);
        sealed.act
    }

    fn place(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn list(&self) -> PathBuf {
        self.place("usb/p14.set.json")
    }

    fn volume(&self, number: u32) -> PathBuf {
        self.place(&format!("usb/p14-{number:03}.zip"))
    }

    /// The list again with another text, signed by openssl.
    fn sign(&self, key: &Key, change: impl Fn(&str) -> String) {
        let line = fs::read_to_string(self.list()).unwrap();
        let line: serde_json::Value = serde_json::from_str(&line).unwrap();
        let text = change(line["signed"].as_str().unwrap());
        let folder = self.place("signing");
        fs::create_dir_all(folder.join("signatures")).unwrap();
        fs::write(folder.join("tagmanifest-sha256.txt"), &text).unwrap();
        key.sign(&folder);
        let signature = format!("signatures/{}.sig", key.id());
        let base64 = approved("base64", &["-w0", &signature], &folder);
        let signature = serde_json::json!({"key": key.id(), "sig": base64});
        let line = format!(
            "{{\"signed\":{},\"signatures\":[{}]}}\n",
            serde_json::to_string(&text).unwrap(),
            format_args!("{{\"key\":{},\"sig\":{}}}", signature["key"], signature["sig"]),
        );
        fs::write(self.list(), line).unwrap();
    }

    fn we_say(&self) -> Said {
        let set = VolumeSet::open(&self.list(), &[], &Limits::default()).unwrap();
        let mut options = verify::Options::default();
        options.checked = verify::Checked::Full;
        let mut codes = BTreeSet::new();
        let mut take = |report: &Report| {
            let met = Code::ALL.iter().filter(|code| report.count(**code) > 0);
            codes.extend(met.map(|code| code.as_str().to_owned()));
        };
        let mut each = |_: &Path, found: &verify::Verification| {
            take(&found.report);
            Ok(())
        };
        let found = verify_set(&set, &self.key.trust(), &options, &mut each, &()).unwrap();
        take(&found.report);
        Said { verdict: found.verdict.as_str().to_owned(), codes }
    }

    fn reader_says(&self) -> Said {
        let (list, key) = (self.list(), self.key.pem());
        let said = reader(&[list.to_str().unwrap(), "--trust", key.to_str().unwrap()]);
        Said { verdict: said["verdict"].as_str().unwrap().to_owned(), codes: texts(&said["codes"]) }
    }
}

type Damage = (&'static str, &'static str, &'static str, fn(&Set));

fn other_act(issue: bool, set: &Set) {
    let mut act = act("minimal.toml");
    if issue {
        act = set.pack("first", &act);
        act.issue = 2;
    } else {
        act.title = Some("another".to_owned());
    }
    set.pack("other", &act);
    fs::copy(set.place("other/p14-002.zip"), set.volume(2)).unwrap();
}

/// Name, verdict, a code that both must have (or none), and what was done.
const DAMAGES: &[Damage] = &[
    ("as it was packed", "valid", "", |_| ()),
    ("a volume away", "incomplete", "volume.missing", |s| fs::remove_file(s.volume(2)).unwrap()),
    ("a volume twice", "valid", "volume.twice", |s| {
        fs::copy(s.volume(2), s.place("usb/copy.zip")).map(drop).unwrap();
    }),
    ("a volume of another packing", "not-valid", "volume.other-packing", |s| other_act(true, s)),
    ("a volume of another act", "not-valid", "volume.foreign", |s| other_act(false, s)),
    ("a volume cut off", "not-valid", "zip.truncated", |s| {
        let bytes = fs::read(s.volume(2)).unwrap();
        fs::write(s.volume(2), &bytes[..bytes.len() / 2]).unwrap();
    }),
    ("a bit in a file", "not-valid", "payload.digest", |s| {
        let mut bytes = fs::read(s.volume(2)).unwrap();
        bytes[40_000] ^= 1;
        fs::write(s.volume(2), bytes).unwrap();
    }),
    ("a list edited", "not-valid", "set.bad-signature", |s| {
        let line = fs::read_to_string(s.list()).unwrap();
        fs::write(s.list(), line.replacen("files\\\":", "files\\\":1", 1)).unwrap();
    }),
    ("a list edited by the giver", "not-valid", "volume.differs", |s| {
        s.sign(&s.key, |text| text.replacen("\"bytes\":", "\"bytes\":1", 1));
    }),
    ("a list signed by a stranger", "not-valid", "set.other-keys", |s| {
        s.sign(&Key::new(), str::to_owned);
    }),
    ("a list without a volume", "not-valid", "volume.other-packing", |s| {
        s.sign(&s.key, |text| format!("{}]}}", &text[..text.rfind(",{\"number\"").unwrap()]));
    }),
    ("a list with white space", "not-valid", "set.malformed", |s| {
        s.sign(&s.key, |text| text.replacen(",\"issue\"", ", \"issue\"", 1));
    }),
    ("a list with a member more", "not-valid", "set.malformed", |s| {
        s.sign(&s.key, |text| text.replacen("\"issue\":1", "\"issue\":1,\"x\":1", 1));
    }),
    ("a list of one volume", "not-valid", "set.malformed", |s| {
        s.sign(&s.key, |text| format!("{}]}}", &text[..text.find(",{\"number\":2").unwrap()]));
    }),
    ("a later list", "not-valid", "bag.newer-version", |s| {
        s.sign(&s.key, |text| text.replacen("set/1", "set/2", 1));
    }),
];

#[test]
fn the_reader_and_we_agree_on_sets() {
    let judged = texts(&reader(&["--codes"]));
    let mut differences = Vec::new();
    for (name, verdict, code, damage) in DAMAGES {
        let set = Set::new();
        damage(&set);
        let ours = set.we_say();
        let ours = Said { codes: ours.codes.intersection(&judged).cloned().collect(), ..ours };
        let mut theirs = set.reader_says();
        // The reader says both where we say the one that tells more.
        if theirs.codes.contains("payload.digest") {
            theirs.codes.remove("zip.crc");
        }
        let right = |said: &Said| {
            said.verdict == *verdict && (code.is_empty() || said.codes.contains(*code))
        };
        if !right(&ours) || ours != theirs {
            differences.push(format!("{name}\nwe say {ours:?}\nreader {theirs:?}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

#[test]
fn a_volume_alone_needs_no_file_that_lies_in_another() {
    let set = Set::new();
    let judged = texts(&reader(&["--codes"]));
    for number in 1..=3 {
        for said in both_say(&set.volume(number), &set.key, &judged) {
            assert_eq!(said.verdict, "incomplete", "{said:?}");
            assert!(said.codes.iter().eq(["volume.without-set"]), "{said:?}");
        }
    }
}

/// The lines of docs/format.md §1.1, with a volume unzipped.
#[test]
fn the_list_is_proved_by_hand() {
    let set = Set::new();
    let usb = set.place("usb");
    approved("unzip", &["-q", "p14-002.zip"], &usb);
    assert!(!files_below(&usb.join("p14-002")).is_empty());
    let lines = "jq -j .signed p14.set.json > signed.txt\n\
        jq -r '.signatures[] | select(.key == \"'$ID'\") | .sig' p14.set.json | base64 -d > set.sig\n\
        openssl pkeyutl -verify -pubin -inkey p14-002/signatures/$ID.pem -rawin -in signed.txt -sigfile set.sig\n\
        jq -r '.volumes[] | \"\\(.number) \\(.digest)\"' signed.txt | grep -x \"2 $(sha256sum p14-002/tagmanifest-sha256.txt | cut -c1-64)\"";
    let lines = format!("set -e -o pipefail; ID={}\n{lines}", set.key.id());
    approved("bash", &["-c", &lines], &usb);
    fs::write(set.list(), fs::read_to_string(set.list()).unwrap().replacen("bytes", "byteS", 1))
        .unwrap();
    assert!(!crate::support::ask("bash", &["-c", &lines], &usb).status.success());
}
