//! Bags of other tools: their fixity is checked, in the looser forms of RFC
//! 8493, and they are never called valid. What comes unsorted goes through the
//! external sort.

use std::io::{BufRead, BufReader, Read};

use super::judge::veiled;
use super::outcome::Options;
use crate::bundle::Bundle;
use crate::bundle::layout::{FETCH, PAYLOAD};
use crate::bundle::read::{Headers, Item, Present};
use crate::concurrency::Gates;
use crate::description::secrecy::Clearances;
use crate::digest::{Algorithms, read_in_turn};
use crate::error::Result;
use crate::finding::{Code, Collector, Finding, Location};
use crate::observe::{self, Observer, Phase, Watched, Work};
use crate::path::{self, nfc, sort_key};
use crate::pipeline::{self, Waits};
use crate::snapshot::Tally;
use crate::sorted::{Both, Record, Sorted, Sorter, join};

/// A digest that this version can compute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Sha256,
    Sha512,
}

impl Known {
    fn of(algorithm: &str) -> Option<Self> {
        // RFC 8493 §2.4: names in lower case without punctuation.
        match algorithm {
            "sha256" => Some(Known::Sha256),
            "sha512" => Some(Known::Sha512),
            _ => None,
        }
    }

    fn algorithms(self) -> Algorithms {
        match self {
            Known::Sha256 => Algorithms::SHA256,
            Known::Sha512 => Algorithms::SHA512,
        }
    }

    fn compute(self, reader: impl Read, buffer: &mut [u8], gates: &Gates) -> Option<Vec<u8>> {
        let digests = read_in_turn(reader, buffer, self.algorithms(), gates, |_| Ok(())).ok()?;
        match self {
            Known::Sha256 => digests.sha256.map(|digest| digest.as_bytes().to_vec()),
            Known::Sha512 => digests.sha512.map(|digest| digest.to_vec()),
        }
    }
}

impl<L, R, Computed> Waits for (Both<L, R>, Computed) {
    fn entries(&self) -> usize {
        1
    }
}

/// Checks payload and tag files of a bag that nobody of ours made.
pub(super) fn check(
    bundle: &Bundle,
    options: &Options<'_>,
    found: &mut Collector<'_>,
    observer: &dyn Observer,
) -> Result<Tally> {
    found.at(Code::SealForeignBag, Location::Whole);
    let tags: Vec<_> = bundle.tags().into_iter().map(|(path, _)| path.to_owned()).collect();
    if tags.iter().any(|path| path == FETCH) {
        found.at(Code::BagFetch, Location::file(FETCH));
    }
    let temporary = options.scratch()?;
    let bag = Foreign { bundle, options, temporary: temporary.path(), observer };
    if let Some((list, known)) = choose(&tags, "tagmanifest-", &mut |_| {}) {
        bag.check_tags(&list, known, found)?;
    }
    let mut unknown = |list: &str| {
        let algorithm = algorithm_of(list, "manifest-").unwrap_or_default().to_owned();
        let finding = Finding::new(Code::BagUnknownAlgorithm, Location::file(list));
        found.add(finding.with("algorithm", algorithm));
    };
    if let Some((list, known)) = choose(&tags, "manifest-", &mut unknown) {
        bag.check_payload(&list, known, found)
    } else {
        found.at(Code::BagNoKnownList, Location::Whole);
        Ok(Tally::default())
    }
}

fn algorithm_of<'a>(path: &'a str, prefix: &str) -> Option<&'a str> {
    path.strip_prefix(prefix)?.strip_suffix(".txt")
}

/// The first list whose digest is known; the others are told.
fn choose(tags: &[String], prefix: &str, unknown: &mut dyn FnMut(&str)) -> Option<(String, Known)> {
    let mut chosen = None;
    for path in tags {
        let Some(algorithm) = algorithm_of(path, prefix) else { continue };
        match Known::of(algorithm) {
            Some(known) => chosen = chosen.or(Some((path.clone(), known))),
            None => unknown(path),
        }
    }
    chosen
}

