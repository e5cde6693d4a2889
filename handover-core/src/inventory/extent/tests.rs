use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Amount, Extent, extent};
use crate::description::Block;
use crate::error::Result;
use crate::inventory::CheckOptions;
use crate::inventory::Table::{self, Containers, Documents, Dossiers, Fonds};
use crate::inventory::test_tables::{Texts, steps};
use crate::walk::Step;

fn sum_within(budget: usize, tables: &Texts, files: Option<&[&str]>) -> Result<Extent> {
    let dir = tempfile::tempdir().unwrap();
    let temporary = Some(dir.path().to_owned());
    let mut options = CheckOptions { temporary, ..CheckOptions::default() };
    options.limits.sort_bytes = budget;
    options.limits.group_bytes = 4096;
    let mut walk = files.map(|files| steps(files).into_iter());
    let walk = walk.as_mut().map(|walk| walk as &mut dyn Iterator<Item = Step>);
    extent(tables, walk, &options, &())
}

fn sum(tables: &[(Table, &str)], files: Option<&[&str]>) -> Extent {
    sum_within(1, &Texts::of(tables), files).unwrap()
}

const TABLES: [(Table, &str); 4] = [
    (Fonds, "code,name,block\nP,x,government\nD,x,party\nE,x,party\n"),
    (Containers, "fonds,code,metres\nP,1,0.125\nP,2,\nD,3,0.25\n,4,0.1\n"),
    (
        Dossiers,
        "fonds,container,fileCode,title,maintenance,carrier,work,arrangement,startDate,path,\
         numberOfPage\n\
         P,1,A,x,01,paper,finished,arranged,2001,,10\n\
         P,1,B,x,06,both,unfinished,unarranged,03/2001,b,\n\
         D,3,C,x,Lâu dài,digital,,preliminary,15/02/2003,,\n\
         ,,E,x,,,finished,,,,\n",
    ),
    (
        Documents,
        "dossier,path,subject,numberOfPage\nB,b/1.pdf,x,2\nB,b/2.pdf,x,3\nC,,x,4\nZ,z.pdf,x,5\n",
    ),
];

