//! The payload: read once, in parallel, held against both lists.

use std::io::Write;

use super::lists::FileRows;
use super::opening::Opened;
use super::outcome::{Checked, Options};
use super::sides::{Blake3, Joined, Sha256, Sides};
use crate::bundle::Bundle;
use crate::bundle::layout::{ACT_IN_WORDS, BLAKE3_LIST, FILES, MANIFEST, PAYLOAD};
use crate::bundle::write::set_modified;
use crate::description::secrecy::{self, Clearances, PathSieve, Suspect};
use crate::digest::{Algorithms, Digests, read_through};
use crate::error::{Error, Result};
use crate::finding::{Code, Collector, Finding, Location};
use crate::observe::{self, Observer, Phase, Watched, Work};
use crate::path::Twins;
use crate::pipeline;
use crate::snapshot::Tally;

/// What is known of the payload's own lists.
#[derive(Clone, Copy)]
struct Have {
    sha256: bool,
    blake3: bool,
    files: bool,
}

/// What reading a file came to.
enum Read {
    /// Nothing to read or to compare.
    Not,
    Done(Digests),
    Failed,
}

/// Somebody who takes the payload while it is checked.
pub(crate) trait Taker: Sync {
    /// The phase that the observer is told of.
    fn phase(&self) -> Phase;

    /// Where the file's bytes go; `None` if nowhere.
    fn open(&self, joined: &Joined) -> Result<Option<Sink>>;
}

/// A file that is being written.
pub(crate) struct Sink {
    pub(crate) file: std::fs::File,
    /// What an error may call it.
    pub(crate) path: std::path::PathBuf,
    /// Seconds since 1970 UTC that it gets when it is whole.
    pub(crate) modified: Option<i64>,
}

/// Takes nothing: the payload is only checked.
pub(super) struct Nobody;

impl Taker for Nobody {
    fn phase(&self) -> Phase {
        Phase::Verify
    }

    fn open(&self, _: &Joined) -> Result<Option<Sink>> {
        Ok(None)
    }
}

/// Checks the payload, and gives it to `taker` meanwhile; tells how much of it
/// was there.
pub(crate) fn check(
    opened: &Opened<'_>,
    cleared: &Clearances,
    taker: &dyn Taker,
    options: &Options<'_>,
    found: &mut Collector<'_>,
    observer: &dyn Observer,
) -> Result<Tally> {
    let bundle = opened.bundle;
    let failed = |list: &'static str| move |error| bundle.read_error(list, error);
    let sha256 = opened.list(MANIFEST)?;
    let blake3 = opened.list(BLAKE3_LIST)?;
    let files = opened.tag(FILES)?;
    let have = Have { sha256: sha256.is_some(), blake3: blake3.is_some(), files: files.is_some() };
    let files = files.map(|input| FileRows::new(input, &options.limits)).transpose()?;
    let sha256 =
        sha256.into_iter().flatten().map(|item| item.map(Sha256).map_err(failed(MANIFEST)));
    let blake3 =
        blake3.into_iter().flatten().map(|item| item.map(Blake3).map_err(failed(BLAKE3_LIST)));
    let total =
        opened.info.map(|info| Work { entries: info.payload_files, bytes: info.payload_bytes });
    observer.begin(taker.phase(), total);
    let day = opened.act.as_ref().map(|act| act.sealed_on);
    let judged = bundle.with_payload(day, |payload| {
        let sides = Sides::new(payload, sha256, blake3, files.into_iter().flatten());
        let reader = Reader { bundle, have, checked: options.checked, taker, observer };
        let mut judge = Judge::new(have, cleared, found);
        pipeline::ordered(
            options.threads,
            sides,
            || vec![0; 256 << 10],
            |buffer, joined| {
                let read = reader.read(&joined, buffer)?;
                Ok((joined, read))
            },
            |(joined, read)| {
                judge.take(joined, &read);
                observe::check(observer)
            },
        )?;
        Ok(judge.end(opened))
    })?;
    observer.end(taker.phase());
    Ok(judged)
}

struct Reader<'a> {
    bundle: &'a Bundle,
    have: Have,
    checked: Checked,
    taker: &'a dyn Taker,
    observer: &'a dyn Observer,
}

