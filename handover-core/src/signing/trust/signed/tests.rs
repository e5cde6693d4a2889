use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::signing::test_rng::key;
use crate::signing::{Quorum, Role, Threshold, TrustedKey};
use crate::unit::AgencyRef;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn agency(text: &str) -> AgencyRef {
    text.parse().unwrap()
}

fn line(seed: u64, unit: &str, person: &str) -> TrustedKey {
    let days = (day("2025-01-01"), day("2025-06-30"));
    let key = key(seed).public_key();
    TrustedKey::new(key, agency(unit), (person, "Văn thư"), [Role::Seal], days)
}

fn draft() -> TrustDraft {
    let keys = vec![line(1, "vn:27169@2024", "Lê Văn A"), line(2, "vn:27169@2024", "Trần Thị B")];
    TrustDraft::new(vec![Threshold::new(agency("vn:27169@2024"), 2)], keys)
}

fn first() -> SignedTrustList {
    SignedTrustList::sign(&draft(), Next::new(None, day("2025-06-01")), &key(9)).unwrap()
}

fn code(result: Result<SignedTrustList, TrustError>) -> String {
    result.unwrap_err().code().to_owned()
}

#[test]
fn what_is_signed_is_read() {
    let list = first();
    let text = list.to_line().unwrap();
    assert!(text.starts_with(r#"{"signed":"{\"schema\":\"handover/trust/1\",\"counter\":1,"#));
    let read = SignedTrustList::read(&text, &Limits::default()).unwrap();
    assert_eq!((&read, read.digest()), (&list, list.digest()));
    assert_eq!(read.root(), key(9).public_key().key_id());
    let bound = read.line(key(2).public_key().key_id()).unwrap();
    assert_eq!(bound.person, "Trần Thị B");
    assert!(read.line(key(3).public_key().key_id()).is_none());
}

/// Signs a text that this program would not write.
fn signed(text: &str, root: u64) -> Result<SignedTrustList, TrustError> {
    let line = SignedText::sign(SCHEMA, text, &[&key(root)]).map_err(TrustError::Text)?;
    SignedTrustList::read(&line.to_line().unwrap(), &Limits::default())
}

#[test]
fn every_refusal_of_a_list() {
    let text = first().list.text();
    let changed = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        code(signed(&text.replacen(from, to, 1), 9))
    };
    assert!(signed(&text, 9).is_ok());
    assert_eq!(code(signed(&text, 8)), "trust.bad-signature");
    assert_eq!(changed("\"counter\":1", "\"counter\":0"), "trust.counter");
    assert_eq!(changed("\"counter\":1", "\"counter\": 1"), "trust.members");
    assert_eq!(changed("\"counter\":1", "\"counter\":1,\"more\":1"), "trust.members");
    assert_eq!(changed("\"counter\":1", "\"counter\":1,\"counter\":2"), "signed-text.content");
    assert_eq!(changed("/trust/1", "/trust/2"), "signed-text.unknown-version");
    assert_eq!(changed("/trust/1", "/set/1"), "signed-text.other-kind");
    assert_eq!(changed("[\"seal\"]", "[]"), "trust.roles");
    assert_eq!(changed("[\"seal\"]", "[\"seal\",\"seal\"]"), "trust.roles");
    assert_eq!(changed("[\"seal\"]", "[\"rule\"]"), "trust.members");
    assert_eq!(changed("Lê Văn A", ""), "trust.person");
    assert_eq!(changed("Lê Văn A", "A\\u202eB"), "trust.members");
    assert_eq!(changed("Lê Văn A", "A\u{202e}B"), "trust.person");
    assert_eq!(changed("\"until\":\"2025-06-30\"", "\"until\":\"2024-06-30\""), "trust.days");
    assert_eq!(changed("\"persons\":2", "\"persons\":0"), "trust.threshold");
    assert_eq!(changed("\"persons\":2", "\"persons\":3"), "trust.threshold");
    assert_eq!(
        changed("27169@2024/ubnd\",\"persons", "1@2024/ubnd\",\"persons"),
        "trust.threshold"
    );
    let (one, two) = (key(1).public_key(), key(2).public_key());
    let base64 = |key: &PublicKey| serde_json::to_string(key).unwrap();
    assert_eq!(changed(&base64(&two), &base64(&one)), "trust.key-twice");
    let other = text.replacen(&base64(&two), &base64(&one), 1);
    let at = other.rfind("27169").unwrap();
    let other = format!("{}27163{}", &other[..at], &other[at + 5..]);
    assert_eq!(code(signed(&other, 9)), "trust.two-agencies");
    // The point of order 1, under which anything holds.
    let weak = "\"MCowBQYDK2VwAyEAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"";
    assert_eq!(changed(&base64(&one), weak), "trust.members");
    let empty =
        SignedTrustList::sign(&TrustDraft::default(), Next::new(None, day("2025-06-01")), &key(9));
    assert_eq!(code(empty), "trust.empty");
    let small = Limits { trust_bytes: 100, ..Limits::default() };
    let long = SignedTrustList::read(&first().to_line().unwrap(), &small);
    assert_eq!(code(long), "signed-text.too-large");
}

#[test]
fn the_root_hands_on_to_the_next() {
    let one = first();
    let next = |on: &str| Next::new(Some(&one), day(on));
    let two = SignedTrustList::sign(&draft(), next("2025-06-01"), &key(9)).unwrap();
    assert_eq!(two.list().counter, 2);
    assert_eq!(
        code(SignedTrustList::sign(&draft(), next("2025-05-31"), &key(9))),
        "trust.day-back"
    );
    assert_eq!(code(SignedTrustList::sign(&draft(), next("2025-07-01"), &key(8))), "trust.root");

    let mut rotation = Next::new(Some(&two), day("2025-07-01"));
    rotation.next_roots = vec![key(7).public_key(), key(6).public_key()];
    let three = SignedTrustList::sign(&draft(), rotation, &key(9)).unwrap();
    let next = || Next::new(Some(&three), day("2025-07-02"));
    assert_eq!(code(SignedTrustList::sign(&draft(), next(), &key(9))), "trust.root");
    for root in [6, 7] {
        let four = SignedTrustList::sign(&draft(), next(), &key(root)).unwrap();
        assert_eq!(four.list().counter, 4);
        assert_eq!(four.list().roots_of_next(), [key(root).public_key().key_id()].into());
    }
}

proptest! {
    #[test]
    fn a_threshold_counts_persons_and_never_keys(
        // Key and person of each signature, over two agencies.
        signed in prop::collection::vec((0_u64..5, 0_usize..4, any::<bool>()), 0..12),
        wanted in 1_u32..4,
    ) {
        const NAMES: [&str; 4] = ["Lê Hòa", "LÊ HOÀ", "Lê  hoa", "Trần Bình"];
        let (ours, theirs) = ("vn:27169@2024", "vn:27163@2025");
        let mut draft = draft();
        draft.keys.push(line(3, ours, "C"));
        draft.thresholds = vec![Threshold::new(agency(ours), wanted)];
        let list = SignedTrustList::sign(&draft, Next::new(None, day("2025-06-01")), &key(9));
        let list = list.unwrap();
        let lines: Vec<_> = signed.iter().map(|(seed, name, of_ours)| {
            line(*seed, if *of_ours { ours } else { theirs }, NAMES[*name])
        }).collect();
        // The naive count: the first three names are one person.
        let people: BTreeSet<_> = signed.iter().filter(|(_, _, of_ours)| *of_ours)
            .map(|(_, name, _)| (*name).max(2)).collect();
        let Quorum { persons, wanted: demanded } = list.list().quorum(agency(ours), &lines);
        prop_assert_eq!((persons as usize, demanded), (people.len(), wanted));
        let twice = lines.iter().chain(&lines);
        prop_assert_eq!(list.list().quorum(agency(ours), twice).persons, persons);
        let stranger = list.list().quorum(agency("vn:1@2024"), &lines);
        prop_assert!(!stranger.is_met());
    }

    #[test]
    fn reading_never_panics(text in ".*") {
        let _ = SignedTrustList::read(&text, &Limits::default());
    }
}
