//! The act that `--transfer` names, complete.

use std::path::Path;

use handover_core::error::ErrorKind;
use handover_core::finding::{Code, Finding, Location, Report};
use handover_core::limits::Limits;
use handover_core::observe::Observer;
use handover_core::transfer::{Act, Draft, OpenMark, read_toml};

use crate::context::Context;
use crate::failure::Failure;
use crate::progress::Findings;
use crate::text_file;

/// Reads the act; one that is still open is refused with each mark named.
pub(super) fn read(path: &Path, context: &Context<'_>) -> Result<Act, Failure> {
    match read_toml(&text_file::read(path)?, path)? {
        Draft::Complete(act) => Ok(*act),
        Draft::Open(marks) => Err(refuse(path, &marks, context)),
        // A form of draft that this version does not know.
        _ => Err(ErrorKind::WrongKind { path: path.to_owned(), wanted: "act" }.into()),
    }
}

fn refuse(path: &Path, marks: &[OpenMark], context: &Context<'_>) -> Failure {
    let observer = context.observer(Findings::Aside);
    let mut report = Report::default();
    let name = path.to_string_lossy();
    for mark in marks {
        let location = match mark.line {
            Some(line) => Location::line(&*name, line),
            None => Location::act(&mark.field),
        };
        let finding = Finding::new(Code::ActOpenMark, location).with("field", mark.field.clone());
        observer.finding(&finding);
        report.add(finding, Limits::default().findings_kept);
    }
    ErrorKind::Refused { report: Box::new(report) }.into()
}
