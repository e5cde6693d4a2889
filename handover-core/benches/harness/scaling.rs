//! What a large transfer costs, from measured slopes.
//!
//! Time is taken as `bytes × per byte + entries × per entry`; both come from
//! two measurements of the same command, one on many bytes, one on many
//! entries.

use std::fmt::Write;

use super::figures::{Figures, Row};
use super::quantity::{count, hours};
use super::report::Growth;
use super::rows::OURS;

/// Bytes of a scanned A4 page; 94 million of them are 10 TB.
const PAGE: u64 = 106_000;
const PAGES: u64 = 94_000_000;
/// How the same pages may be cut into files.
const PAGES_A_FILE: &[u64] = &[1, 10];
/// Bytes a second of a USB disk that turns.
const USB: &[f64] = &[100e6, 150e6];
/// What FAT32 holds, and the most entries of a plain ZIP.
const FAT32: u64 = (4 << 30) - 1;
const PLAIN_ENTRIES: u64 = 65_534;

/// Seconds a byte and seconds an entry.
#[derive(Debug, Clone, Copy)]
struct Cost {
    byte: f64,
    entry: f64,
}

/// A measurement that a cost is computed from: bytes, entries, seconds.
type Point = (f64, f64, f64);

impl Cost {
    fn of((b1, n1, t1): Point, (b2, n2, t2): Point) -> Self {
        let whole = b1 * n2 - b2 * n1;
        // Noise can make the smaller of the two negative: it is then nothing.
        Cost {
            byte: ((t1 * n2 - t2 * n1) / whole).max(0.0),
            entry: ((b1 * t2 - b2 * t1) / whole).max(0.0),
        }
    }

    fn seconds(self, bytes: u64, entries: u64) -> f64 {
        self.byte * bytes as f64 + self.entry * entries as f64
    }
}

/// The largest step of a row, or all of it where it has one.
fn largest<'a>(row: &Row<'a>) -> Option<Row<'a>> {
    row.entries().last().map(|entries| row.step(*entries))
}

fn point(row: &Row<'_>) -> Option<Point> {
    let run = row.any()?;
    Some((run.bytes as f64, run.entries as f64, row.seconds(OURS)?))
}

fn cost(figures: &Figures, bytes: &str, entries: &str) -> Option<Cost> {
    let (bytes, entries) = (figures.row(bytes)?, figures.row(entries)?);
    Some(Cost::of(point(&largest(&bytes)?)?, point(&largest(&entries)?)?))
}

/// The rendered section; what was not measured is said to be so.
pub(crate) fn page(figures: &Figures) -> String {
    let mut text = String::new();
    let pack = cost(figures, "pack-scans", "grow-pack");
    let verify = cost(figures, "verify-zip", "grow-verify");
    let survey = cost_of_survey(figures);
    let diff = figures.row("grow-diff").as_ref().and_then(largest).as_ref().and_then(point);
    let diff = diff.map(|(_, entries, seconds)| Cost { byte: 0.0, entry: seconds / entries });
    text.push_str("| command | a byte | an entry |\n|---|--:|--:|\n");
    let commands = [("pack", pack), ("verify", verify), ("survey", survey), ("diff", diff)];
    for (name, cost) in commands {
        match cost {
            Some(cost) => {
                let (byte, entry) = (cost.byte * 1e9, cost.entry * 1e6);
                let _ = writeln!(text, "| {name} | {byte:.2} ns | {entry:.2} µs |");
            }
            None => {
                let _ = writeln!(text, "| {name} | not measured | |");
            }
        }
    }
    let bytes = PAGES * PAGE;
    for pages in PAGES_A_FILE {
        let files = PAGES / pages;
        let _ = write!(
            text,
            "\n{} pages of {} bytes, {pages} a file: {} files, {:.1} TB.\n\n\
             | command | by the processor | on a disk of 100 MB/s | 150 MB/s |\n|---|--:|--:|--:|\n",
            count(PAGES),
            count(PAGE),
            count(files),
            bytes as f64 / 1e12,
        );
        for (name, cost) in commands {
            let Some(cost) = cost else { continue };
            let processor = cost.seconds(bytes, files);
            let _ = write!(text, "| {name} | {} |", hours(processor));
            for rate in USB {
                // A diff reads lists, not files.
                let disk = if name == "diff" { 0.0 } else { bytes as f64 / rate };
                let _ = write!(text, " {} |", hours(processor.max(disk)));
            }
            text.push('\n');
        }
        volumes(&mut text, bytes, files);
    }
    memory(&mut text, figures);
    sizes(&mut text, figures);
    text
}

