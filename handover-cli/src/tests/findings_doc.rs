//! `docs/findings.md` is what the codes and the messages say.
//!
//! Run with `UPDATE_DOCS=1` to write it anew.

use std::fs;
use std::path::Path;

use handover_core::error::Error;
use handover_core::finding::{Code, Group, Severity};

use crate::locale::source::messages;
use crate::locale::{Lang, key_of};

const HEAD: &str = "\
# Findings and errors

What the checks find, by code. A code keeps its meaning for good. This page is made from the codes \
and the messages of the program; `UPDATE_DOCS=1 cargo test -p handover-cli findings` writes it anew.

A **finding** is something wrong, or worth knowing, about the data. Its severity is the one without \
a profile: `block`: the answer is no; `warn`: somebody should look at it (`--strict` counts it); \
`info`: good to know. An **error** is what kept the program from doing its work; it ends with exit \
code 3 (`error.refused`: 1, `error.interrupted`: 130).

Values in curly brackets are filled in by the finding.
";

#[test]
fn the_page_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/findings.md");
    let expected = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == expected, "docs/findings.md is stale: run with UPDATE_DOCS=1\n\n{expected}");
}

fn page() -> String {
    let (vi, en) = (messages(Lang::Vi), messages(Lang::En));
    let row = |code: &str, severity: &str, key: &str| {
        let text = |key: &str| cell(&en[key]);
        let (means, next) = (text(key), text(&format!("{key}.remedy")));
        let vietnamese = cell(&vi[key]);
        format!("| `{code}` | {severity} | {means} | {next} | {vietnamese} |\n")
    };
    let mut page = HEAD.to_owned();
    let mut group = None;
    for code in sorted() {
        if group != Some(code.group()) {
            group = Some(code.group());
            page.push_str(&heading(&en[&group_key(code.group())], &vi[&group_key(code.group())]));
        }
        let key = key_of("finding", code.as_str());
        page.push_str(&row(code.as_str(), severity(code.severity()), &key));
    }
    page.push_str("\n## Errors · lỗi của chương trình\n\n");
    page.push_str("| code | what it means | what to do | tiếng Việt |\n|---|---|---|---|\n");
    for code in Error::CODES {
        let row = row(code, "", &code.replace('.', "-"));
        page.push_str(&row.replacen(" |  |", " |", 1));
    }
    page
}

/// By group, and within it in the order of the list.
fn sorted() -> Vec<Code> {
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.group());
    codes
}

fn heading(english: &str, vietnamese: &str) -> String {
    let title: String = english
        .char_indices()
        .map(|(at, c)| if at == 0 { c.to_ascii_uppercase() } else { c })
        .collect();
    format!(
        "\n## {title} · {vietnamese}\n\n\
         | code | severity | what it means | what to do | tiếng Việt |\n|---|---|---|---|---|\n"
    )
}

fn group_key(group: Group) -> String {
    key_of("group", &format!("{group:?}").to_lowercase())
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Block => "block",
        Severity::Warn => "warn",
        Severity::Info => "info",
    }
}

/// Text as it can stand in a cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace("{ $", "{").replace(" }", "}").replace('|', "\\|").replace('<', "\\<")
}
