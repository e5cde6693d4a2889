//! Whose seal counts, and where that was learned.

use std::path::{Path, PathBuf};

use handover_core::verify::Trust;

use crate::args::VerifyArgs;
use crate::context::Context;
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::keys;
use crate::locale::Arguments;

/// What the caller trusts.
pub(crate) struct Trusted {
    pub(crate) trust: Trust,
    /// The trust file, links resolved.
    file: Option<PathBuf>,
}

impl Trusted {
    /// Reads `--trust` or `--fingerprint`. A file that lies inside a bundle
    /// travelled with it and proves nothing: it is refused.
    pub(super) fn of(args: &VerifyArgs, context: &Context<'_>) -> Result<Self, Failure> {
        if let Some(text) = &args.fingerprint {
            return Self::fingerprint(text);
        }
        let Some(path) = &args.trust else { return Ok(Self { trust: Trust::Nobody, file: None }) };
        Self::file(path, &args.bundle, context)
    }

    /// The key whose fingerprint was typed from the signed paper.
    pub(crate) fn fingerprint(text: &str) -> Result<Self, Failure> {
        Ok(Self { trust: Trust::Fingerprint(keys::typed(text)?), file: None })
    }

    /// The key in a file, which must not lie in one of the bundles.
    pub(crate) fn file(
        path: &Path,
        bundles: &[PathBuf],
        context: &Context<'_>,
    ) -> Result<Self, Failure> {
        let file = path.canonicalize().ok();
        let inside = |bundle: &&PathBuf| {
            let bundle = bundle.canonicalize().ok();
            file.as_ref().zip(bundle).is_some_and(|(file, bundle)| file.starts_with(bundle))
        };
        // Another copy of the bundle, unpacked by some other tool, is no better.
        let copied = file.as_deref().and_then(bundle_around);
        let bundle = bundles.iter().find(inside).cloned().or(copied);
        if let Some(bundle) = bundle {
            let arguments = Arguments::new().path("path", path).path("bundle", &bundle);
            return Err(Refusal::new("verify-trust-inside", exit::NO).with(arguments).into());
        }
        Ok(Self { trust: Trust::Key(keys::public(path, context)?), file })
    }

    /// Whether the trust file may have travelled with this bundle.
    pub(crate) fn lies_beside(&self, bundle: &Path) -> bool {
        let bundle = bundle.canonicalize().ok();
        let parents = self.file.as_deref().and_then(Path::parent);
        parents.is_some_and(|parent| bundle.as_deref().and_then(Path::parent) == Some(parent))
    }
}

/// The bundle that a file stands in, if any.
fn bundle_around(file: &Path) -> Option<PathBuf> {
    let marks = ["bagit.txt", "tagmanifest-sha256.txt"];
    let is_bundle = |folder: &&Path| marks.iter().all(|mark| folder.join(mark).is_file());
    file.ancestors().skip(1).find(is_bundle).map(Path::to_owned)
}
