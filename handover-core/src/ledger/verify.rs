//! A ledger read from one end to the other.

use std::collections::BTreeSet;
use std::io::BufRead;
use std::path::Path;

use super::entry::{self, BadLine, Entry};
use super::lines::{Lines, RawLine};
use super::trust::{self, FirstSeen, KeyTrust, Signing, Unbound};
use super::verdict::Verdict;
use super::witnesses::Witnesses;
use crate::custody::{Head, Kind, LedgerId, Witness};
use crate::description::Day;
use crate::digest::Digest;
use crate::error::{IoContext, Result};
use crate::finding::{Code, Collector, Finding, Location, Severities};
use crate::limits::Limits;
use crate::observe::{self, Observer};
use crate::signing::KeyId;
use crate::unit::AgencyRef;

/// How to verify.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// Bounds on what is read.
    pub limits: Limits,
    /// Which finding weighs what.
    pub severities: Severities,
}

/// An event that can be read, and what is known of its signatures.
#[derive(Debug)]
#[non_exhaustive]
pub struct Checked {
    /// The event in its place.
    pub entry: Entry,
    /// The line that it stands in, from 1.
    pub line: u64,
    /// Bytes before that line.
    pub offset: u64,
    /// The head that it makes.
    pub head: Head,
    /// Keys of the agency that are trusted and have signed it.
    pub signers: BTreeSet<KeyId>,
    /// How many persons hold those keys.
    pub persons: usize,
    /// Whether it may be believed: signed by a trusted key, or nobody was
    /// asked to trust any.
    pub believed: bool,
}

/// Events between two looks whether to stop.
const ASKED: u64 = 256;

/// Reads the ledger `input` from its first line to its last, and holds it
/// against itself, against `trust`, and against what others have seen of it.
/// Each event that can be read goes to `take`, in order. Of the ledger one
/// line is held. `path` is how findings and errors call it.
///
/// Without `trust` no signature is judged, which is itself a finding.
///
/// # Errors
/// `Read`, `Interrupted`, and those of `take`.
pub fn verify(
    input: impl BufRead,
    path: &Path,
    trust: Option<&dyn KeyTrust>,
    witnesses: &[Witness],
    mut take: impl FnMut(Checked) -> Result<()>,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Verdict> {
    let sink = |finding: &Finding| observer.finding(finding);
    let kept = options.limits.findings_kept;
    let mut pass = Pass {
        name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        limit: options.limits.ledger_line_bytes,
        trust,
        found: Collector::new(options.severities.clone(), kept, &sink),
        witnesses: Witnesses::new(witnesses),
        seen: FirstSeen::of(witnesses),
        opened: None,
        before: Before::default(),
        line: 0,
        days: None,
    };
    if let Some(trust) = trust {
        trust.tell(&mut pass.found);
    }
    let mut lines = Lines::new(input, pass.limit);
    let mut torn_bytes = 0;
    while let Some(line) = lines.next().reading(path)? {
        if !line.whole {
            torn_bytes = line.length;
            break;
        }
        pass.line += 1;
        if pass.line.is_multiple_of(ASKED) {
            observe::check(observer)?;
        }
        if let Some(checked) = pass.line(&line) {
            take(checked)?;
        }
    }
    Ok(pass.finish(torn_bytes))
}

struct Pass<'p> {
    name: String,
    limit: usize,
    trust: Option<&'p dyn KeyTrust>,
    found: Collector<'p>,
    witnesses: Witnesses,
    seen: FirstSeen,
    /// Identity and agency, as the first readable event has them.
    opened: Option<(LedgerId, AgencyRef)>,
    before: Before,
    line: u64,
    days: Option<(Day, Day)>,
}

/// The line before.
#[derive(Default)]
struct Before {
    digest: Option<Digest>,
    /// Its number, where it could be read.
    number: Option<u64>,
    day: Option<Day>,
}

