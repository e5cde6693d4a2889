//! Names and links that lead elsewhere.

use crate::forge::{ACT, BLAKE3, FILES, Forge, MANIFEST, digests};
use std::fmt::Write;

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_file_is_not_followed() {
    use std::os::unix::fs::symlink;
    for (path, codes) in [
        ("data/b.txt", "bag.oxum payload.missing payload.unlisted"),
        ("data/a", "bag.oxum payload.missing payload.unlisted"),
        ("data", "bag.oxum payload.missing tag.unlisted"),
        (ACT, "tag.missing tag.unlisted"),
        ("bagit.txt", "bag.missing"),
        ("signatures", "seal.missing tag.unlisted"),
    ] {
        let forge = Forge::small();
        std::fs::rename(forge.place(path), forge.beside("moved")).unwrap();
        symlink(forge.beside("moved"), forge.place(path)).unwrap();
        forge.blocked_by(codes);
    }
}

#[cfg(unix)]
#[test]
fn links_and_pipes_beside_the_files() {
    use std::os::unix::fs::symlink;
    let forge = Forge::small();
    symlink("..", forge.place("data/loop")).unwrap();
    forge.blocked_by("payload.unlisted");
    let forge = Forge::small();
    symlink("/", forge.place("handover/root")).unwrap();
    forge.blocked_by("tag.unlisted");
}

/// A bundle whose lists and table name these files, all of them with the
/// content `x`; those that the disk can hold are there.
fn holding(paths: &[&str]) -> Forge {
    let forge = Forge::of(&[("0", "x")]);
    let (sha256, blake3) = digests(b"x");
    let (mut first, mut second) = (String::new(), String::new());
    let mut rows = forge.text(FILES).lines().next().unwrap().to_owned() + "\n";
    for path in paths {
        writeln!(first, "{sha256}  data/{path}").unwrap();
        writeln!(second, "{blake3}  data/{path}").unwrap();
        writeln!(rows, "{path},1,,,2025-06-30T00:00:00Z,application/octet-stream,file").unwrap();
        if !forge.place("data").join(path).parent().unwrap().is_file() {
            forge.write(&format!("data/{path}"), "x");
        }
    }
    forge.write(MANIFEST, first).write(BLAKE3, second).write(FILES, rows);
    let total = format!("Payload-Oxum: {0}.{0}", paths.len());
    forge.replace("bag-info.txt", "Payload-Oxum: 1.1", &total).reseal();
    forge
}

#[test]
fn names_that_a_disk_may_hold_equal() {
    holding(&["0", "A", "b"]).is_valid();
    for twins in [["0", "A", "a"], ["0", "STRASSE", "straße"], ["0", "É", "é"], ["0", "X/1", "x/2"]]
    {
        holding(&twins).blocked_by("name.collision");
    }
}

#[test]
fn a_file_below_a_file() {
    holding(&["0", "b", "b/c"]).blocked_by("bag.oxum name.collision payload.missing");
}

#[test]
fn names_from_before_that_climb_out_are_data() {
    for original in ["../../../etc/passwd", "/etc/passwd", "C:\\x", "..", "a/../../b", "\u{202e}x"]
    {
        let forge = Forge::small();
        forge.replace(FILES, "b.txt,7,,", &format!("b.txt,7,{original},")).reseal().is_valid();
    }
    for hex in ["2e2e2f78", "ff", "0", "xyz", "00"] {
        let forge = Forge::small();
        forge.replace(FILES, "b.txt,7,,,", &format!("b.txt,7,,{hex},")).reseal().is_valid();
    }
}

#[cfg(unix)]
#[test]
fn one_folder_dealt_out_to_two_spellings() {
    let forge = Forge::of(&[("\u{e9}/a", "1"), ("\u{e9}/b", "2")]);
    std::fs::create_dir(forge.place("data/e\u{301}")).unwrap();
    std::fs::rename(forge.place("data/\u{e9}/a"), forge.place("data/e\u{301}/a")).unwrap();
    forge.blocked_by("name.collision");
}
