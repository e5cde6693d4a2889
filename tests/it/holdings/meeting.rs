//! What meets in holdings is told.

use super::*;

/// The place of a row.
fn at(table: &str, row: u64) -> String {
    Location::row(table, row).to_string()
}

/// Findings of one code, by their places.
fn places(merged: &Merged, code: Code) -> Vec<String> {
    let found = merged.report.findings.iter().filter(|finding| finding.code == code);
    found.map(|finding| finding.location.to_string()).collect()
}

#[test]
fn what_meets_is_told_and_nothing_is_dropped() {
    let desk = Desk::new();
    let dossiers = "fonds,carrier,work,continuedBy,startDate,endDate,path,fileCode,title\n\
        P,paper,,,2001,2001,,P.2001.1,one\nP,paper,,,2025,,,P.2025.2,two\n\
        P,paper,unfinished,vn:27163@2025/ubnd,,,,P.2025.3,three\n\
        P,paper,unfinished,vn:27169@2025/ubnd,,08/2025,,P.2025.4,four\n";
    let documents = "dossier,codeNumber,codeNotation,organName,issuedDate,path,subject\n\
        P.2001.1,01,QĐ-UBND,UBND,05/01/2001,,first\n\
        P.2001.1,01,QĐ-UBND,UBND,05/01/2002,a.txt,the year after\n\
        P.2001.1,02,QĐ-UBND,UBND,01/07/2025,,after the closing\n";
    let fonds = |creator: &str| format!("code,name,creator\nP,Phông,{creator}\n");
    let (one, other) = (fonds("vn:27163@2024/ubnd"), fonds("vn:27166@2024/ubnd"));
    let files = [("a.txt", "the same bytes"), ("empty.txt", "")];
    let first = desk.pack(
        "first.zip",
        &act("27163", INTO),
        &files,
        &[("fonds.csv", &one), ("dossiers.csv", dossiers), ("documents.csv", documents)],
    );
    let again = "fonds,carrier,fileCode,title\nP,paper,P.2001.1,one\nQ,paper,P.2025.2,x\n";
    let second = desk.pack(
        "second.zip",
        &act("27166", INTO),
        &[("b/a.txt", "the same bytes"), ("b/empty.txt", "")],
        &[("fonds.csv", &other), ("dossiers.csv", again)],
    );
    let out = desk.place("holdings");
    let merged = merged(&[&first, &second], &out);
    let mut found: Vec<_> = codes(&merged);
    found.sort_by_key(|(code, _)| code.as_str());
    assert_eq!(
        found,
        [
            (Code::HoldingsAfterClosing, 2),
            (Code::HoldingsContinuedElsewhere, 1),
            (Code::HoldingsDocumentTwice, 1),
            (Code::HoldingsDossierCode, 1),
            (Code::HoldingsDossierTwice, 1),
            (Code::HoldingsFonds, 1),
            (Code::HoldingsNumbers, 1),
            (Code::HoldingsUnfinished, 1),
        ]
    );
    // Nothing is dropped: all rows of both, told apart by their bundle.
    let table = rows(&out, Table::Dossiers);
    let row = |code: &str, title: &str| {
        let at = table.iter().position(|row| row["fileCode"] == code && row["title"] == title);
        at.unwrap() as u64 + 1
    };
    assert_eq!(table.len(), 6);
    let late = [at("dossiers", row("P.2025.4", "four"))];
    assert_eq!(places(&merged, Code::HoldingsAfterClosing)[..1], late);
    let elsewhere = [at("dossiers", row("P.2025.4", "four"))];
    assert_eq!(places(&merged, Code::HoldingsContinuedElsewhere), elsewhere);
    let same: Vec<_> = table.iter().filter(|row| row["fileCode"] == "P.2001.1").collect();
    assert_eq!(same.len(), 2);
    assert_ne!(same[0]["bundle"], same[1]["bundle"]);
    let numbers = merged.report.findings.iter().find(|f| f.code == Code::HoldingsNumbers).unwrap();
    assert_eq!(numbers.details["count"], 1_u64.into());
    assert_eq!(rows(&out, Table::Files).len(), 4);
    // Each transfer is an event of its own, also for the fonds that only a dossier names.
    let events = rows(&out, Table::Events);
    let mut fonds = column(&events, "fonds");
    fonds.sort();
    assert_eq!(fonds, ["P", "P", "Q"]);
}

#[test]
fn another_issue_of_an_act_is_told_and_two_replacements_are_refused() {
    let desk = Desk::new();
    let mut first = act("27163", INTO);
    first.id = Some("00000000-0000-4000-8000-000000000001".parse().unwrap());
    let mut second = first.clone();
    second.issue = 2;
    let one = desk.pack("one.zip", &first, &[("a.txt", "a")], &[]);
    let two = desk.pack("two.zip", &second, &[("a.txt", "b")], &[]);
    let merged = merged(&[&one, &two], &desk.place("issues"));
    assert_eq!(codes(&merged), [(Code::HoldingsIssue, 1)]);
    assert_eq!(rows(&desk.place("issues"), Table::Files).len(), 2);

    let replacement = |name: &str, text: &str| {
        let mut act = act("27163", INTO);
        act.kind = handover_core::transfer::ActKind::Replacement;
        act.base = Some(verified(&one).digest());
        desk.pack(name, &act, &[("a.txt", text)], &[])
    };
    let (three, four) = (replacement("three.zip", "c"), replacement("four.zip", "d"));
    let replaced = try_merge(&[&one, &three], &desk.place("replaced")).unwrap();
    assert_eq!(codes(&replaced), [(Code::HoldingsReplaced, 1)]);
    // The second one comes in a later run: the holdings stay as they are.
    let before = tree(&desk.place("replaced"));
    let error = try_merge(&[&four], &desk.place("replaced")).unwrap_err();
    assert_eq!(error.refusal().unwrap().count(Code::HoldingsReplacements), 1);
    assert_eq!(tree(&desk.place("replaced")), before);
}

#[test]
fn a_fonds_said_to_be_open_and_a_custodian_that_closed_are_told() {
    let desk = Desk::new();
    let fonds = "code,name,status,creator\nP,Phông,open,vn:27163@2024/ubnd\n";
    let bundle = desk.pack("a.zip", &act("27163", INTO), &[], &[("fonds.csv", fonds)]);
    let out = desk.place("open");
    assert_eq!(codes(&merged(&[&bundle], &out)), [(Code::HoldingsFondsOpen, 1)]);
    // What the giver says of it is kept.
    assert_eq!(column(&rows(&out, Table::Fonds), "status"), ["open"]);

    let mut act = act("27163", "vn:27169@2024/ubnd");
    act.sealed_on = "2025-05-01".parse().unwrap();
    act.effective_on = "2025-05-02".parse().unwrap();
    let bundle = desk.pack("b.zip", &act, &[("a.txt", "a")], &[]);
    let into = agency("vn:27169@2024/ubnd");
    let merged = merge(into, &[verified(&bundle)], &desk.place("closed"), &options(), &()).unwrap();
    assert_eq!(codes(&merged), [(Code::HoldingsClosed, 1)]);
}
