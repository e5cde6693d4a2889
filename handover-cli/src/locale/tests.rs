//! Both languages say everything, and the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use handover_core::description::Level;
use handover_core::error::Error;
use handover_core::exchange::{EntryProblem, Fault, SheetProblem, TextEncoding};
use handover_core::finding::Code;
use handover_core::inspect::{Rule, Sort, Step};
use handover_core::inventory::{CellProblem, HeaderProblem, RowProblem, TableProblem};
use handover_core::observe::Phase;
use handover_core::plan::digitise::Stage;
use handover_core::plan::progress::Pace;
use handover_core::plan::{PlanError, Reason, Term};
use handover_core::unit::{Extent, SuccessionKind, TableError};

use super::bundle::sources;
use super::source::{messages, variables};
use super::{Lang, Locale, key_of};

/// Keys that the program puts together from a code or a word.
const DYNAMIC: [&str; 50] = [
    "level-",
    "stage-",
    "pace-",
    "pages-",
    "example-",
    "cmd-",
    "arg-",
    "value-",
    "finding-",
    "detail-",
    "error-",
    "signing-",
    "malformed-",
    "limit-",
    "wanted-",
    "phase-",
    "group-",
    "verdict-",
    "unit-",
    "block-",
    "depth-",
    "carrier-",
    "key-label-",
    "duration-",
    "agency-",
    "extent-",
    "succession-",
    "term-",
    "reason-",
    "refused-",
    "problem-",
    "work-",
    "arrangement-",
    "change-",
    "table-",
    "sort-",
    "step-",
    "retention-",
    "only-",
    "how-",
    "difference-",
    "role-",
    "standing-",
    "event-",
    "where-",
    "fate-",
    "split-",
    "answer-",
    "exception-",
    "total-",
];

