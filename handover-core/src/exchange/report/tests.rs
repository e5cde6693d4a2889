//! Pages of small things, with all that strangers may write into them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::{ReportOptions, ReportSources, Reported, report};
use crate::description::{Arrangement, Dossier, Fonds, Stated};
use crate::error::{Error, ErrorKind};
use crate::exchange::Titles;
use crate::inventory::{RowTables, Table};
use crate::plan::digitise::{HANOI, WorkRules, digitise};
use crate::plan::progress::{Keeping, progress};
use crate::plan::state::{self, Inventory};
use crate::plan::{self, Closing, routes, write_table};
use crate::signing::SignedReceipt;
use crate::signing::test_rng::key;
use crate::transfer::Language;
use crate::unit::Register;

/// A ward whose name, fonds and titles want to be more than text.
fn ward(name: &str, unit: &str, arranged: usize) -> Inventory {
    let mut fonds = Fonds::new("=cmd|' /C calc'!A1", "Phông");
    fonds.creator = Some(format!("{unit}/ubnd"));
    let rows = (0..10).map(|place| {
        let mut dossier = Dossier::new(format!("D{place}"), "<script>alert(1)</script>");
        dossier.fonds = Some("=cmd|' /C calc'!A1".to_owned());
        dossier.number_of_page = Some(Stated::from(80));
        dossier.arrangement = (place < arranged).then(|| Arrangement::Arranged.into());
        dossier.path = (place < arranged).then(|| format!("{place:02}"));
        dossier
    });
    let mut tables = RowTables::new();
    tables.add(Table::Fonds, [fonds]).unwrap();
    tables.add(Table::Dossiers, rows).unwrap();
    Inventory::new(name, Box::new(tables))
}

fn wards(done: [usize; 2]) -> Vec<Inventory> {
    let names = [("<img src=x onerror=alert(1)>", "vn:27169@2024"), ("b", "vn:27166@2024")];
    names.iter().zip(done).map(|((name, unit), done)| ward(name, unit, done)).collect()
}

/// A plan of 20 dossiers that began, and was looked at once.
fn planned(folder: &Path) -> PathBuf {
    let text = HANOI
        .replace("people = 20", "people = 1")
        .replace("\"0.5\"", "\"0.005\"")
        .replace("machines = 10", "machines = 1")
        .replace("a_day = 6000", "a_day = 20");
    let rules = WorkRules::read(&text, Path::new("plan.toml")).unwrap();
    let (target, options) = (folder.join("plan"), state::Options::default());
    let (register, start) = (Register::vietnam(), "2025-07-07".parse().unwrap());
    digitise(&wards([0, 0]), &rules, start, register, &target, &options, &()).unwrap();
    let then = "2025-07-11".parse().unwrap();
    let keep = Keeping::Keep;
    progress(&target, &wards([2, 0]), then, register, keep, &options, &()).unwrap();
    target
}

fn sources<'a>(inventories: &'a [Inventory], told: &'a [PathBuf]) -> ReportSources<'a> {
    ReportSources {
        plan: None,
        inventories,
        routes: None,
        receipts: None,
        told,
        on: "2025-07-18".parse().unwrap(),
        register: Register::vietnam(),
    }
}

fn made(sources: &ReportSources<'_>, options: &ReportOptions<'_>) -> (String, Reported) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("page.html");
    let reported = report(sources, &out, options, &()).unwrap();
    (fs::read_to_string(out).unwrap(), reported)
}

/// The page of what a command printed, or what is wrong with that.
fn told(text: &[u8], options: &ReportOptions<'_>) -> Result<String, Error> {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("r.jsonl"), folder.path().join("page.html"));
    fs::write(&file, text).unwrap();
    report(&sources(&[], &[file]), &out, options, &())?;
    Ok(fs::read_to_string(out).unwrap())
}

