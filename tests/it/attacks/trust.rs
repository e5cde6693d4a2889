//! Forgeries against a trust list: stolen, old and borrowed keys, other lists.

use chrono::NaiveDate;
use getrandom::SysRng;
use getrandom::rand_core::UnwrapErr;
use handover_core::digest::Digest;
use handover_core::finding::Code;
use handover_core::limits::Limits;
use handover_core::signing::{
    Next, PrivateKey, Role, SignedTrustList, Signer, Threshold, TrustDraft, TrustError, TrustedKey,
    Witness, Witnessed,
};
use handover_core::unit::AgencyRef;
use handover_core::verify::{ListTrust, Trust, Verdict, Verification, verify_witness};

use crate::forge::{ACT, Forge, TAG_MANIFEST, blocks, codes};
use crate::support::key;

const WARD: &str = "vn:27169@2024";
const OTHER_WARD: &str = "vn:27166@2024";
const ARCHIVE: &str = "vn:79@2025/luu-tru-lich-su";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn new_key() -> PrivateKey {
    PrivateKey::generate(&mut UnwrapErr(SysRng))
}

/// A line with a year's time that ends with the ward.
fn line(key: &PrivateKey, agency: &str, person: &str, role: Role) -> TrustedKey {
    let days = (day("2024-07-01"), day("2025-06-30"));
    let agency: AgencyRef = agency.parse().unwrap();
    TrustedKey::new(key.public_key(), agency, (person, "Văn thư"), [role], days)
}

/// A province that signs lists, and everybody's keys.
struct Province {
    root: PrivateKey,
    head: PrivateKey,
    archive: PrivateKey,
    other: PrivateKey,
    thresholds: Vec<Threshold>,
    lines: Vec<TrustedKey>,
}

impl Province {
    fn new() -> Self {
        let (head, archive, other) = (new_key(), new_key(), new_key());
        let lines = vec![
            line(&key(), WARD, "Lê Văn A", Role::Seal),
            line(&head, WARD, "Trần Thị B", Role::Seal),
            line(&archive, ARCHIVE, "Phạm C", Role::Witness),
            line(&other, OTHER_WARD, "Đỗ D", Role::Seal),
        ];
        Province { root: new_key(), head, archive, other, thresholds: Vec::new(), lines }
    }

    fn two_must_sign(mut self) -> Self {
        self.thresholds = vec![Threshold::new(WARD.parse().unwrap(), 2)];
        self
    }

    fn clerk(mut self, change: impl FnOnce(&mut TrustedKey)) -> Self {
        change(&mut self.lines[0]);
        self
    }

    fn archive(mut self, change: impl FnOnce(&mut TrustedKey)) -> Self {
        change(&mut self.lines[2]);
        self
    }

    fn after(&self, previous: Option<&SignedTrustList>) -> SignedTrustList {
        let draft = TrustDraft::new(self.thresholds.clone(), self.lines.clone());
        SignedTrustList::sign(&draft, Next::new(previous, day("2025-06-01")), &self.root).unwrap()
    }

    fn on(&self, on: &str) -> ListTrust {
        ListTrust::new(self.after(None), Some(self.root.public_key().key_id()), day(on))
    }
}

fn by(trust: ListTrust, forge: &Forge) -> Verification {
    forge.verify_as(&Trust::List(Box::new(trust)))
}

#[track_caller]
fn blocked(found: &Verification, expected: &str, verdict: Verdict) {
    assert_eq!((blocks(found).as_str(), found.verdict), (expected, verdict), "{:#?}", found.report);
}

fn identity(forge: &Forge) -> Digest {
    Digest::sha256(&forge.read(TAG_MANIFEST))
}

fn witnessed(forge: &Forge, on: &str, agency: &str, key: &PrivateKey) -> Witnessed {
    let agency = agency.parse().unwrap();
    let line = Witness::sign(identity(forge), day(on), agency, key).unwrap();
    Witness::read(&line, &Limits::default()).unwrap().witnessed()
}

#[test]
fn an_honest_seal_is_valid_while_its_key_is() {
    let (forge, province) = (Forge::small(), Province::new());
    let found = by(province.on("2025-06-30"), &forge);
    blocked(&found, "", Verdict::Valid);
    assert_eq!(found.report.count(Code::SealUnitNotChecked), 0);
    assert_eq!(found.report.count(Code::SealDateClaimed), 1);
    let verified = found.into_verified().unwrap();
    assert_eq!(verified.sealed_by()[0].person, "Lê Văn A");
    let trust = verified.trust().unwrap();
    assert_eq!((trust.counter, trust.root_confirmed), (1, true));
    assert_eq!(trust.root, province.root.public_key().key_id());
}

