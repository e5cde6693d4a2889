//! Tables of a register, tables of routes, a province's rules, and rules of work.
#![no_main]

use std::path::Path;

use handover_core::limits::Limits;
use handover_core::plan::digitise::WorkRules;
use handover_core::plan::{Closing, Options, RouteReader, RouteWriter, Rules, routes};
use handover_core::unit::{Edition, EditionTable, Register, SuccessionTable, Way};
use libfuzzer_sys::fuzz_target;

const UNITS: &str = "code,level,kind,name,parent_code\n1,province,province,A,\n\
                     2,district,town,B,1\n3,commune,ward,C,2\n4,commune,ward,D,1\n";

fn register(units: &str, links: &str) -> Option<Register> {
    let day = |text: &str| text.parse().ok();
    let (old, new) = ("1".parse().ok()?, "2".parse().ok()?);
    let editions = [
        (UNITS, Edition::new(old, None, day("2025-06-30"))),
        (units, Edition::new(new, day("2025-07-01"), None)),
    ];
    let editions = editions.map(|(text, edition)| EditionTable {
        name: "units",
        edition,
        reader: text.as_bytes(),
    });
    let links = SuccessionTable { name: "links", from: old, to: new, reader: links.as_bytes() };
    Register::from_tables("vn".parse().ok()?, editions, [links]).ok()
}

fuzz_target!(|input: (u8, &str, &str)| {
    let (choice, text, other) = input;
    let path = Path::new("x");
    match choice % 4 {
        0 => {
            let Ok(reader) = RouteReader::new(text.as_bytes(), path, &Limits::default()) else {
                return;
            };
            let read: Vec<_> = reader.map_while(Result::ok).collect();
            let mut writer = RouteWriter::new(Vec::new(), Register::vietnam(), path).unwrap();
            read.iter().for_each(|route| writer.write(route).unwrap());
            let bytes = writer.finish().unwrap();
            let again = RouteReader::new(&bytes[..], path, &Limits::default()).unwrap();
            assert_eq!(again.map(Result::unwrap).collect::<Vec<_>>(), read, "what is written is read");
        }
        1 => {
            let Ok(rules) = Rules::read(text, path) else { return };
            let mut options = Options::default();
            options.rules = Some(rules);
            let closing = Closing::Unit("vn:771@2024".parse().unwrap());
            std::hint::black_box(routes(Register::vietnam(), closing, &options).is_ok());
        }
        2 => {
            let _ = std::hint::black_box(WorkRules::read(text, path));
        }
        _ => {
            let Some(register) = register(text, other) else { return };
            for unit in register.units() {
                let unit = unit.reference();
                for row in register.step(&unit, Way::Forth) {
                    assert!(register.step(&row.to, Way::Back).contains(&row), "there and back");
                }
            }
            let closing = Closing::Province("vn:1@1".parse().unwrap());
            std::hint::black_box(routes(&register, closing, &Options::default()).is_ok());
        }
    }
});
