//! Sets of volumes: sound, incomplete, swapped, edited; always by content.

use std::fs;
use std::path::{Path, PathBuf};

use handover_core::bundle::{Bundle, VolumeSet};
use handover_core::diff::{self, Side, diff};
use handover_core::error::ErrorKind;
use handover_core::finding::{Code, Report, Severity};
use handover_core::inventory::FolderTables;
use handover_core::limits::Limits;
use handover_core::pack::{self, Sealed, VolumeSize, pack};
use handover_core::show::show_set;
use handover_core::signing::{
    Next, PrivateKey, Role, Schema, SignedText, SignedTrustList, Signer, TrustDraft, TrustedKey,
    Witness,
};
use handover_core::survey::Folder;
use handover_core::transfer::Act;
use handover_core::unpack::{unpack, unpack_set};
use handover_core::verify::{self, ListTrust, SetVerification, Trust, Verdict, verify, verify_set};

use crate::forge::write_tree;
use crate::support::{key, least_act, stranger, tree, trust, verify_at};

/// An archive whose dossiers do not lie together, and its volumes.
pub(crate) struct Volumes {
    pub(crate) dir: tempfile::TempDir,
}

const DOSSIERS: &str = "fonds,container,carrier,path,fileCode,title\n\
    P14,H1,digital,,HS1,scattered\n\
    P14,H1,digital,b,HS2,a folder of its own and one document elsewhere\n\
    P14,H2,paper,,HS3,on paper\n\
    P14,,,c,HS4,a folder\n";
const DOCUMENTS: &str = "dossier,path,subject\n\
    HS1,a/1.pdf,first\n\
    HS1,z/1.pdf,last\n\
    HS2,b/1.pdf,in the folder\n\
    HS2,z/2.pdf,far from it\n\
    HS1,,on no disk\n";
const FILES: [&str; 8] =
    ["a/1.pdf", "b/1.pdf", "b/2.pdf", "c/1.pdf", "c/2.pdf", "y/no row.pdf", "z/1.pdf", "z/2.pdf"];
const SIZE: usize = 60_000;

impl Volumes {
    pub(crate) fn new() -> Self {
        let volumes = Volumes { dir: tempfile::tempdir().unwrap() };
        let content = |path: &str| path.repeat(SIZE / path.len());
        let files: Vec<_> = FILES.iter().map(|path| (*path, content(path))).collect();
        let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        write_tree(&volumes.place("files"), &files);
        fs::create_dir_all(volumes.place("files/empty")).unwrap();
        let tables = [
            ("fonds.csv", "code,name\nP14,Phông\n"),
            ("containers.csv", "fonds,code,metres\nP14,H1,0.125\nP14,H2,0.25\nP14,H2,0.25\n"),
            ("dossiers.csv", DOSSIERS),
            ("documents.csv", DOCUMENTS),
        ];
        write_tree(&volumes.place("tables"), &tables);
        volumes
    }

    /// The same, packed and sealed.
    pub(crate) fn packed() -> Self {
        let volumes = Self::new();
        fs::create_dir(volumes.place("usb")).unwrap();
        let sealed = volumes.pack(&volumes.act(), "usb/p14.zip", &key());
        assert!(sealed.volumes.len() >= 3, "{}", sealed.volumes.len());
        volumes
    }