#[test]
fn a_thief_of_a_closed_units_key_dates_his_seal_back() {
    // The ward is closed and its key lies on a disk. The thief packs anew, under
    // the old day: everything holds but that nobody saw it in time.
    let (forge, province) = (Forge::small(), Province::new());
    let seen = witnessed(&forge, "2025-06-30", ARCHIVE, &province.archive);
    forge.write("data/b.txt", "TWO TWO").list_payload().strip().reseal();
    let found = by(province.on("2025-07-01"), &forge);
    blocked(&found, "seal.time-unproven", Verdict::IntactSignerUnknown);

    // The witness of the honest bundle is none for his.
    let found = by(province.on("2025-07-01").witnessed_by([seen]), &forge);
    blocked(&found, "seal.time-unproven", Verdict::IntactSignerUnknown);
    assert!(codes(&found, handover_core::finding::Severity::Warn).contains("witness.not-counted"));

    // What he can get signed now comes too late.
    let late = witnessed(&forge, "2025-07-02", ARCHIVE, &province.archive);
    let found = by(province.on("2025-07-02").witnessed_by([late]), &forge);
    blocked(&found, "seal.time-unproven", Verdict::IntactSignerUnknown);

    // Nor can he witness for himself, or let a stranger do it.
    let province = province.clerk(|line| line.roles = vec![Role::Seal, Role::Witness]);
    let (own, stranger) = (key(), new_key());
    for (agency, key, problem) in [
        (WARD, &own, "same-agency"),
        (ARCHIVE, &stranger, "unknown-key"),
        (ARCHIVE, &own, "other-agency"),
    ] {
        let own = witnessed(&forge, "2025-06-30", agency, key);
        let found = by(province.on("2025-07-02").witnessed_by([own]), &forge);
        blocked(&found, "seal.time-unproven", Verdict::IntactSignerUnknown);
        let told = format!("{:?}", found.report.findings);
        assert!(told.contains(&format!("\"witness-{problem}\"")), "{told}");
    }
}

#[test]
fn a_witness_from_that_time_keeps_the_seal_for_good() {
    let (forge, province) = (Forge::small(), Province::new());
    let seen = witnessed(&forge, "2025-06-30", ARCHIVE, &province.archive);
    let found = by(province.on("2055-07-01").witnessed_by([seen]), &forge);
    blocked(&found, "", Verdict::Valid);
    assert_eq!(found.report.count(Code::SealDateClaimed), 0, "seen on the very day");

    // Neither a key without the role, nor one that was stolen, can witness.
    let sealing = province.archive(|line| line.roles = vec![Role::Seal]);
    let found = by(sealing.on("2055-07-01").witnessed_by([seen]), &forge);
    blocked(&found, "seal.time-unproven", Verdict::IntactSignerUnknown);
    let stolen = sealing.archive(|line| {
        line.roles = vec![Role::Receive];
        line.compromised = Some(day("2025-12-01"));
    });
    let found = by(stolen.on("2055-07-01").witnessed_by([seen]), &forge);
    blocked(&found, "seal.time-unproven", Verdict::IntactSignerUnknown);
}

/// Not detected, and so said: the list believes whom the root believes.
#[test]
fn two_who_agree_on_an_old_day_are_believed_until_a_key_is_told_to_be_stolen() {
    let (forge, province) = (Forge::small(), Province::new());
    forge.write("data/b.txt", "TWO TWO").list_payload().strip().reseal();
    let agreed = witnessed(&forge, "2025-06-30", ARCHIVE, &province.archive);
    let found = by(province.on("2026-01-01").witnessed_by([agreed]), &forge);
    blocked(&found, "", Verdict::Valid);
    // Two wards cannot do it for each other: the role is the root's to give.
    let ward = witnessed(&forge, "2025-06-30", OTHER_WARD, &province.other);
    let found = by(province.on("2026-01-01").witnessed_by([ward]), &forge);
    blocked(&found, "seal.time-unproven", Verdict::IntactSignerUnknown);
    let known = province.archive(|line| line.compromised = Some(day("2025-06-01")));
    let found = by(known.on("2026-01-01").witnessed_by([agreed]), &forge);
    blocked(&found, "seal.time-unproven", Verdict::IntactSignerUnknown);
}

