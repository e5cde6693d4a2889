//! The first stage: seal, tag files, act. What later steps may rely on.

use std::collections::BTreeMap;
use std::io::{BufReader, Read};

use super::binding::{self, Answer, Bound};
use super::judge::veiled;
use super::outcome::{Seal, Trust};
use super::{signatures, tags};
use crate::bundle::Bundle;
use crate::bundle::bag_info::{self, BagInfo, DECLARATION_TEXT, Unusable};
use crate::bundle::layout;
use crate::bundle::list::ListReader;
use crate::bundle::read::Headers;
use crate::description::secrecy::Clearances;
use crate::digest::{Digest, Unchanged};
use crate::error::{ErrorKind, Result};
use crate::finding::{Code, Collector, Finding, Location};
use crate::limits::Limits;
use crate::transfer::{Act, NotAnAct};

/// A bundle whose envelope was looked at.
#[derive(Debug)]
pub(crate) struct Opened<'b> {
    pub(crate) bundle: &'b Bundle,
    pub(crate) kind: Kind,
    pub(crate) digest: Option<Digest>,
    pub(crate) seals: Vec<Seal>,
    pub(crate) info: Option<BagInfo>,
    pub(crate) act: Option<Act>,
    /// What a trust list says of the seals.
    pub(super) binding: Answer,
    limits: Limits,
    /// Tag files whose digest has matched, and that digest (SHA-256).
    sound: BTreeMap<String, Digest>,
}

/// Whose bag it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One of ours, sealed or with its seal stripped.
    Ours,
    /// A bag of another tool.
    Foreign,
    /// Of a version that this program does not know.
    Newer,
    /// No bag at all.
    NotABag,
}

type Lines<'b> = ListReader<BufReader<Box<dyn Read + Send + 'b>>>;

impl<'b> Opened<'b> {
    /// The digest of the act's file, if it is the one that was sealed.
    pub(crate) fn act_digest(&self) -> Option<Digest> {
        self.tag_digest(layout::ACT)
    }

    /// The digest of a tag file, if it is the one that was sealed.
    pub(crate) fn tag_digest(&self, path: &str) -> Option<Digest> {
        self.sound.get(path).copied()
    }

    /// Whether it is the whole transfer and no volume of several.
    pub(crate) fn is_alone(&self) -> bool {
        self.info.is_none_or(|info| info.volumes == 1)
    }

    /// A list whose digest has matched, line by line.
    pub(crate) fn list(&self, path: &str) -> Result<Option<Lines<'b>>> {
        let reader = self.tag(path)?;
        Ok(reader.map(|reader| {
            let reader = BufReader::with_capacity(256 << 10, reader);
            ListReader::new(reader, path, self.limits.line_bytes)
        }))
    }

    /// A tag file whose digest has matched; its end is an error if it is
    /// another file by now.
    pub(crate) fn tag(&self, path: &str) -> Result<Option<Box<dyn Read + Send + 'b>>> {
        let Some(wanted) = self.sound.get(path) else { return Ok(None) };
        let reader = self.bundle.open_tag(path);
        let reader = reader.map_err(|error| self.bundle.read_error(path, error))?;
        Ok(reader.map(|reader| Box::new(Unchanged::new(reader, *wanted)) as _))
    }
}

/// Looks at the envelope of `bundle`.
pub(crate) fn open<'b>(
    bundle: &'b Bundle,
    trust: &Trust,
    limits: &Limits,
    found: &mut Collector<'_>,
) -> Result<Opened<'b>> {
    let mut opened = Opened {
        bundle,
        kind: kind_of(bundle, limits),
        digest: None,
        seals: Vec::new(),
        info: None,
        act: None,
        binding: Answer::default(),
        limits: *limits,
        sound: BTreeMap::new(),
    };
    match opened.kind {
        Kind::NotABag => {
            let before = found.report().counts;
            tell_container(bundle, found)?;
            // Where the container hides the files, its findings are the answer.
            if found.report().counts == before {
                found.at(Code::BagMissing, Location::file(layout::DECLARATION));
            }
            return Ok(opened);
        }
        Kind::Foreign => return Ok(opened),
        Kind::Ours | Kind::Newer => {}
    }
    for stray in bundle.strays() {
        found.add(veiled(stray.clone(), &Clearances::default()));
    }
    // Lines of paths, one for each tag file.
    let limit = limits.tag_files as u64 * limits.line_bytes as u64;
    let tag_manifest = bundle.read_tag(layout::TAG_MANIFEST, limit)?;
    opened.digest = tag_manifest.as_deref().map(Digest::sha256);
    opened.seals = signatures::check(bundle, tag_manifest.as_deref(), trust, limits, found)?;
    let Some(tag_manifest) = tag_manifest else {
        found.at(Code::TagMissing, Location::file(layout::TAG_MANIFEST));
        return Ok(opened);
    };
    opened.sound = tags::check(bundle, &tag_manifest, limits, found)?;
    opened.read_declaration(found)?;
    opened.read_act(found)?;
    opened.bind(trust, found);
    Ok(opened)
}

