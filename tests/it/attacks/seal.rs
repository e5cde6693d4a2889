//! Seals that are swapped, stripped, added, borrowed or worthless.

use std::fs;
use std::sync::Mutex;

use data_encoding::{BASE64, HEXLOWER};
use handover_core::bundle::Bundle;
use handover_core::digest::Digest;
use handover_core::finding::Code;
use handover_core::limits::Limits;
use handover_core::observe::{Observer, Phase};
use handover_core::signing::Signer;
use handover_core::verify::{Options, Trust, Verdict, verify};

use crate::forge::{ACT, BAG_INFO, Forge, TAG_MANIFEST, blocks};
use crate::support::{key, stranger, trust};

fn sig() -> String {
    format!("signatures/{}.sig", key().public_key().key_id())
}

fn pem() -> String {
    format!("signatures/{}.pem", key().public_key().key_id())
}

#[test]
fn payload_lists_key_and_signature_swapped_together() {
    let forge = Forge::small();
    forge.write("data/b.txt", "TWO TWO").list_payload().strip().list_tags().sign(&stranger());
    let found = forge.blocked_by("seal.unknown-key");
    assert_eq!(found.verdict, Verdict::IntactSignerUnknown);
    assert!(found.into_verified().is_err());
}

#[test]
fn a_key_in_the_bundle_is_no_source_of_trust() {
    let forge = Forge::small();
    let found = forge.verify_as(&Trust::Nobody);
    assert_eq!(
        (blocks(&found).as_str(), found.verdict),
        ("seal.unknown-key", Verdict::IntactSignerUnknown)
    );
    let typed = Trust::Fingerprint(key().public_key().key_id());
    assert_eq!(forge.verify_as(&typed).verdict, Verdict::Valid);
    let other = Trust::Fingerprint(stranger().public_key().key_id());
    assert_eq!(forge.verify_as(&other).verdict, Verdict::IntactSignerUnknown);
}

#[test]
fn a_stripped_seal_never_leaves_a_plain_bag() {
    let forge = Forge::small();
    let found = forge.strip().blocked_by("seal.missing");
    assert_eq!(found.verdict, Verdict::NotValid);
    forge.remove(TAG_MANIFEST).blocked_by("seal.missing tag.missing");

    // Only the line of the version is left.
    fs::remove_dir_all(forge.place("handover")).unwrap();
    assert_eq!(forge.blocked_by("seal.missing tag.missing").verdict, Verdict::NotValid);

    // Only the folder is left.
    let forge = Forge::small();
    forge.strip().remove(TAG_MANIFEST).remove(BAG_INFO);
    assert_eq!(forge.blocked_by("seal.missing tag.missing").verdict, Verdict::NotValid);

    // Nothing is left that says what it was; then it is a bag, and never valid.
    fs::remove_dir_all(forge.place("handover")).unwrap();
    assert_eq!(forge.blocked_by("seal.foreign-bag").verdict, Verdict::IntactSignerUnknown);
}

#[test]
fn a_seal_added_by_another_ward_is_shown_and_does_not_count() {
    let forge = Forge::small();
    forge.sign(&stranger());
    let found = forge.is_valid();
    assert_eq!(found.report.count(Code::SealOtherSignature), 1);
    assert_eq!(found.seals.iter().filter(|seal| seal.holds).count(), 2);
    assert_eq!(found.seals.iter().filter(|seal| seal.trusted).count(), 1);

    let nobody = forge.verify_as(&Trust::Nobody);
    assert_eq!(nobody.report.count(Code::SealUnknownKey), 1);
    assert_eq!(nobody.report.count(Code::SealOtherSignature), 1);
}

#[test]
fn a_broken_signature_added_by_a_stranger_fails_nothing() {
    let forge = Forge::small();
    let id = stranger().public_key().key_id();
    forge.write(&format!("signatures/{id}.pem"), stranger().public_key().to_pem());
    forge.write(&format!("signatures/{id}.sig"), [7; 64]);
    assert_eq!(forge.is_valid().report.count(Code::SealOtherBroken), 1);
    let nobody = forge.verify_as(&Trust::Nobody);
    assert_eq!(nobody.verdict, Verdict::IntactSignerUnknown);
}

