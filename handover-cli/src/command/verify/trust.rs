//! Whose seal counts, and where that was learned.

use std::path::{Path, PathBuf};

use handover_core::signing::{PublicKey, SignedTrustList, Witnessed};
use handover_core::verify::{ListTrust, Trust};

use crate::args::VerifyArgs;
use crate::context::Context;
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::Arguments;
use crate::{keys, text_file};

/// What the caller trusts.
pub(super) struct Trusted {
    pub(super) trust: Trust,
    /// The file that the trust rests on, links resolved: a key, or the root of
    /// a list, which proves the list wherever that one lies.
    file: Option<PathBuf>,
}

impl Trusted {
    /// Reads `--trust`, with `--root` and `--witness`, or `--fingerprint`. A
    /// file that lies inside a bundle travelled with it and proves nothing: it
    /// is refused.
    pub(super) fn of(args: &VerifyArgs, context: &Context<'_>) -> Result<Self, Failure> {
        if let Some(text) = &args.fingerprint {
            return Ok(Self { trust: Trust::Fingerprint(keys::typed(text)?), file: None });
        }
        let Some(path) = &args.trust else { return Ok(Self { trust: Trust::Nobody, file: None }) };
        refuse_inside(path, args)?;
        if keys::is_list(&text_file::read(path)?) {
            return Self::by_list(keys::list(path)?, args, context);
        }
        let key: PublicKey = keys::public(path, context)?;
        if args.root.is_some() || !args.witness.is_empty() {
            let arguments = Arguments::new().path("path", path);
            return Err(Refusal::new("verify-no-list", exit::USAGE).with(arguments).into());
        }
        Ok(Self { trust: Trust::Key(key), file: path.canonicalize().ok() })
    }

    fn by_list(
        list: SignedTrustList,
        args: &VerifyArgs,
        context: &Context<'_>,
    ) -> Result<Self, Failure> {
        let root = args.root.as_deref().map(|root| keys::named(root, context)).transpose()?;
        let file = root.as_ref().and_then(|root| root.file.as_deref());
        if let Some(file) = file {
            refuse_inside(file, args)?;
        }
        let file = file.and_then(|file| file.canonicalize().ok());
        let seen: Result<Vec<Witnessed>, Failure> =
            args.witness.iter().map(|path| Ok(keys::witness(path)?.witnessed())).collect();
        let on = args.date.unwrap_or(context.today);
        let list = ListTrust::new(list, root.map(|root| root.key), on).witnessed_by(seen?);
        Ok(Self { trust: Trust::List(Box::new(list)), file })
    }

    /// Whether what the trust rests on may have travelled with this bundle.
    pub(super) fn lies_beside(&self, bundle: &Path) -> bool {
        let bundle = bundle.canonicalize().ok();
        let parents = self.file.as_deref().and_then(Path::parent);
        parents.is_some_and(|parent| bundle.as_deref().and_then(Path::parent) == Some(parent))
    }
}

fn refuse_inside(path: &Path, args: &VerifyArgs) -> Result<(), Failure> {
    let file = path.canonicalize().ok();
    let inside = |bundle: &&PathBuf| {
        let bundle = bundle.canonicalize().ok();
        file.as_ref().zip(bundle).is_some_and(|(file, bundle)| file.starts_with(bundle))
    };
    // Another copy of the bundle, unpacked by some other tool, is no better.
    let copied = file.as_deref().and_then(bundle_around);
    let Some(bundle) = args.bundle.iter().find(inside).cloned().or(copied) else { return Ok(()) };
    let arguments = Arguments::new().path("path", path).path("bundle", &bundle);
    Err(Refusal::new("verify-trust-inside", exit::NO).with(arguments).into())
}

/// The bundle that a file stands in, if any.
fn bundle_around(file: &Path) -> Option<PathBuf> {
    let marks = ["bagit.txt", "tagmanifest-sha256.txt"];
    let is_bundle = |folder: &&Path| marks.iter().all(|mark| folder.join(mark).is_file());
    file.ancestors().skip(1).find(is_bundle).map(Path::to_owned)
}
