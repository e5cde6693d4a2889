//! Bags of other tools: read by the looser rules, and never called valid.

use std::path::PathBuf;

use handover_core::digest::Digest;
use handover_core::finding::Code;
use handover_core::verify::{Verdict, Verification};

use crate::forge::{blocks, write_tree};
use crate::support::{trust, verify_as};

struct Bag(tempfile::TempDir);

impl Bag {
    fn new(list: &str, lines: &str) -> Self {
        let bag = Bag(tempfile::tempdir().unwrap());
        write_tree(
            bag.0.path(),
            &[
                ("bagit.txt", "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"),
                ("bag-info.txt", "Source-Organization: x\n y\n"),
                ("data/b.txt", "two"),
                ("data/a/1.txt", "one"),
                (list, lines),
            ],
        );
        bag
    }

    fn sha256(form: impl Fn(&str, &str) -> String) -> Self {
        let line =
            |content: &str, path: &str| form(&Digest::sha256(content.as_bytes()).to_string(), path);
        // Not in path order, as others write them.
        let lines = line("two", "data/b.txt") + &line("one", "data/a/1.txt");
        Bag::new("manifest-sha256.txt", &lines)
    }

    fn place(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn verify(&self) -> Verification {
        verify_as(self.0.path(), &trust())
    }

    #[track_caller]
    fn is(&self, codes: &str, verdict: Verdict) -> Verification {
        let found = self.verify();
        assert_eq!((blocks(&found).as_str(), found.verdict), (codes, verdict));
        found
    }
}

#[test]
fn a_sound_bag_is_intact_by_nobody_known() {
    let sound = |bag: Bag| drop(bag.is("seal.foreign-bag", Verdict::IntactSignerUnknown));
    sound(Bag::sha256(|digest, path| format!("{digest}  {path}\n")));
    sound(Bag::sha256(|digest, path| format!("{} *./{path}\r\n", digest.to_uppercase())));
    sound(Bag::sha256(|digest, path| format!("{digest}\t{path}\n\n")));
    // printf two | sha512sum; printf one | sha512sum
    let two = "928d50d1e24dab7cca62cfe84fcdcf9fc695160a278f91b5c0af22b709d82f8a\
        a3b4955b3de9ba6d0a0eb7d932dc64c4d5c63fc2de87441ad2e5b929f9b67c5e";
    let one = "05f70341078acf6a06d423d21720f9643d5f953626d88a02636dc3a9e79582ae\
        b0c820857fd3f8dc502aa8360d2c8fa97a985fda5b629b809cad18ffb62d3899";
    let lines = format!("{two}  data/b.txt\n{one}  data/a/1.txt\n");
    sound(Bag::new("manifest-sha512.txt", &lines));
}

#[test]
fn a_bag_whose_digest_nobody_here_knows_is_not_checked() {
    let bag = Bag::new("manifest-md5.txt", "b8a9f715dbb64fd5c56e7783c6820a61  data/b.txt\n");
    let found = bag.is("bag.no-known-list seal.foreign-bag", Verdict::NotValid);
    assert_eq!(found.report.count(Code::BagUnknownAlgorithm), 1);
}

#[test]
fn damage_to_a_bag() {
    let bag = || Bag::sha256(|digest, path| format!("{digest}  {path}\n"));
    let damaged = |damage: &dyn Fn(&Bag), code: &str| {
        let bag = bag();
        damage(&bag);
        bag.is(&format!("{code} seal.foreign-bag"), Verdict::NotValid);
    };
    damaged(&|bag| std::fs::write(bag.place("data/b.txt"), "TWO").unwrap(), "payload.digest");
    damaged(&|bag| std::fs::remove_file(bag.place("data/b.txt")).unwrap(), "payload.missing");
    damaged(&|bag| std::fs::write(bag.place("data/c"), "").unwrap(), "payload.unlisted");
    damaged(
        &|bag| std::fs::write(bag.place("manifest-sha256.txt"), "x\n").unwrap(),
        "list.malformed payload.unlisted",
    );
    let fetch = bag();
    std::fs::write(fetch.place("fetch.txt"), "http://x 3 data/b.txt\n").unwrap();
    fetch.is("bag.fetch seal.foreign-bag", Verdict::NotValid);
}

#[test]
fn a_tag_file_is_read_once_however_often_it_is_listed() {
    let bag = Bag::sha256(|digest, path| format!("{digest}  {path}\n"));
    let line = format!("{}  bag-info.txt\n", Digest::sha256(b"Source-Organization: x\n y\n"));
    std::fs::write(bag.place("tagmanifest-sha256.txt"), line.repeat(100)).unwrap();
    let found = bag.is("list.listed-twice seal.foreign-bag", Verdict::NotValid);
    assert_eq!(found.report.count(Code::ListTwice), 99);
}

#[test]
fn a_name_that_speaks_of_secrecy_is_told_in_no_bag() {
    let bag = Bag::sha256(|digest, path| format!("{digest}  {path}\n"));
    std::fs::write(bag.place("data/K\u{1ec1}n, t\u{1ed1}i m\u{1ead}t.pdf"), "x").unwrap();
    let list = bag.place("manifest-sha256.txt");
    let lines = std::fs::read_to_string(&list).unwrap();
    let line = format!("{}  data/K\u{1ec1}n m\u{1ead}t.pdf\n", Digest::sha256(b""));
    std::fs::write(list, lines + &line).unwrap();
    let found = bag.is("payload.missing payload.unlisted seal.foreign-bag", Verdict::NotValid);
    let told = format!("{:?}", found.report);
    assert!(!told.contains("K\u{1ec1}n"), "{told}");
}

#[test]
fn a_folder_that_is_no_bag() {
    let bag = Bag::sha256(|digest, path| format!("{digest}  {path}\n"));
    std::fs::remove_file(bag.place("bagit.txt")).unwrap();
    bag.is("bag.missing", Verdict::NotValid);
}