/// A first look at names alone, and at the line that claims a version.
fn kind_of(bundle: &Bundle, limits: &Limits) -> Kind {
    let tags = bundle.tags();
    let has = |start: &str| tags.iter().any(|(path, _)| path.starts_with(start));
    let info = match bundle.read_tag(layout::BAG_INFO, limits.small_file_bytes) {
        Ok(info) => info.unwrap_or_default(),
        // A bag of another tool may carry a long one; ours never does.
        Err(_) => Vec::new(),
    };
    let info = String::from_utf8_lossy(&info);
    let version = bag_info::format_version(&info);
    let marked = version.is_some() || has(layout::HANDOVER) || has(layout::SIGNATURES);
    let declared = tags.iter().any(|(path, _)| *path == layout::DECLARATION);
    match (declared, marked) {
        (false, _) => Kind::NotABag,
        (true, true) => Kind::Ours,
        (true, false) => Kind::Foreign,
    }
}

/// What is wrong with a ZIP in which `bagit.txt` cannot be reached.
fn tell_container(bundle: &Bundle, found: &mut Collector<'_>) -> Result<()> {
    if bundle.is_folder() {
        return Ok(());
    }
    bundle.with_payload(None, Headers::Now, |items| {
        for item in items {
            for finding in item?.findings {
                found.add(veiled(finding, &Clearances::default()));
            }
        }
        Ok(())
    })
}

impl Opened<'_> {
    /// Judges the seals by a trust list, now that it is known who gives.
    fn bind(&mut self, trust: &Trust, found: &mut Collector<'_>) {
        let (Some(list), Some(act)) = (trust.list(), &self.act) else { return };
        let place = |key| Location::file(format!("{}{key}.sig", layout::SIGNATURES));
        let bound = Bound { act, digest: self.digest, place: &place };
        self.binding = binding::bind(&bound, &mut self.seals, list, found);
        list.judge_list(found);
    }

    fn text(&self, path: &str, limit: u64) -> Result<Option<String>> {
        let Some(wanted) = self.sound.get(path) else { return Ok(None) };
        let bytes = self.bundle.read_tag(path, limit)?;
        if bytes.as_deref().map(Digest::sha256) != Some(*wanted) {
            return Err(ErrorKind::Changed { path: self.bundle.path().join(path) }.into());
        }
        // What is no UTF-8 is no text of ours, whatever it might be mended to.
        Ok(bytes.map(|bytes| String::from_utf8(bytes).unwrap_or_default()))
    }

    fn read_declaration(&mut self, found: &mut Collector<'_>) -> Result<()> {
        let limit = self.limits.small_file_bytes;
        if let Some(text) = self.text(layout::DECLARATION, limit)?
            && text != DECLARATION_TEXT
        {
            found.at(Code::BagDeclaration, Location::file(layout::DECLARATION));
        }
        let Some(text) = self.text(layout::BAG_INFO, limit)? else { return Ok(()) };
        let location = Location::file(layout::BAG_INFO);
        match BagInfo::parse(&text) {
            Ok(info) => self.info = Some(info),
            Err(Unusable::Malformed) => found.at(Code::BagInfo, location),
            Err(Unusable::Newer) => {
                let version = bag_info::format_version(&text).unwrap_or_default().to_owned();
                found.add(Finding::new(Code::BagNewerVersion, location).with("version", version));
                self.kind = Kind::Newer;
            }
        }
        Ok(())
    }

    fn read_act(&mut self, found: &mut Collector<'_>) -> Result<()> {
        if self.kind == Kind::Newer {
            return Ok(());
        }
        let Some(text) = self.text(layout::ACT, self.limits.act_bytes)? else { return Ok(()) };
        let location = Location::file(layout::ACT);
        let act = match Act::from_json(&text) {
            Ok(act) => act,
            Err(NotAnAct::Newer) => {
                found.at(Code::BagNewerVersion, location);
                self.kind = Kind::Newer;
                return Ok(());
            }
            Err(error) => {
                let finding = Finding::new(Code::ActMalformed, location);
                found.add(finding.with("problem", error.to_string()));
                return Ok(());
            }
        };
        if let Some(info) = &self.info {
            let same = Some(info.act) == act.id && info.issue == act.issue;
            if !same {
                found.at(Code::BagOtherPacking, Location::file(layout::BAG_INFO));
            } else if info.bagging_date != act.sealed_on {
                found.at(Code::BagInfo, Location::file(layout::BAG_INFO));
            }
        }
        self.act = Some(act);
        Ok(())
    }
}
