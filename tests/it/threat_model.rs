//! The tests that the threat model names are there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn names_in(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            names_in(&path, names);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let functions = text.lines().filter_map(|line| line.trim_start().strip_prefix("fn "));
            names.extend(functions.filter_map(|rest| Some(rest.split_once('(')?.0.to_owned())));
        }
    }
}

#[test]
fn every_test_that_the_threat_model_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut names = BTreeSet::new();
    for folder in
        ["tests/it", "tests/judges", "tests/faults", "handover-core/src", "handover-cli/src"]
    {
        names_in(&root.join(folder), &mut names);
    }
    let text = fs::read_to_string(root.join("docs/threat-model.md")).unwrap();
    let words: Vec<_> = text.split('`').skip(1).step_by(2).collect();
    // Names of tests are sentences; codes and paths have dots, dashes or slashes.
    let is_test = |word: &&&str| {
        word.matches('_').count() >= 2 && word.chars().all(|c| c.is_ascii_lowercase() || c == '_')
    };
    let told: Vec<_> = words.iter().filter(is_test).collect();
    assert!(told.len() > 20, "{told:?}");
    let missing: Vec<_> = told.iter().filter(|name| !names.contains(***name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    // And the files beside them.
    for file in
        words.iter().filter(|word| Path::new(word).extension().is_some_and(|ending| ending == "rs"))
    {
        let places = ["tests/it", "tests/judges", "handover-core/src", "."];
        assert!(places.iter().any(|place| root.join(place).join(file).is_file()), "{file}");
    }
}