impl Reader<'_> {
    fn read(&self, joined: &Joined, buffer: &mut [u8]) -> Result<Read> {
        observe::check(self.observer)?;
        let Some(present) = joined.present.as_ref().filter(|_| joined.is_listed()) else {
            return Ok(Read::Not);
        };
        // Another size is another content; nothing need be read to know it,
        // and a bomb is not read at all.
        if joined.row_size.is_some_and(|size| size != present.size) {
            return Ok(Read::Not);
        }
        let quick = self.checked == Checked::Blake3 && joined.blake3.is_some();
        let algorithms = match (quick, self.have.blake3) {
            (true, _) => Algorithms::BLAKE3,
            (false, true) => Algorithms::BOTH,
            (false, false) => Algorithms::SHA256,
        };
        let algorithms = if present.crc.is_some() { algorithms.and_crc32() } else { algorithms };
        let Ok(reader) = self.bundle.open_present(present) else { return Ok(Read::Failed) };
        let phase = self.taker.phase();
        let mut reader = Watched::new(reader, phase, self.observer);
        let mut sink = self.taker.open(joined)?;
        let digests = read_through(&mut reader, buffer, algorithms, |piece| match &mut sink {
            Some(sink) => sink.file.write_all(piece),
            None => Ok(()),
        });
        observe::check(self.observer)?;
        self.observer.advance(phase, Work { entries: 1, bytes: 0 });
        match (digests, reader.take_error(), sink) {
            (Ok(digests), _, sink) => {
                if let Some(Sink { file, modified: Some(modified), .. }) = sink {
                    set_modified(&file, modified);
                }
                Ok(Read::Done(digests))
            }
            (Err(error), None, Some(sink)) => Err(Error::write(sink.path, error)),
            (Err(_), ..) => Ok(Read::Failed),
        }
    }
}

struct Judge<'a, 'c, 'f> {
    have: Have,
    cleared: &'c Clearances,
    sieve: PathSieve<'c>,
    twins: Twins,
    found: &'a mut Collector<'f>,
    /// What was there.
    payload: Tally,
    act_in_words: bool,
    rows: u64,
}

impl<'a, 'c, 'f> Judge<'a, 'c, 'f> {
    fn new(have: Have, cleared: &'c Clearances, found: &'a mut Collector<'f>) -> Self {
        Judge {
            have,
            cleared,
            sieve: PathSieve::new(cleared),
            twins: Twins::default(),
            found,
            payload: Tally::default(),
            act_in_words: false,
            rows: 0,
        }
    }

    fn take(&mut self, mut joined: Joined, read: &Read) {
        for finding in std::mem::take(&mut joined.findings) {
            self.found.add(veiled(finding, self.cleared));
        }
        if joined.path.is_empty() {
            return;
        }
        let location = self.place(&joined);
        if self.twins.collides(&joined.path) {
            self.found.at(Code::NameCollision, location.clone());
        }
        self.count(&joined);
        self.judge_lists(&joined, &location);
        if let Some(present) = &joined.present
            && joined.is_listed()
        {
            match joined.row_size {
                Some(size) if size != present.size => {
                    let finding = Finding::new(Code::PayloadSize, location.clone());
                    self.found.add(finding.with("listed", size).with("found", present.size));
                }
                _ => {}
            }
            self.judge_content(&joined, read, present.crc, &location);
        }
    }

    /// How a finding may name the entry; tells words of secrecy in its name.
    fn place(&mut self, joined: &Joined) -> Location {
        let path = joined.path.strip_prefix(PAYLOAD).unwrap_or(&joined.path);
        let original = joined.row.as_ref().and_then(|row| original(row));
        let sifted = self.sieve.enter(path, original.as_deref());
        for finding in sifted.new.iter().map(Suspect::finding) {
            self.found.add(finding);
        }
        sifted.place.location(&joined.path)
    }

    fn count(&mut self, joined: &Joined) {
        if let Some(present) = &joined.present {
            self.payload.add_file(present.size);
        }
        self.rows += u64::from(joined.row_size.is_some());
        self.act_in_words |= joined.path == ACT_IN_WORDS && joined.row.is_none();
    }

