//! Unpacking gives the same bytes, names and times, or nothing.

use std::fs;
use std::path::Path;

use handover_core::bundle::Bundle;
use handover_core::error::{Error, ErrorKind};
use handover_core::finding::Code;
use handover_core::limits::Limits;
use handover_core::pack::{self, pack};
use handover_core::survey::Folder;
use handover_core::unpack::{Unpacked, unpack};
use handover_core::verify;
use handover_core::walk::Names;

use crate::support::{key, least_act, pack_folder, pack_sample, sample, tree};

fn unpack_at(bundle: &Path, to: &Path) -> Result<Unpacked, Error> {
    let bundle = Bundle::open(bundle, &Limits::default()).unwrap();
    unpack(&bundle, to, &verify::Options::default(), &())
}

#[test]
fn the_sample_comes_back_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["goi", "goi.zip"] {
        let (out, to) = (dir.path().join(name), dir.path().join(format!("{name}-ra")));
        pack_sample(&out);
        let unpacked = unpack_at(&out, &to).unwrap();
        assert_eq!(unpacked.tally.files, 35);
        assert_eq!(tree(&to), tree(&sample().join("files")));
    }
}

#[cfg(unix)]
#[test]
fn odd_names_empty_folders_and_times_come_back() {
    use std::os::unix::ffi::OsStrExt;
    let dir = tempfile::tempdir().unwrap();
    let files = dir.path().join("files");
    let odd = [
        "Quye\u{302}\u{301}t đi\u{323}nh/số 1.pdf",
        "Quye\u{302}\u{301}t đi\u{323}nh/a:b?.pdf",
        "100%/aux.pdf",
        "ends./x",
    ];
    for path in odd {
        let path = files.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, path.as_os_str().as_bytes()).unwrap();
    }
    fs::create_dir_all(files.join("rỗng/tro\u{302}\u{301}ng")).unwrap();
    fs::write(files.join(std::ffi::OsStr::from_bytes(b"caf\xe9.txt")), "latin").unwrap();
    filetime::set_file_mtime(files.join("ends./x"), filetime::FileTime::from_unix_time(-86_400, 0))
        .unwrap();
    let before = tree(&files);
    let (out, to) = (dir.path().join("goi.zip"), dir.path().join("ra"));
    let mut options = pack::Options::default();
    options.names = Names::Alias;
    let source = Folder::open(&files).unwrap();
    let tables = handover_core::inventory::NoTables;
    pack(&source, &tables, &least_act(), &[&key()], &out, &options, &()).unwrap();
    assert_eq!(tree(&files), before, "the source is only read");
    let unpacked = unpack_at(&out, &to).unwrap();
    assert_eq!(unpacked.report.count(Code::NameOriginalUnsafe), 0);
    assert_eq!(tree(&to), before);
}

#[test]
fn paper_alone_unpacks_to_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let files = dir.path().join("files");
    fs::create_dir_all(files.join("để trống")).unwrap();
    let (out, to) = (dir.path().join("goi"), dir.path().join("ra"));
    pack_folder(&files, &out).unwrap();
    assert!(out.join("data/act.txt").is_file());
    unpack_at(&out, &to).unwrap();
    assert_eq!(tree(&to), tree(&files));
}

#[test]
fn nothing_is_left_of_a_damaged_bundle() {
    let dir = tempfile::tempdir().unwrap();
    let (out, to) = (dir.path().join("goi"), dir.path().join("ra"));
    pack_sample(&out);
    let file = out.join("data/Chưa vào mục lục");
    let file = fs::read_dir(file).unwrap().next().unwrap().unwrap().path();
    let mut bytes = fs::read(&file).unwrap();
    bytes[0] ^= 1;
    fs::write(&file, bytes).unwrap();
    let error = unpack_at(&out, &to).unwrap_err();
    assert_eq!(error.refusal().unwrap().count(Code::PayloadDigest), 1);
    assert!(!to.exists() && fs::read_dir(dir.path()).unwrap().count() == 1);
}

#[test]
fn a_target_that_exists_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("goi.zip");
    pack_sample(&out);
    let error = unpack_at(&out, dir.path()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::TargetExists { .. }));
}

#[test]
fn nothing_is_written_into_the_bundle_itself() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("goi");
    pack_sample(&out);
    let before = tree(&out);
    for to in ["ra", "data/ra"] {
        let error = unpack_at(&out, &out.join(to)).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::TargetInside { .. }), "{error}");
    }
    assert_eq!(tree(&out), before);
}
