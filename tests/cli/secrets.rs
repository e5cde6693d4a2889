//! Words of secrecy in every place that a spreadsheet and an archive have:
//! no command tells them, and what holds a level is written nowhere.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use rust_xlsxwriter::{Note, Workbook};
use zip::ZipArchive;

/// In every name, title, heading and remark under suspicion.
const TOLD_NOWHERE: &[&str] = &["Kền", "kền", "KỀN", "phòng thủ", "%E1%BB%81n"];
/// In the row that holds a level: not even in what is written.
const WRITTEN_NOWHERE: &[&str] = &["Đại Bàng"];

struct World {
    folder: tempfile::TempDir,
}

impl World {
    /// A list in a workbook whose every part speaks of secrets, an archive that
    /// does, and an act.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        fs::create_dir_all(place("archive/Chuyên án Kền tối mật")).unwrap();
        fs::write(place("archive/Chuyên án Kền tối mật/1.pdf"), "x").unwrap();
        fs::write(place("archive/Kế hoạch phòng thủ mật.pdf"), "%PDF-1.4\n").unwrap();
        fs::write(place("archive/Số 2.pdf"), "x").unwrap();
        fs::create_dir(place("clean")).unwrap();
        fs::write(place("clean/1.pdf"), "x").unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        fs::copy(root.join("examples/phuong-14/minimal.toml"), place("act.toml")).unwrap();
        fs::copy(root.join("tests/it/keys/giver.key"), place("giver.key")).unwrap();
        let world = World { folder };
        world.book();
        world
    }

    fn book(&self) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("Kền tuyệt mật 2001").unwrap();
        let rows: &[&[&str]] = &[
            &["Danh mục Kền tối mật"],
            &["Hồ sơ số", "Tiêu đề hồ sơ", "Kền mật", "Ghi chú", "Đường dẫn"],
            &["01", "Hồ sơ thường", "x", "", "Số 2.pdf"],
            &["02", "Kế hoạch phòng thủ mật", "x", "", "Kế hoạch phòng thủ mật.pdf"],
            &["03", "Tập Đại Bàng", "x", "TUYỆT MẬT", ""],
            &["Kền mật.04", "Thường", "Kền", "xem Kền mật", "Chuyen an Ken toi mat/1.pdf"],
            &["", "Không số, Kền mật", "", "", ""],
            &["Cộng: Kền tuyệt mật 04 hồ sơ"],
            &["Người lập: Kền mật"],
        ];
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
        let note = Note::new("Kền mật: không đưa ra ngoài").set_author("Kền mật");
        sheet.insert_note(2, 1, &note).unwrap();
        let other = book.add_worksheet().set_name("phòng thủ mật").unwrap();
        other.write_string(0, 0, "Kền tối mật").unwrap();
        book.save(self.folder.path().join("Kền tuyệt mật.xlsx")).unwrap();
    }

    /// Runs, and gives the exit code and all that was told.
    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handover-under-test"));
        let output = command.args(arguments).current_dir(self.folder.path()).output().unwrap();
        let told = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap(), String::from_utf8(told).unwrap())
    }
}

/// Every file below a folder, workbooks by their parts.
fn texts(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(texts(&path));
        } else if path.extension().is_some_and(|extension| extension == "xlsx") {
            let mut parts = ZipArchive::new(fs::File::open(&path).unwrap()).unwrap();
            for number in 0..parts.len() {
                let (mut part, mut bytes) = (parts.by_index(number).unwrap(), Vec::new());
                part.read_to_end(&mut bytes).unwrap();
                found.push((format!("{}/{}", path.display(), part.name().unwrap()), bytes));
            }
        } else {
            found.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    found
}

#[test]
fn no_place_of_a_spreadsheet_or_an_archive_tells_a_secret() {
    for style in [&["--lang", "en"][..], &["--lang", "vi"], &["--json"], &["--quiet"]] {
        let world = World::new();
        let list = "Kền tuyệt mật.xlsx";
        let archive = "archive";
        fs::write(world.folder.path().join("map.toml"), "[[sheet]]\nname = 'Kền mật\n").unwrap();
        let runs: &[&[&str]] = &[
            &["inventory", "import", list, "--out", "out/tables"],
            &["inventory", "import", list, "--out", "out/again", "--map", "out/tables/map.toml"],
            &["inventory", "import", list, "--out", "out/none", "--map", "map.toml"],
            &["inventory", "import", "--from-files", archive, "--out", "out/skeleton"],
            &["inventory", "check", "out/tables"],
            &["inventory", "check", "out/tables", "--files", archive, "--profile", "archive"],
            &["inventory", "check", "out/tables", "--files", archive, "--fix-paths", "out/fixed"],
            &["inventory", "scans", archive],
            &["inventory", "totals", "out/tables", "--files", archive],
            &["inventory", "export", "out/tables", "--form", "nd30", "--out", "out/nd30.xlsx"],
            &["inventory", "export", "out/tables", "--form", "tt05", "--out", "out/tt05.xlsx"],
            &["inventory", "export", "out/tables", "--form", "csv", "--out", "out/csv"],
            &["survey", archive, "--out", "out/archive.survey"],
            &["diff", "out/tables", "out/again"],
            &["diff", "out/archive.survey", archive],
            &[
                "pack",
                "--transfer",
                "act.toml",
                "--files",
                "clean",
                "--inventory",
                list,
                "--key",
                "giver.key",
                "--out",
                "out/a.zip",
            ],
            &[
                "pack",
                "--transfer",
                "act.toml",
                "--files",
                archive,
                "--inventory",
                "out/tables",
                "--key",
                "giver.key",
                "--out",
                "out/b.zip",
            ],
        ];
        fs::create_dir(world.folder.path().join("out")).unwrap();
        for run in runs {
            let arguments = [style, run].concat();
            let (code, told) = world.run(&arguments);
            for word in TOLD_NOWHERE.iter().chain(WRITTEN_NOWHERE) {
                assert!(!told.contains(word), "{word} in {arguments:?} ({code}): {told}");
            }
        }
        let out = world.folder.path().join("out");
        assert!(out.join("tables/dossiers.csv").exists() && !out.join("a.zip").exists());
        assert!(!out.join("b.zip").exists());
        let written = texts(&out);
        assert!(written.iter().any(|(path, _)| path.ends_with("nd30.xlsx/xl/sharedStrings.xml")
            || path.contains("nd30.xlsx/xl/worksheets")));
        for (path, bytes) in written {
            let text = String::from_utf8_lossy(&bytes);
            for word in WRITTEN_NOWHERE {
                assert!(!text.contains(word), "{word} in {path}: {text}");
            }
        }
    }
}