impl Pass<'_> {
    fn finding(&self, code: Code) -> Finding {
        Finding::new(code, Location::line(&self.name, self.line))
    }

    fn line(&mut self, raw: &RawLine) -> Option<Checked> {
        let read = match raw.digest {
            Some(digest) => entry::read(&raw.bytes, self.limit).map(|read| (digest, read)),
            None => Err(BadLine::new("too-long")),
        };
        let (digest, (signed, entry)) = match read {
            Ok(read) => read,
            Err(bad) => {
                self.bad(bad, raw.digest);
                return None;
            }
        };
        let (ledger, agency) = *self.opened.get_or_insert((entry.ledger, entry.agency));
        self.place(&entry, ledger, agency);
        self.witnesses.follows(self.line, entry.event.receipt);
        if let Some(seen) = self.witnesses.is_late(entry.day) {
            let finding = self.finding(Code::LedgerEnteredLate);
            let finding = finding.with("day", entry.day.to_string());
            self.found.add(finding.with("seen", seen.to_string()));
        }
        let signing = Signing { day: entry.day, seen: self.seen.event(self.line) };
        let signed = self.trust.map(|trust| trust::judge(&signed, &agency, signing, trust));
        if let Some(signed) = &signed {
            if signed.broken {
                self.found.add(self.finding(Code::LedgerSignature));
            }
            if signed.keys.is_empty() && !signed.broken {
                self.nobody(signed.unbound);
            }
        }
        let head = Head { ledger, count: self.line, digest };
        self.witnesses.stands(self.line, Some(head));
        let (first, last) = self.days.unwrap_or((entry.day, entry.day));
        self.days = Some((first, last.max(entry.day)));
        self.before =
            Before { digest: Some(digest), number: Some(entry.number), day: Some(entry.day) };
        let believed = signed.as_ref().is_none_or(|s| !s.keys.is_empty() && !s.broken);
        let trust::Signed { keys, persons, .. } = signed.unwrap_or_default();
        let (line, offset) = (self.line, raw.offset);
        Some(Checked { entry, line, offset, head, signers: keys, persons, believed })
    }

    /// Tells of an event that no key of the agency vouches for.
    fn nobody(&mut self, unbound: Option<(KeyId, Unbound)>) {
        self.found.add(match unbound {
            // Told of the list as a whole.
            Some((_, Unbound::Voucher)) => return,
            Some((key, why)) => {
                let finding = self.finding(Code::LedgerSignerNotBound);
                finding.with("problem", why.as_str()).with("key", key.to_string())
            }
            None => self.finding(Code::LedgerSignerUnknown),
        });
    }

    /// Holds an event against the line before it.
    fn place(&mut self, entry: &Entry, ledger: LedgerId, agency: AgencyRef) {
        if (entry.ledger, entry.agency) != (ledger, agency) {
            self.found.add(self.finding(Code::LedgerOtherLedger));
        }
        let first = self.line == 1;
        let wanted = self.before.number.map_or(self.line, |number| number.saturating_add(1));
        if entry.number != wanted {
            let finding = self.finding(Code::LedgerNumber).with("wanted", wanted);
            self.found.add(finding.with("found", entry.number));
        }
        let chained = if first {
            entry.prev.is_none()
        } else {
            entry.prev.is_some() && entry.prev == self.before.digest
        };
        if !chained {
            self.found.add(self.finding(Code::LedgerChainBroken));
        }
        if (entry.event.kind == Kind::Open) != first {
            self.found.add(self.finding(Code::LedgerLine).with("problem", "ledger-open"));
        }
        if let Some(before) = self.before.day.filter(|before| entry.day < *before) {
            let finding = self.finding(Code::LedgerDayBack).with("day", entry.day.to_string());
            self.found.add(finding.with("before", before.to_string()));
        }
    }

    /// A line that is no event: what follows it still holds its digest.
    fn bad(&mut self, bad: BadLine, digest: Option<Digest>) {
        let finding = self.finding(Code::LedgerLine).with("problem", bad.problem);
        self.found.add(match bad.member {
            Some(member) => finding.with("member", member),
            None => finding,
        });
        self.witnesses.stands(self.line, None);
        let number = self.before.number.map(|number| number.saturating_add(1));
        self.before = Before { digest, number, day: self.before.day };
    }

    fn finish(mut self, torn_bytes: u64) -> Verdict {
        if torn_bytes > 0 {
            let place = Location::line(&self.name, self.line + 1);
            self.found.add(Finding::new(Code::LedgerTornEnd, place).with("bytes", torn_bytes));
        }
        if self.line == 0 {
            let finding = Finding::new(Code::LedgerLine, Location::Whole);
            self.found.add(finding.with("problem", "ledger-empty"));
        }
        if self.trust.is_none() {
            self.found.at(Code::LedgerSignerUnknown, Location::Whole);
        }
        let head = self.opened.zip(self.before.digest).map(|((ledger, _), digest)| Head {
            ledger,
            count: self.line,
            digest,
        });
        let unwitnessed = self.witnesses.finish(self.line, head, &mut self.found);
        if unwitnessed > 0 {
            let finding = Finding::new(Code::LedgerUnwitnessed, Location::Whole);
            self.found.add(finding.with("count", unwitnessed));
        }
        Verdict {
            agency: self.opened.map(|(_, agency)| agency),
            head,
            days: self.days,
            events: self.line,
            unwitnessed,
            torn_bytes,
            signers_judged: self.trust.is_some(),
            report: self.found.finish(),
        }
    }
}
