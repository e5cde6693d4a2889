//! The payload: read once, in parallel, held against both lists.

use std::io::Write;

use super::judge::{Have, Judge, Read};
use super::lists::FileRows;
use super::opening::Opened;
use super::outcome::{Checked, Options};
use super::sides::{Blake3, Joined, Sha256, Sides};
use crate::bundle::Bundle;
use crate::bundle::layout::{BLAKE3_LIST, FILES, MANIFEST};
use crate::bundle::write::set_modified;
use crate::concurrency::Gates;
use crate::description::secrecy::Clearances;
use crate::digest::{Algorithms, read_in_turn};
use crate::error::{Error, Result};
use crate::finding::Collector;
use crate::observe::{self, Observer, Phase, Watched, Work};
use crate::pipeline;
use crate::snapshot::Tally;

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
        let gates = options.concurrency.gates();
        let reader = Reader { bundle, have, checked: options.checked, taker, gates, observer };
        let mut judge = Judge::new(have, cleared, found);
        pipeline::ordered(
            options.concurrency,
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
    gates: Gates,
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
        let opened = self.gates.read(|| self.bundle.open_present(present));
        let Ok(reader) = opened else { return Ok(Read::Failed) };
        let phase = self.taker.phase();
        let mut reader = Watched::new(reader, phase, self.observer);
        let mut sink = self.taker.open(joined)?;
        let digests = read_in_turn(&mut reader, buffer, algorithms, &self.gates, |piece| {
            sink.as_mut().map_or(Ok(()), |sink| sink.file.write_all(piece))
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
