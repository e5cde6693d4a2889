//! Writes a seed corpus for every target into `corpus/`.

use std::fs;
use std::path::{Path, PathBuf};

use handover_core::bundle::Bundle;
use handover_core::digest::Digest;
use handover_core::inventory::Table;
use handover_core::limits::Limits;
use handover_core::merge::{self, Incoming, merge};
use handover_core::signing::{
    Next, Role, SignedText, SignedTrustList, Signer, Threshold, TrustDraft, TrustedKey, Witness,
};
use handover_core::snapshot::{Name, Record, SnapshotWriter};
use handover_core::verify::{Trust, verify};
use handover_fuzz::{
    ACT, FOREIGN, KEY, RECEIPT, RECEIPT_TEXT, act, key, ledger, pack_honest, scratch,
};

fn seed(target: &str, name: &str, bytes: impl AsRef<[u8]>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join(format!("seed-{name}")), bytes).expect("written");
}

/// The bytes with the choice before them that many targets read first.
fn chosen(choice: u8, bytes: impl AsRef<[u8]>) -> Vec<u8> {
    [&[choice][..], bytes.as_ref()].concat()
}

fn main() {
    let folder = scratch();
    let zip = folder.path().join("x.zip");
    pack_honest(folder.path(), &zip);
    let zip = fs::read(zip).expect("read");
    // So long that it is unpacked too.
    seed("bundle_zip", "honest", &zip);
    seed("bundle_zip", "end", &zip[zip.len() - 22..]);

    for file in 0..20 {
        seed("bundle_sealed", &format!("{file}"), [file, 1, 3, 9, 0, 5, 1, 0, 4]);
    }

    seed("act", "least.toml", ACT);
    seed("act", "least.json", act().identified().to_json());
    let sample = sample();
    seed("act", "sample.toml", fs::read(sample.join("transfer.toml")).expect("read"));
    for (choice, table) in (0..).zip(Table::ALL) {
        if let Ok(text) = fs::read_to_string(sample.join("inventory").join(table.file_name())) {
            let few: String = text.split_inclusive('\n').take(4).collect();
            seed("table", table.code(), chosen(choice, few));
        }
        seed("table", &format!("{choice}-plain"), chosen(choice, "path,fileCode,Kho\n\"a\",1,\n"));
    }

    inspect();
    sheets();
    keys();
    let line = SignedText::sign(RECEIPT, RECEIPT_TEXT, &[&key()]).and_then(|text| text.to_line());
    seed("signed_text", "receipt", line.expect("signed"));
    trust();
    // One that a key has signed, and what it says.
    let receipt = include_str!("../../tests/golden/receipt-1.json");
    seed("receipt", "signed", receipt);
    let line: serde_json::Value = serde_json::from_str(receipt).expect("a line of JSON");
    let text = line["signed"].as_str().unwrap_or_default();
    let text: serde_json::Value = serde_json::from_str(text).expect("what was signed");
    seed("receipt", "said", text["receipt"].to_string());
    seed(
        "receipt",
        "exceptions",
        "path,dossier,fonds,kind,note\n01/1,,,damaged,x\n,1,P,missing,\n",
    );
    seed("receipt", "form", "[counted.paper]\nmetres = \"1.5\"\n[form]\nseals = [\"NP 1\"]\n");
    seed("ledger", "whole", ledger());
    for (number, line) in ledger().split_inclusive(|byte| *byte == b'\n').enumerate() {
        seed("ledger", &format!("line-{number}"), line);
    }
    told();
    snapshots(folder.path());
    holdings(folder.path());

    for (number, text) in
        ["vn:27169@2024", "vn:27163@2025/ubnd", "p14 q10", "Xã Tân Lập", "00004", "hoa hugn"]
            .iter()
            .enumerate()
    {
        seed("unit", &format!("{number}"), text);
    }
    seed("path", "names", "data/Hồ sơ 1/a.pdf\u{301}COM¹ǰaux.txt..%x\u{202e}");
    let list = |sha512: bool| -> String {
        let line = |file: &(&str, String, String)| {
            format!("{} *{}\n", if sha512 { &file.2 } else { &file.1 }, file.0)
        };
        FOREIGN.iter().map(line).collect()
    };
    seed("manifest", "sha256", chosen(0, list(false)));
    seed("manifest", "sha512", chosen(1, list(true)));
    seed("manifest", "both", chosen(2, list(false)));
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/phuong-14")
}

