//! What was read of the payload, held against the lists and `files.csv`.

use super::lists::FileFacts;
use super::opening::Opened;
use super::sides::Joined;
use crate::bundle::layout::{ACT_IN_WORDS, BLAKE3_LIST, MANIFEST, PAYLOAD};
use crate::description::secrecy::{self, Clearances, PathSieve, Suspect};
use crate::digest::Digests;
use crate::finding::{Code, Collector, Finding, Location};
use crate::path::Twins;
use crate::snapshot::Tally;

/// What is known of the payload's own lists.
#[derive(Clone, Copy)]
pub(super) struct Have {
    pub(super) sha256: bool,
    pub(super) blake3: bool,
    pub(super) files: bool,
}

/// What reading a file came to.
pub(super) enum Read {
    /// Nothing to read or to compare.
    Not,
    Done(Digests),
    Failed,
}

/// Judges one joined path after the other, in order.
pub(super) struct Judge<'a, 'c, 'f> {
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
    pub(super) fn new(have: Have, cleared: &'c Clearances, found: &'a mut Collector<'f>) -> Self {
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

    /// Judges the next path; whether its content was read and is what was listed.
    pub(super) fn take(&mut self, mut joined: Joined, read: &Read) -> bool {
        let findings = std::mem::take(&mut joined.findings);
        let mut sound = findings.is_empty();
        for finding in findings {
            self.found.add(veiled(finding, self.cleared));
        }
        if joined.path.is_empty() {
            return false;
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
            sound &= self.judge_content(&joined, read, present.crc, &location);
        }
        sound && matches!(read, Read::Done(_))
    }

    /// How a finding may name the entry; tells words of secrecy in its name.
    fn place(&mut self, joined: &Joined) -> Location {
        let path = joined.path.strip_prefix(PAYLOAD).unwrap_or(&joined.path);
        let original = joined.row.as_ref().and_then(original);
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
    ) -> bool {
        let digests = match read {
            Read::Not => return true,
            Read::Failed => {
                self.found.at(Code::PayloadUnreadable, location.clone());
                return false;
            }
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
            _ => return true,
        };
        self.found.at(code, location.clone());
        false
    }

    pub(super) fn end(self, opened: &Opened<'_>) -> Tally {
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
pub(crate) fn original(row: &FileFacts) -> Option<String> {
    let hex = row.original_hex.as_ref().and_then(|hex| {
        let bytes = data_encoding::HEXLOWER.decode(hex.as_bytes()).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    });
    hex.or_else(|| row.original.clone())
}
