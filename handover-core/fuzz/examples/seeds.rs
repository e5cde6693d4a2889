//! Writes a seed corpus for every target into `corpus/`.

use std::fs;
use std::path::{Path, PathBuf};

use handover_core::inventory::Table;
use handover_core::signing::{SignedText, Signer};
use handover_core::snapshot::{Name, Record, SnapshotWriter};
use handover_fuzz::{ACT, FOREIGN, KEY, RECEIPT, RECEIPT_TEXT, act, key, pack_honest, scratch};

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

    sheets();
    keys();
    let line = SignedText::sign(RECEIPT, RECEIPT_TEXT, &[&key()]).and_then(|text| text.to_line());
    seed("signed_text", "receipt", line.expect("signed"));
    snapshots(folder.path());

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

fn snapshots(folder: &Path) {
    let path = folder.join("x.survey");
    let mut writer = SnapshotWriter::create(&path).expect("a writer");
    for name in ["a", "a/b"] {
        let record = Record { name: Name::Path(name.into()), file: None, modified: -1 };
        writer.push(record).expect("written");
    }
    writer.finish().expect("written");
    let bytes = fs::read(path).expect("read");
    seed("snapshot", "whole", chosen(0, &bytes));
    // The same frames without head and checksums.
    let (mut rest, mut bodies) = (&bytes[18..], vec![1]);
    while let Some((head, after)) = rest.split_at_checked(8) {
        let (body, next) = after.split_at(usize::from(head[0]) | usize::from(head[1]) << 8);
        bodies.extend(&head[..2]);
        bodies.extend(body);
        rest = next;
    }
    seed("snapshot", "frames", bodies);
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
    seed("sheet", "strings", chosen(3, "<sst><si><t>fileCode</t></si><si><t>title_x000D_</t></si></sst>"));
    seed("sheet", "xls", chosen(0, include_bytes!("../seeds/list.xls")));
}
