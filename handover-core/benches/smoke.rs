//! The benchmark itself, kept from rotting: on corpora of a few files, with no
//! program but ours, and with no regard to how long anything takes.
#![cfg(unix)]

mod harness;

use std::fs;
use std::path::Path;

fn run(arguments: &[&str]) -> harness::Outcome {
    let arguments = std::iter::once("transfer").chain(arguments.iter().copied());
    harness::run(arguments.map(Into::into)).unwrap()
}

/// Rows whose command this tree may not have yet, or that build for a minute.
const NOT_HERE: &[&str] = &["build"];

#[test]
fn every_row_runs_and_is_rendered() {
    let place = tempfile::tempdir().unwrap();
    let raw = place.path().join("raw.jsonl");
    let page = place.path().join("page.md");
    fs::write(
        &page,
        "before\n<!-- figures -->\n<!-- end -->\n<!-- scaling -->\n<!-- end -->\nafter\n",
    )
    .unwrap();
    let at = |path: &Path| path.to_str().unwrap().to_owned();
    let (out, raw, page) = (at(&place.path().join("out")), at(&raw), at(&page));
    let rows = harness::names().filter(|name| !NOT_HERE.contains(name));
    let few = ["--out", &out, "--raw", &raw, "--scale", "2000", "--pairs", "1", "--no-peers"];
    let done = run(&few.into_iter().chain(rows.map(|name: &str| name)).collect::<Vec<&str>>());
    assert_eq!(
        (done.failed, done.measured > 20),
        (0, true),
        "{}",
        fs::read_to_string(&raw).unwrap()
    );

    run(&["--raw", &raw, "--render", &page]);
    let text = fs::read_to_string(&page).unwrap();
    assert!(text.starts_with("before\n") && text.ends_with("after\n"), "{text}");
    for name in harness::names().filter(|name| !NOT_HERE.contains(name)) {
        assert!(text.contains(&format!("| `{name}` |")), "{name}: {text}");
    }
    assert!(text.contains("94,000,000"), "{text}");
}

#[test]
fn the_documents_hold_what_the_raw_numbers_say() {
    let docs = Path::new("docs");
    let place = tempfile::tempdir().unwrap();
    for name in ["benchmarks.md", "scaling.md"] {
        let committed = fs::read_to_string(docs.join(name)).unwrap();
        let copy = place.path().join(name);
        fs::write(&copy, &committed).unwrap();
        run(&["--raw", "docs/benchmarks.jsonl", "--render", copy.to_str().unwrap()]);
        assert!(fs::read_to_string(&copy).unwrap() == committed, "docs/{name} is out of date");
    }
}

#[test]
fn a_target_that_is_missed_has_its_reason() {
    let page = fs::read_to_string("docs/benchmarks.md").unwrap();
    let reasons = page.split("## Missed, and why").nth(1).unwrap();
    let missed = page.lines().filter(|line| line.starts_with("| `") && line.contains("| **no**"));
    for line in missed {
        let name = line.split('`').nth(1).unwrap();
        assert!(reasons.contains(&format!("`{name}`")), "no reason given for {name}");
    }
}
