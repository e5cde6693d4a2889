//! The second pass and what follows it: payload, lists, tag files, signatures.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use super::journal::{Authenticator, Journal, Known};
use super::options::Options;
use super::payload::{Copying, Lists};
use super::plan::{self, Rows};
use super::volumes::{Cost, Ruler, Volume};
use super::{evidence, in_place, words};
use crate::bundle::bag_info::{BagInfo, DECLARATION_TEXT, MINOR};
use crate::bundle::layout;
use crate::bundle::list;
use crate::bundle::write::Writer;
use crate::digest::{Digest, Digests};
use crate::error::{Error, ErrorKind, IoContext, Result};
use crate::inventory::{Columns, Table};
use crate::observe::{Observer, Phase, Work};
use crate::path::BundlePath;
use crate::signing::{KeyId, Signer, sign_checked};
use crate::survey::Source;
use crate::transfer::Act;

/// What a tag file is made of.
enum Content {
    Text(Vec<u8>),
    Spooled(PathBuf),
}

/// Writes one bundle.
pub(super) struct Sealing<'a> {
    pub(super) source: &'a dyn Source,
    pub(super) act: &'a Act,
    pub(super) keys: &'a Keys<'a>,
    pub(super) options: &'a Options<'a>,
    /// Where spools lie.
    pub(super) scratch: &'a Path,
    pub(super) journal: &'a Journal<'a>,
    pub(super) observer: &'a dyn Observer,
}

/// The keys that seal, each once.
pub(super) struct Keys<'a>(BTreeMap<KeyId, &'a dyn Signer>);

impl<'a> Keys<'a> {
    pub(super) fn new(keys: &[&'a dyn Signer]) -> Self {
        Keys(keys.iter().map(|key| (key.public_key().key_id(), *key)).collect())
    }

    /// Knows what a run of these keys wrote.
    pub(super) fn authenticator(&self) -> Result<Authenticator> {
        let none = || ErrorKind::Sign { source: "no key was given".into() };
        Authenticator::of(*self.0.values().next().ok_or_else(none)?)
    }

    pub(super) fn signers(&self) -> Vec<&'a dyn Signer> {
        self.0.values().copied().collect()
    }

    pub(super) fn ids(&self) -> Vec<KeyId> {
        self.0.keys().copied().collect()
    }
}