    fn judge_lists(&mut self, joined: &Joined, location: &Location) {
        let (sha256, blake3) = (joined.sha256.is_some(), joined.blake3.is_some());
        if !joined.is_listed() {
            let code = match (&joined.present, joined.row_size) {
                (Some(_), _) if self.have.sha256 || self.have.blake3 => Code::PayloadUnlisted,
                (None, Some(_)) if self.have.sha256 && self.have.blake3 => {
                    Code::PayloadListsDisagree
                }
                _ => return,
            };
            self.found.at(code, location.clone());
            return;
        }
        if self.have.sha256 && self.have.blake3 && sha256 != blake3 {
            self.found.at(Code::PayloadListsDisagree, location.clone());
        }
        let in_words = joined.path == ACT_IN_WORDS;
        if self.have.files && joined.row_size.is_none() && !in_words {
            let finding = Finding::new(Code::PayloadListsDisagree, location.clone());
            self.found.add(finding.with("table", "files"));
        }
        if joined.present.is_none() {
            self.found.at(Code::PayloadMissing, location.clone());
        }
    }

    fn judge_content(
        &mut self,
        joined: &Joined,
        read: &Read,
        crc: Option<u32>,
        location: &Location,
    ) {
        let digests = match read {
            Read::Not => return,
            Read::Failed => return self.found.at(Code::PayloadUnreadable, location.clone()),
            Read::Done(digests) => digests,
        };
        let differs = |listed: Option<_>, computed: Option<_>| {
            listed.zip(computed).map(|(listed, computed)| listed != computed)
        };
        let sha256 = differs(joined.sha256, digests.sha256);
        let blake3 = differs(joined.blake3, digests.blake3);
        let code = match (sha256, blake3) {
            (Some(true), Some(false)) | (Some(false), Some(true)) => Code::PayloadListsDisagree,
            (Some(true), _) | (_, Some(true)) => Code::PayloadDigest,
            _ if crc.is_some() && crc != digests.crc32 => Code::ZipCrc,
            _ => return,
        };
        self.found.at(code, location.clone());
    }

    fn end(self, opened: &Opened<'_>) -> Tally {
        let sound = [(self.have.sha256, MANIFEST), (self.have.blake3, BLAKE3_LIST)];
        for (path, _) in opened.bundle.tags().into_iter().filter(|(_, size)| *size == 0) {
            if sound.contains(&(true, path)) {
                self.found.at(Code::PayloadEmpty, Location::file(path));
            }
        }
        if self.act_in_words && self.rows > 0 {
            // Beside other files it would be a file like any other.
            let finding = Finding::new(Code::PayloadListsDisagree, Location::file(ACT_IN_WORDS));
            self.found.add(finding.with("table", "files"));
        }
        if let Some(info) = opened.info {
            let (listed, found) = (
                format!("{}.{}", info.payload_bytes, info.payload_files),
                format!("{}.{}", self.payload.bytes, self.payload.files),
            );
            if listed != found {
                let finding = Finding::new(Code::BagOxum, Location::file("bag-info.txt"));
                self.found.add(finding.with("listed", listed).with("found", found));
            }
        }
        // The act in plain words stands in for files, and is none.
        if self.act_in_words && self.rows == 0 { Tally::default() } else { self.payload }
    }
}

/// The same without the path, if a name in it is suspected and not cleared:
/// what the container says of an entry goes by no number.
pub(super) fn veiled(mut finding: Finding, cleared: &Clearances) -> Finding {
    if let Location::File { path } = &finding.location {
        let inside = path.strip_prefix(PAYLOAD);
        if secrecy::location(inside.unwrap_or(path), cleared) == Location::Whole {
            finding.location = Location::Whole;
        }
    }
    finding
}

/// The path as it was, as text for whoever looks at words.
pub(crate) fn original(row: &crate::description::FileEntry) -> Option<String> {
    let hex = row.original_hex.as_ref().and_then(|hex| {
        let bytes = data_encoding::HEXLOWER.decode(hex.as_bytes()).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    });
    hex.or_else(|| row.original.clone())
}