/// Small files of every kind that is looked into.
fn inspect() {
    let pdf = |body: &str| format!("%PDF-1.7\n{body}\nstartxref\n0\n%%EOF");
    let pages = "1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>/Metadata 7 0 R>>endobj \
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>endobj \
        3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</I 5 0 R/F 8 0 R>>\
        /Font<</T<</Subtype/Type1>>>>>>>>endobj \
        4 0 obj<</Length 70>>stream\nq 595 0 0 842 0 0 cm /I Do /F Do Q BT /T 9 Tf 3 Tr (x) Tj ET BI /W 1 /H 1 ID x EI\nendstream endobj \
        5 0 obj<</Subtype/Image/Width 1654/Height 2339/BitsPerComponent 8/ColorSpace/DeviceRGB\
        /Filter/DCTDecode/Length 1>>stream\nx\nendstream endobj \
        6 0 obj<</FT/Sig/V<</Type/Sig/SubFilter/adbe.pkcs7.detached/Contents<00>/ByteRange[0 1 2 3]>>>>endobj \
        7 0 obj<</Length 99>>stream\n<x xmlns:a='http://www.aiim.org/pdfa/ns/id/' a:part='2' a:conformance='B'/>\nendstream endobj \
        8 0 obj<</Subtype/Form/Matrix[1 0 0 1 0 0]/Length 5>>stream\n/I Do\nendstream endobj \
        trailer<</Root 1 0 R>>";
    seed("inspect", "pages.pdf", pdf(pages));
    seed(
        "inspect",
        "table.pdf",
        "%PDF-1.4\n1 0 obj<</Pages 2 0 R>>endobj\n2 0 obj<</Kids[]>>endobj\nxref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000039 00000 n \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n66\n%%EOF",
    );
    seed("inspect", "header.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x06v\0\0\x09#\x08\x02\0\0\0crc!\0\0\0\x09pHYs\0\0\x1e\xc3\0\0\x1e\xc3\x01crc!\0\0\0\0IEND");
    seed("inspect", "header.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\x01\0\xc8\0\xc8\0\0\xff\xc0\0\x11\x08\x09#\x06v\x03\x01\x11\0\x02\x11\0\x03\x11\0");
    seed("inspect", "little.tif", b"II*\0\x08\0\0\0\x03\0\0\x01\x03\0\x01\0\0\0\x10\0\0\0\x01\x01\x03\0\x01\0\0\0\x10\0\0\0\x1a\x01\x05\0\x01\0\0\0\x08\0\0\0\0\0\0\0");
    seed("inspect", "frame.jp2", b"\xff\x4f\xff\x51\0\x2f\0\0\0\0\x06v\0\0\x09#\0\0\0\0\0\0\0\0\0\0\x06v\0\0\x09#\0\0\0\0\0\0\0\0\0\x03\x07\x01\x01");
    // Whatever others have made, where somebody names a folder of it.
    let Some(folder) = std::env::var_os("INSPECT_SEEDS") else { return };
    for file in fs::read_dir(folder).expect("a folder").flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        seed("inspect", &name, fs::read(file.path()).expect("read"));
    }
}

