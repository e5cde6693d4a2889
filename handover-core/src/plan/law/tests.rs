//! What tables state of a change decides where records go.

use crate::plan::{Closing, Options, Plan, Records, Term, routes};
use crate::unit::{Edition, EditionTable, Level, Register, SuccessionTable};

use super::*;

/// Three lists, of which tables state what happened in law. Xã 13 lies in a district.
fn register(second: &str) -> Register {
    let first = "code,level,kind,name,parent_code\n1,province,province,Tỉnh A,\n\
                 2,district,town,Thị xã B,1\n11,commune,ward,Phường 11,1\n\
                 12,commune,ward,Phường 12,1\n13,commune,commune,Xã 13,2\n";
    let later = first.replace("2,district,town,Thị xã B,1\n", "").replace("Xã 13,2", "Xã 13,1");
    let day = |text: &str| text.parse().ok();
    let editions = [
        ("a", first, None, day("2024-06-30")),
        ("b", first, day("2024-07-01"), day("2025-06-30")),
        ("c", &later, day("2025-07-01"), day("2029-12-31")),
        ("d", &later, day("2030-01-01"), None),
    ];
    let editions = editions.map(|(id, text, from, until)| {
        let edition = Edition::new(id.parse().unwrap(), from, until);
        EditionTable { name: id, edition, reader: text.as_bytes() }
    });
    let head = "old_code,new_code,extent,kind\n";
    let same = "11,11,whole,\n12,12,whole,\n13,13,whole,\n";
    let merged = "11,12,whole,\n12,12,whole,\n13,13,whole,\n";
    let tables = [("a", "b", merged), ("b", "c", second), ("c", "d", same)]
        .map(|(from, to, rows)| (from, to, format!("{head}{rows}")));
    let links = tables.each_ref().map(|(from, to, text)| {
        let [from, to] = [from, to].map(|id| id.parse().unwrap());
        SuccessionTable { name: "links", from, to, reader: text.as_bytes() }
    });
    Register::from_tables("vn".parse().unwrap(), editions, links).unwrap()
}

fn plan(second: &str, unit: &str, on: Option<&str>) -> Plan {
    let closing = Closing::Unit(unit.parse().unwrap());
    let on = on.map(|day| day.parse().unwrap());
    routes(&register(second), closing, &Options { rules: None, on }).unwrap()
}

/// Receiver and rule of what the Committee keeps for a term.
fn fixed(plan: &Plan) -> (Option<String>, String) {
    let records = Records::finished(Level::Commune, Block::Government, Some(Term::Fixed));
    let route = plan.routes.iter().find(|route| route.records == records).unwrap();
    (route.receiver().map(|to| to.to_string()), route.rule().to_owned())
}

#[test]
fn a_division_sends_to_the_body_above() {
    let province = "11,11,part,divided\n11,12,part,divided\n12,12,whole,\n13,13,whole,\n";
    let article = Article::Merged.code().to_owned();
    let above = fixed(&plan(province, "vn:11@b", None));
    assert_eq!(above, (Some("vn:1@c/ubnd".to_owned()), article));
    // The district closed on the same day.
    let district = "13,13,part,divided\n13,12,part,divided\n12,12,whole,\n11,11,whole,\n";
    let closed = plan(district, "vn:13@b", None);
    assert_eq!(fixed(&closed), (None, "receiver-closed".to_owned()));
}

#[test]
fn a_separation_leaves_with_the_body_that_goes_on() {
    let parts = "11,12,part,separated\n11,11,remainder,separated\n12,12,whole,\n13,13,whole,\n";
    let article = Article::Merged.code().to_owned();
    let found = fixed(&plan(parts, "vn:11@b", None));
    assert_eq!(found, (Some("vn:11@c/ubnd".to_owned()), article));
}

#[test]
fn a_new_name_moves_nothing() {
    let renamed = "11,11,whole,renamed\n12,12,whole,\n13,13,whole,\n";
    let found = plan(renamed, "vn:11@b", None);
    assert!(found.routes.is_empty() && found.continuing.len() == 1);
}

#[test]
fn no_rule_answers_before_its_first_day_and_nobody_closed_receives() {
    let merged = "11,12,whole,\n12,12,whole,\n13,13,whole,\n";
    let early = plan(merged, "vn:11@a", None);
    assert!(early.routes.iter().all(|route| route.receiver().is_none()));
    assert_eq!(early.routes[0].rule(), "rules-not-in-force");
    let late = plan(merged, "vn:11@b", Some("2031-01-01"));
    assert_eq!(late.routes[0].rule(), "receiver-closed");
    assert_eq!(late.routes[0].candidates(), ["vn:1@d/luu-tru-lich-su".parse().unwrap()]);
}