fn malformed(text: &str) -> (&'static str, Option<u64>) {
    match told(text.as_bytes(), &ReportOptions::default()).unwrap_err().kind() {
        ErrorKind::Malformed { code, line, .. } => (*code, *line),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_plan_is_shown_with_its_end_and_noted_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let plan = planned(folder.path());
    let inventories = wards([4, 0]);
    let mut from = sources(&inventories, &[]);
    from.plan = Some(&plan);
    let before = fs::read_dir(plan.join("progress")).unwrap().count();
    let (page, reported) = made(&from, &ReportOptions::default());
    assert_eq!((reported.inventories, reported.units), (2, 4));
    assert_eq!(fs::read_dir(plan.join("progress")).unwrap().count(), before);
    // Of 1600 pages, 320 in ten days: 1280 in forty more, but for two days of holiday.
    for wanted in [
        "Ngày 06/07/2025 phải làm 1.600 trang; ngày 18/07/2025 còn 1.280 trang",
        "theo tốc độ bốn tuần qua: 16/09/2025",
        "<span aria-hidden=\"true\">✗ </span>late",
        "2 đơn vị thuộc 1 đơn vị cấp trên",
    ] {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
    assert_eq!(page.matches("<svg role=\"img\"").count(), 3);
    let again = made(&from, &ReportOptions::default()).0;
    assert_eq!(page, again);
}

#[test]
fn what_strangers_wrote_stays_text_and_nothing_is_fetched() {
    let inventories = wards([4, 0]);
    let mut options = ReportOptions::default();
    for language in [Language::Vietnamese, Language::English] {
        options.language = language;
        let (page, _) = made(&sources(&inventories, &[]), &options);
        assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;"), "{page}");
        assert!(!page.contains("<img") && !page.contains("<script>alert"), "{page}");
        assert!(page.contains("default-src 'none'") && !page.contains("style=\""), "{page}");
        for fetched in [" src=\"", "url(", "@import", "<link", "http:", "https:"] {
            assert!(!page.contains(fetched), "{fetched}");
        }
    }
}

#[test]
fn the_same_figures_go_to_spreadsheets_and_none_is_calculated() {
    let folder = tempfile::tempdir().unwrap();
    let inventories = wards([4, 0]);
    let figures = folder.path().join("figures");
    let options = ReportOptions { figures: Some(figures.clone()), ..ReportOptions::default() };
    made(&sources(&inventories, &[]), &options);
    let text = fs::read_to_string(figures.join("by-fonds.csv")).unwrap();
    assert!(text.starts_with("\u{feff}Mục lục,Phông,"), "{text}");
    assert!(text.contains(",'=cmd|' /C calc'!A1,0.06,0.04,10,480,320,0\r\n"), "{text}");
    let book = folder.path().join("figures.xlsx");
    let options = ReportOptions { figures: Some(book.clone()), ..ReportOptions::default() };
    made(&sources(&inventories, &[]), &options);
    assert!(fs::metadata(book).unwrap().len() > 4000);
}

#[test]
fn routes_are_counted_by_who_answered() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("routes.csv");
    let register = Register::vietnam();
    let closing = Closing::Unit("vn:27169@2024".parse().unwrap());
    let demanded = routes(register, closing, &plan::Options::default()).unwrap();
    write_table(&demanded.routes, register, &table).unwrap();
    let mut from = sources(&[], &[]);
    from.routes = Some(&table);
    let (page, reported) = made(&from, &ReportOptions::default());
    assert_eq!(reported.transfers, demanded.routes.len() as u64);
    assert!(page.contains("theo quy định") && page.contains("cần quyết định"), "{page}");
}

#[test]
fn receipts_stand_beside_the_routes_that_they_answer() {
    let folder = tempfile::tempdir().unwrap();
    let (table, receipts) = (folder.path().join("routes.csv"), folder.path().join("in"));
    let register = Register::vietnam();
    let closing = Closing::Unit("vn:27169@2024".parse().unwrap());
    let demanded = routes(register, closing, &plan::Options::default()).unwrap();
    write_table(&demanded.routes, register, &table).unwrap();
    let route = demanded.routes.iter().find(|route| route.receiver().is_some()).unwrap();
    let text = format!(
        "{{\"signed\":\"{{\\\"schema\\\":\\\"handover/receipt/1\\\",\\\"to\\\":\\\"{}\\\"}}\",\
         \"signatures\":[]}}\n",
        route.giver
    );
    fs::create_dir_all(receipts.join("below")).unwrap();
    fs::write(receipts.join("below/damaged"), text).unwrap();
    fs::write(receipts.join("other.txt"), "no receipt").unwrap();
    let mut answer = crate::custody::receipt_sample();
    answer.act.as_mut().unwrap().giver = route.giver;
    answer.receiver = route.receiver().unwrap();
    let signed = SignedReceipt::sign(answer, &[&key(7)]).unwrap();
    fs::write(receipts.join("a.json"), signed.to_line().unwrap() + "\n").unwrap();
    let mut from = sources(&[], &[]);
    from.routes = Some(&table);
    from.receipts = Some(&receipts);
    let (page, reported) = made(&from, &ReportOptions::default());
    assert_eq!(reported.receipts, 2);
    assert!(page.contains("✓ </span>tiếp nhận") && page.contains("✓ </span>đã xong"), "{page}");
    assert!(page.contains("không đọc được hoặc chữ ký không khớp"), "{page}");
    assert!(page.contains("chưa rõ bên nhận") && !page.contains("no receipt"), "{page}");
}

const AUDIT: &str = concat!(
    r#"{"schema":"handover/fate/1","at":{"kind":"row","table":"dossiers","row":3},"fate":"gone","#,
    r#""code":"HS.03","title":"<script>alert(2)</script>","listed":2,"missing":2,"#,
    r#""holder":"vn:27163@2025/ubnd","event":null}"#,
    "\n",
    r#"{"schema":"handover/audit/1","totals":{"dossiers":4,"here":3,"gone":1},"ledger":"#,
    r#"{"agency":"vn:27163@2025/ubnd","events":4,"signers_judged":false,"counts":{"block":0}},"#,
    r#""counts":{"block":0,"warn":0,"info":0}}"#,
    "\n",
);

#[test]
fn an_audit_becomes_a_page_and_says_titles_only_if_asked() {
    let mut options = ReportOptions::default();
    let page = told(AUDIT.as_bytes(), &options).unwrap();
    assert!(page.contains("HS.03") && !page.contains("alert(2)"), "{page}");
    assert!(page.contains("có hồ sơ không rõ đi đâu"), "{page}");
    assert!(page.contains("chưa xác nhận ai ký các sự kiện"), "{page}");
    options.titles = Titles::Printed;
    let page = told(AUDIT.as_bytes(), &options).unwrap();
    assert!(page.contains("&lt;script&gt;alert(2)&lt;/script&gt;"), "{page}");
    // As a console of Windows writes it into a file.
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(AUDIT.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(told(&utf16, &options).unwrap(), page);
}

const FINDING: &str = concat!(
    r#"{"schema":"handover/finding/1","code":"payload.missing","severity":"block","#,
    r#""location":{"kind":"file","path":"data/hồ sơ mật/1.pdf"},"details":{"size":7}}"#,
    "\n",
);

#[test]
fn a_check_says_its_verdict_and_hides_what_may_be_secret() {
    let report = concat!(
        r#"{"schema":"handover/report/1","bundle":"E:\\p14.zip","verdict":"incomplete","#,
        r#""digest":"00ff","act":{"giver":"vn:27169@2024/ubnd","receiver":"vn:27163@2025/ubnd","#,
        r#""sealed_on":"2025-06-30","effective_on":"2025-07-01"},"files":31,"bytes":3630660,"#,
        r#""counts":{"block":1,"warn":0,"info":0}}"#,
        "\n"
    );
    let options = ReportOptions::default();
    let two = format!("Đang đọc…\n{FINDING}{report}{report}{FINDING}");
    let page = told(two.as_bytes(), &options).unwrap();
    assert!(page.contains("1. Kiểm tra gói bàn giao: p14.zip"), "{page}");
    assert!(page.contains("2. Kiểm tra gói bàn giao: p14.zip"), "{page}");
    // The last findings have no report behind them.
    assert!(page.contains("3. Lệnh chưa chạy xong") && page.contains("CHƯA CÓ KẾT LUẬN"));
    assert!(page.contains("payload.missing") && page.contains("3.630.660"), "{page}");
    assert!(page.contains("không nêu: có thể là bí mật") && !page.contains("hồ sơ mật"), "{page}");
}

#[test]
fn a_check_of_a_receipt_says_what_the_receiver_answered() {
    let report = concat!(
        r#"{"schema":"handover/receipt-report/1","file":"/usb/r.json","verdict":"valid","#,
        r#""digest":"00ff","receipt":{"answer":"accepted-with","receiver":"vn:27163@2025","#,
        r#""act":{"giver":"vn:27169@2024"}},"signed_by":[{"person":"Trần B","title":"Văn thư"}],"#,
        r#""counts":{"block":0,"warn":0,"info":0}}"#,
        "\n"
    );
    let page = told(report.as_bytes(), &ReportOptions::default()).unwrap();
    assert!(page.contains("1. Kiểm tra giấy xác nhận tiếp nhận: r.json"), "{page}");
    for said in ["tiếp nhận, có ngoại lệ", "Trần B, Văn thư", "vn:27163@2025", "vn:27169@2024"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    // What is said of a whole bundle is not said of a receipt.
    assert!(!page.contains("Gói có đủ tài liệu"), "{page}");
}

#[test]
fn differences_are_told_with_their_sums() {
    let diff = concat!(
        r#"{"schema":"handover/change/1","change":"moved","from":{"kind":"file","path":"a"},"#,
        r#""to":{"kind":"file","path":"b"},"size":5}"#,
        "\n",
        r#"{"schema":"handover/loss/1","at":{"kind":"file","path":"c"},"split":"unexplained","#,
        r#""event":null}"#,
        "\n",
        r#"{"schema":"handover/diff/1","added":0,"removed":1,"changed":0,"moved":1,"#,
        r#""duplicated":0,"unchanged":9,"other_times":0,"explained":0,"reported_lost":0,"#,
        r#""unexplained":1}"#,
        "\n"
    );
    let page = told(diff.as_bytes(), &ReportOptions::default()).unwrap();
    assert!(page.contains("có tài liệu mất không có giải thích"), "{page}");
    assert!(page.contains("chuyển chỗ") && page.contains("KHÔNG có giải thích"), "{page}");
}

#[test]
fn what_no_command_printed_is_refused_by_line() {
    assert_eq!(malformed(""), ("told.nothing", Some(1)));
    assert_eq!(malformed("No findings.\n"), ("told.nothing", Some(1)));
    assert_eq!(malformed("\n{\"schema\":\n"), ("told.line", Some(2)));
    assert_eq!(malformed("{\"schema\":\"other/report/1\"}"), ("told.schema", Some(1)));
    assert_eq!(malformed("{\"schema\":\"handover/report/2\"}"), ("told.schema", Some(1)));
    assert_eq!(malformed("{\"schema\":\"handover/unit/1\"}"), ("told.kind", Some(1)));
    assert_eq!(malformed(&"[".repeat(200_000)), ("told.nothing", Some(1)));
}

#[test]
fn the_largest_numbers_and_the_emptiest_objects_make_a_page() {
    let kinds = ["finding", "change", "loss", "fate", "report", "set-report", "diff", "audit"];
    let mut text = String::new();
    for kind in kinds {
        writeln!(text, "{{\"schema\":\"handover/{kind}/1\"}}").unwrap();
    }
    writeln!(text, "{{\"schema\":\"handover/diff/1\",\"added\":{}}}", u64::MAX).unwrap();
    let page = told(text.as_bytes(), &ReportOptions::default()).unwrap();
    assert!(page.contains("18.446.744.073.709.551.615"), "{page}");
}

#[test]
fn more_rows_than_a_page_has_room_for_are_counted() {
    let closing = r#"{"schema":"handover/report/1","verdict":"not-valid","counts":{"block":6000}}"#;
    let text = FINDING.repeat(6000) + closing;
    let page = told(text.as_bytes(), &ReportOptions::default()).unwrap();
    assert_eq!(page.matches("payload.missing</td></tr>").count(), 2000);
    assert!(page.contains("… và 4.000 dòng nữa không hiện ở đây"), "{}", page.len());
}
