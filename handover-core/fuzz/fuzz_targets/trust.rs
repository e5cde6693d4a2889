//! Trust lists, their drafts, and witnesses: as signed lines, and as texts that
//! a dishonest root has signed.
#![no_main]

use std::path::Path;

use handover_core::limits::Limits;
use handover_core::signing::{
    Next, Revocation, Schema, SignedText, SignedTrustList, TrustDraft, Witness,
};
use handover_fuzz::key;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((form, rest)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    match form % 4 {
        0 => read(text),
        1 => draft(text),
        2 => {
            if let Some(line) = signed(Schema::new("trust", 1), text) {
                read(&line);
            }
        }
        _ => {
            let line = signed(Schema::new("witness", 1), text);
            for line in line.iter().map(String::as_str).chain([text]) {
                if let Ok(witness) = Witness::read(line, &Limits::default()) {
                    assert_eq!(witness.witnessed().key, witness.key.key_id());
                }
            }
        }
    }
});

fn signed(schema: Schema, text: &str) -> Option<String> {
    let text = format!("{}{text}", schema.prefix());
    SignedText::sign(schema, text, &[&key()]).and_then(|signed| signed.to_line()).ok()
}

/// What is read is written again, and each line is found by its key.
fn read(line: &str) {
    let Ok(list) = SignedTrustList::read(line, &Limits::default()) else { return };
    let again = list.to_line().expect("text in memory");
    assert_eq!(SignedTrustList::read(&again, &Limits::default()).ok().as_ref(), Some(&list));
    for line in &list.list().keys {
        assert_eq!(list.line(line.key_id()), Some(line), "a key stands once");
        assert!(list.list().quorum(line.agency, [line, line]).persons == 1);
    }
}

/// A draft that is read can be signed, changed and read again.
fn draft(text: &str) {
    let path = Path::new("trust.toml");
    let Ok(draft) = TrustDraft::read_toml(text, path) else { return };
    let day = draft.keys[0].from;
    let list = SignedTrustList::sign(&draft, Next::new(None, day), &key()).expect("a sound draft");
    assert_eq!(list.list().keys, draft.keys);
    let first = draft.keys[0].key_id();
    let changed = TrustDraft::with_revocation(text, path, first, Revocation::Ceased(day));
    if let Ok(Some(changed)) = changed {
        let changed = TrustDraft::read_toml(&changed, path).expect("what was written");
        assert_eq!(changed.keys[0].ceased, Some(day));
        assert_eq!(changed.keys[1..], draft.keys[1..]);
    }
}
