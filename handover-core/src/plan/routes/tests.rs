//! Real units, and what a province decides.

use std::collections::BTreeSet;
use std::path::Path;

use super::*;
use crate::description::Block;
use crate::plan::Status;

fn of_unit(unit: &str, options: &Options) -> Plan {
    routes(Register::vietnam(), Closing::Unit(unit.parse().unwrap()), options).unwrap()
}

fn of_province(unit: &str, options: &Options) -> Plan {
    routes(Register::vietnam(), Closing::Province(unit.parse().unwrap()), options).unwrap()
}

/// One line each: giver, work and term, carrier, receiver or `?`, rule.
fn state(plan: &Plan) -> Vec<String> {
    let state = plan.routes.iter().filter(|route| route.records.block == Block::Government);
    state
        .map(|route| {
            let records = &route.records;
            let term = records.term.map_or("all", crate::plan::Term::code);
            let to = route.receiver().map_or_else(|| "?".to_owned(), |to| to.to_string());
            let (work, carrier) = (records.work, records.carrier);
            format!("{} {work} {term} {carrier} {to} {}", route.giver, route.rule())
        })
        .collect()
}

#[test]
fn a_merged_commune() {
    let plan = of_unit("vn:00004@2024", &Options::default());
    assert_eq!(
        state(&plan),
        [
            "vn:00004@2024/ubnd finished permanent both vn:01@2025/luu-tru-lich-su \
             TT 06/2025/TT-BNV 40.1, 39",
            "vn:00004@2024/ubnd finished fixed both ? merger-receiver",
            "vn:00004@2024/ubnd unfinished all both vn:00004@2025/ubnd CV 414/BNV-VTLTNN 5",
        ]
    );
    assert_eq!(plan.routes[1].candidates(), ["vn:00004@2025".parse().unwrap()]);
    // Party and Front give their own records, and nobody here says to whom.
    let others: Vec<_> = plan.routes[3..].iter().map(|route| route.giver.to_string()).collect();
    let (party, front) = ("vn:00004@2024/dang-uy", "vn:00004@2024/mttq");
    assert_eq!(others, [party, party, party, front, front, front]);
    assert!(plan.routes[3..].iter().all(|route| route.status() == Status::Decide));
}

#[test]
fn a_divided_ward_is_not_dealt_out() {
    let plan = of_unit("vn:27169@2024", &Options::default());
    assert_eq!(
        state(&plan),
        [
            "vn:27169@2024/ubnd finished permanent both vn:79@2025/luu-tru-lich-su \
             TT 06/2025/TT-BNV 40.1, 39",
            "vn:27169@2024/ubnd finished fixed both ? legal-kind",
            "vn:27169@2024/ubnd unfinished all both ? who-continues",
        ]
    );
    let heirs = ["vn:27163@2025", "vn:27169@2025"].map(|unit| unit.parse().unwrap());
    assert_eq!(plan.routes[2].candidates(), heirs);
}

#[test]
fn a_district_goes_to_the_historical_archive() {
    let plan = of_unit("vn:771@2024", &Options::default());
    let archive = "vn:79@2025/luu-tru-lich-su";
    assert_eq!(
        state(&plan),
        [
            format!("vn:771@2024/ubnd finished all paper {archive} TT 06/2025/TT-BNV 40.2.a"),
            format!("vn:771@2024/ubnd finished all digital {archive} TT 06/2025/TT-BNV 40.2.b"),
            format!("{archive} finished fixed paper ? chairman-assigns"),
            format!("{archive} finished fixed digital ? text-cut-off"),
            "vn:771@2024/ubnd unfinished all both ? district-tasks".to_owned(),
        ]
    );
}

#[test]
fn what_is_not_known_in_law_is_decided_by_people() {
    // Huyện Côn Đảo became a special zone: closed, or the same body?
    let island = state(&of_unit("vn:755@2024", &Options::default()));
    assert!(island[0].ends_with("? legal-kind") && island[1].ends_with("? legal-kind"));
    assert!(island[2].ends_with("vn:26732@2025/ubnd CV 414/BNV-VTLTNN 5"));
    // Thị trấn Thạnh Mỹ became Xã Thạnh Mỹ: perhaps nothing moves.
    let renamed = state(&of_unit("vn:20695@2024", &Options::default()));
    assert!(renamed[0].ends_with("? legal-kind"), "{}", renamed[0]);
    // A commune that continues gives nothing.
    let plan = of_unit("vn:00859@2024", &Options::default());
    assert!(plan.routes.is_empty());
    assert_eq!(plan.continuing, ["vn:00859@2024".parse().unwrap()]);
}

