//! Trust lists, their drafts and witnesses of version 1: what is kept stays
//! readable, and equal inputs give its very bytes.
//!
//! A difference here is a change of the format: see CONTRIBUTING.md first.

use std::path::Path;

use chrono::NaiveDate;
use handover_core::digest::Digest;
use handover_core::limits::Limits;
use handover_core::signing::{
    EncodedKey, Next, PrivateKey, Revocation, Role, SignedTrustList, Signer, Threshold, TrustDraft,
    TrustedKey, Witness,
};

const DRAFT: &str = include_str!("golden/trust-draft-1.toml");
const LIST: &str = include_str!("golden/trust-1.json");
const WITNESS: &str = include_str!("golden/witness-1.json");

fn key() -> PrivateKey {
    EncodedKey::parse(include_str!("golden/key.pem")).unwrap().unlock(None).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn draft() -> String {
    let (agency, path) = ("vn:27169@2024".parse().unwrap(), Path::new("trust.toml"));
    let days = (day("2025-01-01"), day("2025-06-30"));
    let who = ("Lê Văn A", "Chủ tịch");
    let line = TrustedKey::new(key().public_key(), agency, who, Role::ALL, days);
    let one = Some(Threshold::new(agency, 1));
    let text = TrustDraft::with_key(&TrustDraft::heading(), path, &line, one).unwrap();
    let revoke = |text: &str, how| {
        let id = key().public_key().key_id();
        TrustDraft::with_revocation(text, path, id, how).unwrap().unwrap()
    };
    let text = revoke(&text, Revocation::Ceased(day("2025-06-20")));
    revoke(&text, Revocation::Compromised(day("2025-06-25")))
}

fn list() -> String {
    let draft = TrustDraft::read_toml(&draft(), Path::new("trust.toml")).unwrap();
    let mut next = Next::new(None, day("2025-06-01"));
    next.next_roots = vec![key().public_key()];
    SignedTrustList::sign(&draft, next, &key()).unwrap().to_line().unwrap() + "\n"
}

fn witness() -> String {
    let agency = "vn:79@2025/luu-tru-lich-su".parse().unwrap();
    Witness::sign(Digest::sha256(b"x"), day("2025-07-01"), agency, &key()).unwrap() + "\n"
}

#[test]
fn equal_inputs_give_the_kept_bytes() {
    let made =
        [("trust-draft-1.toml", draft()), ("trust-1.json", list()), ("witness-1.json", witness())];
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        for (name, text) in &made {
            std::fs::write(folder.join(name), text).unwrap();
        }
        return;
    }
    assert_eq!(made.each_ref().map(|(_, text)| text.as_str()), [DRAFT, LIST, WITNESS]);
}

#[test]
fn what_is_kept_is_read() {
    let list = SignedTrustList::read(LIST, &Limits::default()).unwrap();
    let read = TrustDraft::read_toml(DRAFT, Path::new("trust.toml")).unwrap();
    assert_eq!(read.keys, list.list().keys);
    let line = list.line(key().public_key().key_id()).unwrap();
    assert_eq!((line.person.as_str(), line.roles.len()), ("Lê Văn A", 4));
    assert_eq!((list.list().counter, list.list().next_roots.len()), (1, 1));
    assert_eq!(line.compromised, Some(day("2025-06-25")));
    let witness = Witness::read(WITNESS, &Limits::default()).unwrap();
    assert_eq!((witness.digest, witness.on), (Digest::sha256(b"x"), day("2025-07-01")));
}
