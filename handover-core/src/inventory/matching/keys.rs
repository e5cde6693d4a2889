//! What a row and a file can have in common, from the surest to the least
//! sure. Each is a key; two who are alone with one belong together.

use super::candidate::Candidate;
use super::fold::{fold, fold_path, is_absolute, names};
use super::naming::{code_and_ordinal, last_number, stem};
use crate::description::code_list::code_list;
use crate::inventory::Table;

code_list! {
    /// MatchedBy a row and a file came together, the surest first.
    MatchedBy {
        Path = "path", "theo đường dẫn";
        Tail = "tail", "theo tên tệp và thư mục chứa nó";
        Name = "name", "theo quy tắc đặt tên tệp";
        Folder = "folder", "theo thư mục và số thứ tự";
    }
}

/// A file or a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    File,
    Folder,
}

/// The keys of a row that lacks its file. One that names no path does not look
/// for a folder.
pub(super) fn of_row(table: Table, row: &Candidate) -> Vec<(MatchedBy, Vec<u8>)> {
    let mut keys = Vec::new();
    let mut add = |how, thing, text: &str| keys.extend(key(how, table, thing, text));
    let things: &[Thing] =
        if table == Table::Documents { &[Thing::File] } else { &[Thing::File, Thing::Folder] };
    if !row.path.is_empty() {
        for thing in things {
            add(MatchedBy::Path, *thing, &fold_path(&row.path));
            if is_absolute(&row.path) {
                add(MatchedBy::Tail, *thing, &tail(&row.path));
            }
        }
    }
    for name in &row.names {
        add(MatchedBy::Name, Thing::File, &fold(name));
    }
    if table == Table::Dossiers && !row.path.is_empty() {
        add(MatchedBy::Name, Thing::Folder, &fold(&row.code));
    }
    if let Some(ordinal) = row.ordinal.filter(|_| !row.code.is_empty()) {
        let text = numbered(&fold(&row.code), ordinal);
        add(MatchedBy::Name, Thing::File, &text);
        add(MatchedBy::Folder, Thing::File, &text);
    }
    // The same key twice is no second row.
    keys.sort();
    keys.dedup();
    keys
}

/// The keys of a file or folder that no row names.
pub(super) fn of_thing(thing: Thing, path: &str) -> Vec<(MatchedBy, Vec<u8>)> {
    let mut keys = Vec::new();
    let name = path.rsplit('/').next().unwrap_or(path);
    for table in [Table::Dossiers, Table::Documents, Table::Systems] {
        if thing == Thing::Folder && table == Table::Documents {
            continue;
        }
        let mut add = |how, text: &str| keys.extend(key(how, table, thing, text));
        add(MatchedBy::Path, &fold_path(path));
        add(MatchedBy::Tail, &tail(path));
        if thing == Thing::Folder {
            add(MatchedBy::Name, &fold(name));
            continue;
        }
        let stem = stem(name);
        add(MatchedBy::Name, &fold(stem));
        if let Some((code, ordinal)) = code_and_ordinal(stem) {
            add(MatchedBy::Name, &numbered(&code, ordinal));
        }
    }
    if let (Thing::File, Some((folder, _))) = (thing, path.rsplit_once('/')) {
        let folder = folder.rsplit('/').next().unwrap_or(folder);
        keys.extend(in_folder(folder, path));
    }
    keys.sort();
    keys.dedup();
    keys
}

/// The key of a file in the folder of a dossier, by the number in its name.
pub(super) fn in_folder(code: &str, path: &str) -> Option<(MatchedBy, Vec<u8>)> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let number = last_number(stem(name))?;
    key(MatchedBy::Folder, Table::Documents, Thing::File, &numbered(&fold(code), number))
}

fn key(how: MatchedBy, table: Table, thing: Thing, text: &str) -> Option<(MatchedBy, Vec<u8>)> {
    if text.is_empty() {
        return None;
    }
    let mut key = vec![how as u8, table as u8, u8::from(thing == Thing::Folder)];
    key.extend_from_slice(text.as_bytes());
    Some((how, key))
}

/// A code and an ordinal; the sign between them is in no folded code.
fn numbered(code: &str, ordinal: u32) -> String {
    format!("{code}\n{ordinal}")
}

/// The last two names of a path, folded.
fn tail(path: &str) -> String {
    let mut last = names(path).rev();
    match (last.next(), last.next()) {
        (Some(name), Some(folder)) => format!("{}/{}", fold(folder), fold(name)),
        (Some(name), None) => fold(name),
        _ => String::new(),
    }
}
