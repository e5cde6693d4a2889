//! The files that are measured on: the same arguments give the same bytes.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use handover_core::digest::Digest;
use handover_core::snapshot::{Content, Name, Record, SnapshotWriter};

use super::draw::Draw;
use super::{Result, city, lists};

/// Raised when a recipe gives other bytes, so that old corpora are made anew.
const EDITION: u32 = 1;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Corpus {
    /// Its folder, and the variable of command lines.
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) entries: u64,
    /// Mean bytes of a file.
    pub(crate) size: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Like scans: 95 % incompressible, in the shell of a PDF.
    Scans,
    /// Small texts like XML.
    Texts,
    /// Large files of incompressible bytes.
    Large,
    /// No files: two surveys (`a.survey`, `b.survey`) of entries that never
    /// were, and the same as sorted text (`a.txt`, `b.txt`). Of 10,000
    /// entries, in the second 10 have other bytes, 5 are gone and 5 are new.
    Lists,
    /// No files: `list.csv`, a row a document with its dossier repeated, as
    /// provinces want it.
    Sheet,
    /// The same as `list.xlsx`, its texts shared as Excel does.
    Book,
    /// No files: inventories of 500 units, as they are when a plan is made
    /// (`before`) and some weeks later (`after`).
    City,
}

const fn corpus(name: &'static str, kind: Kind, entries: u64, size: u64) -> Corpus {
    Corpus { name, kind, entries, size }
}

pub(crate) const A: Corpus = corpus("A", Kind::Scans, 20_000, 100_000);
pub(crate) const B: Corpus = corpus("B", Kind::Texts, 200_000, 2_000);
pub(crate) const G: Corpus = corpus("G", Kind::Large, 4, 1_000_000_000);
pub(crate) const TEN: Corpus = corpus("TEN", Kind::Texts, 10, 2_000);
pub(crate) const M50K: Corpus = corpus("M50K", Kind::Texts, 50_000, 1_000);
pub(crate) const M: Corpus = corpus("M", Kind::Texts, 1_000_000, 1_000);
pub(crate) const N10K: Corpus = corpus("N10K", Kind::Lists, 10_000, 0);
pub(crate) const N100K: Corpus = corpus("N100K", Kind::Lists, 100_000, 0);
pub(crate) const N1M: Corpus = corpus("N1M", Kind::Lists, 1_000_000, 0);
pub(crate) const N10M: Corpus = corpus("N10M", Kind::Lists, 10_000_000, 0);

pub(crate) const L100K: Corpus = corpus("L100K", Kind::Sheet, 100_000, 150);
pub(crate) const L1M: Corpus = corpus("L1M", Kind::Sheet, 1_000_000, 150);
pub(crate) const L2M: Corpus = corpus("L2M", Kind::Sheet, 2_000_000, 150);
pub(crate) const C50K: Corpus = corpus("C50K", Kind::City, 50_000, 80);
pub(crate) const C500K: Corpus = corpus("C500K", Kind::City, 500_000, 80);
pub(crate) const C5M: Corpus = corpus("C5M", Kind::City, 5_000_000, 80);
pub(crate) const X: Corpus = corpus("X", Kind::Book, 200_000, 40);

impl Corpus {
    /// The n-th part of it; large files become smaller, not fewer.
    pub(crate) fn part(mut self, part: u64) -> Self {
        if self.kind == Kind::Large {
            self.size /= part;
        } else {
            self.entries = (self.entries / part).max(self.entries.min(10));
        }
        self
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.entries * self.size
    }

    /// Makes it below `root` unless it is there; where it lies.
    pub(crate) fn make(&self, root: &Path) -> Result<PathBuf> {
        let home = root.join(self.name);
        let (files, done) = (home.join("files"), home.join("done"));
        let recipe = format!("{EDITION} {self:?}\n");
        if fs::read_to_string(&done).is_ok_and(|made| made == recipe) {
            return Ok(files);
        }
        eprintln!("making corpus {}: {} entries", self.name, self.entries);
        if home.exists() {
            fs::remove_dir_all(&home)?;
        }
        fs::create_dir_all(&files)?;
        match self.kind {
            Kind::Scans => {
                self.fill(&files, &|number, draw, page| scan(number, self.size, draw, page))?;
            }
            Kind::Texts => {
                self.fill(&files, &|number, draw, page| text(number, self.size, draw, page))?;
            }
            Kind::Large => self.large(&files)?,
            Kind::Lists => self.lists(&files)?,
            Kind::Sheet => lists::sheet(&files.join("list.csv"), self.entries)?,
            Kind::City => {
                city::write(&files.join("before"), UNITS, self.entries, 20)?;
                city::write(&files.join("after"), UNITS, self.entries, 35)?;
            }
            Kind::Book => lists::book(&files.join("list.xlsx"), self.entries)?,
        }
        fs::write(done, recipe)?;
        Ok(files)
    }

