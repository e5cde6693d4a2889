//! Nothing is lost on the way, and no order shows.

use super::*;

#[test]
fn neither_order_nor_grouping_shows_and_again_adds_nothing() {
    let desk = Desk::new();
    let names = ["a.zip", "b", "c.zip"];
    let bundles: Vec<_> = [("P12", "27163"), ("P13", "27166"), ("P15", "27172")]
        .into_iter()
        .zip(names)
        .map(|((fonds, giver), name)| ward(&desk, name, fonds, giver, INTO))
        .collect();
    let [a, b, c] = [&*bundles[0], &*bundles[1], &*bundles[2]];
    let whole = desk.place("whole");
    merged(&[a, b, c], &whole);
    let wanted = tree(&whole);
    let same = |out: &Path| {
        let content = |found: Vec<crate::support::Found>| {
            found.into_iter().map(|(path, content, _)| (path, content)).collect::<Vec<_>>()
        };
        assert_eq!(content(tree(out)), content(wanted.clone()));
    };
    for (name, groups) in [
        ("back", vec![vec![c, b, a]]),
        ("one by one", vec![vec![b], vec![c], vec![a]]),
        ("two and one", vec![vec![c, a], vec![b]]),
        ("twice", vec![vec![a, b, a], vec![c, a, b]]),
    ] {
        let out = desk.place(name);
        for group in &groups {
            merged(group, &out);
        }
        same(&out);
    }
    let again = merged(&[b, a], &whole);
    assert_eq!((again.added.len(), again.known.len(), again.bundles), (0, 2, 3));
    same(&whole);
    assert!(!desk.place("whole.partial").exists());
}

#[test]
fn hostile_cells_come_through_as_they_are() {
    let desk = Desk::new();
    let odd = "\"=cmd|' /C calc'!A1, \"\"x\"\"\nsecond line\"";
    let dossiers = format!(
        "fileCode,title,bundle,x-bundle,blake3,Ghi chú,carrier\nH29.70.33.2001.1,{odd},mine,own,b3,\u{202e}abc,paper\n"
    );
    let fonds = "code,name,status,x-bundle\nP14Q10,Phông,closed,y\n";
    let bundle = desk.pack(
        "a.zip",
        &act("27163", INTO),
        &[],
        &[("fonds.csv", fonds), ("dossiers.csv", &dossiers)],
    );
    let out = desk.place("out");
    merged(&[&bundle], &out);
    let row = rows(&out, Table::Dossiers).remove(0);
    assert_eq!(row["title"], "=cmd|' /C calc'!A1, \"x\"\nsecond line");
    let own = ["x-bundle", "x-x-bundle", "x-blake3", "Ghi chú"].map(|name| row[name].as_str());
    assert_eq!(own, ["mine", "own", "b3", "\u{202e}abc"]);
    assert_eq!(row["bundle"], verified(&bundle).digest().to_string());
    // Both codes are there to be found by.
    assert_eq!((&*row["fileCode"], &*row["closedFileCode"]), ("H29.70.33.2001.1", "P14Q10.2001.1"));
    // Built upon, its columns do not change their names again.
    let other = ward(&desk, "b.zip", "P13", "27166", INTO);
    merged(&[&other], &out);
    let rows = rows(&out, Table::Dossiers);
    let again = rows.iter().find(|row| row["x-bundle"] == "mine").unwrap();
    assert_eq!((again["x-x-bundle"].as_str(), rows.len()), ("own", 4));
    // Compared, they are called again what the giver called them.
    assert_eq!(compare_dossiers(&desk.place("a.zip.tables"), &out).1.unchanged, 1);
}