    pub(crate) fn place(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// An act that declares exactly what there is.
    fn act(&self) -> Act {
        let mut act = least_act();
        let bytes: u64 = FILES
            .iter()
            .map(|path| fs::metadata(self.place("files").join(path)).unwrap().len())
            .sum();
        let json = serde_json::json!({"dossiers": 3, "files": FILES.len(), "bytes": bytes});
        act.electronic = Some(serde_json::from_value(json).unwrap());
        let json = serde_json::json!({"containers": 3, "dossiers": 1, "metres": "0.625"});
        act.paper = Some(serde_json::from_value(json).unwrap());
        act
    }

    fn pack(&self, act: &Act, out: &str, key: &PrivateKey) -> Sealed {
        let source = Folder::open(&self.place("files")).unwrap();
        let tables = FolderTables::new(&self.place("tables"));
        let mut options = pack::Options::default();
        options.volume_size = Some(VolumeSize::Bytes(200_000));
        pack(&source, &tables, act, &[key], &self.place(out), &options, &()).unwrap()
    }

    pub(crate) fn set(&self) -> PathBuf {
        self.place("usb/p14.set.json")
    }

    pub(crate) fn volume(&self, number: u32) -> PathBuf {
        self.place(&format!("usb/p14-{number:03}.zip"))
    }

    fn verify(&self) -> SetVerification {
        verify_set_at(&self.set(), &[], &trust())
    }

    /// Puts another text into the list, signed by `keys`.
    fn rewrite(&self, change: impl Fn(&str) -> String, keys: &[&PrivateKey]) {
        let line = fs::read_to_string(self.set()).unwrap();
        let line: serde_json::Value = serde_json::from_str(&line).unwrap();
        let text = change(line["signed"].as_str().unwrap());
        let keys: Vec<&dyn Signer> = keys.iter().map(|key| *key as &dyn Signer).collect();
        let signed = SignedText::sign(Schema::new("set", 1), text, &keys).unwrap();
        fs::write(self.set(), signed.to_line().unwrap() + "\n").unwrap();
    }
}

fn verify_set_at(path: &Path, further: &[PathBuf], trust: &Trust) -> SetVerification {
    let set = VolumeSet::open(path, further, &Limits::default()).unwrap();
    verify_set(&set, trust, &verify::Options::default(), &mut |_, _| Ok(()), &()).unwrap()
}

/// What blocks or warns, each code with how often.
fn told(report: &Report) -> Vec<String> {
    let codes = report.by_code.iter().filter(|(code, _)| code.severity() != Severity::Info);
    codes.map(|(code, count)| format!("{code} {count}")).collect()
}

#[track_caller]
fn is(found: &SetVerification, verdict: Verdict, codes: &[&str]) {
    assert_eq!(told(&found.report), codes, "{:#?}", found.report.findings);
    assert_eq!(found.verdict, verdict, "{:#?}", found.volumes);
}

const UNLISTED: &str = "inventory.file-without-row 2";

#[test]
fn all_volumes_together_are_the_transfer() {
    let volumes = Volumes::packed();
    for path in [volumes.set(), volumes.place("usb")] {
        let found = verify_set_at(&path, &[], &trust());
        is(&found, Verdict::Valid, &[UNLISTED]);
        assert!(found.volumes.iter().all(|volume| volume.verdict == Verdict::Valid));
        let counted = &found.counted;
        assert_eq!((counted.all.containers, counted.documents, counted.unlisted_files), (3, 5, 2));
        assert_eq!((counted.all.files, found.payload.files), (8, 8));
        let verified = found.into_verified().unwrap();
        assert_eq!(verified.set().issue, 1);
    }
    let nobody = verify_set_at(&volumes.set(), &[], &Trust::Nobody);
    is(&nobody, Verdict::IntactSignerUnknown, &[UNLISTED, "set.unknown-key 1"]);
    assert!(nobody.into_verified().is_err());
    let other = Trust::Key(stranger().public_key());
    let other = verify_set_at(&volumes.set(), &[], &other);
    is(&other, Verdict::IntactSignerUnknown, &[UNLISTED, "set.unknown-key 1"]);
}

#[test]
fn a_set_is_judged_by_a_trust_list_as_a_bundle_is() {
    let volumes = Volumes::packed();
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let days = (day("2025-01-01"), day("2025-06-30"));
    let line = |key: &PrivateKey, agency: &str, role| {
        let agency = agency.parse().unwrap();
        TrustedKey::new(
            key.public_key(),
            agency,
            (role, "Văn thư"),
            [Role::Seal, Role::Witness],
            days,
        )
    };
    let archive = "vn:79@2025/luu-tru-lich-su";
    let lines = vec![line(&key(), "vn:27169@2024", "A"), line(&stranger(), archive, "B")];
    let draft = TrustDraft::new(Vec::new(), lines);
    let root = stranger().public_key().key_id();
    let list = SignedTrustList::sign(&draft, Next::new(None, day("2025-06-01")), &stranger());
    let list = list.unwrap();
    let on = |on: &str| ListTrust::new(list.clone(), Some(root), day(on));
    let look = |trust: ListTrust| verify_set_at(&volumes.set(), &[], &Trust::List(Box::new(trust)));
    let found = look(on("2025-06-30"));
    is(&found, Verdict::Valid, &[UNLISTED]);
    assert_eq!(found.sealed_by[0].person, "A");
    assert!(found.into_verified().unwrap().trust().unwrap().root_confirmed);
    let late = look(on("2025-07-01"));
    is(&late, Verdict::IntactSignerUnknown, &["seal.time-unproven 1", UNLISTED]);

    // Who signed the set's digest has signed each volume's, which stands in it.
    let set = VolumeSet::open(&volumes.set(), &[], &Limits::default()).unwrap();
    let agency = archive.parse().unwrap();
    let seen = Witness::sign(set.digest().unwrap(), day("2025-06-30"), agency, &stranger());
    let seen = Witness::read(&seen.unwrap(), &Limits::default()).unwrap().witnessed();
    let found = look(on("2055-07-01").witnessed_by([seen]));
    is(&found, Verdict::Valid, &[UNLISTED]);
    assert!(found.volumes.iter().all(|volume| volume.verdict == Verdict::Valid));
}

#[test]
fn a_volume_alone_is_sound_and_incomplete() {
    let volumes = Volumes::packed();
    for number in 1..=3 {
        let found = verify_at(&volumes.volume(number));
        let codes: Vec<_> = told(&found.report);
        let codes: Vec<_> =
            codes.iter().filter(|code| !code.contains("file-without-row")).collect();
        assert_eq!(codes, ["volume.without-set 1"], "{:#?}", found.report.findings);
        assert_eq!(found.verdict, Verdict::Incomplete);
    }
}

#[test]
fn without_a_volume_the_totals_are_not_judged() {
    let volumes = Volumes::packed();
    let last = u32::try_from(volumes.verify().volumes.len()).unwrap();
    fs::remove_file(volumes.volume(last)).unwrap();
    let found = volumes.verify();
    // The other file without a row was in that volume.
    let codes = ["inventory.file-without-row 1", "volume.missing 1"];
    is(&found, Verdict::Incomplete, &codes);
    assert_eq!(found.missing, [last]);
    assert!(found.volumes.iter().all(|volume| volume.verdict == Verdict::Valid));
}

#[test]
fn volumes_lie_on_several_disks_under_any_name() {
    let volumes = Volumes::packed();
    fs::create_dir(volumes.place("second")).unwrap();
    fs::rename(volumes.volume(2), volumes.place("second/đĩa hai")).unwrap();
    fs::rename(volumes.volume(3), volumes.place("usb/p14-001-copy.zip")).unwrap();
    assert_eq!(volumes.verify().missing, [2]);
    let further = [volumes.place("second")];
    let found = verify_set_at(&volumes.set(), &further, &trust());
    is(&found, Verdict::Valid, &[UNLISTED]);
    // A second copy is told, and the first is looked at.
    fs::copy(volumes.place("second/đĩa hai"), volumes.volume(9)).unwrap();
    let found = verify_set_at(&volumes.set(), &further, &trust());
    is(&found, Verdict::Valid, &[UNLISTED, "volume.twice 1"]);
}

#[test]
fn an_older_packing_in_the_place_of_a_volume() {
    let volumes = Volumes::packed();
    let first = volumes.act();
    fs::create_dir(volumes.place("new")).unwrap();
    let mut act = volumes.pack(&first, "new/p14.zip", &key()).act;
    act.issue = 2;
    fs::remove_dir_all(volumes.place("new")).unwrap();
    fs::create_dir(volumes.place("new")).unwrap();
    volumes.pack(&act, "new/p14.zip", &key());
    let set = volumes.place("new/p14.set.json");
    is(&verify_set_at(&set, &[], &trust()), Verdict::Valid, &[UNLISTED]);
    // Beside what is whole, an older packing is only mentioned.
    let found = verify_set_at(&set, &[volumes.place("usb")], &trust());
    is(&found, Verdict::Valid, &[UNLISTED]);
    assert!(found.report.count(Code::VolumeBeside) >= 3);
    fs::copy(volumes.volume(2), volumes.place("new/p14-002.zip")).unwrap();
    let found = verify_set_at(&set, &[], &trust());
    let codes = told(&found.report);
    let wanted = ["volume.missing 1", "volume.other-packing 1"];
    assert!(wanted.iter().all(|code| codes.iter().any(|told| told == code)), "{codes:?}");
    assert_eq!(found.verdict, Verdict::NotValid);
}

#[test]
fn another_transfer_in_the_place_of_a_volume() {
    let volumes = Volumes::packed();
    let mut other = volumes.act();
    other.title = Some("another".to_owned());
    fs::create_dir(volumes.place("other")).unwrap();
    volumes.pack(&other, "other/p14.zip", &key());
    // Beside it under a name of its own it is none of this set's business.
    fs::copy(volumes.place("other/p14-002.zip"), volumes.place("usb/other.zip")).unwrap();
    is(&volumes.verify(), Verdict::Valid, &[UNLISTED]);
    fs::copy(volumes.place("other/p14-002.zip"), volumes.volume(2)).unwrap();
    let found = volumes.verify();
    let codes = told(&found.report);
    assert!(codes.contains(&"volume.foreign 1".to_owned()), "{codes:?}");
    assert_eq!((found.verdict, found.missing.as_slice()), (Verdict::NotValid, &[2][..]));
}

#[test]
fn damage_in_a_volume_is_named() {
    for at in [40_000, 5] {
        let volumes = Volumes::packed();
        let mut bytes = fs::read(volumes.volume(2)).unwrap();
        let at = if at == 5 { bytes.len() - 5 } else { at };
        bytes[at] ^= 1;
        fs::write(volumes.volume(2), &bytes).unwrap();
        let found = volumes.verify();
        assert_eq!(found.verdict, Verdict::NotValid);
        let damaged: Vec<_> =
            found.volumes.iter().filter(|volume| volume.counts.block > 0).collect();
        assert_eq!(damaged.len(), 1, "{:#?}", found.volumes);
        assert_eq!((damaged[0].number, damaged[0].verdict), (Some(2), Verdict::NotValid));
    }
    // Cut off, it is no volume any more, and still told by what it is.
    let volumes = Volumes::packed();
    let bytes = fs::read(volumes.volume(2)).unwrap();
    fs::write(volumes.volume(2), &bytes[..bytes.len() / 2]).unwrap();
    let found = volumes.verify();
    assert_eq!((found.verdict, found.missing.as_slice()), (Verdict::NotValid, &[2][..]));
    assert_eq!(found.volumes.last().unwrap().counts.block, 1, "{:#?}", found.volumes);
}

#[test]
fn a_list_that_was_edited_re_signed_or_stripped() {
    let edit = |text: &str| text.replacen("\"files\":", "\"files\":1", 1);
    // Edited, and the old signature kept.
    let volumes = Volumes::packed();
    let line = fs::read_to_string(volumes.set()).unwrap();
    fs::write(volumes.set(), line.replacen("files\\\":", "files\\\":1", 1)).unwrap();
    let found = volumes.verify();
    is(&found, Verdict::NotValid, &["set.bad-signature 1"]);
    assert!(found.set.is_none() && found.volumes.len() >= 3);

    // Edited and signed anew by the giver: the volumes say otherwise.
    let volumes = Volumes::packed();
    volumes.rewrite(edit, &[&key()]);
    is(&volumes.verify(), Verdict::NotValid, &[UNLISTED, "volume.differs 1"]);

    // Signed by a stranger alone; then by both.
    let volumes = Volumes::packed();
    volumes.rewrite(str::to_owned, &[&stranger()]);
    for trust in [trust(), Trust::Nobody] {
        let found = verify_set_at(&volumes.set(), &[], &trust);
        is(&found, Verdict::NotValid, &["set.other-keys 1"]);
    }
    // Whoever trusts the stranger has his key: it seals no volume.
    let found = verify_set_at(&volumes.set(), &[], &Trust::Key(stranger().public_key()));
    is(&found, Verdict::NotValid, &["set.other-keys 1"]);
    volumes.rewrite(str::to_owned, &[&stranger(), &key()]);
    is(&volumes.verify(), Verdict::Valid, &[UNLISTED]);

    // Without a signature, without a line, of a later version.
    let volumes = Volumes::packed();
    let line = fs::read_to_string(volumes.set()).unwrap();
    let stripped = format!("{}[]}}\n", &line[..line.find("[{\"key\"").unwrap()]);
    for (text, code) in [
        (stripped, "set.malformed 1"),
        (String::new(), "set.malformed 1"),
        (line.replace("handover/set/1", "handover/receipt/1"), "set.malformed 1"),
        (line.replace("handover/set/1", "handover/set/2"), "bag.newer-version 1"),
    ] {
        fs::write(volumes.set(), text).unwrap();
        is(&volumes.verify(), Verdict::NotValid, &[code]);
    }
}

#[test]
fn a_volume_left_out_of_the_list_is_no_smaller_transfer() {
    let volumes = Volumes::packed();
    let cut = |text: &str| format!("{}]}}", &text[..text.rfind(",{\"number\"").unwrap()]);
    volumes.rewrite(cut, &[&key()]);
    let found = volumes.verify();
    assert_eq!(found.verdict, Verdict::NotValid);
    assert!(found.report.count(Code::VolumeOtherPacking) >= 2, "{:?}", found.report.by_code);
    assert!(found.report.count(Code::TotalsDiffer) > 0);
}

#[test]
fn unpacked_it_is_the_source_or_nothing() {
    let volumes = Volumes::packed();
    let open = || VolumeSet::open(&volumes.set(), &[], &Limits::default()).unwrap();
    let (options, to) = (verify::Options::default(), volumes.place("out"));
    let unpacked = unpack_set(&open(), &to, &options, &()).unwrap();
    assert_eq!((unpacked.tally.files, unpacked.tally.empty_folders), (8, 1));
    assert_eq!(tree(&to), tree(&volumes.place("files")));

    // One volume alone gives what it has.
    let one = Bundle::open(&volumes.volume(2), &Limits::default()).unwrap();
    assert!(unpack(&one, &volumes.place("one"), &options, &()).unwrap().tally.files > 0);

    let to = volumes.place("out2");
    let mut bytes = fs::read(volumes.volume(3)).unwrap();
    bytes[30_000] ^= 1;
    fs::write(volumes.volume(3), &bytes).unwrap();
    for _ in 0..2 {
        let error = unpack_set(&open(), &to, &options, &()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Refused { .. }), "{error:?}");
        assert!(!to.exists() && !volumes.place("out2.partial").exists());
        let _ = fs::remove_file(volumes.volume(3));
    }
}

