//! Encodings of before Unicode, letter by letter, against the tables of others.

use std::fs;

use handover_core::exchange::{ImportOptions, Mapping, import};
use handover_core::limits::Limits;

use crate::support::{approved, python, repository};

/// A map that leaves nothing to be recognised.
fn map(name: &str) -> String {
    format!(
        "schema = \"handover/map/1\"\n[[sheet]]\nname = \"{name}\"\nheader = [1, 1]\n\
         [[sheet.column]]\nat = \"A\"\ntable = \"dossiers\"\ncolumn = \"fileCode\"\n\
         [[sheet.column]]\nat = \"B\"\ntable = \"dossiers\"\ncolumn = \"title\"\ntext = \"{name}\"\n"
    )
}

#[test]
fn every_letter_is_what_others_say() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    let maker = repository().join("tests/judges/encodings.py");
    approved(&python(), &[maker.as_os_str(), folder.as_os_str()], folder);
    for (name, least) in [("tcvn3", 95 + 90), ("vni", 134 + 58), ("viqr", 134)] {
        let file = folder.join(format!("{name}.map.toml"));
        fs::write(&file, map(name)).unwrap();
        let mut options = ImportOptions::default();
        options.map = Some(Mapping::read(&file, &Limits::default()).unwrap());
        let out = folder.join(name);
        let imported = import(&folder.join(format!("{name}.csv")), &out, &options, &()).unwrap();
        assert_eq!(imported.not_taken, 0, "{name}");
        let wanted = fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
        let wanted: Vec<String> = serde_json::from_str(&wanted).unwrap();
        assert!(wanted.len() >= least, "{name}: {}", wanted.len());
        let table = fs::read_to_string(out.join("dossiers.csv")).unwrap();
        let got: Vec<&str> =
            table.lines().skip(1).map(|line| line.split_once(',').unwrap().1).collect();
        let wrong: Vec<_> =
            got.iter().zip(&wanted).filter(|(got, wanted)| *got != wanted).collect();
        assert!(wrong.is_empty() && got.len() == wanted.len(), "{name}: {wrong:?}");
    }
}
