//! `reader.py`, written from the documents alone, and our own check say the
//! same of sound and of damaged bundles.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::support::{
    Key, Said, approved, copy_folder, each_bundle, pack_sample, python, repository, we_say,
};

const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
/// A tag file that no version knows; only the list of the payload is behind it.
const MORE: &str = "handover/ý.txt";

pub(crate) fn reader(arguments: &[&str]) -> serde_json::Value {
    let program = repository().join("tests/judges/reader.py");
    let line = [&[program.to_str().unwrap()], arguments].concat();
    serde_json::from_str(&approved(&python(), &line, repository())).unwrap()
}

pub(crate) fn texts(value: &serde_json::Value) -> BTreeSet<String> {
    value.as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()).collect()
}

/// What we say and what the reader says, in the codes that it can judge.
pub(crate) fn both_say(bundle: &Path, key: &Key, judged: &BTreeSet<String>) -> [Said; 2] {
    let said = reader(&[bundle.to_str().unwrap(), "--trust", key.pem().to_str().unwrap()]);
    let verdict = said["verdict"].as_str().unwrap().to_owned();
    let ours = we_say(bundle, &key.trust());
    let common = ours.codes.intersection(judged).cloned().collect();
    [Said { codes: common, ..ours }, Said { verdict, codes: texts(&said["codes"]) }]
}

#[test]
fn the_reader_finds_our_bundles_valid() {
    let key = Key::new();
    let judged = texts(&reader(&["--codes"]));
    each_bundle(&key, |_, folder, zip| {
        for bundle in [folder, zip] {
            for said in both_say(bundle, &key, &judged) {
                assert_eq!((said.verdict.as_str(), said.codes.len()), ("valid", 0), "{said:?}");
            }
        }
    });
}

/// Seals again what was damaged: the giver's own nonsense.
fn seal_again(bag: &Path, key: &Key) {
    let text = fs::read_to_string(bag.join(TAG_MANIFEST)).unwrap();
    let digest = |path: &str| approved("sha256sum", &["--", path], bag)[..64].to_owned();
    let mut lines: Vec<_> =
        text.lines().map(|line| format!("{}  {}\n", digest(&line[66..]), &line[66..])).collect();
    if bag.join(MORE).exists() {
        let last = lines.len() - 1;
        lines.insert(last, format!("{}  {MORE}\n", digest(MORE)));
    }
    fs::write(bag.join(TAG_MANIFEST), lines.concat()).unwrap();
    key.sign(bag);
}

fn edit(path: &Path, change: impl Fn(String) -> String) {
    let before = fs::read_to_string(path).unwrap();
    let after = change(before.clone());
    assert_ne!(before, after, "nothing was changed");
    fs::write(path, after).unwrap();
}

fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at] ^= 1;
    fs::write(path, bytes).unwrap();
}

fn swap_first_two(text: &str) -> String {
    let mut lines: Vec<_> = text.lines().collect();
    lines.swap(0, 1);
    lines.join("\n") + "\n"
}

fn first_line(text: &str) -> &str {
    &text[..=text.find('\n').unwrap()]
}

/// Puts a key that nobody can rightly have, and a signature, under its own name.
fn bad_key(bag: &Path, base64: &str) {
    let pem = format!("-----BEGIN PUBLIC KEY-----\n{base64}\n-----END PUBLIC KEY-----\n");
    let line = format!("echo {base64} | base64 -d | sha256sum");
    let id = approved("bash", &["-c", &line], bag)[..64].to_owned();
    fs::write(bag.join(format!("signatures/{id}.pem")), pem).unwrap();
    fs::write(bag.join(format!("signatures/{id}.sig")), [0; 64]).unwrap();
}

/// Name of the damage, the code that it must have, whether the giver seals it
/// again, and the damage.
type Damage = (&'static str, &'static str, bool, fn(&Path, &Key));

const LIST: &str = "manifest-sha256.txt";
const FAST_LIST: &str = "handover/payload-blake3.txt";
const ACT: &str = "handover/transfer.json";
const FILES: &str = "handover/inventory/files.csv";
const PAYLOAD: &str = "data/Chưa vào mục lục/ghi chú kho.txt";

