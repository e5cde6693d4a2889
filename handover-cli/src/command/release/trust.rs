//! Receipts as a trust list judges them.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use handover_core::finding::Severities;
use handover_core::limits::Limits;
use handover_core::observe::Observer;
use handover_core::signing::SignedReceipt;
use handover_core::verify::{ListTrust, ReceiptVerification, Trust, verify_receipt};

use crate::context::{Context, Format};
use crate::exit;
use crate::failure::{Failure, Refusal};
use crate::locale::Arguments;
use crate::output::{escaped, verdict};
use crate::progress::Findings;
use crate::{keys, text_file};

/// The trust list in `path`; a key alone says of nobody whose it is.
pub(crate) fn list(
    path: &Path,
    root: Option<&str>,
    on: NaiveDate,
    receipts: &[SignedReceipt],
    context: &Context<'_>,
) -> Result<Trust, Failure> {
    if !keys::is_list(&text_file::read(path)?) {
        let arguments = Arguments::new().path("path", path);
        return Err(Refusal::new("release-no-list", exit::USAGE).with(arguments).into());
    }
    let root = root.map(|root| keys::named(root, context)).transpose()?;
    let list = ListTrust::new(keys::list(path)?, root.map(|root| root.key), on);
    Ok(Trust::List(Box::new(list.after_receipts(receipts))))
}

/// Each receipt, judged; what stands against it is told with its name.
pub(crate) fn judged(
    paths: &[PathBuf],
    trust: &Trust,
    context: &Context<'_>,
) -> Result<Vec<ReceiptVerification>, Failure> {
    let mut judged = Vec::new();
    for path in paths {
        let found = {
            let observer = context.observer(Findings::Aside).about(path);
            judge(path, trust, &observer)?
        };
        if context.format == Format::Human {
            let word = verdict(found.verdict.as_str(), &context.locale, context.paint_aside());
            let name = escaped(&path.to_string_lossy()).into_owned();
            let arguments = Arguments::new().text("bundle", name).text("verdict", word);
            context.note(&context.locale.with("merge-verified", &arguments));
        }
        judged.push(found);
    }
    Ok(judged)
}

/// The receipt at `path`, judged by itself.
pub(crate) fn judge(
    path: &Path,
    trust: &Trust,
    observer: &dyn Observer,
) -> Result<ReceiptVerification, Failure> {
    let line = keys::receipt_line(path)?;
    let bounds = (&Limits::default(), &Severities::default());
    Ok(verify_receipt(&line, trust, None, bounds, observer)?)
}