#[test]
fn a_set_of_volumes_gives_the_rows_of_one_bundle() {
    let volumes = crate::volumes::Volumes::packed();
    let set = volumes.place("usb/p14.set.json");
    let out = volumes.place("holdings");
    let merged = merged(&[&set], &out);
    assert!(!merged.report.by_code.contains_key(&Code::HoldingsDossierTwice));
    let (dossiers, containers) = (rows(&out, Table::Dossiers), rows(&out, Table::Containers));
    let mut codes = column(&dossiers, "fileCode");
    codes.sort();
    assert_eq!(codes, ["HS1", "HS2", "HS3", "HS4"]);
    // Two that say the same were two before.
    let mut boxes = column(&containers, "code");
    boxes.sort();
    assert_eq!(boxes, ["H1", "H2", "H2"]);
    assert_eq!((rows(&out, Table::Documents).len(), rows(&out, Table::Fonds).len()), (5, 1));
    let files = rows(&out, Table::Files);
    assert!(column(&files, "volume").iter().all(|volume| volume.parse::<u32>().is_ok()));
    let held = Holdings::open(&out, &Limits::default()).unwrap();
    assert_eq!(held.volumes().len(), held.bundles()[0].volumes as usize);
    assert!(compare(&volumes.place("files"), &out).1.is_same());
    let summary = compare(&set, &out).1;
    assert!(summary.is_same(), "{summary:?}");
    assert_eq!(summary.dossiers.unwrap().unchanged, 4);
}

/// Dossiers of three wards: code, whether on paper, and the title.
type Wards = Vec<Vec<(String, bool, String)>>;

fn wards() -> impl Strategy<Value = Wards> {
    let dossier = ("[A-C][0-9]{1,2}", any::<bool>(), "[a-z ,\"\n]{1,12}");
    proptest::collection::vec(proptest::collection::vec(dossier, 0..6), 3)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn no_dossier_is_lost_and_no_order_shows(wards in wards(), order in 0..6_usize, cut in 0..4_usize) {
        let desk = Desk::new();
        let mut bundles = Vec::new();
        let mut wanted = Vec::new();
        for (number, (ward, giver)) in wards.iter().zip(["27163", "27166", "27172"]).enumerate() {
            let mut table = "fonds,carrier,fileCode,title\n".to_owned();
            for (code, paper, title) in ward {
                let carrier = if *paper { "paper" } else { "" };
                let quoted = title.replace('"', "\"\"");
                writeln!(table, "P{number},{carrier},{code},\"{quoted}\"").unwrap();
                wanted.push((format!("P{number}"), code.clone(), title.clone()));
            }
            let file = format!("of ward {number}");
            let name = format!("{number}.zip");
            let act = act(giver, INTO);
            bundles.push(desk.pack(&name, &act, &[("a.txt", &file)], &[("dossiers.csv", &table)]));
        }
        let whole = desk.place("whole");
        let all = merged(&[&bundles[0], &bundles[1], &bundles[2]], &whole);
        let orders =
            [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        let turned: Vec<&Path> = orders[order].iter().map(|at| &*bundles[*at]).collect();
        let parts = desk.place("parts");
        let (first, second) = turned.split_at(cut);
        merged(first, &parts);
        merged(second, &parts);
        let content = |root: &Path| {
            tree(root).into_iter().map(|(path, content, _)| (path, content)).collect::<Vec<_>>()
        };
        prop_assert_eq!(content(&whole), content(&parts));

        let rows = rows(&whole, Table::Dossiers);
        let mut found: Vec<_> = rows
            .iter()
            .map(|row| (row["fonds"].clone(), row["fileCode"].clone(), row["title"].clone()))
            .collect();
        found.sort();
        wanted.sort();
        prop_assert_eq!(&found, &wanted);
        // Totals of the parts are those of the whole.
        let held = Holdings::open(&whole, &Limits::default()).unwrap();
        let files: u64 = held.bundles().iter().map(|bundle| bundle.files).sum();
        prop_assert_eq!((files, all.added.len()), (3, 3));
        for (number, ward) in wards.iter().enumerate() {
            let fonds = format!("P{number}");
            let of = found.iter().filter(|(of, _, _)| *of == fonds).count();
            prop_assert_eq!(of, ward.len());
            let sums = compare_dossiers(&bundles[number], &whole).1;
            let others = (found.len() - of) as u64;
            prop_assert_eq!((sums.removed, sums.changed, sums.added), (0, 0, others));
        }
    }
}
