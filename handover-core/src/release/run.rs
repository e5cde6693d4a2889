use super::answers::Answers;
use super::held::Held;
use super::request::{Given, Item, ItemKind, Options, Released, Share, State, Subject};
use super::source::Source;
use crate::custody::ExceptionKind;
use crate::description::secrecy::{self, Clearances};
use crate::error::Result;
use crate::finding::{Code, Collector, Finding, Location};
use crate::inventory::{Row, Table};
use crate::observe::{self, Observer};
use crate::verify::ReceiptVerification;

/// Says of every dossier and file of `given` whether the receiver that its act
/// names has confirmed it by `receipts`, each as
/// [`verify_receipt`](crate::verify::verify_receipt) judged it; `tell` gets the
/// items: of each bundle first the dossiers, then the files, in their order.
///
/// A receipt counts if a trust list whose root is confirmed binds enough of its
/// keys to that receiver. Nothing of a bundle is confirmed while its receipts
/// contradict each other. The payload is not read: a receipt names the bundle
/// by its digest, and so does what lies there.
///
/// # Errors
/// `Refused` with the report if the envelope of a bundle is not sound;
/// `WrongKind` for what is none; `Read`, `Malformed`, `Limit`, `Changed`,
/// `Interrupted`, and those of `tell`.
pub fn release(
    given: &[Given],
    receipts: &[ReceiptVerification],
    mut tell: impl FnMut(Item) -> Result<()>,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Released> {
    let show = |finding: &Finding| observer.finding(finding);
    let kept = options.limits.findings_kept;
    let mut found = Collector::new(options.severities.clone(), kept, &show);
    let mut subjects: Vec<Subject> = Vec::new();
    for one in given {
        observe::check(observer)?;
        let source = Source::of(one, &options.limits, observer)?;
        if subjects.iter().any(|subject| subject.digest == source.digest) {
            continue;
        }
        let run = Run { given: one, source: &source, options, observer };
        subjects.push(run.subject(receipts, &mut tell, &mut found)?);
    }
    for receipt in receipts.iter().filter_map(|found| found.receipt.as_ref()) {
        let digest = receipt.receipt().digest;
        if !subjects.iter().any(|subject| subject.digest == digest) {
            let finding = Finding::new(Code::ReleaseNoBundle, Location::Whole);
            found.add(finding.with("digest", digest.to_string()));
        }
    }
    Ok(Released { subjects, report: found.finish() })
}

struct Run<'r> {
    given: &'r Given,
    source: &'r Source,
    options: &'r Options,
    observer: &'r dyn Observer,
}

impl Run<'_> {
    fn subject(
        &self,
        receipts: &[ReceiptVerification],
        tell: &mut dyn FnMut(Item) -> Result<()>,
        found: &mut Collector<'_>,
    ) -> Result<Subject> {
        let (source, act) = (self.source, &self.source.act);
        let place = Location::file(self.given.path.to_string_lossy());
        let answers = Answers::of(receipts, (source.digest, act), &place, found);
        let id = act.id.map(|id| id.to_string()).unwrap_or_default();
        let mut subject = Subject {
            place: self.given.path.to_string_lossy().into_owned(),
            digest: source.digest,
            group: format!("{id}-{}", act.issue),
            giver: act.giver,
            receiver: act.receiver,
            receipts: answers.receipts.clone(),
            accepted_on: answers.accepted_on,
            held_by: answers.held_by,
            dossiers: Share::default(),
            files: Share::default(),
        };
        self.items(&answers, &mut subject, tell, &place, found)?;
        let held = subject.dossiers.held + subject.files.held;
        if held > 0 {
            let mut finding = Finding::new(Code::ReleaseHeld, place)
                .with("dossiers", subject.dossiers.held)
                .with("files", subject.files.held);
            if let Some(holder) = subject.held_by {
                finding = finding.with("holder", holder.to_string());
            }
            found.add(finding);
        }
        Ok(subject)
    }

    fn items(
        &self,
        answers: &Answers<'_>,
        subject: &mut Subject,
        tell: &mut dyn FnMut(Item) -> Result<()>,
        place: &Location,
        found: &mut Collector<'_>,
    ) -> Result<()> {
        let Run { source, options, observer, given } = *self;
        let limits = &options.limits;
        let cleared = source.act.clearances();
        let mut held = Held::new(&answers.exceptions);
        if !held.is_empty() {
            source.rows(Table::Documents, limits, observer, &mut |_, row| {
                held.document(row, &given.path, limits)
            })?;
        }
        let taken = answers.accepted_on.is_some();
        let state = |exception: Option<ExceptionKind>| match (taken, exception) {
            (false, _) => State::Unconfirmed,
            (true, Some(_)) => State::Held,
            (true, None) => State::Confirmed,
        };
        source.rows(Table::Dossiers, limits, observer, &mut |volume, row| {
            let exception = held.dossier(row);
            let state = state(exception);
            subject.dossiers.add(state);
            let (name, fonds) = (row.get("fileCode"), row.get("fonds"));
            tell(Item {
                parcel: source.digest,
                volume,
                at: Location::row(Table::Dossiers.code(), row.number()),
                item: ItemKind::Dossier,
                name: tellable(name, &cleared),
                fonds: tellable(fonds, &cleared).filter(|fonds| !fonds.is_empty()),
                state,
                exception,
            })
        })?;
        source.rows(Table::Files, limits, observer, &mut |volume, row: &Row<'_>| {
            if row.get("kind") != "file" {
                return Ok(());
            }
            let path = row.get("path");
            let exception = held.file(path);
            let state = state(exception);
            subject.files.add(state);
            let name = match secrecy::location(path, &cleared) {
                Location::File { path } => Some(path),
                _ => None,
            };
            let at = Location::row(Table::Files.code(), row.number());
            let (item, fonds) = (ItemKind::File, None);
            tell(Item { parcel: source.digest, volume, at, item, name, fonds, state, exception })
        })?;
        if held.unmet() > 0 {
            let finding = Finding::new(Code::ReleaseException, place.clone());
            found.add(finding.with("count", held.unmet()));
        }
        Ok(())
    }
}

/// A code that may be told: without a word of secrecy that nobody cleared.
fn tellable(text: &str, cleared: &Clearances) -> Option<String> {
    let judged = secrecy::judge(text, Location::Whole, cleared);
    judged.is_none_or(|finding| finding.code == Code::SecretCleared).then(|| text.to_owned())
}