impl Sealing<'_> {
    /// Writes the whole bundle and brings it to the disk; gives its identity,
    /// and how much of it an earlier run had packed.
    pub(super) fn run(
        &self,
        mut writer: Writer,
        volume: &Volume,
        of: u32,
        known: &mut Known,
    ) -> Result<(Digest, Work)> {
        let in_words = self.in_words(volume);
        let in_words = in_words.as_deref();
        let mut tags = Tags::default();
        let info = self.bag_info(volume.number, of, self.oxum(volume));
        tags.add_text(&mut writer, layout::BAG_INFO, info.to_text().as_bytes())?;
        tags.add_text(&mut writer, layout::DECLARATION, DECLARATION_TEXT.as_bytes())?;
        let before = self.payload(&mut writer, volume, in_words, known)?;
        if writer.is_beside() {
            in_place::check_unchanged(self.source, &volume.table, &self.options.limits)?;
        }
        let last = volume.number == of;
        if last {
            self.observer.end(Phase::Pack);
            self.observer.begin(Phase::Seal, None);
        }
        for (path, content) in self.tag_files(volume)? {
            tags.add(&mut writer, &path, &content)?;
        }
        let tag_manifest = tags.manifest(&writer)?;
        for (id, key) in &self.keys.0 {
            let signature = sign_checked(*key, &tag_manifest)
                .map_err(|error| Error::from(ErrorKind::Sign { source: error.into() }))?;
            let place = |extension| format!("{}{id}.{extension}", layout::SIGNATURES);
            add_bytes(&mut writer, &place("pem"), key.public_key().to_pem().as_bytes())?;
            add_bytes(&mut writer, &place("sig"), signature.as_bytes())?;
        }
        add_bytes(&mut writer, layout::TAG_MANIFEST, &tag_manifest)?;
        if last {
            self.observer.end(Phase::Seal);
            self.observer.begin(Phase::Sync, None);
        }
        writer.finish()?;
        if last {
            self.observer.end(Phase::Sync);
        }
        Ok((Digest::sha256(&tag_manifest), before))
    }

    /// What stands for the payload where there is no file.
    fn in_words(&self, volume: &Volume) -> Option<String> {
        (volume.tally.files == 0).then(|| words::act_in_words(self.act))
    }

    /// Files and bytes of the payload, as `Payload-Oxum` counts them.
    pub(super) fn oxum(&self, volume: &Volume) -> (u64, u64) {
        match self.in_words(volume) {
            Some(words) => (1, words.len() as u64),
            None => (volume.tally.files, volume.tally.bytes),
        }
    }

    /// What every volume costs beside payload, inventory and lines of lists.
    pub(super) fn fixed_cost(&self, ruler: Ruler) -> Result<Cost> {
        let most = self.bag_info(u32::MAX, u32::MAX, (u64::MAX, u64::MAX));
        let mut texts = self.texts()?;
        texts.push((layout::BAG_INFO, most.to_text().into_bytes()));
        texts.push((layout::DECLARATION, DECLARATION_TEXT.into()));
        let mut cost = ruler.end_records();
        for (path, text) in &texts {
            cost = cost.plus(ruler.tag_file(path, text.len() as u64));
        }
        for path in [layout::MANIFEST, layout::BLAKE3_LIST] {
            cost = cost.plus(ruler.tag_file_around(path));
        }
        for (id, key) in &self.keys.0 {
            let pem = key.public_key().to_pem().len() as u64;
            cost = cost.plus(ruler.entry(&format!("{}{id}.pem", layout::SIGNATURES), pem));
            cost = cost.plus(ruler.entry(&format!("{}{id}.sig", layout::SIGNATURES), 64));
        }
        let words = words::act_in_words(self.act).len() as u64;
        let path = layout::ACT_IN_WORDS.trim_start_matches(layout::PAYLOAD);
        Ok(cost.plus(ruler.payload(path, words)).plus(ruler.entry(layout::TAG_MANIFEST, 0)))
    }

    fn bag_info(&self, volume: u32, volumes: u32, (files, bytes): (u64, u64)) -> BagInfo {
        BagInfo {
            bagging_date: self.act.sealed_on,
            payload_bytes: bytes,
            payload_files: files,
            // An act that is packed has its id.
            act: self.act.id.unwrap_or_default(),
            issue: self.act.issue,
            volume,
            volumes,
            minor: MINOR,
        }
    }

    fn payload(
        &self,
        writer: &mut Writer,
        volume: &Volume,
        in_words: Option<&str>,
        known: &mut Known,
    ) -> Result<Work> {
        let create = |path: &str| -> Result<BufWriter<File>> {
            let place = self.spool(path);
            let file = File::create(&place).writing(&place)?;
            Ok(BufWriter::with_capacity(256 << 10, file))
        };
        let sha256 = create(layout::MANIFEST)?;
        let blake3 = create(layout::BLAKE3_LIST)?;
        let mut lists = Lists { sha256, blake3 };
        let mut before = Work::default();
        if let Some(words) = in_words {
            let digests = add_bytes(writer, layout::ACT_IN_WORDS, words.as_bytes())?;
            lists.line(layout::ACT_IN_WORDS, &digests).writing(self.scratch)?;
        } else {
            let rows = Rows::open(&volume.table, &self.options.limits)?;
            let planned =
                rows.filter_map(|row| row.and_then(|row| plan::planned(&row)).transpose());
            let copying = Copying {
                source: self.source,
                journal: self.journal,
                volume: volume.number,
                concurrency: self.options.concurrency,
                checkpoint_bytes: self.options.checkpoint_bytes,
                observer: self.observer,
            };
            before = copying.run(planned, writer, &mut lists, known)?;
        }
        lists.finish(self.scratch)?;
        Ok(before)
    }

    /// Where a list is spooled while it grows.
    fn spool(&self, path: &str) -> PathBuf {
        self.scratch.join(path.replace('/', "-"))
    }

    /// The tag files behind the payload, in path order.
    fn tag_files(&self, volume: &Volume) -> Result<Vec<(String, Content)>> {
        let texts = self.texts()?.into_iter();
        let mut files: Vec<(String, Content)> =
            texts.map(|(path, text)| (path.to_owned(), Content::Text(text))).collect();
        let mut add = |path: &str, content| files.push((path.to_owned(), content));
        add(layout::BLAKE3_LIST, Content::Spooled(self.spool(layout::BLAKE3_LIST)));
        add(layout::MANIFEST, Content::Spooled(self.spool(layout::MANIFEST)));
        add(layout::FILES, files_table(&volume.table)?);
        let spooled = volume.spooled.iter().cloned();
        files.extend(spooled.map(|(path, place)| (path, Content::Spooled(place))));
        files.sort_by(|a, b| crate::path::compare(&a.0, &b.0));
        Ok(files)
    }

    /// The tag files that are the same in every volume.
    fn texts(&self) -> Result<Vec<(&'static str, Vec<u8>)>> {
        let mut texts = vec![
            (layout::README, words::readme(&self.keys.ids()).into_bytes()),
            (layout::ACT, self.act.to_json().into_bytes()),
        ];
        if let Some(register) = self.options.register {
            texts.push((layout::UNITS, evidence::units(self.act, register)?));
            if let Some(rows) = evidence::successions(self.act, register)? {
                texts.push((layout::SUCCESSIONS, rows));
            }
        }
        Ok(texts)
    }
}

