//! The payload: read once, in parallel, held against both lists.

use super::batch::Batches;
use super::judge::{Have, Judge};
use super::lists::FileRows;
use super::opening::Opened;
use super::outcome::Options;
use super::reading::{Reader, Scratch};
use super::sides::{Blake3, Joined, Sha256, Sides};
use crate::bundle::layout::{BLAKE3_LIST, FILES, MANIFEST};
use crate::bundle::read::Headers;
use crate::description::secrecy::Clearances;
use crate::error::Result;
use crate::finding::Collector;
use crate::observe::{self, Observer, Phase, Work};
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
    let judged = bundle.with_payload(day, Headers::WithContent, |payload| {
        let sides = Sides::new(payload, sha256, blake3, files.into_iter().flatten());
        let gates = options.concurrency.gates();
        let reader = Reader { bundle, have, checked: options.checked, taker, gates, observer };
        let mut judge = Judge::new(have, cleared, found);
        pipeline::ordered(
            options.concurrency,
            Batches::new(sides),
            Scratch::default,
            |scratch, batch| reader.read(scratch, batch),
            |read| {
                for (joined, read) in read {
                    judge.take(joined, &read);
                }
                observe::check(observer)
            },
        )?;
        Ok(judge.end(opened))
    })?;
    observer.end(taker.phase());
    Ok(judged)
}