#[test]
fn compared_with_what_was_packed_nothing_differs() {
    let volumes = Volumes::packed();
    let limits = Limits::default();
    let side = |path: &Path| Side::open(path, &limits).unwrap();
    let compare = |a: &Path, b: &Path| {
        let mut changes = Vec::new();
        let keep = |change| {
            changes.push(change);
            Ok(())
        };
        let summary = diff(&side(a), &side(b), keep, &diff::Options::default(), &()).unwrap();
        (summary, changes)
    };
    let (set, files) = (volumes.set(), volumes.place("files"));
    for (a, b) in [(&set, &files), (&files, &set), (&set, &set)] {
        let (summary, changes) = compare(a, b);
        assert!(summary.is_same(), "{changes:?}");
        assert_eq!((summary.unchanged, summary.other_times), (9, 0));
    }
    fs::remove_file(files.join("z/2.pdf")).unwrap();
    fs::write(files.join("c/3.pdf"), "new").unwrap();
    let (summary, _) = compare(&set, &files);
    assert_eq!((summary.removed, summary.added, summary.unchanged), (1, 1, 8));
    fs::remove_file(volumes.volume(1)).unwrap();
    let error = diff(&side(&set), &side(&files), |_| Ok(()), &diff::Options::default(), &());
    assert!(matches!(error.unwrap_err().kind(), ErrorKind::Refused { .. }));
}