#[test]
fn a_broken_seal_of_the_giver_is_not_mended_by_another() {
    let forge = Forge::small();
    forge.write(&sig(), [7; 64]).sign(&stranger());
    forge.blocked_by("seal.bad-signature");
}

#[test]
fn a_signature_from_another_bundle() {
    let (forge, other) = (Forge::small(), Forge::of(&[("x", "x")]));
    forge.write(&sig(), other.read(&sig())).blocked_by("seal.bad-signature");
}

#[test]
fn a_key_of_low_order_under_which_anything_holds() {
    let zero = [0; 32];
    let points = [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ];
    for point in points {
        let point = HEXLOWER.decode(point.as_bytes()).unwrap();
        let der = [&HEXLOWER.decode(b"302a300506032b6570032100").unwrap()[..], &point].concat();
        let id = Digest::sha256(&der);
        let text = BASE64.encode(&der);
        let pem = format!("-----BEGIN PUBLIC KEY-----\n{text}\n-----END PUBLIC KEY-----\n");
        let forge = Forge::small();
        forge.write("data/b.txt", "TWO TWO").list_payload().strip().list_tags();
        forge.write(&format!("signatures/{id}.pem"), pem);
        forge.write(&format!("signatures/{id}.sig"), [&point[..], &zero].concat());
        forge.blocked_by("seal.weak-key");
        let trusted = Trust::Fingerprint(id.to_string().parse().unwrap());
        assert_eq!(forge.verify_as(&trusted).verdict, Verdict::NotValid);
    }
}

#[test]
fn a_key_under_the_name_of_another() {
    let forge = Forge::small();
    forge.write(&pem(), stranger().public_key().to_pem()).blocked_by("seal.key-mismatch");
}

#[test]
fn anything_in_signatures_that_is_no_pair() {
    let upper = key().public_key().key_id().to_string().to_uppercase();
    for name in ["readme.txt", "x/1.sig", "giver.pem", ".pem", &format!("{upper}.sig")] {
        let forge = Forge::small();
        forge.write(&format!("signatures/{name}"), [7; 64]).blocked_by("seal.stray-file");
    }
    let forge = Forge::small();
    let id = stranger().public_key().key_id();
    forge.write(&format!("signatures/{id}.sig"), [7; 64]).blocked_by("seal.stray-file");
}

#[test]
fn a_tag_manifest_that_leaves_out_the_act() {
    let forge = Forge::small();
    let lines = forge.text(TAG_MANIFEST);
    let kept: String = lines.split_inclusive('\n').filter(|line| !line.contains(ACT)).collect();
    forge.write(TAG_MANIFEST, kept).sign(&key()).blocked_by("tag.unlisted");
    forge.remove(ACT).blocked_by("tag.missing");
}

#[test]
fn a_stray_beside_the_payload_is_told_without_a_name_that_speaks_of_secrecy() {
    let forge = Forge::small();
    for folder in ["", "handover/", "signatures/"] {
        forge.write(&format!("{folder}K\u{1ec1}n m\u{1ead}t.docx"), "x");
    }
    let found = forge.blocked_by("seal.stray-file tag.unlisted");
    let told = format!("{:?}", found.report);
    assert!(!told.contains("K\u{1ec1}n"), "{told}");
}

/// Lets the bundle be another one as soon as its tag files were checked.
struct Swap<'f>(&'f Forge, Mutex<Option<&'static str>>);

impl Observer for Swap<'_> {
    fn end(&self, phase: Phase) {
        let payload = self.1.lock().unwrap().take().filter(|_| phase == Phase::Lists);
        if let Some(content) = payload {
            self.0.write("data/b.txt", content).list_payload();
        }
    }
}

#[test]
fn lists_that_are_swapped_after_their_digest_was_checked() {
    let forge = Forge::small();
    let bundle = Bundle::open(&forge.root(), &Limits::default()).unwrap();
    let swap = Swap(&forge, Mutex::new(Some("TWO TWO")));
    let found = verify(&bundle, &trust(), &Options::default(), &swap);
    assert!(swap.1.lock().unwrap().is_none());
    assert_eq!(found.unwrap_err().code(), "error.read");
}