#[test]
fn everything_is_counted_once() {
    let files = ["b/1.pdf", "b/2.pdf", "b/nháp/3.pdf", "c.pdf", "leer/"];
    let extent = sum(&TABLES, Some(&files));
    assert_eq!((extent.containers, extent.metres.to_string().as_str()), (4, "0.475"));
    assert_eq!((extent.metres_stated, extent.dossiers, extent.documents), (3, 4, 4));
    assert_eq!((extent.pages, extent.files, extent.bytes), (24, 4, Some(4)));
    let told = |each: &mut dyn Iterator<Item = (&'static str, u64)>| {
        let some = each.filter(|(_, count)| *count > 0);
        some.map(|(word, count)| format!("{word} {count}")).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(told(&mut extent.by_retention.each()), "01 1, 06 1, other-words 1, not-stated 1");
    assert_eq!(told(&mut extent.by_carrier.each()), "paper 1, digital 1, both 1, not-stated 1");
    assert_eq!(told(&mut extent.by_work.each()), "finished 2, unfinished 1, not-stated 1");
    let arrangement = "unarranged 1, preliminary 1, arranged 1, not-stated 1";
    assert_eq!(told(&mut extent.by_arrangement.each()), arrangement);
    let depth = "containers 2, dossiers 2, documents 1, files 1";
    assert_eq!(told(&mut extent.by_depth.each()), depth);
    let fonds: Vec<_> = extent
        .by_fonds
        .iter()
        .map(|of| (of.fonds.as_deref(), of.amount.containers, of.amount.amount.files))
        .collect();
    assert_eq!(fonds, [(None, 1, 1), (Some("D"), 1, 0), (Some("E"), 0, 0), (Some("P"), 2, 3)]);
    let blocks: Vec<_> = extent
        .by_block
        .iter()
        .map(|of| (of.block, of.amount.metres.to_string(), of.amount.amount.pages))
        .collect();
    let wanted = [
        (None, "0.1".to_owned(), 5),
        (Some(Block::Party), "0.25".to_owned(), 4),
        (Some(Block::Government), "0.125".to_owned(), 15),
    ];
    assert_eq!(blocks, wanted);
    let years: Vec<_> =
        extent.by_year.iter().map(|of| (of.year, of.amount.dossiers, of.amount.files)).collect();
    assert_eq!(years, [(None, 1, 1), (Some(2001), 2, 3), (Some(2003), 1, 0)]);
}

#[test]
fn without_a_folder_files_are_the_paths_of_documents() {
    let extent = sum(&TABLES, None);
    assert_eq!((extent.files, extent.bytes), (3, None));
    let year = extent.by_year.iter().find(|of| of.year == Some(2001)).unwrap();
    assert_eq!(year.amount.files, 2);
    let json = serde_json::to_value(&extent).unwrap();
    for member in ["dossiers", "documents", "files"] {
        assert!(json[member].is_u64(), "{member}");
    }
}

#[test]
fn a_fonds_whose_code_speaks_of_secrecy_has_no_name() {
    let tables =
        [(Fonds, "code,name\nPhông mật,x\n"), (Dossiers, "fonds,fileCode,title\nPhông mật,A,x\n")];
    let extent = sum(&tables, None);
    let codes: Vec<_> = extent.by_fonds.iter().map(|of| of.fonds.as_deref()).collect();
    assert_eq!((codes, extent.report.counts.block), (vec![None], 2));
}

#[test]
fn millions_of_fonds_are_refused_and_not_held() {
    let rows: Vec<_> = (0..100).map(|number| format!("F{number},A{number},x\n")).collect();
    let text = format!("fonds,fileCode,title\n{}", rows.concat());
    let error = sum_within(1 << 20, &Texts(vec![(Dossiers, text)]), None).unwrap_err();
    assert_eq!(error.code(), "error.limit");
}

proptest! {
    #[test]
    fn sums_are_those_of_a_model_that_holds_everything(
        dossiers in proptest::collection::btree_map(
            "[ab]{1,2}", (0_u8..3, 0_i32..3, proptest::option::of(0_u64..9), "|[xy](/[xy])?"), 0..5),
        documents in proptest::collection::vec(("[abc]{1,2}", 0_u64..9), 0..8),
        files in proptest::collection::btree_set("[xy](/[xy]){0,2}/f", 0..8),
    ) {
        let fonds = |n: u8| ["", "P", "Q"][usize::from(n)];
        let mut text = vec!["fonds,fileCode,title,startDate,numberOfPage,path\n".to_owned()];
        text.extend(dossiers.iter().map(|(code, (f, year, pages, path))| {
            let pages = pages.map_or(String::new(), |pages| pages.to_string());
            format!("{},{code},x,{},{pages},{path}\n", fonds(*f), 2000 + year)
        }));
        let text = text.concat();
        let mut rows = vec!["dossier,subject,numberOfPage\n".to_owned()];
        rows.extend(documents.iter().map(|(code, pages)| format!("{code},x,{pages}\n")));
        let rows = rows.concat();
        let tables = Texts(vec![(Dossiers, text), (Documents, rows)]);
        let list: Vec<&str> = files.iter().map(String::as_str).collect();
        let extent = sum_within(1 << 20, &tables, Some(&list)).unwrap();

        let mut years: BTreeMap<Option<i32>, Amount> = BTreeMap::new();
        for (code, (_, year, stated, _)) in &dossiers {
            let of = years.entry(Some(2000 + year)).or_default();
            let own: Vec<u64> =
                documents.iter().filter(|(d, _)| d == code).map(|(_, pages)| *pages).collect();
            of.dossiers += 1;
            of.documents += own.len() as u64;
            of.pages += stated.unwrap_or(own.iter().sum());
        }
        for (code, pages) in documents.iter().filter(|(code, _)| !dossiers.contains_key(code)) {
            prop_assert!(!code.is_empty());
            let of = years.entry(None).or_default();
            of.documents += 1;
            of.pages += pages;
        }
        for file in &files {
            let above = |path: &str| !path.is_empty() && file.starts_with(&format!("{path}/"));
            let nearest = dossiers.values().filter(|(.., path)| above(path)).max_by_key(|(.., path)| path.len());
            // Several dossiers of one folder: whose the file is, is open.
            let twins = nearest.is_some_and(|(.., p)| dossiers.values().filter(|(.., q)| p == q).count() > 1);
            prop_assume!(!twins);
            let of = years.entry(nearest.map(|(_, year, ..)| 2000 + year)).or_default();
            of.files += 1;
            of.bytes += 1;
        }
        let found: BTreeMap<_, _> = extent.by_year.iter().map(|of| (of.year, of.amount)).collect();
        prop_assert_eq!(found, years);
        prop_assert_eq!(extent.documents, documents.len() as u64);
        let pages: u64 = extent.by_fonds.iter().map(|of| of.amount.amount.pages).sum();
        prop_assert_eq!(extent.pages, pages);
    }
}
