//! The second pass and what follows it: payload, lists, tag files, signatures.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use super::copy::{self, Lists};
use super::options::Options;
use super::plan::{self, Rows};
use super::tables::Spooled;
use super::{evidence, words};
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
use crate::snapshot::Tally;
use crate::survey::Source;
use crate::transfer::Act;

/// What a tag file is made of.
enum Content {
    Text(Vec<u8>),
    Spooled(PathBuf),
}

pub(super) struct Sealing<'a> {
    pub(super) source: &'a dyn Source,
    pub(super) act: &'a Act,
    pub(super) keys: &'a [&'a dyn Signer],
    pub(super) options: &'a Options<'a>,
    pub(super) work: &'a Path,
    /// `files.csv`, spooled: the plan.
    pub(super) table: &'a Path,
    pub(super) observer: &'a dyn Observer,
}

impl Sealing<'_> {
    /// Writes the whole bundle and gives it its name.
    pub(super) fn run(
        &self,
        mut writer: Writer,
        tally: Tally,
        spooled: Vec<Spooled>,
    ) -> Result<(Digest, Vec<KeyId>)> {
        let in_words = (tally.files == 0).then(|| words::act_in_words(self.act));
        let mut keys: BTreeMap<KeyId, &dyn Signer> = BTreeMap::new();
        for key in self.keys {
            keys.insert(key.public_key().key_id(), *key);
        }
        if keys.is_empty() {
            return Err(ErrorKind::Sign { source: "no key was given".into() }.into());
        }
        let ids: Vec<_> = keys.keys().copied().collect();
        self.refuse_small_disk(writer.target(), tally)?;

        let mut tags = Tags::default();
        let info = self.bag_info(tally, in_words.as_deref());
        tags.add_text(&mut writer, layout::BAG_INFO, info.to_text().as_bytes())?;
        tags.add_text(&mut writer, layout::DECLARATION, DECLARATION_TEXT.as_bytes())?;

        self.observer.begin(Phase::Pack, Some(Work { entries: tally.files, bytes: tally.bytes }));
        self.payload(&mut writer, in_words.as_deref())?;
        self.observer.end(Phase::Pack);

        self.observer.begin(Phase::Seal, None);
        for (path, content) in self.tag_files(&ids, spooled)? {
            tags.add(&mut writer, &path, &content)?;
        }
        let tag_manifest = tags.manifest(&writer)?;
        for (id, key) in &keys {
            let signature = sign_checked(*key, &tag_manifest)
                .map_err(|error| Error::from(ErrorKind::Sign { source: error.into() }))?;
            let place = |extension| format!("{}{id}.{extension}", layout::SIGNATURES);
            add_bytes(&mut writer, &place("pem"), key.public_key().to_pem().as_bytes())?;
            add_bytes(&mut writer, &place("sig"), signature.as_bytes())?;
        }
        add_bytes(&mut writer, layout::TAG_MANIFEST, &tag_manifest)?;
        self.observer.end(Phase::Seal);

        self.observer.begin(Phase::Sync, None);
        writer.finish()?;
        self.observer.end(Phase::Sync);
        Ok((Digest::sha256(&tag_manifest), ids))
    }

    fn bag_info(&self, tally: Tally, in_words: Option<&str>) -> BagInfo {
        BagInfo {
            bagging_date: self.act.sealed_on,
            payload_bytes: in_words.map_or(tally.bytes, |words| words.len() as u64),
            payload_files: if in_words.is_some() { 1 } else { tally.files },
            // An act that is packed has its id.
            act: self.act.id.unwrap_or_default(),
            issue: self.act.issue,
            volume: 1,
            volumes: 1,
            minor: MINOR,
        }
    }

    fn payload(&self, writer: &mut Writer, in_words: Option<&str>) -> Result<()> {
        let create = |path: &str| -> Result<BufWriter<File>> {
            let place = self.spool(path);
            let file = File::create_new(&place).writing(&place)?;
            Ok(BufWriter::with_capacity(256 << 10, file))
        };
        let sha256 = create(layout::MANIFEST)?;
        let blake3 = create(layout::BLAKE3_LIST)?;
        let mut lists = Lists { sha256, blake3 };
        if let Some(words) = in_words {
            let digests = add_bytes(writer, layout::ACT_IN_WORDS, words.as_bytes())?;
            lists.line(layout::ACT_IN_WORDS, &digests).writing(self.work)?;
        } else {
            let rows = Rows::open(self.table, &self.options.limits)?;
            let planned =
                rows.filter_map(|row| row.and_then(|row| plan::planned(&row)).transpose());
            copy::copy_all(
                planned,
                self.source,
                writer,
                &mut lists,
                self.options.concurrency,
                self.observer,
            )?;
        }
        lists.finish(self.work)
    }

    /// Where a list is spooled while it grows.
    fn spool(&self, path: &str) -> PathBuf {
        self.work.join(path.replace('/', "-"))
    }

    /// The tag files behind the payload, in path order.
    fn tag_files(&self, keys: &[KeyId], spooled: Vec<Spooled>) -> Result<Vec<(String, Content)>> {
        let mut files: Vec<(String, Content)> = Vec::new();
        let mut add = |path: &str, content| files.push((path.to_owned(), content));
        add(layout::README, Content::Text(words::readme(keys).into_bytes()));
        add(layout::ACT, Content::Text(self.act.to_json().into_bytes()));
        add(layout::BLAKE3_LIST, Content::Spooled(self.spool(layout::BLAKE3_LIST)));
        add(layout::MANIFEST, Content::Spooled(self.spool(layout::MANIFEST)));
        add(layout::FILES, self.files_table()?);
        if let Some(register) = self.options.register {
            add(layout::UNITS, Content::Text(evidence::units(self.act, register)?));
            if let Some(rows) = evidence::successions(self.act, register)? {
                add(layout::SUCCESSIONS, Content::Text(rows));
            }
        }
        files.extend(spooled.into_iter().map(|(path, place)| (path, Content::Spooled(place))));
        files.sort_by(|a, b| crate::path::compare(&a.0, &b.0));
        Ok(files)
    }

    /// `files.csv` is always there, with its header alone if need be.
    fn files_table(&self) -> Result<Content> {
        if self.table.metadata().reading(self.table)?.len() > 0 {
            return Ok(Content::Spooled(self.table.to_path_buf()));
        }
        let names: Vec<_> = Columns::all(Table::Files).names().map(ToOwned::to_owned).collect();
        Ok(Content::Text(format!("{}\n", names.join(",")).into_bytes()))
    }

    /// Says at once what would only show after hours.
    fn refuse_small_disk(&self, target: &Path, tally: Tally) -> Result<()> {
        // Headers, lists and rows take about a KiB for each file.
        let needed = tally.bytes.saturating_add((tally.files + 1024) * 1024);
        match fs4::available_space(self.work) {
            Ok(free) if free < needed => {
                let path = target.to_path_buf();
                Err(ErrorKind::DiskFull { path, needed: Some(needed - free) }.into())
            }
            // A disk that cannot say is found out by writing.
            _ => Ok(()),
        }
    }
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
