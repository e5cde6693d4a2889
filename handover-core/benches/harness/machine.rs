//! What the numbers were measured on; nothing that names the machine or its owner.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::args::Args;
use super::stage::Stage;

/// Processor, memory, kernel, file systems, versions.
pub(crate) fn describe(stage: &Stage, args: &Args) -> Value {
    let peers: serde_json::Map<_, _> = stage
        .peers
        .iter()
        .map(|found| (found.peer.name.to_owned(), Value::from(found.version.clone())))
        .collect();
    json!({
        "day": said("date", &["-u", "+%F"]),
        "commit": said("git", &["rev-parse", "--short=12", "HEAD"]),
        "profile": if cfg!(debug_assertions) { "debug" } else { "release" },
        "part": args.part(),
        "rounds": args.pairs,
        "cpu": field("/proc/cpuinfo", "model name"),
        "cores": std::thread::available_parallelism().map_or(0, std::num::NonZero::get),
        "instructions": instructions(),
        "memory_kib": field("/proc/meminfo", "MemTotal").trim_end_matches(" kB").parse::<u64>().ok(),
        "kernel": said("uname", &["-sr"]),
        "system": field("/etc/os-release", "PRETTY_NAME").trim_matches('"'),
        "corpora_on": file_system(&stage.out),
        "outputs_on": file_system(&stage.outputs),
        "rustc": said("rustc", &["--version"]),
        "handover": said(&stage.handover.to_string_lossy(), &["--version"]),
        "peers": peers,
    })
}

fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    text.unwrap_or_default().lines().next().unwrap_or_default().to_owned()
}

/// The value of the first line `name: value` or `name=value`.
fn field(file: &str, name: &str) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    line.unwrap_or_default().trim_start_matches([' ', '\t', ':', '=']).trim().to_owned()
}

/// Those that decide how fast digests are.
fn instructions() -> String {
    let flags = field("/proc/cpuinfo", "flags");
    let told = ["sha_ni", "avx2", "avx512f", "vpclmulqdq"];
    let has = told.iter().filter(|wanted| flags.split(' ').any(|flag| flag == **wanted));
    has.copied().collect::<Vec<_>>().join(" ")
}

fn file_system(folder: &Path) -> String {
    said("stat", &["--file-system", "--format=%T", &folder.to_string_lossy()])
}