#[test]
fn a_key_that_was_given_up_stolen_or_not_yet_made() {
    let forge = Forge::small();
    let province = Province::new().clerk(|line| line.ceased = Some(day("2025-06-30")));
    let found = by(province.on("2025-06-30"), &forge);
    blocked(&found, "seal.key-revoked", Verdict::NotValid);

    let province = Province::new().clerk(|line| line.until = day("2025-06-29"));
    let found = by(province.on("2025-06-30"), &forge);
    blocked(&found, "seal.key-not-in-time", Verdict::NotValid);

    let province = Province::new().clerk(|line| line.roles = vec![Role::Witness]);
    let found = by(province.on("2025-06-30"), &forge);
    blocked(&found, "seal.key-role", Verdict::NotValid);

    // Stolen later: only what was seen before that day stands.
    let province = Province::new().clerk(|line| line.compromised = Some(day("2025-07-15")));
    let stolen = |seen: &[Witnessed]| {
        by(province.on("2025-08-01").witnessed_by(seen.iter().copied()), &forge)
    };
    blocked(&stolen(&[]), "seal.key-compromised", Verdict::NotValid);
    let in_time = witnessed(&forge, "2025-06-30", ARCHIVE, &province.archive);
    blocked(&stolen(&[in_time]), "", Verdict::Valid);
    let province = Province::new().clerk(|line| line.compromised = Some(day("2025-06-30")));
    let late = witnessed(&forge, "2025-06-30", ARCHIVE, &province.archive);
    let found = by(province.on("2025-06-30").witnessed_by([late]), &forge);
    blocked(&found, "seal.key-compromised", Verdict::NotValid);
}

#[test]
fn another_ward_seals_in_the_givers_name() {
    let (forge, province) = (Forge::small(), Province::new());
    forge.write("data/b.txt", "TWO TWO").list_payload().strip().list_tags().sign(&province.other);
    let found = by(province.on("2025-06-30"), &forge);
    blocked(&found, "seal.key-not-bound", Verdict::NotValid);
    assert!(found.sealed_by.is_empty() && found.into_verified().is_err());

    // Beside the giver's own seal it is shown, and does not count.
    let forge = Forge::small();
    forge.sign(&province.other).sign(&new_key());
    let found = by(province.on("2025-06-30"), &forge);
    blocked(&found, "", Verdict::Valid);
    assert_eq!(found.report.count(Code::SealOtherSignature), 2);
    assert_eq!(found.sealed_by.len(), 1);

    // A key that no list has, beside another ward's: nobody is confirmed.
    forge.strip().sign(&province.other).sign(&new_key());
    let found = by(province.on("2025-06-30"), &forge);
    blocked(&found, "seal.unknown-key", Verdict::IntactSignerUnknown);
}

#[test]
fn a_replacement_that_another_ward_seals_as_its_own() {
    // The same id, another giver: it is that ward's word, and says so.
    let (forge, province) = (Forge::small(), Province::new());
    forge.replace(ACT, "vn:27169@2024/ubnd", "vn:27166@2024/ubnd");
    forge.strip().list_tags().sign(&province.other);
    let found = by(province.on("2025-06-30"), &forge);
    assert!(found.sealed_by.iter().all(|by| by.agency == OTHER_WARD.parse().unwrap()));
    let act = found.act.as_ref().unwrap();
    assert_eq!(act.giver, OTHER_WARD.parse().unwrap(), "never passes as the first ward's");

    // In the first ward's name its key is not bound.
    let forge = Forge::small();
    forge.replace(ACT, "\"kind\":\"new\"", "\"kind\":\"replacement\"");
    forge.strip().list_tags().sign(&province.other);
    assert!(blocks(&by(province.on("2025-06-30"), &forge)).contains("seal.key-not-bound"));
}

