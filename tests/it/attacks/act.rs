//! Acts and `bag-info.txt` that do not fit each other, the format or the law.

use handover_core::finding::Code;
use handover_core::verify::Verdict;

use crate::forge::{ACT, BAG_INFO, Forge};
use crate::support::least_act;

/// Changes the act, seals again, and compares.
#[track_caller]
fn act(from: &str, to: &str, codes: &str) {
    Forge::small().replace(ACT, from, to).reseal().blocked_by(codes);
}

#[track_caller]
fn info(from: &str, to: &str, codes: &str) {
    Forge::small().replace(BAG_INFO, from, to).reseal().blocked_by(codes);
}

#[test]
fn an_act_in_any_other_spelling() {
    for (from, to) in [
        (",\"issue", ", \"issue"),
        ("\"issue\":1", "\"issue\":1,\"issue\":1"),
        ("\"issue\":1", "\"issue\":1,\"unheard\":1"),
        ("\"issue\":1,\"kind\":\"new\"", "\"kind\":\"new\",\"issue\":1"),
        ("\"issue\":1", "\"issue\":1.0"),
        ("\"issue\":1", "\"issue\":01"),
        ("\"kind\":\"new\"", "\"kind\":\"n\\u0065w\""),
        ("\"kind\":\"new\"", "\"kind\":\"new\",\"title\":null"),
        ("\"kind\":\"new\"", "\"kind\":\"gift\""),
        ("\"kind\":\"new\"", "\"kind\":\"new\",\"lots\":[]"),
        ("vn:27169@2024/ubnd", "vn:27169@2024"),
        ("}\n", "}"),
        ("}\n", "}\n\n"),
        ("{", "\u{feff}{"),
        ("handover/transfer/1", "handover/other/1"),
    ] {
        act(from, to, "act.malformed");
    }
}

#[test]
fn an_act_of_a_newer_version() {
    act("handover/transfer/1", "handover/transfer/2", "bag.newer-version");
}

#[test]
fn acts_against_the_rules() {
    act("\"kind\":\"new\"", "\"kind\":\"supplement\"", "act.malformed");
    act(
        "\"kind\":\"new\"",
        &format!("\"kind\":\"new\",\"base\":\"{}\"", "0".repeat(64)),
        "act.malformed",
    );
    act(
        "\"effective_on\":\"2025-07-01\"",
        "\"effective_on\":\"2025-07-01\",\"lots\":[{\"number\":0,\"title\":\"x\"}]",
        "act.malformed",
    );
    act("vn:27163@2025", "vn:99999@2025", "unit.unknown");
    // Each of them lives on the other's day.
    let forge = Forge::small();
    forge.replace(ACT, "vn:27169@2024", "vn:x").replace(ACT, "vn:27163@2025", "vn:27169@2024");
    forge.replace(ACT, "vn:x", "vn:27163@2025").reseal().blocked_by("unit.not-in-force");

    let forge = Forge::small();
    forge.replace(ACT, "vn:27163@2025", "vn:27169@2024");
    forge.replace(ACT, "2025-07-01", "2025-06-30").reseal().blocked_by("act.same-party");
    let forge = Forge::small();
    forge.replace(ACT, "vn:27163@2025", "vn:00004@2024");
    forge.replace(ACT, "2025-07-01", "2025-06-29").reseal().blocked_by("act.days");
}

#[test]
fn an_edition_that_is_younger_than_the_program() {
    let forge = Forge::small();
    forge.replace(ACT, "vn:27163@2025", "vn:27163@2031").reseal();
    assert_eq!(forge.is_valid().report.count(Code::UnitEditionUnknown), 1);
}

#[test]
fn bag_info_of_another_packing() {
    let id = least_act().identified().id.unwrap();
    let group = format!("{id}-1");
    info(&group, "6f0c1c51-93d6-4d0e-9c35-6f5d1b7a2e40-1", "bag.other-packing");
    info(&group, &format!("{id}-2"), "bag.other-packing");
}

#[test]
fn bag_info_in_any_other_form() {
    for (from, to) in [
        ("Bag-Count: 1 of 1\nHandover-Format: 1.0", "Handover-Format: 1.0\nBag-Count: 1 of 1"),
        ("Bag-Count: 1 of 1", "Bag-Count: 1\n of 1"),
        ("Bag-Count: 1 of 1", "Bag-Count: 1 of 1\nBag-Count: 1 of 1"),
        ("Bag-Count: 1 of 1", "Bag-Count: 1 of ?"),
        ("Bag-Count: 1 of 1", "Bag-Count: 2 of 1"),
        ("Bag-Count: 1 of 1", "Bag-Count: 0 of 1"),
        ("Bag-Count: 1 of 1\n", ""),
        ("Handover-Format: 1.0\n", "Handover-Format: 1.0\nContact-Name: x\n"),
        ("Handover-Format: 1.0", "Handover-Format: 1"),
        ("Handover-Format: 1.0", "Handover-Format: 1.00"),
        ("Bagging-Date: ", "Bagging-Date:"),
        ("2025-06-30", "2025-06-29"),
        ("\nPayload", "\r\nPayload"),
        ("Bagging-Date", "\u{feff}Bagging-Date"),
    ] {
        info(from, to, "bag.info");
    }
    info("Payload-Oxum: 10.2", "Payload-Oxum: 11.2", "bag.oxum");
    info("Payload-Oxum: 10.2", "Payload-Oxum: 10.3", "bag.oxum");
}

#[test]
fn a_declaration_in_any_other_form() {
    for (from, to) in [("1.0", "0.97"), ("\n", "\r\n"), ("UTF-8\n", "UTF-8"), ("UTF-8", "UTF-16")] {
        Forge::small().replace("bagit.txt", from, to).reseal().blocked_by("bag.declaration");
    }
}

#[test]
fn versions() {
    info("Handover-Format: 1.0", "Handover-Format: 2.0", "bag.newer-version");
    Forge::small().replace(BAG_INFO, "Format: 1.0", "Format: 1.7").reseal().is_valid();
}

#[test]
fn one_volume_of_several_is_incomplete_and_its_totals_are_not_judged() {
    let mut act = least_act();
    let electronic = "{\"files\":2}";
    act.electronic = Some(serde_json::from_str(electronic).unwrap());
    let forge = Forge::with(&[("a/1.txt", "one"), ("b.txt", "two two")], &[], &act);
    forge.is_valid();
    forge.replace(ACT, electronic, "{\"files\":9}").reseal();
    assert_eq!(forge.blocked_by("totals.differ").verdict, Verdict::Incomplete);
    forge.replace(BAG_INFO, "1 of 1", "2 of 3").reseal();
    assert_eq!(forge.blocked_by("volume.without-set").verdict, Verdict::Incomplete);
}

#[test]
fn an_act_that_is_no_utf8() {
    let forge = Forge::small();
    let bytes = forge.read(ACT);
    let place = bytes.windows(2).position(|pair| pair == b"[\"").unwrap() + 2;
    let bytes = [&bytes[..place], &b"\xff"[..], &bytes[place..]].concat();
    forge.write(ACT, bytes).reseal();
    forge.blocked_by("act.malformed");
}
