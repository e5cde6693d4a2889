use std::path::Path;

use super::block::{Block, Blocks};
use super::facts::Facts;
use super::gather::{gather, of_bundle, of_set};
use super::options::{MinutesForm, MinutesOptions, PaperKind};
use super::words::Printer;
use super::{annexes, body, docx, heading, html, receipt};
use crate::bundle::{Bundle, VolumeSet};
use crate::custody::Answer;
use crate::digest::Digest;
use crate::durable::{Workplace, publish_file, refuse_inside, write_synced};
use crate::error::{ErrorKind, Result};
use crate::finding::{Collector, Report};
use crate::observe::Observer;
use crate::transfer::Act;
use crate::verify::{ReceiptVerification, Seal};

/// What minutes are drawn up of.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum MinutesOf<'a> {
    /// A bundle.
    Bundle(&'a Bundle),
    /// A set of volumes.
    Set(&'a VolumeSet),
    /// A receipt, by its file and what verifying it came to.
    Receipt(&'a Path, &'a ReceiptVerification),
}

impl MinutesOf<'_> {
    fn path(&self) -> &Path {
        match self {
            MinutesOf::Bundle(bundle) => bundle.path(),
            MinutesOf::Set(set) => set.path(),
            MinutesOf::Receipt(path, _) => path,
        }
    }
}

/// What stands in minutes that were written.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Minutes {
    /// Which paper it is.
    pub form: MinutesForm,
    /// The identity of bundle or set, as printed.
    pub digest: Option<Digest>,
    /// The receipt's own identity and what it answers, if they are of one.
    pub receipt: Option<(Digest, Answer)>,
    /// Whose keys are printed.
    pub seals: Vec<Seal>,
    /// Whether the paper says whose keys these are; of a bundle it never does,
    /// since the paper itself is to prove it.
    pub signer_confirmed: bool,
    /// What was found; the paper has it as exceptions.
    pub report: Report,
}

/// Things of which the paper has a bounded number.
const LOTS: usize = 200;
const BASES: usize = 100;
pub(super) const PEOPLE: usize = 50;
pub(super) const SEALS: usize = 16;

/// Draws up the minutes of a transfer, or of the answer to it, and writes them
/// to `out`; equal input and options give equal bytes.
///
/// Nothing is said about the payload but how many files of which size lie
/// there: to check it is for [`mod@crate::verify`].
///
/// # Errors
/// `TargetExists`; `TargetInside` the bundle; `Refused` if there is no act that
/// can be believed, or the receipt is not sound; `Limit` if the act has more parts than a paper can hold;
/// `Read`, `Write`, `Interrupted`.
pub fn minutes(
    of: MinutesOf<'_>,
    out: &Path,
    kind: PaperKind,
    options: &MinutesOptions<'_>,
    observer: &dyn Observer,
) -> Result<Minutes> {
    if of.path().is_dir() {
        refuse_inside(out, of.path())?;
    }
    let work = Workplace::for_target(out)?;
    let path = of.path();
    let (blocks, minutes) = match of {
        MinutesOf::Receipt(path, judged) => receipt::drawn(path, judged, options)?,
        MinutesOf::Bundle(bundle) => {
            let look = |found: &mut Collector<'_>| of_bundle(bundle, options, found, observer);
            drawn(path, gather(path, &look, options, observer)?, options)?
        }
        MinutesOf::Set(set) => {
            let look = |found: &mut Collector<'_>| of_set(set, options, found, observer);
            drawn(path, gather(path, &look, options, observer)?, options)?
        }
    };
    let made = work.join("minutes");
    let bytes = match kind {
        PaperKind::Docx => docx::write(&blocks, out)?,
        PaperKind::Html => html::write(&blocks).into_bytes(),
    };
    write_synced(&made, &bytes)?;
    publish_file(&made, out)?;
    Ok(minutes)
}

/// The paper of a bundle or set, and what stands on it.
fn drawn(path: &Path, facts: Facts, options: &MinutesOptions<'_>) -> Result<(Vec<Block>, Minutes)> {
    let act = &facts.act;
    bounded(path, act, &facts.seals)?;
    let form = options.form.unwrap_or_else(|| MinutesForm::for_receiver(&act.receiver));
    let printer = Printer::new(act.clearances());
    let names = heading::Names::new(&act.agencies, options.looking.register, &printer);
    let mut paper = Blocks::default();
    // An archive draws up its minutes itself (TT 06/2025).
    let drawn_by = match form {
        MinutesForm::Archive => &act.receiver,
        MinutesForm::Nd30 => &act.giver,
    };
    heading::heading((drawn_by, heading::subject(form)), &names, options, &mut paper);
    body::body(form, &facts, &names, options, &mut paper);
    annexes::annexes(&facts, &names, options, &mut paper);
    let Facts { digest, seals, report, .. } = facts;
    let minutes = Minutes { form, digest, receipt: None, seals, signer_confirmed: false, report };
    Ok((paper.finish(), minutes))
}

fn bounded(path: &Path, act: &Act, seals: &[Seal]) -> Result<()> {
    let parts = [
        ("lots", act.lots.len(), LOTS),
        ("legal-basis", act.legal_basis.len(), BASES),
        ("signatories", act.signatories.len(), PEOPLE),
        ("seals", seals.len(), SEALS),
    ];
    match parts.into_iter().find(|(_, found, most)| found > most) {
        Some((what, _, most)) => {
            let (path, limit) = (path.to_path_buf(), most as u64);
            Err(ErrorKind::Limit { path, what, limit }.into())
        }
        None => Ok(()),
    }
}