/// `files.csv` is always there, with its header alone if need be.
fn files_table(table: &Path) -> Result<Content> {
    if table.metadata().reading(table)?.len() > 0 {
        return Ok(Content::Spooled(table.to_path_buf()));
    }
    let names: Vec<_> = Columns::all(Table::Files).names().map(ToOwned::to_owned).collect();
    Ok(Content::Text(format!("{}\n", names.join(",")).into_bytes()))
}

/// The digests of the tag files, for the tag manifest.
#[derive(Default)]
struct Tags(Vec<(String, Digest)>);

impl Tags {
    fn add(&mut self, writer: &mut Writer, path: &str, content: &Content) -> Result<()> {
        let digests = match content {
            Content::Text(text) => return self.add_text(writer, path, text),
            Content::Spooled(place) => writer.add_file(&bundle_path(path)?, place)?,
        };
        self.note(path, &digests);
        Ok(())
    }

    fn add_text(&mut self, writer: &mut Writer, path: &str, text: &[u8]) -> Result<()> {
        let digests = add_bytes(writer, path, text)?;
        self.note(path, &digests);
        Ok(())
    }

    fn note(&mut self, path: &str, digests: &Digests) {
        if let Some(sha256) = digests.sha256 {
            self.0.push((path.to_owned(), sha256));
        }
    }

    fn manifest(&self, writer: &Writer) -> Result<Vec<u8>> {
        let mut text = Vec::new();
        for (path, digest) in &self.0 {
            list::write_line(&mut text, digest, path).writing(writer.target())?;
        }
        Ok(text)
    }
}

fn add_bytes(writer: &mut Writer, path: &str, bytes: &[u8]) -> Result<Digests> {
    writer.add_bytes(&bundle_path(path)?, bytes)
}

/// Paths of tag files are ours and always sound.
fn bundle_path(path: &str) -> Result<BundlePath> {
    BundlePath::new(path).map_err(|error| Error::write(path, std::io::Error::other(error)))
}
