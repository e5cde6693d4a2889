//! `handover witness`: a digest and a day, signed by another agency.

use std::fs;

use chrono::NaiveDate;
use handover_core::digest::Digest;
use handover_core::error::ErrorKind;
use handover_core::limits::Limits;
use handover_core::signing::{KeyId, Signer};
use handover_core::unit::AgencyRef;
use handover_core::witness::witness;
use serde::Serialize;

use crate::args::WitnessArgs;
use crate::context::{Context, Format};
use crate::exit;
use crate::failure::Failure;
use crate::locale::Arguments;
use crate::output::{day, facts, in_four_lines};
use crate::{keys, text_file, units};

#[derive(Serialize)]
struct Seen {
    file: String,
    digest: Digest,
    on: NaiveDate,
    agency: AgencyRef,
    key: KeyId,
    fingerprint: String,
}

pub(crate) fn run(args: &WitnessArgs, context: &Context<'_>) -> Result<u8, Failure> {
    let on = args.date.unwrap_or(context.today);
    let agency = units::agency_of(&args.agency, Some(on))?;
    units::warn_unless_in_force(&agency, on, units::PLAIN, context);
    // Before anybody types a passphrase.
    if fs::symlink_metadata(&args.out).is_ok() {
        return Err(ErrorKind::TargetExists { path: args.out.clone() }.into());
    }
    let (key, _) = keys::private(&args.key, args.passphrase_file.as_deref(), context)?;
    let (digest, line) = witness(&args.bundle, (agency, on), &key, &Limits::default())?;
    text_file::write_new(&args.out, &format!("{line}\n"))?;
    let key = key.public_key().key_id();
    let fingerprint = key.fingerprint().to_string();
    let file = args.out.to_string_lossy().into_owned();
    if context.format == Format::Json {
        context.object("witnessed", &Seen { file, digest, on, agency, key, fingerprint })?;
        return Ok(exit::DONE);
    }
    let locale = &context.locale;
    let rows = [
        ("witness-label-digest", digest.to_string()),
        ("witness-label-day", day(on, locale.lang())),
        ("witness-label-agency", units::agency(&agency, &[], locale)),
        ("key-label-fingerprint", in_four_lines(&fingerprint)),
    ];
    let rows: Vec<_> = rows.into_iter().map(|(label, value)| (locale.text(label), value)).collect();
    context.result(&locale.with("witness-made", &Arguments::new().path("path", &args.out)))?;
    context.result(&facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone()))))?;
    context.result(&locale.text("witness-means"))?;
    Ok(exit::DONE)
}
