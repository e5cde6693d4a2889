//! Whose seal counts, and where that was learned.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use handover_core::signing::{PublicKey, SignedReceipt, SignedTrustList, Witnessed};
use handover_core::verify::{ListTrust, Trust};

use crate::args::KnownSigner;
use crate::context::Context;
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::Arguments;
use crate::{keys, text_file};

/// What the caller trusts.
pub(crate) struct Trusted {
    pub(crate) trust: Trust,
    /// The file that the trust rests on, links resolved: a key, or the root of
    /// a list, which proves the list wherever that one lies.
    file: Option<PathBuf>,
}

/// What a file of trust is held against.
pub(crate) struct Against<'a> {
    /// Who signs lists, as it was typed.
    pub(crate) root: Option<&'a str>,
    /// Texts of those who saw the seals.
    pub(crate) witness: &'a [PathBuf],
    /// The day of judging.
    pub(crate) on: NaiveDate,
    /// The bundles, which no trust may come from.
    pub(crate) bundles: &'a [PathBuf],
}

impl Trusted {
    /// Reads `--trust`, with `--root` and `--witness`, or `--fingerprint`.
    pub(crate) fn of(
        known: &KnownSigner,
        witness: &[PathBuf],
        bundles: &[PathBuf],
        context: &Context<'_>,
    ) -> Result<Self, Failure> {
        if let Some(text) = &known.fingerprint {
            return Self::fingerprint(text);
        }
        let Some(path) = &known.trust else { return Ok(Self { trust: Trust::Nobody, file: None }) };
        let against = Against {
            root: known.root.as_deref(),
            witness,
            on: known.date.unwrap_or(context.today),
            bundles,
        };
        Self::file(path, &against, context)
    }

    /// The key whose fingerprint was typed from the signed paper.
    pub(crate) fn fingerprint(text: &str) -> Result<Self, Failure> {
        Ok(Self { trust: Trust::Fingerprint(keys::typed(text)?), file: None })
    }

    /// The key, or the list, in a file. One that lies inside a bundle travelled
    /// with it and proves nothing: it is refused.
    pub(crate) fn file(
        path: &Path,
        against: &Against<'_>,
        context: &Context<'_>,
    ) -> Result<Self, Failure> {
        refuse_inside(path, against.bundles)?;
        if keys::is_list(&text_file::read(path)?) {
            return Self::by_list(keys::list(path)?, against, context);
        }
        let key: PublicKey = keys::public(path, context)?;
        if against.root.is_some() || !against.witness.is_empty() {
            let arguments = Arguments::new().path("path", path);
            return Err(Refusal::new("verify-no-list", exit::USAGE).with(arguments).into());
        }
        Ok(Self { trust: Trust::Key(key), file: path.canonicalize().ok() })
    }

    fn by_list(
        list: SignedTrustList,
        against: &Against<'_>,
        context: &Context<'_>,
    ) -> Result<Self, Failure> {
        let root = against.root.map(|root| keys::named(root, context)).transpose()?;
        let file = root.as_ref().and_then(|root| root.file.as_deref());
        if let Some(file) = file {
            refuse_inside(file, against.bundles)?;
        }
        let file = file.and_then(|file| file.canonicalize().ok());
        let mut seen: Vec<Witnessed> = Vec::new();
        for path in against.witness {
            seen.extend(keys::witnessed(path)?);
        }
        let list = ListTrust::new(list, root.map(|root| root.key), against.on);
        Ok(Self { trust: Trust::List(Box::new(list.witnessed_by(seen))), file })
    }

    /// The same; a list that is older than those which these receipts were
    /// given by is told.
    pub(crate) fn after_receipts(self, receipts: &[SignedReceipt]) -> Self {
        let trust = match self.trust {
            Trust::List(list) => Trust::List(Box::new(list.after_receipts(receipts))),
            other => other,
        };
        Self { trust, ..self }
    }

    /// Whether what the trust rests on may have travelled with this bundle.
    pub(crate) fn lies_beside(&self, bundle: &Path) -> bool {
        let bundle = bundle.canonicalize().ok();
        let parents = self.file.as_deref().and_then(Path::parent);
        parents.is_some_and(|parent| bundle.as_deref().and_then(Path::parent) == Some(parent))
    }
}

fn refuse_inside(path: &Path, bundles: &[PathBuf]) -> Result<(), Failure> {
    let file = path.canonicalize().ok();
    let inside = |bundle: &&PathBuf| {
        let bundle = bundle.canonicalize().ok();
        file.as_ref().zip(bundle).is_some_and(|(file, bundle)| file.starts_with(bundle))
    };
    // Another copy of the bundle, unpacked by some other tool, is no better.
    let copied = file.as_deref().and_then(bundle_around);
    let Some(bundle) = bundles.iter().find(inside).cloned().or(copied) else { return Ok(()) };
    let arguments = Arguments::new().path("path", path).path("bundle", &bundle);
    Err(Refusal::new("verify-trust-inside", exit::NO).with(arguments).into())
}

/// The bundle that a file stands in, if any.
fn bundle_around(file: &Path) -> Option<PathBuf> {
    let marks = ["bagit.txt", "tagmanifest-sha256.txt"];
    let is_bundle = |folder: &&Path| marks.iter().all(|mark| folder.join(mark).is_file());
    file.ancestors().skip(1).find(is_bundle).map(Path::to_owned)
}
