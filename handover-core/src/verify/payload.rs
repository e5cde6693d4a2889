//! The payload: read once, in parallel, held against both lists.

use super::batch::Batches;
use super::journal::{Binding, Book, Resume};
use super::judge::{Have, Judge};
use super::lists::FileRows;
use super::opening::Opened;
use super::outcome::{Options, Resumed};
use super::reading::{Reader, Scratch};
use super::sides::{Blake3, Joined, Sha256, Sides};
use crate::bundle::Bundle;
use crate::bundle::layout::{BLAKE3_LIST, FILES, MANIFEST};
use crate::bundle::read::Headers;
use crate::description::secrecy::Clearances;
use crate::digest::Digest;
use crate::durable;
use crate::error::Result;
use crate::finding::Collector;
use crate::observe::{Observer, Phase, Work};
use crate::pipeline;
use crate::snapshot::Tally;

/// Somebody who takes the payload while it is checked.
pub(crate) trait Taker: Sync {
    /// The phase that the observer is told of.
    fn phase(&self) -> Phase;

    /// Whether a file may be left out that a journal vouches for.
    fn may_skip(&self) -> bool {
        false
    }

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

    fn may_skip(&self) -> bool {
        true
    }

    fn open(&self, _: &Joined) -> Result<Option<Sink>> {
        Ok(None)
    }
}

/// What was there, and what of it a journal vouched for.
pub(crate) struct Seen {
    pub(crate) payload: Tally,
    pub(crate) resumed: Option<Resumed>,
}

impl Seen {
    /// All of it was read.
    pub(super) fn all(payload: Tally) -> Self {
        Seen { payload, resumed: None }
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
) -> Result<Seen> {
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
    let mut keeper = match opened.digest {
        // Without both lists the files have other ordinals.
        Some(digest) if taker.may_skip() && have.sha256 && have.blake3 => {
            Keeper::open(bundle, digest, options)?
        }
        _ => Keeper::default(),
    };
    let total =
        opened.info.map(|info| Work { entries: info.payload_files, bytes: info.payload_bytes });
    observer.begin(taker.phase(), total);
    let day = opened.act.as_ref().map(|act| act.sealed_on);
    let Keeper { book, resume, resumed } = &mut keeper;
    let judged = bundle.with_payload(day, Headers::WithContent, |payload| {
        let mut sides = Sides::new(payload, sha256, blake3, files.into_iter().flatten());
        let sides = std::iter::from_fn(|| match resume {
            Some(resume) => resume.next(&mut sides),
            None => sides.next(),
        });
        let gates = options.concurrency.gates();
        let reader = Reader { bundle, have, checked: options.checked, taker, gates, observer };
        let mut judge = Judge::new(have, cleared, found);
        let read = pipeline::ordered(
            options.concurrency,
            Batches::new(sides),
            Scratch::default,
            |scratch, batch| reader.read(scratch, batch),
            |read| {
                for (joined, read) in read {
                    count_taken(&joined, resumed);
                    let stamp = joined.stamp;
                    let sound = judge.take(joined, &read);
                    if let (Some(book), Some(stamp), true) = (book.as_mut(), stamp, sound) {
                        book.sound(&stamp)?;
                    }
                }
                // Whether to stop is asked by whoever reads: what is done counts.
                book.as_mut().map_or(Ok(()), Book::keep_up)
            },
        );
        // However it ended: what was done is done.
        let kept = book.as_mut().map_or(Ok(()), Book::sync);
        read?;
        kept?;
        Ok(judge.end(opened))
    })?;
    observer.end(taker.phase());
    Ok(Seen { payload: judged, resumed: keeper.resumed })
}

/// The journal of this run, if one is kept.
#[derive(Default)]
struct Keeper<'o> {
    book: Option<Book<'o>>,
    resume: Option<Resume>,
    resumed: Option<Resumed>,
}

impl<'o> Keeper<'o> {
    fn open(bundle: &Bundle, digest: Digest, options: &'o Options<'_>) -> Result<Self> {
        let Some(journal) = &options.journal else { return Ok(Keeper::default()) };
        let zip = bundle.file_state();
        if bundle.is_folder() {
            durable::refuse_inside(&journal.path, bundle.path())?;
        } else if zip.is_none() {
            return Ok(Keeper::default());
        }
        let binding = Binding { bundle: digest, checked: options.checked, zip };
        let (book, begun, resume) = Resume::open(&journal.path, &binding, journal.clock)?;
        let resumed = Some(Resumed { begun, files: 0, bytes: 0 });
        Ok(Keeper { book: Some(book), resume: Some(resume), resumed })
    }
}

fn count_taken(joined: &Joined, resumed: &mut Option<Resumed>) {
    if let (true, Some(present), Some(resumed)) = (joined.taken, &joined.present, resumed) {
        resumed.files += 1;
        resumed.bytes = resumed.bytes.saturating_add(present.size);
    }
}
