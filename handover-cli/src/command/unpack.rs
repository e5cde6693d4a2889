//! `handover unpack`: the documents as they were, or nothing.

use handover_core::bundle::{Bundle, VolumeSet};
use handover_core::finding::Counts;
use handover_core::signing::KeyId;
use handover_core::snapshot::Tally;
use handover_core::unpack::{unpack, unpack_set};
use handover_core::verify::Options;
use serde::Serialize;

use crate::args::UnpackArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::{Arguments, grouped};
use crate::output::{facts, files_and_bytes, in_four_lines};
use crate::progress::Findings;

#[derive(Serialize)]
struct Written {
    bundle: String,
    folder: String,
    #[serde(flatten)]
    tally: Tally,
    keys: Vec<KeyId>,
    signer_confirmed: bool,
    counts: Counts,
}

pub(crate) fn run(args: &UnpackArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let mut options = Options::default();
    options.concurrency = args.at_once.concurrency();
    let unpacked = {
        let observer = context.observer(Findings::Aside).without_signer();
        if VolumeSet::is_one(&args.bundle) {
            let set = VolumeSet::open(&args.bundle, &args.volumes, &options.limits)?;
            unpack_set(&set, &args.to, &options, &observer)?
        } else {
            let bundle = Bundle::open(&args.bundle, &options.limits)?;
            unpack(&bundle, &args.to, &options, &observer)?
        }
    };
    let keys: Vec<KeyId> = unpacked.seals.iter().map(|seal| seal.key).collect();
    if context.format == Format::Json {
        let text = |path: &std::path::Path| path.to_string_lossy().into_owned();
        context.object(
            "unpacked",
            &Written {
                bundle: text(&args.bundle),
                folder: text(&unpacked.path),
                tally: unpacked.tally,
                keys,
                signer_confirmed: false,
                counts: unpacked.report.counts,
            },
        )?;
        return Ok(exit::DONE);
    }
    let locale = &context.locale;
    let tally = unpacked.tally;
    let mut rows = vec![
        (locale.text("bundle-files"), files_and_bytes(tally.files, tally.bytes, locale)),
        (locale.text("bundle-empty-folders"), grouped(tally.empty_folders, locale.lang())),
    ];
    for key in keys {
        let print = in_four_lines(&key.fingerprint().to_string());
        rows.push((locale.text("key-label-fingerprint"), print));
    }
    context.result(&locale.with("unpack-done", &Arguments::new().path("path", &unpacked.path)))?;
    context.result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
    context.note(&locale.text("signer-unconfirmed"));
    Ok(exit::DONE)
}