/// The full reading of scans stands beside the second look at them.
fn cost_of_survey(figures: &Figures) -> Option<Cost> {
    let scans = figures.row("survey-again-scans")?;
    let run = scans.any()?;
    let rehashed = scans.seconds("handover --rehash")?;
    let many = figures.row("grow-survey")?;
    Some(Cost::of((run.bytes as f64, run.entries as f64, rehashed), point(&largest(&many)?)?))
}

fn volumes(text: &mut String, bytes: u64, files: u64) {
    let by_bytes = bytes.div_ceil(FAT32);
    let by_entries = files.div_ceil(PLAIN_ENTRIES);
    let _ = write!(
        text,
        "\n| volumes | |\n|---|--:|\n\
         | of 4 GiB (max of {} by bytes, {} by entries) | {} |\n\
         | of 25 GB | {} |\n| one folder | 1 |\n",
        count(by_bytes),
        count(by_entries),
        count(by_bytes.max(by_entries)),
        count(bytes.div_ceil(25_000_000_000)),
    );
}

fn memory(text: &mut String, figures: &Figures) {
    text.push_str(
        "\n| memory | at the most measured entries | an entry more | at 94,000,000 entries |\n|---|--:|--:|--:|\n",
    );
    for name in ["grow-pack", "grow-verify", "grow-survey", "grow-diff"] {
        let Some(row) = figures.row(name) else { continue };
        let [.., low, high] = row.entries()[..] else { continue };
        let slope = Growth::between(&row, low, high).slope.max(0.0);
        let held = row.step(high).memory(OURS).unwrap_or(0) as f64;
        let all = held + slope * PAGES.saturating_sub(high) as f64;
        let _ = writeln!(
            text,
            "| `{name}` | {:.0} MiB at {} | {slope:.2} B | {:.0} MiB |",
            held / f64::from(1 << 20),
            count(high),
            all / f64::from(1 << 20),
        );
    }
}

fn sizes(text: &mut String, figures: &Figures) {
    text.push_str("\n| beside the files | an entry | for 94,000,000 |\n|---|--:|--:|\n");
    let mut line = |what: &str, each: f64| {
        let gigabytes = each * PAGES as f64 / 1e9;
        let _ = writeln!(text, "| {what} | {each:.0} B | {gigabytes:.1} GB |");
    };
    let step = |name| figures.row(name).as_ref().and_then(largest);
    let survey = step("grow-survey");
    if let Some(run) = survey.as_ref().and_then(Row::any) {
        line("survey file", run.measured.out_bytes as f64 / run.entries as f64);
    }
    let packed = step("grow-pack");
    if let Some(run) = packed.as_ref().and_then(Row::any) {
        // The sizes of corpora are means; a file's own is drawn around it.
        let over = run.measured.out_bytes as f64 - run.bytes as f64;
        line("lists, tables and ZIP records", over.max(0.0) / run.entries as f64);
        if run.measured.set_bytes > 0 && run.measured.zips > 0 {
            let each = run.measured.set_bytes as f64 / run.measured.zips as f64;
            let _ = writeln!(text, "| `set.json`, {each:.0} B a volume | | |");
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn two_measurements_give_two_costs() {
        use super::Cost;

        let real = Cost { byte: 2e-9, entry: 30e-6 };
        let point =
            |bytes: u64, entries: u64| (bytes as f64, entries as f64, real.seconds(bytes, entries));
        let found = Cost::of(point(2_000_000_000, 20_000), point(1_000_000_000, 1_000_000));
        assert!((found.byte / real.byte - 1.0).abs() < 1e-9, "{found:?}");
        assert!((found.entry / real.entry - 1.0).abs() < 1e-9, "{found:?}");
    }
}
