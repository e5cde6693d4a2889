//! What is in a bundle: parties, days, counts.

use chrono::NaiveDate;
use handover_core::inventory::Counted;
use handover_core::snapshot::Tally;
use handover_core::transfer::Act;
use handover_core::unit::AgencyRef;
use serde::Serialize;
use uuid::Uuid;

use super::{bytes, day, escaped};
use crate::locale::{Arguments, Locale, grouped};
use crate::units;

/// The act in short, for programs.
#[derive(Serialize)]
pub(crate) struct ActFacts<'a> {
    id: Option<Uuid>,
    issue: u32,
    giver: AgencyRef,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_behalf_of: Option<AgencyRef>,
    receiver: AgencyRef,
    sealed_on: NaiveDate,
    effective_on: NaiveDate,
    legal_basis: &'a [String],
}

impl<'a> ActFacts<'a> {
    pub(crate) fn of(act: &'a Act) -> Self {
        Self {
            id: act.id,
            issue: act.issue,
            giver: act.giver,
            on_behalf_of: act.on_behalf_of.as_ref().map(|behalf| behalf.agency),
            receiver: act.receiver,
            sealed_on: act.sealed_on,
            effective_on: act.effective_on,
            legal_basis: &act.legal_basis,
        }
    }
}

/// What inventory and files come to, for programs.
#[derive(Serialize)]
pub(crate) struct CountFacts {
    containers: u64,
    paper_dossiers: u64,
    electronic_dossiers: u64,
    documents: u64,
    unlisted_files: u64,
}

impl CountFacts {
    pub(crate) fn of(counted: &Counted) -> Self {
        Self {
            containers: counted.all.containers,
            paper_dossiers: counted.all.paper_dossiers,
            electronic_dossiers: counted.all.electronic_dossiers,
            documents: counted.documents,
            unlisted_files: counted.unlisted_files,
        }
    }
}

/// A label and what stands behind it.
pub(crate) type FactRow = (String, String);

/// Who gives what to whom, and when.
pub(crate) fn act_rows(act: &Act, locale: &Locale) -> Vec<FactRow> {
    let agency = |agency: &AgencyRef| units::agency(agency, &act.agencies, locale);
    let mut rows = vec![("act-giver", agency(&act.giver))];
    if let Some(behalf) = &act.on_behalf_of {
        let decision = escaped(&behalf.decision);
        rows.push(("act-on-behalf-of", format!("{}\n{decision}", agency(&behalf.agency))));
    }
    let lang = locale.lang();
    rows.push(("act-receiver", agency(&act.receiver)));
    rows.push(("act-sealed-on", day(act.sealed_on, lang)));
    rows.push(("act-effective-on", day(act.effective_on, lang)));
    let id = act.id.map(|id| id.to_string()).unwrap_or_default();
    let issue = Arguments::new().text("id", id).number("issue", u64::from(act.issue));
    rows.push(("act-id", locale.with("act-id-and-issue", &issue)));
    rows.into_iter().map(|(label, value)| (locale.text(label), value)).collect()
}

/// How many files, bytes, dossiers.
pub(crate) fn count_rows(payload: Tally, counted: &Counted, locale: &Locale) -> Vec<FactRow> {
    let mut rows = vec![("bundle-files", files_and_bytes(payload.files, payload.bytes, locale))];
    let all = &counted.all;
    let listed = Arguments::new()
        .number("containers", all.containers)
        .number("paper", all.paper_dossiers)
        .number("electronic", all.electronic_dossiers)
        .number("documents", counted.documents);
    let any = all.containers + all.paper_dossiers + all.electronic_dossiers + counted.documents > 0;
    let listed = if any {
        locale.with("bundle-listed", &listed)
    } else {
        locale.text("bundle-nothing-listed")
    };
    rows.push(("bundle-inventory", listed));
    rows.push(("bundle-unlisted", grouped(counted.unlisted_files, locale.lang())));
    rows.into_iter().map(|(label, value)| (locale.text(label), value)).collect()
}

/// `35 tệp tin, 3,6 MB (3.630.660 byte)`.
pub(crate) fn files_and_bytes(files: u64, size: u64, locale: &Locale) -> String {
    let arguments = Arguments::new()
        .number("files", files)
        .text("bytes", bytes(size, locale.lang()))
        .number("exact", size);
    locale.with("bundle-amount", &arguments)
}