#[test]
fn a_province_with_all_that_is_in_it() {
    for (province, merged) in [("vn:79@2024", true), ("vn:01@2024", false)] {
        let plan = of_province(province, &Options::default());
        let register = Register::vietnam();
        let top: UnitRef = province.parse().unwrap();
        let inside = register.units().filter(|unit| {
            let unit = unit.reference();
            unit.edition() == top.edition() && register.province(&unit) == Some(top)
        });
        // Every unit gives or lives on, none twice.
        let told: BTreeSet<UnitRef> = plan.routes.iter().map(|route| route.unit).collect();
        let living: BTreeSet<UnitRef> = plan.continuing.iter().copied().collect();
        assert!(told.is_disjoint(&living));
        let all: BTreeSet<UnitRef> = inside.map(crate::unit::Unit::reference).collect();
        assert_eq!(told.union(&living).copied().collect::<BTreeSet<_>>(), all);
        assert_eq!(told.contains(&top), merged);
        // No receiver is closed, and each line is there once.
        let day = NaiveDate::from_ymd_opt(2025, 7, 1).unwrap();
        for route in &plan.routes {
            let to = route.receiver().map(|to| to.unit());
            assert!(to.is_none_or(|unit| register.check_in_force(&unit, day).is_ok()));
        }
        let lines: BTreeSet<_> =
            plan.routes.iter().map(|route| (route.unit, route.giver, route.records)).collect();
        assert_eq!(lines.len(), plan.routes.len());
        assert_eq!(plan, of_province(province, &Options::default()));
    }
}

#[test]
fn a_province_decides_what_the_texts_leave_open() {
    let text = "schema = 'handover/rules/1'\nprovince = 'vn:79@2025'\ndecision = 'QĐ 1'\n\
                [[rule]]\nunit = 'vn:27169@2024'\nwork = 'unfinished'\nblock = 'government'\n\
                receiver = 'successor'\ndays = 45\n\
                [[rule]]\nreason = 'chairman-assigns'\nreceiver = 'province/so-noi-vu'\n\
                decision = 'QĐ 2'\n\
                [[rule]]\nlevel = 'province'\nblock = 'mass'\ncarrier = 'paper'\ndays = 1\n";
    let rules = Rules::read(text, Path::new("rules.toml")).unwrap();
    let options = Options { rules: Some(rules), on: None };
    let plan = of_province("vn:79@2024", &options);
    let find = |unit: &str, rule: &str| {
        let unit: UnitRef = unit.parse().unwrap();
        plan.routes.iter().find(|route| route.unit == unit && route.rule() == rule).unwrap()
    };
    // Of two successors the one at the old seat.
    let ward = find("vn:27169@2024", "QĐ 1");
    assert_eq!(ward.receiver(), Some("vn:27169@2025/ubnd".parse().unwrap()));
    assert_eq!(ward.due_on, NaiveDate::from_ymd_opt(2025, 8, 15));
    let district = find("vn:771@2024", "QĐ 2");
    assert_eq!(district.receiver(), Some("vn:79@2025/so-noi-vu".parse().unwrap()));
    assert_eq!((district.status(), district.due_on), (Status::Province, None));
    // One for each of 22 districts, and no line that is open for another reason.
    let second = plan.routes.iter().filter(|route| route.rule() == "QĐ 2");
    assert_eq!(second.count(), 22);
    assert_eq!(plan.unused_rules, [14]);
    // Only days come from nowhere else.
    assert!(
        of_province("vn:79@2024", &Options::default())
            .routes
            .iter()
            .all(|route| route.due_on.is_none())
    );
    let closing = Closing::Province("vn:01@2024".parse().unwrap());
    let other = routes(Register::vietnam(), closing, &options).unwrap_err();
    assert_eq!(other.code(), "plan-other-province");
}

#[test]
fn what_does_not_close_is_refused() {
    let refused = |closing| routes(Register::vietnam(), closing, &Options::default()).unwrap_err();
    let unit = |text: &str| text.parse::<UnitRef>().unwrap();
    match refused(Closing::Province(unit("vn:79@2025"))) {
        PlanError::NotClosing { origins, .. } => {
            assert_eq!(origins, ["vn:74@2024", "vn:77@2024", "vn:79@2024"].map(unit));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(refused(Closing::Province(unit("vn:771@2024"))).code(), "plan-no-province");
    assert_eq!(refused(Closing::Unit(unit("vn:9@2024"))).code(), "plan-unit-unknown");
}