#[test]
fn the_list_is_shown_and_what_is_missing() {
    let volumes = Volumes::packed();
    fs::remove_file(volumes.volume(2)).unwrap();
    let set = VolumeSet::open(&volumes.set(), &[], &Limits::default()).unwrap();
    let shown = show_set(&set, &Limits::default(), &()).unwrap();
    let there: Vec<_> = shown.volumes.iter().map(|(_, path)| path.is_some()).collect();
    assert_eq!(there[..3], [true, false, true]);
    assert_eq!(shown.act.unwrap().issue, 1);
    assert_eq!(shown.report.count(Code::VolumeMissing), 1);
}

#[test]
fn one_journal_a_volume_spares_the_reading() {
    let volumes = Volumes::packed();
    let set = VolumeSet::open(&volumes.set(), &[], &Limits::default()).unwrap();
    let clock = || std::time::Duration::ZERO;
    let mut options = verify::Options::default();
    let path = volumes.place("journals");
    options.journal = Some(verify::Journal { path: path.clone(), clock: &clock });
    for files in [0, 8] {
        let found = verify_set(&set, &trust(), &options, &mut |_, _| Ok(()), &()).unwrap();
        assert_eq!((found.verdict, found.resumed.unwrap().files), (Verdict::Valid, files));
    }
    assert!(path.join("002.journal").is_file());
    // A volume that is looked at alone has the same findings with and without.
    let bundle = Bundle::open(&volumes.volume(1), &Limits::default()).unwrap();
    assert!(verify(&bundle, &trust(), &verify::Options::default(), &()).is_ok());
}
