//! `handover trust sign`: the draft becomes the next list.

use std::fs;
use std::path::{Path, PathBuf};

use handover_core::error::ErrorKind;
use handover_core::limits::Limits;
use handover_core::signing::{KeyId, Next, SignedTrustList, Signer};

use super::draft;
use super::told::ListTold;
use crate::args::TrustSignArgs;
use crate::context::Context;
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::Arguments;
use crate::{keys, text_file};

pub(crate) fn sign(args: &TrustSignArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let day = args.date.unwrap_or(context.today);
    let draft = draft::read(&args.file)?;
    // Before anybody types a passphrase.
    if fs::symlink_metadata(&args.out).is_ok() {
        return Err(ErrorKind::TargetExists { path: args.out.clone() }.into());
    }
    let previous = args.previous.as_deref().map(keys::list).transpose()?;
    let mut next = Next::new(previous.as_ref(), day);
    for path in &args.next_root {
        next.next_roots.push(keys::public(path, context)?);
    }
    let (key, _) = keys::private(&args.key, args.passphrase_file.as_deref(), context)?;
    if previous.is_none()
        && let Some((path, before)) = newest_beside(&args.out, key.public_key().key_id())
    {
        let arguments = Arguments::new().path("path", &path);
        let arguments = arguments.number("counter", before.list().counter);
        return Err(Refusal::new("trust-sign-list-there", exit::NO).with(arguments).into());
    }
    let list = SignedTrustList::sign(&draft, next, &key)
        .map_err(|error| keys::list_refused(&args.file, &error))?;
    let line = list.to_line().map_err(|error| keys::list_refused(&args.out, &error))?;
    text_file::write_new(&args.out, &format!("{line}\n"))?;
    ListTold::of_signed(&args.out, &list, Some(true), day).show(context)?;
    context.note(&context.locale.text("trust-signed"));
    Ok(exit::DONE)
}

/// Files beside the new list that are looked at.
const LOOKED_AT: usize = 1000;

/// The newest list of `root` in the folder of `out`: a list that began again at
/// 1 would be an old one for everybody who has seen that.
fn newest_beside(out: &Path, root: KeyId) -> Option<(PathBuf, SignedTrustList)> {
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let jsons = paths.filter(|path| {
        path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
            && path.symlink_metadata().is_ok_and(|metadata| metadata.is_file())
    });
    let lists = jsons.take(LOOKED_AT).filter_map(|path| {
        let text = text_file::read(&path).ok().filter(|text| keys::is_list(text))?;
        let list = SignedTrustList::read(&text, &Limits::default()).ok()?;
        (list.root() == root).then_some((path, list))
    });
    lists.max_by_key(|(_, list)| list.list().counter)
}