struct Foreign<'a> {
    bundle: &'a Bundle,
    options: &'a Options<'a>,
    temporary: &'a std::path::Path,
    observer: &'a dyn Observer,
}

impl Foreign<'_> {
    /// The lines of a list, sorted: key the path, value the digest.
    fn lines(&self, list: &str, found: &mut Collector<'_>) -> Result<Sorted> {
        let failed = |error| self.bundle.read_error(list, error);
        let mut sorter = Sorter::new(self.options.limits.sort_bytes, self.temporary);
        let Some(reader) = self.bundle.open_tag(list).map_err(failed)? else {
            return sorter.finish();
        };
        let mut reader = BufReader::new(reader);
        // Four times a lawful line of ours: names of others may be long.
        let limit = self.options.limits.line_bytes as u64 * 4;
        for number in 1_u64.. {
            let mut line = Vec::new();
            (&mut reader).take(limit).read_until(b'\n', &mut line).map_err(failed)?;
            if line.is_empty() {
                break;
            }
            match parse(&line) {
                Some((digest, path)) => sorter.push(sort_key(&path), digest)?,
                None if line.iter().all(u8::is_ascii_whitespace) => {}
                None => found.at(Code::ListMalformed, Location::line(list, number)),
            }
        }
        sorter.finish()
    }

    fn check_tags(&self, list: &str, known: Known, found: &mut Collector<'_>) -> Result<()> {
        let mut buffer = vec![0; 256 << 10];
        let mut previous = None;
        for line in self.lines(list, found)? {
            let (key, digest) = line?;
            let path = path_of(&key);
            if previous.as_ref() == Some(&key) {
                // Not read again: a short list could ask for it without end.
                found.add(named(Code::ListTwice, path));
                continue;
            }
            previous = Some(key);
            let reader = self.bundle.open_tag(&path);
            let reader = reader.map_err(|error| self.bundle.read_error(&path, error))?;
            match reader.map(|reader| known.compute(reader, &mut buffer, &Gates::default())) {
                None => found.add(named(Code::TagMissing, path)),
                Some(computed) if computed == Some(digest) => {}
                Some(_) => found.add(named(Code::TagChanged, path)),
            }
        }
        Ok(())
    }

    fn check_payload(&self, list: &str, known: Known, found: &mut Collector<'_>) -> Result<Tally> {
        let lines = self.lines(list, found)?;
        self.observer.begin(Phase::Verify, None);
        let (mut tally, mut previous) = (Tally::default(), None::<Vec<u8>>);
        self.bundle.with_payload(None, Headers::Now, |payload| {
            let pairs = join(lines, payload, order);
            let gates = self.options.concurrency.gates();
            pipeline::ordered(
                self.options.concurrency,
                pairs,
                || vec![0; 256 << 10],
                |buffer, pair| {
                    observe::check(self.observer)?;
                    let computed = match &pair {
                        Both::Both(_, Item { present: Some(present), .. }) => {
                            self.read(present, known, buffer, &gates)
                        }
                        _ => None,
                    };
                    Ok((pair, computed))
                },
                |(pair, computed)| {
                    judge(pair, computed, &mut tally, &mut previous, found);
                    observe::check(self.observer)
                },
            )
        })?;
        self.observer.end(Phase::Verify);
        if tally.files == 0 {
            found.at(Code::PayloadEmpty, Location::file(PAYLOAD));
        }
        Ok(tally)
    }

    fn read(
        &self,
        present: &Present,
        known: Known,
        buffer: &mut [u8],
        gates: &Gates,
    ) -> Option<Vec<u8>> {
        let reader = gates.read(|| self.bundle.open_present(present)).ok()?;
        let reader = Watched::new(reader, Phase::Verify, self.observer);
        let digest = known.compute(reader, buffer, gates);
        self.observer.advance(Phase::Verify, Work { entries: 1, bytes: 0 });
        digest
    }
}

