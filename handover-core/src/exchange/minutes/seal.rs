//! Fingerprints of seal and keys, in groups and as a QR code.

use std::fmt::Write as _;

use super::block::{Block, Blocks, Grid, Style};
use super::body::day;
use super::code::Code;
use super::facts::{Facts, Sealed};
use super::words::{fill, in_groups, say};

/// First words of the code; `docs/minutes.md` has the rest.
const CODE: &str = "handover/minutes/1";

pub(super) fn seal(facts: &Facts, paper: &mut Blocks) {
    let act = &facts.act;
    let id = act.id.map(|id| id.to_string()).unwrap_or_default();
    let issue = act.issue.to_string();
    paper.say(Style::Part, say("part-seal"));
    paper.say(Style::Text, fill("act", &[("id", &id), ("issue", &issue)]));
    paper.say(Style::Text, fill("sealed-on", &[("day", &day(act.sealed_on))]));
    if facts.sealed == Sealed::Bundle && !facts.whole {
        paper.say(Style::Text, say("volume-of"));
    }
    let mut prints = Vec::new();
    let mut print = |label: &str, hex: &str| {
        prints.push(Block::Paragraph(Style::Cell, label.to_owned()));
        prints.push(Block::Paragraph(Style::Print, in_groups(hex)));
    };
    let (word, label) = match facts.sealed {
        Sealed::Bundle => ("bundle", say("digest-bundle")),
        Sealed::Set => ("set", say("digest-set")),
    };
    // Writing to a string does not fail.
    let mut code = format!("{CODE}\nact={id}\nissue={issue}");
    if let Some(digest) = facts.digest {
        print(label, &digest.to_string());
        let _ = write!(code, "\n{word}={digest}");
    }
    for seal in &facts.seals {
        let key = seal.key.to_string();
        print(if seal.holds { say("key-holds") } else { say("key-broken") }, &key);
        if seal.holds {
            let _ = write!(code, "\nkey={key}");
        }
    }
    if facts.seals.is_empty() {
        prints.push(Block::Paragraph(Style::CellAlarm, say("no-key").to_owned()));
    }
    let picture = match Code::new(&code) {
        Some(code) => Block::Code(code, say("code-label").to_owned()),
        None => Block::Paragraph(Style::Cell, say("code-too-long").to_owned()),
    };
    paper.add(Grid::bare(&[68, 32], vec![prints, vec![picture]]));
    paper.say(Style::Text, say("seal-means"));
    paper.say(Style::Text, say("seal-checked"));
}