fn keys() {
    let public = key().public_key();
    seed("keys", "private.pem", chosen(0, KEY));
    seed("keys", "public.pem", chosen(0, public.to_pem()));
    seed("keys", "public.der", chosen(3, public.to_der()));
    seed("keys", "paper", chosen(0, public.key_id().fingerprint().to_string()));
    let der = |pem: &str| {
        let text: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        data_encoding::BASE64.decode(text.as_bytes()).expect("base64")
    };
    seed("keys", "private.der", chosen(1, der(KEY)));
    // The same key, encrypted by openssl.
    seed("keys", "scrypt.der", chosen(2, der(include_str!("../seeds/scrypt.pem"))));
    seed("keys", "pbkdf2.der", chosen(2, der(include_str!("../seeds/pbkdf2.pem"))));
}

/// A list of one key, as a line, as its text behind the schema, and as a draft.
fn trust() {
    let day = "2025-01-01".parse().expect("a day");
    let agency = "vn:27169@2024".parse().expect("an agency");
    let who = ("Lê Văn A", "Chủ tịch");
    let line = TrustedKey::new(key().public_key(), agency, who, Role::ALL, (day, day));
    let draft = TrustDraft::heading();
    let two = Threshold::new(agency, 1);
    let draft = TrustDraft::with_key(&draft, Path::new("t"), &line, Some(two)).expect("a draft");
    seed("trust", "draft", chosen(1, &draft));
    let list = TrustDraft::new(vec![two], vec![line]);
    let list = SignedTrustList::sign(&list, Next::new(None, day), &key()).expect("signed");
    let list = list.to_line().expect("a line");
    seed("trust", "line", chosen(0, &list));
    let witness = Witness::sign(Digest::sha256(b"x"), day, agency, &key()).expect("signed");
    seed("trust", "witness", chosen(3, &witness));
    for (choice, name, line) in [(2, "text", list), (3, "witness-text", witness)] {
        let plain = line.replace("\\\"", "\"");
        let behind = plain.split_once("/1\",").map_or("", |(_, rest)| rest);
        let behind = behind.split_once("\",\"signatures\"").map_or("", |(text, _)| text);
        seed("trust", name, chosen(choice, behind));
    }
}

fn snapshots(folder: &Path) {
    let path = folder.join("x.survey");
    let mut writer = SnapshotWriter::create(&path).expect("a writer");
    for name in ["a", "a/b"] {
        let name = Name::Path(name.into());
        let (modified, stamp, taken_over) = (-1, None, false);
        let record = Record { name, file: None, modified, stamp, taken_over };
        writer.push(&record).expect("written");
    }
    writer.finish().expect("written");
    let bytes = fs::read(path).expect("read");
    seed("snapshot", "whole", chosen(0, &bytes));
    // The same frames without head and checksums.
    let (mut rest, mut bodies) = (&bytes[18..], vec![2]);
    while let Some((head, after)) = rest.split_at_checked(8) {
        let (body, next) = after.split_at(usize::from(head[0]) | usize::from(head[1]) << 8);
        bodies.extend(&head[..2]);
        bodies.extend(body);
        rest = next;
    }
    seed("snapshot", "frames", bodies);
}

/// What is merged from the honest bundle.
fn holdings(folder: &Path) {
    let bundle = folder.join("x.zip");
    let opened = Bundle::open(&bundle, &Limits::default()).expect("a bundle");
    let trust = Trust::Key(key().public_key());
    let found = verify(&opened, &trust, &handover_fuzz::options(), &()).expect("verified");
    let incoming = Incoming::bundle(&bundle, found.into_verified().expect("valid"));
    let out = folder.join("holdings");
    let options = merge::Options::new("2026-01-01".parse().expect("a day"));
    merge(act().receiver, &[incoming], &out, &options, &()).expect("merged");
    let read = |path: &str| fs::read(out.join(path)).unwrap_or_default();
    seed("holdings", "marker", chosen(0, read("holdings.json")));
    let tables = ["fonds", "dossiers", "files"].map(|name| format!("inventory/{name}.csv"));
    let lists = ["bundles.csv", "volumes.csv", "cleared.csv"].map(ToOwned::to_owned);
    let parts: Vec<_> = lists.iter().chain(&tables).map(|path| read(path)).collect();
    seed("holdings", "whole", chosen(1, parts.join(&0)));
}

