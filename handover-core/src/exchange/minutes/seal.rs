//! Fingerprints of seal and keys.

use super::block::{Blocks, Style};
use super::body::day;
use super::facts::{Facts, Sealed};
use super::prints::Prints;
use super::words::{fill, say};

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
    let mut prints = Prints::new(CODE);
    prints.code("act", &id);
    prints.code("issue", &issue);
    let (word, label) = match facts.sealed {
        Sealed::Bundle => ("bundle", say("digest-bundle")),
        Sealed::Set => ("set", say("digest-set")),
    };
    if let Some(digest) = facts.digest {
        prints.print(label, &digest.to_string());
        prints.code(word, &digest.to_string());
    }
    for seal in &facts.seals {
        let key = seal.key.to_string();
        prints.print(if seal.holds { say("key-holds") } else { say("key-broken") }, &key);
        if seal.holds {
            prints.code("key", &key);
        }
    }
    if facts.seals.is_empty() {
        prints.alarm(say("no-key"));
    }
    paper.add(prints.beside_code(say("code-label")));
    paper.say(Style::Text, say("seal-means"));
    paper.say(Style::Text, say("seal-checked"));
}