#[test]
fn one_person_with_two_keys_is_one() {
    let (forge, province) = (Forge::small(), Province::new().two_must_sign());
    let found = by(province.on("2025-06-30"), &forge);
    blocked(&found, "seal.threshold", Verdict::NotValid);

    let second = new_key();
    let mut cheat = Province::new().two_must_sign();
    cheat.lines.push(line(&second, WARD, "LÊ  VĂN A", Role::Seal));
    forge.sign(&second);
    blocked(&by(cheat.on("2025-06-30"), &forge), "seal.threshold", Verdict::NotValid);

    // Nor does another agency's key help.
    forge.sign(&province.other);
    blocked(&by(province.on("2025-06-30"), &forge), "seal.threshold", Verdict::NotValid);

    forge.sign(&province.head);
    let found = by(province.on("2025-06-30"), &forge);
    blocked(&found, "", Verdict::Valid);
    assert_eq!(found.sealed_by.len(), 2);

    // A broken one of the giver counts for nothing.
    let id = province.head.public_key().key_id();
    forge.write(&format!("signatures/{id}.sig"), [7; 64]);
    let found = by(province.on("2025-06-30"), &forge);
    blocked(&found, "seal.bad-signature seal.threshold", Verdict::NotValid);
}

#[test]
fn a_list_that_a_stranger_signed() {
    let (forge, province) = (Forge::small(), Province::new());
    let stranger = Province { root: new_key(), ..Province::new() };
    let root = province.root.public_key().key_id();
    for known in [None, Some(root)] {
        let trust = ListTrust::new(stranger.after(None), known, day("2025-06-30"));
        let found = by(trust, &forge);
        blocked(&found, "trust.root-unknown", Verdict::IntactSignerUnknown);
        assert!(!found.trust.unwrap().root_confirmed);
        assert!(found.sealed_by.is_empty() && !found.seals[0].trusted);
    }
    // Nor can he put the right root's name over his own signature.
    let honest = province.after(None).to_line().unwrap();
    let forged = honest.replace("Trần Thị B", "Kẻ Gian");
    let refused = SignedTrustList::read(&forged, &Limits::default()).unwrap_err();
    assert!(matches!(refused, TrustError::BadSignature));
}

#[test]
fn an_old_list_in_which_nothing_was_revoked_yet() {
    let (forge, province) = (Forge::small(), Province::new());
    let old = province.after(None);
    let revoked = province.clerk(|line| line.compromised = Some(day("2025-01-01")));
    let new = revoked.after(Some(&old));
    assert_eq!(new.list().counter, 2);
    let root = Some(revoked.root.public_key().key_id());
    let trust = |list: &SignedTrustList| ListTrust::new(list.clone(), root, day("2025-06-30"));
    let recorded = |list, seen: &SignedTrustList| {
        by(trust(list).after(seen.list().counter, seen.digest()), &forge)
    };
    blocked(&recorded(&new, &old), "seal.key-compromised", Verdict::NotValid);
    assert_eq!(recorded(&new, &new).report.count(Code::TrustOlderList), 0);
    let found = recorded(&old, &new);
    assert_eq!(found.report.count(Code::TrustOlderList), 1);
    assert_eq!(recorded(&old, &old).report.count(Code::TrustOlderList), 0);

    // Two lists of one number: one of them hides something.
    let mut twin = Province { root: revoked.root, ..Province::new() };
    twin.lines.pop();
    let twin = twin.after(None);
    assert_eq!(recorded(&twin, &old).report.count(Code::TrustOlderList), 1);
}

#[test]
fn a_witness_by_itself_is_judged_by_the_list() {
    let (forge, province) = (Forge::small(), Province::new());
    let said = |key: &PrivateKey, on: &str, trust: &Trust| {
        let agency = ARCHIVE.parse().unwrap();
        let line = Witness::sign(identity(&forge), day(on), agency, key).unwrap();
        let severities = handover_core::finding::Severities::default();
        let found = verify_witness(&line, trust, (&Limits::default(), &severities), &());
        let codes: Vec<_> = found.report.by_code.keys().map(|code| code.as_str()).collect();
        (codes.join(" "), found.verdict)
    };
    let list = Trust::List(Box::new(province.on("2055-01-01")));
    let says = |codes: &str, verdict| (codes.to_owned(), verdict);
    assert_eq!(said(&province.archive, "2025-06-30", &list), says("", Verdict::Valid));
    let not_bound = || says("witness.key-not-bound", Verdict::NotValid);
    assert_eq!(said(&province.archive, "2025-07-01", &list), not_bound());
    assert_eq!(said(&province.other, "2025-06-30", &list), not_bound());
    let unknown = || says("witness.unknown-key", Verdict::IntactSignerUnknown);
    assert_eq!(said(&new_key(), "2025-06-30", &list), unknown());
    assert_eq!(said(&province.archive, "2025-06-30", &Trust::Nobody), unknown());
}
