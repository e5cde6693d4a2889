use std::path::Path;

use super::gather::gather;
use super::options::{MinutesForm, MinutesOptions, PaperKind};
use super::words::Printer;
use super::{annexes, block::Blocks, body, docx, heading, html};
use crate::bundle::{Bundle, VolumeSet};
use crate::digest::Digest;
use crate::durable::{Workplace, publish_file, refuse_inside, write_synced};
use crate::error::{ErrorKind, Result};
use crate::finding::Report;
use crate::observe::Observer;
use crate::transfer::Act;
use crate::verify::Seal;

/// What minutes are drawn up of.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum MinutesOf<'a> {
    /// A bundle.
    Bundle(&'a Bundle),
    /// A set of volumes.
    Set(&'a VolumeSet),
}

impl MinutesOf<'_> {
    pub(super) fn path(&self) -> &Path {
        match self {
            MinutesOf::Bundle(bundle) => bundle.path(),
            MinutesOf::Set(set) => set.path(),
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
    /// Whose keys are printed.
    pub seals: Vec<Seal>,
    /// What was found; the paper has it as exceptions.
    pub report: Report,
}

/// Things of which the paper has a bounded number.
const LOTS: usize = 200;
const BASES: usize = 100;
const PEOPLE: usize = 50;
const SEALS: usize = 16;

/// Draws up the minutes of a transfer and writes them to `out`; equal bundles
/// and options give equal bytes.
///
/// Nothing is said about the payload but how many files of which size lie
/// there: to check it is for [`mod@crate::verify`].
///
/// # Errors
/// `TargetExists`; `TargetInside` the bundle; `Refused` if there is no act that
/// can be believed; `Limit` if the act has more parts than a paper can hold;
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
    let facts = gather(&of, options, observer)?;
    bounded(of.path(), &facts.act, &facts.seals)?;
    let form = options.form.unwrap_or_else(|| MinutesForm::for_receiver(&facts.act.receiver));
    let printer = Printer::new(facts.act.clearances());
    let names = heading::Names::new(&facts.act, options.looking.register, &printer);
    let mut paper = Blocks::default();
    heading::heading(form, &names, options, &mut paper);
    body::body(form, &facts, &names, options, &mut paper);
    annexes::annexes(&facts, &names, options, &mut paper);
    let blocks = paper.finish();
    let made = work.join("minutes");
    let bytes = match kind {
        PaperKind::Docx => docx::write(&blocks, out)?,
        PaperKind::Html => html::write(&blocks).into_bytes(),
    };
    write_synced(&made, &bytes)?;
    publish_file(&made, out)?;
    Ok(Minutes { form, digest: facts.digest, seals: facts.seals, report: facts.report })
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
