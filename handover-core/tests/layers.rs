//! The floors of the house: a room names only what lies below it, or itself.
//!
//! Reads every `crate::` path of `src`, outside `#[cfg(test)]`. Rooms of one
//! floor know nothing of each other, except where `ORDER` gives them a row of
//! their own: there each may name those before it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up; rooms in one row do not know each other.
const ORDER: &[&[&str]] = &[
    // Floor 0: knows no archives.
    &["clock", "concurrency", "legible", "limits"],
    &["date", "finding", "read_at"],
    &["digest", "error"],
    &["object_lines", "observe", "path", "small_file", "toml_source"],
    &["durable", "pipeline", "retry", "sorted", "walk"],
    // Floor 1: values.
    &["unit"],
    &["description"],
    &["custody", "profile", "transfer"],
    // Floor 2: stores and proofs.
    &["inventory", "inspect", "signing", "snapshot"],
    // Floor 3: sealed things.
    &["bundle", "holdings", "ledger"],
    // Floor 4: looking.
    &["survey", "verify"],
    // Floor 5: acting.
    &[
        "audit", "diff", "merge", "pack", "plan", "receive", "release", "scans", "show", "unpack",
        "witness",
    ],
    // Floor 6: exchange.
    &["exchange"],
];

/// Crates that read or write what strangers hand over, and the rooms that may
/// name them: what such a crate gets wrong is looked for in one place.
const FORMATS: &[(&str, &[&str])] = &[
    ("bincode", &["snapshot"]),
    ("calamine", &["exchange"]),
    ("cfb", &["exchange"]),
    ("encoding_rs", &["exchange"]),
    ("fast_qr", &["exchange"]),
    ("flate2", &["inspect"]),
    ("plotters", &["exchange"]),
    ("quick_xml", &["exchange", "inspect"]),
    ("rust_xlsxwriter", &["exchange"]),
    ("weezl", &["inspect"]),
    ("zip", &["bundle", "exchange"]),
];

fn height(room: &str) -> Option<usize> {
    ORDER.iter().position(|row| row.contains(&room))
}

/// A file of `src` without its tests.
struct Source {
    inside: PathBuf,
    room: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&src, &mut files);
    assert!(files.len() > 100, "{} files", files.len());
    let source = |file: PathBuf| {
        let inside = file.strip_prefix(&src).unwrap().to_owned();
        let first = inside.iter().next().unwrap().to_str().unwrap();
        let room = first.strip_suffix(".rs").unwrap_or(first).to_owned();
        Source { room, text: without_tests(&fs::read_to_string(&file).unwrap()), inside }
    };
    files.into_iter().map(source).filter(|source| source.room != "lib").collect()
}

#[test]
fn a_room_names_only_what_lies_below() {
    let mut wrong = Vec::new();
    for Source { inside, room, text } in sources() {
        let Some(own) = height(&room) else {
            wrong.push(format!("the room `{room}` has no floor"));
            continue;
        };
        // As many steps up lead to the crate's root, too.
        let steps = inside.iter().count() - usize::from(inside.ends_with("mod.rs"));
        for named in named(&text.replace(&"super::".repeat(steps), "crate::")) {
            let below = height(&named).is_some_and(|other| other < own);
            if named != room && !below {
                wrong.push(format!("{} names `{named}`", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_format_is_known_to_its_own_rooms_only() {
    let mut wrong = Vec::new();
    for Source { inside, room, text } in sources() {
        for (format, rooms) in FORMATS {
            if names_crate(&text, format) && !rooms.contains(&room.as_str()) {
                wrong.push(format!("{} names `{format}`", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_crate_is_told_from_a_module_of_its_name() {
    for text in ["use zip::read::ZipFile;", "let a: ::zip::A;", "pub use zip;", "x(zip::A)"] {
        assert!(names_crate(text, "zip"), "{text}");
    }
    for text in ["use crate::bundle::zip::A;", "unzip::x", "use super::zip;", "mod zip;"] {
        assert!(!names_crate(text, "zip"), "{text}");
    }
}

/// Whether a path begins with the crate.
fn names_crate(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        // A path from the root of all crates begins with `::` behind a blank.
        let begins = before.ends_with(" ::")
            || !before.ends_with(|c: char| c.is_alphanumeric() || "_:".contains(c));
        begins && (after.starts_with("::") || (before.ends_with("use ") && after.starts_with(';')))
    })
}

#[test]
fn paths_are_seen_however_they_are_written() {
    let text = "use crate::a::b;\nuse crate::{c::d, e::{f, g}, h};\nlet x = crate::i::j();\n\
                // crate::comment\n#[cfg(test)]\nmod tests {\n    use crate::k;\n}\n";
    let found: Vec<_> = named(&without_tests(text)).into_iter().collect();
    assert_eq!(found, ["a", "c", "e", "h", "i"]);
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !is_test(&path) {
            files.push(path);
        }
    }
}

/// A file that its module declares as `#[cfg(test)] mod name;`.
fn is_test(file: &Path) -> bool {
    let name = file.file_stem().unwrap().to_str().unwrap();
    let folder = file.parent().unwrap();
    let declared = [folder.join("mod.rs"), folder.with_extension("rs")];
    declared
        .iter()
        .filter_map(|parent| fs::read_to_string(parent).ok())
        .any(|text| text.contains(&format!("#[cfg(test)]\nmod {name};")))
}

/// The text without comments, and without items under `#[cfg(test)]`.
fn without_tests(text: &str) -> String {
    let mut kept = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            // rustfmt closes an item where it began.
            let indent = line.len() - line.trim_start().len();
            let first = lines.next().unwrap_or_default();
            if !first.ends_with([';', '}']) {
                let end = format!("{}}}", " ".repeat(indent));
                lines.by_ref().find(|line| *line == end);
            }
        } else if !line.trim_start().starts_with("//") {
            kept += line;
            kept.push('\n');
        }
    }
    kept
}

/// The rooms that are named by `crate::`.
fn named(text: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        // `handover_crate::` is another word.
        if text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &text[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => rooms.extend(group_heads(group)),
            None => rooms.extend(Some(word(rest))),
        }
    }
    rooms
}

/// The first words of a group's members, whatever is nested in them.
fn group_heads(group: &str) -> Vec<String> {
    let (mut heads, mut depth, mut fresh) = (Vec::new(), 0_u32, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && !c.is_whitespace() => {
                heads.push(word(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    heads
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}
