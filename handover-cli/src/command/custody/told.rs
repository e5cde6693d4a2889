//! Events in words.

use handover_core::custody::{Cover, Kind, Person};
use handover_core::description::Day;
use handover_core::ledger::{Brief, Where};

use crate::locale::{Arguments, Locale, key_of};
use crate::output::{day, escaped};
use crate::units;

/// `Nguyễn Văn A, Chủ tịch; …`.
pub(crate) fn people(people: &[Person]) -> String {
    let person = |person: &Person| {
        format!("{}, {}", escaped(person.name.as_str()), escaped(person.title.as_str()))
    };
    people.iter().map(person).collect::<Vec<_>>().join("; ")
}

/// What an event is about, in the language.
pub(super) fn kind(kind: Kind, locale: &Locale) -> String {
    locale.text(&key_of("event", kind.code()))
}

/// `P14; 01..12, 15`.
pub(super) fn covers(covers: &[Cover]) -> String {
    let cover = |cover: &Cover| {
        let fonds = cover.fonds.iter().map(|fonds| escaped(fonds.as_str()).into_owned());
        let spans = cover.containers.iter().chain(&cover.dossiers);
        let spans: Vec<_> = spans.map(|span| escaped(&span.to_string()).into_owned()).collect();
        let spans = Some(spans.join(", ")).filter(|spans| !spans.is_empty());
        fonds.chain(spans).collect::<Vec<_>>().join(": ")
    };
    covers.iter().map(cover).collect::<Vec<_>>().join("; ")
}

fn on(date: Day, locale: &Locale) -> String {
    day(date.0, locale.lang())
}

/// The event that decides, in one line: what it did, when, by which act and
/// whom, and whose keys signed it.
pub(crate) fn brief(brief: &Brief, locale: &Locale) -> String {
    let arguments = Arguments::new()
        .number("number", brief.number)
        .text("kind", kind(brief.kind, locale))
        .text("day", on(brief.day, locale))
        .text("by", people(&brief.by));
    let mut parts = Vec::new();
    let to = brief.to.map(|to| units::agency(&to, &[], locale));
    let to = to.or_else(|| brief.borrower.as_deref().map(|name| escaped(name).into_owned()));
    if let Some(to) = to.filter(|_| matches!(brief.place, Where::There | Where::OnLoan)) {
        parts.push(locale.with("custody-to", &Arguments::new().text("to", to)));
    }
    if let Some(act) = &brief.act {
        let act =
            Arguments::new().data("number", act.number.as_str()).text("day", on(act.day, locale));
        parts.push(locale.with("custody-act", &act));
    }
    if let Some(answers) = &brief.answers {
        let answers = people(std::slice::from_ref(answers));
        parts.push(locale.with("custody-answers", &Arguments::new().text("who", answers)));
    }
    let keys: Vec<_> = brief.signers.iter().map(|key| key.to_string()[..8].to_owned()).collect();
    if !keys.is_empty() {
        parts.push(locale.with("custody-signed", &Arguments::new().text("keys", keys.join(", "))));
    }
    // Each part has its mark before it, the first too.
    parts.insert(0, String::new());
    let arguments = arguments.text("more", parts.join("; "));
    locale.with("custody-event", &arguments)
}