/// What commands print with `--json`: each kind of object by itself, results with
/// what stands before them, and the same as a console of Windows writes it.
fn told() {
    let objects = [
        r#"{"schema":"handover/finding/1","code":"payload.missing","severity":"block","location":{"kind":"file","path":"a/1.pdf"},"details":{"wanted":"3"}}"#,
        r#"{"schema":"handover/report/1","bundle":"E:\\p14.zip","verdict":"incomplete","checked":"full","files":3,"bytes":280,"act":{"giver":"vn:27169@2024/ubnd","receiver":"vn:27163@2025/ubnd","sealed_on":"2025-06-30","effective_on":"2025-07-01"},"counts":{"block":1,"warn":0,"info":0}}"#,
        r#"{"schema":"handover/change/1","change":"moved","from":{"kind":"file","path":"a"},"to":{"kind":"file","path":"b"},"size":1}"#,
        r#"{"schema":"handover/loss/1","at":{"kind":"file","path":"c"},"split":"explained","event":{"number":4,"kind":"destruction","day":"2025-09-10","to":"vn:79@2025"}}"#,
        r#"{"schema":"handover/diff/1","added":0,"removed":1,"changed":0,"moved":1,"duplicated":0,"unchanged":7,"explained":1,"unexplained":0}"#,
        r#"{"schema":"handover/fate/1","at":{"kind":"row","table":"dossiers","row":3},"fate":"gone","code":"HS.03","title":"x","missing":1,"listed":1,"holder":"vn:27163@2025/ubnd"}"#,
        r#"{"schema":"handover/audit/1","totals":{"dossiers":4,"here":3,"gone":1},"ledger":{"agency":"vn:27163@2025/ubnd","events":4,"unwitnessed":4,"counts":{"block":0}},"counts":{"block":1}}"#,
        r#"{"schema":"handover/error/1","code":"error.read","message":"x"}"#,
    ];
    for (number, object) in objects.iter().enumerate() {
        seed("told", &format!("{number}"), object);
    }
    let all = objects.join("\n");
    seed("told", "all", &all);
    let units = [0xfeff].into_iter().chain(all.encode_utf16());
    seed("told", "console", units.flat_map(u16::to_le_bytes).collect::<Vec<_>>());
}

fn sheets() {
    let cell = |text: &str| format!("<c t='inlineStr'><is><t>{text}</t></is></c>");
    let row = |texts: &[&str]| -> String {
        format!("<row>{}</row>", texts.iter().map(|text| cell(text)).collect::<String>())
    };
    let sheet = format!(
        "<worksheet><sheetData>{}{}<row><c s='1'><v>36965</v></c><c><f>1</f><v/></c></row>\
         </sheetData><mergeCells><mergeCell ref='A2:A3'/></mergeCells></worksheet>",
        row(&["Số, ký hiệu hồ sơ", "Tiêu đề hồ sơ", "Ngày bắt đầu", "Năm bắt đầu"]),
        row(&["01", "Hå s¬", "5", "2001"]),
    );
    seed("sheet", "xlsx", chosen(1, sheet));
    let content = "<c><table name='S'><table-row><table-cell><p>fileCode</p></table-cell>\
        <table-cell number-columns-spanned='2'><p>title</p></table-cell></table-row>\
        <table-row number-rows-repeated='2'><table-cell number-columns-repeated='2'><p>x<s c='2'/>\
        </p></table-cell></table-row></table></c>";
    seed("sheet", "ods", chosen(2, content));
    seed("sheet", "csv", chosen(0, "filepath;filename;note\r\na/b.pdf;\"b\";\r\n"));
    seed("sheet", "legacy", chosen(0, b"fileCode,title\n1,H\xe5 s\xac vi\xd6c\n"));
    seed(
        "sheet",
        "strings",
        chosen(3, "<sst><si><t>fileCode</t></si><si><t>title_x000D_</t></si></sst>"),
    );
    seed("sheet", "xls", chosen(0, include_bytes!("../seeds/list.xls")));
}