#[test]
fn every_source_parses() {
    for lang in Lang::ALL {
        for source in sources(lang) {
            let parsed = FluentResource::try_new((*source).to_owned());
            assert!(parsed.is_ok(), "{lang:?}: {:?}", parsed.err().map(|(_, errors)| errors));
        }
        let locale = Locale::new(lang);
        for key in messages(lang).keys() {
            assert!(locale.has(key), "{lang:?}: {key}");
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_and_variables() {
    let (vi, en) = (messages(Lang::Vi), messages(Lang::En));
    let (vi_keys, en_keys): (BTreeSet<_>, BTreeSet<_>) = (vi.keys().collect(), en.keys().collect());
    let only: Vec<_> = vi_keys.symmetric_difference(&en_keys).collect();
    assert!(only.is_empty(), "in one language only: {only:?}");
    for (key, text) in &vi {
        assert_eq!(variables(text), variables(&en[key]), "{key}");
    }
}

#[test]
fn every_code_has_its_sentence_and_its_remedy() {
    let findings = Code::ALL.iter().map(|code| key_of("finding", code.as_str()));
    let errors = Error::CODES.iter().map(|code| code.replace('.', "-"));
    let signing = signing_codes().into_iter().map(|code| match code.strip_prefix("key-id.") {
        Some(rest) => format!("signing-key-id-{rest}"),
        None => key_of("signing", &code),
    });
    let keys: Vec<String> = findings.chain(errors).chain(signing).collect();
    for lang in Lang::ALL {
        let there = messages(lang);
        for key in &keys {
            assert!(there.contains_key(key), "{lang:?}: {key}");
            assert!(there.contains_key(&format!("{key}.remedy")), "{lang:?}: {key}.remedy");
        }
        for phase in Phase::ALL {
            assert!(there.contains_key(&key_of("phase", phase.as_str())), "{phase:?}");
        }
        let codes = |key: &&String| {
            ["finding-", "error-", "signing-"].iter().any(|prefix| key.starts_with(prefix))
        };
        let sentences = there.keys().filter(codes).filter(|key| !key.contains('.'));
        let stale: Vec<_> = sentences.filter(|key| !keys.contains(key)).collect();
        assert!(stale.is_empty(), "{lang:?}: without a code: {stale:?}");
    }
}

#[test]
fn every_value_of_a_finding_has_its_label_and_its_words() {
    let mut core = String::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../handover-core/src");
    for file in rust_files(&folder) {
        let text = fs::read_to_string(file).unwrap();
        core.push_str(text.split("#[cfg(test)]\nmod tests").next().unwrap());
        // A call never runs on into the next file.
        core.push_str(");");
    }
    let word = |text: &str| -> String {
        text.chars().take_while(|c| c.is_ascii_lowercase() || "-.".contains(*c)).collect()
    };
    let labels = core.split(".with(\"").skip(1).map(word).map(|name| key_of("detail", &name));
    let malformed = core.split("malformed(").skip(1).filter_map(|call| {
        let arguments = call.split(");").next().unwrap_or_default();
        let texts = arguments.split('"').skip(1).step_by(2).map(word);
        texts.filter(|text| text.split('.').count() == 2 && !text.ends_with("csv")).last()
    });
    let malformed = malformed.map(|code| key_of("malformed", &code));
    let problems =
        [TableProblem::CODES, HeaderProblem::CODES, RowProblem::CODES, CellProblem::CODES];
    let sheets = [EntryProblem::CODES, SheetProblem::CODES, Fault::CODES, TextEncoding::CODES];
    let problems = problems.into_iter().chain(sheets).flatten().map(|code| key_of("problem", code));
    let tables = TableError::CODES.iter().map(|code| key_of("malformed", code));
    let tables = tables.chain(PlanError::CODES.iter().map(|code| key_of("refused", code)));
    let tables = tables.chain(Reason::CODES.iter().map(|code| key_of("reason", code)));
    let tables = tables.chain(Term::CODES.iter().map(|code| key_of("term", code)));
    let kinds = SuccessionKind::ALL.iter().map(|kind| key_of("succession", kind.as_str()));
    let extents = Extent::ALL.iter().map(|extent| key_of("extent", extent.as_str()));
    let tables = tables.chain(kinds).chain(extents);
    let told = malformed.chain(problems).chain(tables);
    let keys: BTreeSet<String> = labels.filter(|key| key != "detail-").chain(told).collect();
    assert!(keys.len() > 50, "{keys:?}");
    let there = messages(Lang::Vi);
    let missing: Vec<_> = keys.iter().filter(|key| !there.contains_key(*key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_word_about_scans_is_there() {
    let sorts = Sort::ALL.iter().map(|sort| key_of("sort", sort.as_str()));
    let rules = Rule::ALL.iter().map(|rule| key_of("reason", rule.as_str()));
    let steps = Step::ALL.iter().map(|step| key_of("step", step.as_str()));
    let there = messages(Lang::Vi);
    let missing: Vec<_> =
        sorts.chain(rules).chain(steps).filter(|key| !there.contains_key(key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_finding_speaks_only_of_values_that_have_a_name() {
    for lang in Lang::ALL {
        let there = messages(lang);
        for (key, text) in there.iter().filter(|(key, _)| key.starts_with("finding-")) {
            let named = variables(text);
            for variable in &named {
                assert!(there.contains_key(&key_of("detail", variable)), "{key}: ${variable}");
            }
            if key.contains('.') {
                assert!(named.is_empty(), "{lang:?}: {key} must stand without values");
            } else {
                let plain = there.contains_key(&format!("{key}.plain"));
                assert_eq!(plain, !named.is_empty(), "{lang:?}: {key}.plain");
            }
        }
    }
}

#[test]
fn no_word_that_says_something_else() {
    let vietnamese = ["hợp lệ", "gói tin", "con dấu", "thẩm định chữ ký"];
    for (key, text) in messages(Lang::Vi) {
        let lower = text.to_lowercase();
        for word in vietnamese {
            assert!(!lower.contains(word), "{key}: {word}");
        }
        // "niêm phong" is the locked box, never the signature.
        let box_or_door = ["depth-", "event-", "arg-custody-", "value-", "receipt-seals"];
        let box_or_door = box_or_door.iter().any(|prefix| key.starts_with(prefix));
        assert!(!lower.contains("niêm phong") || box_or_door, "{key}");
        let combining = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
        assert!(!text.contains(combining), "{key} is not in Unicode form C");
    }
}

#[test]
fn every_word_of_the_work_is_there() {
    let standing = handover_core::plan::state::Standing::default();
    let pages = standing.pages.each().map(|(word, _)| key_of("pages", word));
    let shelves = standing.each().map(|(word, _)| key_of("arrangement", word));
    let paces = Pace::ALL.map(|pace| key_of("pace", pace.code()));
    let stages = Stage::ALL.map(|stage| key_of("stage", stage.code()));
    let levels = Level::ALL.iter().map(|level| key_of("level", level.code()));
    let words = pages.into_iter().chain(shelves).chain(paces).chain(stages).chain(levels);
    for word in words {
        assert!(messages(Lang::En).contains_key(&word), "{word}");
    }
}

#[test]
fn no_message_is_unused() {
    let mut code = String::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in rust_files(&folder) {
        code.push_str(&fs::read_to_string(file).unwrap());
    }
    for key in messages(Lang::En).keys().filter(|key| !key.contains('.')) {
        let dynamic = DYNAMIC.iter().any(|prefix| key.starts_with(prefix));
        assert!(dynamic || code.contains(&format!("\"{key}\"")), "{key} is used nowhere");
    }
}

#[test]
fn every_key_that_the_program_names_is_there() {
    let there = messages(Lang::En);
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schema");
    let rooms: BTreeSet<&str> = there.keys().filter_map(|key| key.split('-').next()).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in rust_files(&folder) {
        let code = fs::read_to_string(&file).unwrap();
        // Only what is shipped: tests speak of keys that are not there.
        if file.components().any(|part| part.as_os_str().to_string_lossy().starts_with("tests")) {
            continue;
        }
        let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for text in code.split('"') {
            let room = text.split_once('-').is_some_and(|(room, _)| rooms.contains(room));
            let key =
                text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            // The name of a JSON object is no message.
            let object = schemas.join(format!("{text}-1.json")).is_file();
            if room && key && !object {
                assert!(there.contains_key(text), "{}: {text}", file.display());
            }
        }
    }
}

/// The codes in the sources of the signing room, which has no list of them.
fn signing_codes() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../handover-core/src/signing");
    let files = rust_files(&folder);
    let mut codes = BTreeSet::new();
    for file in files.iter().filter(|file| !file.ends_with("tests.rs")) {
        let text = fs::read_to_string(file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        codes.extend(code.split('"').filter(|text| is_signing_code(text)).map(str::to_owned));
    }
    assert!(codes.len() > 20, "{codes:?}");
    codes
}

fn is_signing_code(text: &str) -> bool {
    let rooms = [
        "key",
        "key-id",
        "fingerprint",
        "signature",
        "sign",
        "signed-text",
        "trust",
        "witness",
        "receipt",
    ];
    let Some((room, rest)) = text.split_once('.') else { return false };
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    rooms.contains(&room) && !rest.is_empty() && rest.chars().all(word)
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}
