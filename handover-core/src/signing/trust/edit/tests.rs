use super::*;
use crate::signing::test_rng::key;
use crate::signing::{Role, Signer};

const PATH: &str = "trust.toml";

fn line(seed: u64, person: &str) -> TrustedKey {
    let days = ("2025-01-01".parse().unwrap(), "2025-06-30".parse().unwrap());
    let agency = "vn:27169@2024".parse().unwrap();
    TrustedKey::new(key(seed).public_key(), agency, (person, "Chủ tịch"), [Role::Seal], days)
}

fn two() -> String {
    let path = Path::new(PATH);
    let text = TrustDraft::heading() + "# Theo Quyết định 5/QĐ-UBND\n";
    let text = TrustDraft::with_key(&text, path, &line(1, "Lê \"A\""), None).unwrap();
    let two = Threshold::new("vn:27169@2024".parse().unwrap(), 2);
    TrustDraft::with_key(&text, path, &line(2, "Trần B"), Some(two)).unwrap()
}

#[test]
fn keys_are_added_below_what_stands_there() {
    let text = two();
    assert!(text.starts_with("schema = \"handover/trust-draft/1\"\n# Theo Quyết định"), "{text}");
    let draft = TrustDraft::read_toml(&text, Path::new(PATH)).unwrap();
    assert_eq!(draft.keys, [line(1, "Lê \"A\""), line(2, "Trần B")]);
    assert_eq!(draft.thresholds[0].persons, 2);
    let again = TrustDraft::with_key(&text, Path::new(PATH), &line(2, "C"), None);
    assert!(matches!(again, Err(DraftError::Rule(TrustError::KeyTwice { .. }))));
    let other = Threshold::new("vn:27169@2024".parse().unwrap(), 1);
    let other = TrustDraft::with_key(&text, Path::new(PATH), &line(3, "C"), Some(other));
    assert!(matches!(other, Err(DraftError::Rule(TrustError::Threshold { .. }))));
}

#[test]
fn a_revocation_changes_its_line_and_no_other() {
    let revoke = |text: &str, how| {
        let id = key(1).public_key().key_id();
        TrustDraft::with_revocation(text, Path::new(PATH), id, how)
    };
    for text in [two(), two().replace('\n', "\r\n")] {
        let day = |text: &str| text.parse().unwrap();
        let once = revoke(&text, Revocation::Ceased(day("2025-06-01"))).unwrap().unwrap();
        assert_eq!(once.replacen("\nceased = \"2025-06-01\"", "", 1), text);
        let again = revoke(&once, Revocation::Ceased(day("2025-05-01"))).unwrap().unwrap();
        assert_eq!(again, once.replace("2025-06-01", "2025-05-01"));
        let worse = revoke(&again, Revocation::Compromised(day("2025-04-01"))).unwrap().unwrap();
        let draft = TrustDraft::read_toml(&worse, Path::new(PATH)).unwrap();
        assert_eq!(draft.keys[0].ceased, Some(day("2025-05-01")));
        assert_eq!(draft.keys[0].compromised, Some(day("2025-04-01")));
        assert_eq!(draft.keys[1], line(2, "Trần B"));
    }
    let stranger = key(5).public_key().key_id();
    let day = "2025-06-01".parse().unwrap();
    let none =
        TrustDraft::with_revocation(&two(), Path::new(PATH), stranger, Revocation::Ceased(day));
    assert!(matches!(none, Ok(None)));
}

#[test]
fn a_draft_that_only_a_person_should_change_is_left_alone() {
    let base64 = serde_json::to_string(&key(1).public_key()).unwrap();
    let text = format!(
        "key = [{{ key = {base64}, agency = \"vn:27169@2024\", person = \"A\", title = \"B\", \
         roles = [\"seal\"], from = \"2025-01-01\", until = \"2025-06-30\" }}]\n"
    );
    let how = Revocation::Ceased("2025-06-01".parse().unwrap());
    let id = key(1).public_key().key_id();
    let refused = TrustDraft::with_revocation(&text, Path::new(PATH), id, how).unwrap_err();
    assert!(refused.to_string().contains("only a person"), "{refused}");
}

#[test]
fn what_is_wrong_is_told_by_line_without_values() {
    let refused =
        |text: &str| TrustDraft::read_toml(text, Path::new(PATH)).unwrap_err().to_string();
    let unknown = refused(&two().replace("person = \"Trần B\"", "people = \"Trần B\""));
    assert!(unknown.starts_with("trust.toml:") && !unknown.contains("Trần"), "{unknown}");
    let value = refused(&two().replace("persons = 2", "persons = \"Trần C\""));
    assert!(value.starts_with("trust.toml:") && !value.contains("Trần"), "{value}");
    let role = refused(&two().replace("[\"seal\"]", "[\"Trần\"]"));
    assert!(!role.contains("Trần"), "{role}");
    assert!(refused("schema = \"handover/trust-draft/2\"\n").contains("another form"));
    assert_eq!(refused(&TrustDraft::heading()), "the list binds no key");
}