fn order(line: &Record, item: &Item) -> std::cmp::Ordering {
    match &item.present {
        Some(present) => line.0.cmp(&sort_key(&present.path)),
        // What stands alone is told at once.
        None => std::cmp::Ordering::Greater,
    }
}

fn judge(
    pair: Both<Record, Item>,
    computed: Option<Vec<u8>>,
    tally: &mut Tally,
    previous: &mut Option<Vec<u8>>,
    found: &mut Collector<'_>,
) {
    let mut there = |item: Item, found: &mut Collector<'_>| {
        item.findings.into_iter().for_each(|finding| found.add(unnamed(finding)));
        if let Some(present) = &item.present {
            tally.add_file(present.size);
        }
        item.present.map(|present| present.path)
    };
    match pair {
        Both::Right(item) => {
            if let Some(path) = there(item, found) {
                found.add(named(Code::PayloadUnlisted, path));
            }
        }
        Both::Left((key, _)) => {
            let twice = previous.as_ref() == Some(&key);
            let code = if twice { Code::ListTwice } else { Code::PayloadMissing };
            found.add(named(code, path_of(&key)));
        }
        Both::Both((key, digest), item) => {
            let path = there(item, found).unwrap_or_default();
            match computed {
                None => found.add(named(Code::PayloadUnreadable, path)),
                Some(computed) if computed != digest => {
                    found.add(named(Code::PayloadDigest, path));
                }
                Some(_) => {}
            }
            *previous = Some(key);
        }
    }
}

/// A finding at `path`, or at no place if a name in it speaks of secrecy: a bag
/// of others clears nothing.
fn named(code: Code, path: String) -> Finding {
    unnamed(Finding::new(code, Location::file(path)))
}

fn unnamed(finding: Finding) -> Finding {
    veiled(finding, &Clearances::default())
}

fn path_of(key: &[u8]) -> String {
    let bytes = key.iter().map(|byte| if *byte == 0 { b'/' } else { *byte }).collect();
    String::from_utf8(bytes).unwrap_or_default()
}

/// A line as RFC 8493 §2.1.3 allows it: any case of hex, any white space, a
/// `*` or `./` before the path, and `%0A`, `%0D`, `%25` in it.
fn parse(line: &[u8]) -> Option<(Vec<u8>, String)> {
    let line = std::str::from_utf8(line).ok()?.trim_end_matches(['\r', '\n']);
    let line = line.strip_prefix('\u{feff}').unwrap_or(line);
    let (digest, rest) = line.split_once([' ', '\t'])?;
    let digest = data_encoding::HEXLOWER_PERMISSIVE.decode(digest.as_bytes()).ok()?;
    let rest = rest.trim_start_matches([' ', '\t']);
    let name = rest.strip_prefix('*').unwrap_or(rest);
    let name = name.strip_prefix("./").unwrap_or(name);
    let name = name.replace("%0A", "\n").replace("%0a", "\n");
    let name = name.replace("%0D", "\r").replace("%0d", "\r").replace("%25", "%");
    let climbs = path::components(&name).any(|name| matches!(name, "" | "." | ".."));
    (!climbs && !digest.is_empty()).then(|| (digest, nfc(&name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looser_lines_are_read_and_climbing_ones_are_not() {
        for line in ["ab  data/x", "AB *data/x\r\n", "ab\tdata/x\n", "ab ./data/x"] {
            assert_eq!(parse(line.as_bytes()), Some((vec![0xab], "data/x".into())), "{line:?}");
        }
        assert_eq!(parse(b"ab  data/a%25b").unwrap().1, "data/a%b");
        for line in ["ab  ../x", "ab  /x", "zz  data/x", "ab", ""] {
            assert_eq!(parse(line.as_bytes()), None, "{line:?}");
        }
    }
}