/// Of the giver and of anybody: damages of the folder.
const DAMAGES: &[Damage] = &[
    ("a bit of a file", "payload.digest", false, |b, _| flip(&b.join(PAYLOAD), 3)),
    ("a file cut off", "payload.size", false, |b, _| fs::write(b.join(PAYLOAD), "x").unwrap()),
    ("a file away", "payload.missing", false, |b, _| fs::remove_file(b.join(PAYLOAD)).unwrap()),
    ("a file more", "payload.unlisted", false, |b, _| fs::write(b.join("data/x"), "x").unwrap()),
    ("a link", "payload.unlisted", false, |b, _| {
        fs::rename(b.join(PAYLOAD), b.join("../aside")).unwrap();
        symlink(b.join("../aside"), b.join(PAYLOAD)).unwrap();
    }),
    ("a list edited", "tag.changed", false, |b, _| {
        edit(&b.join(LIST), |text| text.replacen(first_line(&text), "", 1));
    }),
    ("a line taken out and sealed", "payload.lists-disagree", true, |b, _| {
        edit(&b.join(LIST), |text| text.replacen(first_line(&text), "", 1));
    }),
    ("a list in another order", "list.order", true, |b, _| {
        edit(&b.join(LIST), |text| swap_first_two(&text));
    }),
    ("a line twice", "list.listed-twice", true, |b, _| {
        edit(&b.join(LIST), |text| first_line(&text).to_owned() + &text);
    }),
    ("lines ended by CR LF", "list.malformed", true, |b, _| {
        edit(&b.join(LIST), |text| text.replace('\n', "\r\n"));
    }),
    ("no last LF", "list.malformed", true, |b, _| {
        edit(&b.join(FAST_LIST), |text| text.trim_end().to_owned());
    }),
    ("a line hidden as comment", "list.malformed", true, |b, _| {
        edit(&b.join(LIST), |text| format!("# {text}"));
    }),
    ("a line with an asterisk", "list.malformed", true, |b, _| {
        edit(&b.join(LIST), |text| text.replacen("  data", " *data", 1));
    }),
    ("a path escaped", "list.path", true, |b, _| {
        edit(&b.join(LIST), |text| text.replacen(".pdf", "%2Epdf", 1));
    }),
    ("a path from here", "list.path", true, |b, _| {
        edit(&b.join(LIST), |text| text.replacen("  data", "  ./data", 1));
    }),
    ("a path with a CR", "list.path", true, |b, _| {
        edit(&b.join(LIST), |text| text.replacen(".pdf", "\r.pdf", 1));
    }),
    ("a path in form D", "list.path", true, |b, _| {
        edit(&b.join(LIST), |text| text.replacen('ư', "u\u{31b}", 1));
    }),
    ("a path upwards", "list.path", true, |b, _| {
        edit(&b.join(LIST), |text| text.replacen("  data/", "  data/../", 1));
    }),
    ("a tag file in the payload list", "list.path", true, |b, _| {
        edit(&b.join(LIST), |text| text.replacen("  data/", "  handover/", 1));
    }),
    ("an empty list", "payload.empty", true, |b, _| fs::write(b.join(LIST), "").unwrap()),
    ("another BLAKE3", "payload.lists-disagree", true, |b, _| {
        edit(&b.join(FAST_LIST), |text| format!("{}{}", "0".repeat(64), &text[64..]));
    }),
    ("a bit of the signature", "seal.bad-signature", false, |b, k| {
        flip(&b.join(format!("signatures/{}.sig", k.id())), 9);
    }),
    ("no signature", "seal.missing", false, |b, _| {
        fs::remove_dir_all(b.join("signatures")).unwrap();
    }),
    ("half a pair", "seal.stray-file", false, |b, k| {
        fs::remove_file(b.join(format!("signatures/{}.pem", k.id()))).unwrap();
    }),
    ("a signature of 63 bytes", "seal.stray-file", false, |b, k| {
        fs::write(b.join(format!("signatures/{}.sig", k.id())), [0; 63]).unwrap();
    }),
    ("a letter beside the signatures", "seal.stray-file", false, |b, _| {
        fs::write(b.join("signatures/thư.txt"), "thư").unwrap();
    }),
    ("another key under the name", "seal.key-mismatch", false, |b, k| {
        fs::copy(Key::new().pem(), b.join(format!("signatures/{}.pem", k.id()))).unwrap();
    }),
    ("a key of small order beside it", "seal.weak-key", false, |b, _| {
        bad_key(b, "MCowBQYDK2VwAyEAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    }),
    ("a key with a part of small order beside it", "seal.weak-key", false, |b, _| {
        bad_key(b, "MCowBQYDK2VwAyEAmFGerfNbmVIztRtc0j6cxaKLY5taSvDskDy5YNgbeBk=");
    }),
    ("a key in another encoding beside it", "seal.key-mismatch", false, |b, _| {
        bad_key(b, "MCowBQYDK2VwAyEA8P///////////////////////////////////////38=");
    }),
    ("a second seal", "seal.other-signature", false, |b, _| Key::new().sign(b)),
    ("a second seal that is broken", "seal.other-bad-signature", false, |b, _| {
        let other = Key::new();
        other.sign(b);
        flip(&b.join(format!("signatures/{}.sig", other.id())), 9);
    }),
    ("only a stranger's seal", "seal.unknown-key", false, |b, _| {
        fs::remove_dir_all(b.join("signatures")).unwrap();
        fs::create_dir(b.join("signatures")).unwrap();
        Key::new().sign(b);
    }),
    ("only a stranger's broken seal", "seal.bad-signature", false, |b, _| {
        fs::remove_dir_all(b.join("signatures")).unwrap();
        fs::create_dir(b.join("signatures")).unwrap();
        let other = Key::new();
        other.sign(b);
        flip(&b.join(format!("signatures/{}.sig", other.id())), 9);
    }),
    ("a stranger's seal and another's broken one", "seal.other-bad-signature", false, |b, _| {
        fs::remove_dir_all(b.join("signatures")).unwrap();
        fs::create_dir(b.join("signatures")).unwrap();
        let other = Key::new();
        Key::new().sign(b);
        other.sign(b);
        flip(&b.join(format!("signatures/{}.sig", other.id())), 9);
    }),
    ("the giver's seal broken and a stranger's", "seal.bad-signature", false, |b, k| {
        Key::new().sign(b);
        flip(&b.join(format!("signatures/{}.sig", k.id())), 9);
    }),
    ("the act edited", "tag.changed", false, |b, _| flip(&b.join(ACT), 99)),
    ("the act with white space", "act.malformed", true, |b, _| {
        edit(&b.join(ACT), |text| text.replacen(",\"issue\"", ", \"issue\"", 1));
    }),
    ("the act with a needless escape", "act.malformed", true, |b, _| {
        edit(&b.join(ACT), |text| text.replacen("ubnd", "\\u0075bnd", 1));
    }),
    ("the act with a member twice", "act.malformed", true, |b, _| {
        edit(&b.join(ACT), |text| text.replacen("\"issue\":1", "\"issue\":1,\"issue\":1", 1));
    }),
    ("the act with an unknown member", "act.malformed", true, |b, _| {
        edit(&b.join(ACT), |text| text.replacen("\"issue\":1", "\"issue\":1,\"x\":1", 1));
    }),
    ("the act without LF", "act.malformed", true, |b, _| {
        edit(&b.join(ACT), |text| text.trim_end().to_owned());
    }),
    ("a later act", "bag.newer-version", true, |b, _| {
        edit(&b.join(ACT), |text| text.replacen("transfer/1", "transfer/2", 1));
    }),
    ("custody before the seal", "act.days", true, |b, _| {
        edit(&b.join(ACT), |text| {
            text.replacen("\"effective_on\":\"2025", "\"effective_on\":\"2024", 1)
        });
    }),
    ("the act of another packing", "bag.other-packing", true, |b, _| {
        edit(&b.join(ACT), |text| text.replacen("\"issue\":1", "\"issue\":2", 1));
    }),
    ("a line more in bag-info", "bag.info", true, |b, _| {
        edit(&b.join("bag-info.txt"), |text| text + "Contact: x\n");
    }),
    ("another day in bag-info", "bag.info", true, |b, _| {
        edit(&b.join("bag-info.txt"), |text| text.replacen("Date: 2025", "Date: 2024", 1));
    }),
    ("volumes without number", "bag.info", true, |b, _| {
        edit(&b.join("bag-info.txt"), |text| text.replacen("1 of 1", "1 of ?", 1));
    }),
    ("another oxum", "bag.oxum", true, |b, _| {
        edit(&b.join("bag-info.txt"), |text| text.replacen("Oxum: ", "Oxum: 1", 1));
    }),
    ("a later version", "bag.newer-version", true, |b, _| {
        edit(&b.join("bag-info.txt"), |text| text.replacen("1.0\n", "2.0\n", 1));
    }),
    ("another declaration", "bag.declaration", true, |b, _| {
        edit(&b.join("bagit.txt"), |text| text.replacen("1.0", "0.97", 1));
    }),
    ("no declaration", "bag.missing", false, |b, _| fs::remove_file(b.join("bagit.txt")).unwrap()),
    ("files to fetch", "bag.fetch", false, |b, _| fs::write(b.join("fetch.txt"), "").unwrap()),
    ("another manifest", "bag.extra-manifest", false, |b, _| {
        fs::write(b.join("manifest-md5.txt"), "").unwrap();
    }),
    ("a letter in the envelope", "tag.unlisted", false, |b, _| {
        fs::write(b.join("thư.txt"), "thư").unwrap();
    }),
    ("no README", "tag.missing", false, |b, _| {
        fs::remove_file(b.join("handover/README.txt")).unwrap();
    }),
    ("an unknown tag file, sealed", "tag.unknown", true, |b, _| {
        fs::write(b.join(MORE), "thêm").unwrap();
    }),
    ("another size in files.csv", "payload.size", true, |b, _| {
        edit(&b.join(FILES), |text| text.replacen(".pdf,", ".pdf,1", 1));
    }),
    ("a row less in files.csv", "payload.lists-disagree", true, |b, _| {
        edit(&b.join(FILES), |text| {
            let row = first_line(&text[first_line(&text).len()..]).to_owned();
            text.replacen(&row, "", 1)
        });
    }),
    ("files.csv without header", "table.header", true, |b, _| {
        edit(&b.join(FILES), |text| text.replacen(first_line(&text), "", 1));
    }),
];

#[test]
fn the_reader_and_we_agree_on_damaged_folders() {
    let (key, place) = (Key::new(), tempfile::tempdir().unwrap());
    let judged = texts(&reader(&["--codes"]));
    pack_sample(&key, &place.path().join("sound"));
    let mut differences = Vec::new();
    for (name, code, sealed_again, damage) in DAMAGES {
        let work = tempfile::tempdir().unwrap();
        let bag = work.path().join("goi");
        copy_folder(&place.path().join("sound"), &bag);
        damage(&bag, &key);
        if *sealed_again {
            seal_again(&bag, &key);
        }
        differences.extend(judge(name, code, &bag, &key, &judged));
    }
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

/// The damage, if the two do not both call it `code`.
pub(crate) fn judge(
    name: &str,
    code: &str,
    bundle: &Path,
    key: &Key,
    judged: &BTreeSet<String>,
) -> Option<String> {
    let harmless = ["seal.other-signature", "seal.other-bad-signature", "tag.unknown"];
    let expected = match code {
        "seal.unknown-key" => "intact-signer-unknown",
        _ if name.starts_with("a stranger's seal and") => "intact-signer-unknown",
        code if harmless.contains(&code) => "valid",
        _ => "not-valid",
    };
    let [ours, theirs] = both_say(bundle, key, judged);
    // Behind the finding itself the two may differ: one stops where the other
    // goes on and names what follows from it.
    let right = |said: &Said| said.verdict == expected && said.codes.contains(code);
    let agreed = right(&theirs) && right(&ours);
    let told = || format!("{name} ({expected}, {code})\nwe say {ours:?}\nreader {theirs:?}");
    (!agreed).then(told)
}
