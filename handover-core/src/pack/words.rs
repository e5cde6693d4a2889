//! The texts that a bundle carries for people: `README.txt`, and the act in
//! plain words where there is no other payload.

use std::fmt::Write;

use crate::signing::KeyId;
use crate::transfer::Act;

/// `handover/README.txt`, with the lines for these keys filled in.
pub(super) fn readme(keys: &[KeyId]) -> String {
    let each =
        |line: &dyn Fn(&KeyId) -> String| keys.iter().map(line).collect::<Vec<_>>().join("\n");
    let linux_key = each(&|key| {
        format!("     openssl pkey -pubin -in signatures/{key}.pem -outform DER | sha256sum")
    });
    let linux_seal = each(&|key| {
        format!(
            "     openssl pkeyutl -verify -pubin -inkey signatures/{key}.pem -rawin \
             -in tagmanifest-sha256.txt -sigfile signatures/{key}.sig"
        )
    });
    let windows_lists = "     'tagmanifest-sha256.txt','manifest-sha256.txt' | ForEach-Object { \
         Get-Content -Encoding UTF8 $_ } | ForEach-Object { $h,$p = $_ -split '  ',2; \
         if ((Get-FileHash -LiteralPath $p -Algorithm SHA256).Hash -ne $h) { $p } }";
    let windows_key = each(&|key| {
        format!(
            "     openssl pkey -pubin -in signatures\\{key}.pem -outform DER -out key.der; Get-FileHash key.der"
        )
    });
    include_str!("texts/README.txt")
        .replace("@LINUX_KEY@", &linux_key)
        .replace("@LINUX_SEAL@", &linux_seal)
        .replace("@WINDOWS_LISTS@", windows_lists)
        .replace("@WINDOWS_KEY@", &windows_key)
}

/// `data/act.txt`: the act in Vietnamese and English.
pub(super) fn act_in_words(act: &Act) -> String {
    const VIETNAMESE: Labels = Labels {
        heading: "BÀN GIAO TÀI LIỆU KHÔNG KÈM TỆP TIN",
        giver: "Bên giao",
        on_behalf_of: "Giao thay cho",
        receiver: "Bên nhận",
        basis: "Căn cứ",
        sealed_on: "Ngày ký gói",
        effective_on: "Ngày chuyển quyền quản lý",
        lot: "Khối tài liệu",
        containers: "hộp, cặp",
        dossiers: "hồ sơ",
        metres: "mét giá",
    };
    const ENGLISH: Labels = Labels {
        heading: "TRANSFER WITHOUT FILES",
        giver: "Giver",
        on_behalf_of: "On behalf of",
        receiver: "Receiver",
        basis: "Basis",
        sealed_on: "Sealed on",
        effective_on: "Custody passes on",
        lot: "Lot",
        containers: "boxes and packets",
        dossiers: "dossiers",
        metres: "shelf metres",
    };
    format!("{}\n{}", words(act, &VIETNAMESE), words(act, &ENGLISH))
}

struct Labels {
    heading: &'static str,
    giver: &'static str,
    on_behalf_of: &'static str,
    receiver: &'static str,
    basis: &'static str,
    sealed_on: &'static str,
    effective_on: &'static str,
    lot: &'static str,
    containers: &'static str,
    dossiers: &'static str,
    metres: &'static str,
}

fn words(act: &Act, labels: &Labels) -> String {
    let mut text = format!("{}\n", labels.heading);
    let mut line = |label: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{label}: {value}");
    };
    line(labels.giver, &act.giver.to_string());
    if let Some(behalf) = &act.on_behalf_of {
        line(labels.on_behalf_of, &format!("{} ({})", behalf.agency, behalf.decision));
    }
    line(labels.receiver, &act.receiver.to_string());
    for basis in &act.legal_basis {
        line(labels.basis, basis);
    }
    line(labels.sealed_on, &act.sealed_on.to_string());
    line(labels.effective_on, &act.effective_on.to_string());
    for lot in &act.lots {
        line(&format!("{} {}", labels.lot, lot.number), &lot.title);
        let paper = lot.paper.unwrap_or_default();
        let mut count = |label: &str, count: Option<String>| {
            if let Some(count) = count {
                line("  -", &format!("{count} {label}"));
            }
        };
        count(labels.containers, paper.containers.map(|n| n.to_string()));
        count(labels.dossiers, paper.dossiers.map(|n| n.to_string()));
        count(labels.metres, paper.metres.map(|n| n.to_string()));
    }
    text
}