    /// Writes every file with as many threads as there are cores.
    fn fill(
        &self,
        files: &Path,
        draw: &(dyn Fn(u64, &mut Draw, &mut Vec<u8>) + Sync),
    ) -> Result<()> {
        let next = AtomicU64::new(0);
        let folders = self.entries.div_ceil(PER_FOLDER);
        let work = || -> std::io::Result<()> {
            let mut page = Vec::new();
            loop {
                let folder = next.fetch_add(1, Ordering::Relaxed);
                if folder >= folders {
                    return Ok(());
                }
                let place = files.join(format!("phong{:03}/{folder:06}", folder / 50));
                fs::create_dir_all(&place)?;
                for number in folder * PER_FOLDER..self.entries.min((folder + 1) * PER_FOLDER) {
                    page.clear();
                    draw(number, &mut Draw::new(number), &mut page);
                    let end = if self.kind == Kind::Scans { "pdf" } else { "xml" };
                    fs::write(place.join(format!("{:03}.{end}", number % PER_FOLDER)), &page)?;
                }
            }
        };
        let threads = std::thread::available_parallelism()?.get();
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            threads.into_iter().try_for_each(|thread| match thread.join() {
                Ok(done) => done.map_err(Into::into),
                Err(_) => Err("a thread that makes files gave up".into()),
            })
        })
    }

    fn large(&self, files: &Path) -> Result<()> {
        let mut block = vec![0; 1 << 20];
        for number in 0..self.entries {
            let mut draw = Draw::new(1_000_003 + number);
            let mut file = File::create(files.join(format!("ban-do-{number}.tif")))?;
            let mut left = usize::try_from(self.size)?;
            while left > 0 {
                let piece = left.min(block.len());
                draw.fill(&mut block[..piece]);
                file.write_all(&block[..piece])?;
                left -= piece;
            }
        }
        Ok(())
    }

    fn lists(&self, files: &Path) -> Result<()> {
        for (name, edited) in [("a", false), ("b", true)] {
            let mut survey = SnapshotWriter::create(&files.join(format!("{name}.survey")))?;
            let mut text = BufWriter::new(File::create(files.join(format!("{name}.txt")))?);
            for number in 0..self.entries {
                let place = number % 10_000;
                if edited && (100..105).contains(&place) {
                    continue;
                }
                let changed = edited && (500..510).contains(&place);
                let added = edited && (900..905).contains(&place);
                for (end, version) in [("pdf", u8::from(changed)), ("tif", 2)] {
                    if end == "pdf" || added {
                        let path = format!(
                            "phong{:04}/{:08}/{:03}.{end}",
                            number / 1_000_000,
                            number / PER_FOLDER,
                            number % PER_FOLDER,
                        );
                        let digest = Digest::sha256(format!("{number} {version}").as_bytes());
                        let size = Draw::new(number).between(40_000, 340_000);
                        writeln!(text, "{path}\t{size}\t{digest}")?;
                        let content = Content { size, sha256: digest, blake3: digest };
                        let file = Some(content);
                        let name = Name::Path(path);
                        let (stamp, taken_over) = (None, false);
                        survey.push(&Record { name, file, modified: 0, stamp, taken_over })?;
                    }
                }
            }
            text.flush()?;
            survey.finish()?;
        }
        Ok(())
    }
}

/// Units of a city.
const UNITS: u64 = 500;
/// Files in one folder: a dossier.
const PER_FOLDER: u64 = 100;

fn scan(number: u64, mean: u64, draw: &mut Draw, page: &mut Vec<u8>) {
    let size = size_about(mean, 40, draw);
    page.extend_from_slice(b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
    let filler = format!("%% scan filler line, page {}\n", number % 300);
    page.extend(filler.bytes().cycle().take(size / 20));
    let begin = page.len();
    page.resize(size.max(begin + 1), 0);
    draw.fill(&mut page[begin..]);
    page.extend_from_slice(b"\nendstream endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n");
}

fn text(number: u64, mean: u64, draw: &mut Draw, page: &mut Vec<u8>) {
    let size = size_about(mean, 70, draw);
    let row = format!("<field n='{number}' v='{:016x}'/>\n", draw.next());
    page.extend(row.bytes().cycle().take(size));
}

/// Bytes around the mean, at most so many per cent away from it.
fn size_about(mean: u64, per_cent: u64, draw: &mut Draw) -> usize {
    let away = mean * per_cent / 100;
    usize::try_from(draw.between(mean - away, mean + away)).unwrap_or(usize::MAX)
}
