//! A receipt by itself: whether it is what it says, whose word it is, and what
//! a ledger says to it. The bundle is not needed.

use std::path::Path;

use super::outcome::{Trust, Verdict};
use super::trust_list::{ListFacts, ListTrust, SealedBy};
use super::witness::{Problem, problem_of};
use crate::error::Result;
use crate::finding::{Code, Collector, Finding, Location, Report, Severities, Severity};
use crate::ledger::{self, KeyTrust, LedgerFile};
use crate::limits::Limits;
use crate::observe::Observer;
use crate::signing::{KeyId, PublicKey, ReceiptError, Role, SignedReceipt, Witnessed};

/// What a verify of a receipt found.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ReceiptVerification {
    /// The answer, the ledger's included.
    pub verdict: Verdict,
    /// What was found of the receipt itself.
    pub report: Report,
    /// What it says, if the keys that it names have signed it.
    pub receipt: Option<SignedReceipt>,
    /// Whose keys counted, by a trust list.
    pub signed_by: Vec<SealedBy>,
    /// The keys that counted, by a list or because the caller knows them; none
    /// where nobody is known to have signed.
    pub trusted: Vec<KeyId>,
    /// The list that was judged by.
    pub trust: Option<ListFacts>,
    /// What was found of the ledger.
    pub ledger: Option<ledger::Verdict>,
}

/// Verifies the line of a receipt: its signatures, by a list that enough keys
/// are the receiver's, and by a ledger that its head is there and the next
/// event names the receipt. Without a list a key alone can be compared.
///
/// # Errors
/// Only if it could not look: `Read`, `Interrupted`; never without a ledger.
pub fn verify_receipt(
    line: &str,
    trust: &Trust,
    ledger: Option<&Path>,
    (limits, severities): (&Limits, &Severities),
    observer: &dyn Observer,
) -> Result<ReceiptVerification> {
    let show = |finding: &Finding| observer.finding(finding);
    let mut found = Collector::new(severities.clone(), limits.findings_kept, &show);
    let mut signed_by = Vec::new();
    let receipt = match SignedReceipt::read(line, limits) {
        Ok(receipt) => {
            signed_by = judge(&receipt, trust, &mut found);
            Some(receipt)
        }
        Err(error) => {
            let broken = matches!(error, ReceiptError::BadSignature);
            let code = if broken { Code::ReceiptBroken } else { Code::ReceiptMalformed };
            let finding = Finding::new(code, Location::Whole);
            found.add(match error {
                ReceiptError::Problem(problem) => finding.with("problem", problem.code()),
                _ => finding,
            });
            None
        }
    };
    let ledger = match ledger.zip(receipt.as_ref()) {
        Some((path, receipt)) => {
            hold_against(receipt, path, trust, (limits, severities), &mut found, observer)?
        }
        None => None,
    };
    let report = found.finish();
    let chain = ledger.as_ref().map(|ledger| Verdict::of(&ledger.report));
    let verdict = chain.into_iter().fold(Verdict::of(&report), Verdict::worse);
    let keys = receipt.iter().flat_map(SignedReceipt::keys).map(PublicKey::key_id);
    let by_list = signed_by.iter().map(|by| by.key);
    let trusted = keys.filter(|key| trust.is_trusted(*key)).chain(by_list).collect();
    let trust = trust.list().map(ListTrust::facts);
    Ok(ReceiptVerification { verdict, report, receipt, signed_by, trusted, trust, ledger })
}

/// Tells what stands against the keys, and whose they are.
fn judge(receipt: &SignedReceipt, trust: &Trust, found: &mut Collector<'_>) -> Vec<SealedBy> {
    let told = |code, seen: &Witnessed| {
        Finding::new(code, Location::Whole).with("key", seen.key.to_string())
    };
    let seen: Vec<Witnessed> = receipt.witnessed().collect();
    let Trust::List(list) = trust else {
        let known = seen.iter().any(|seen| trust.is_trusted(seen.key));
        if let Some(first) = seen.first().filter(|_| !known) {
            found.add(told(Code::ReceiptUnknownKey, first));
        }
        return Vec::new();
    };
    list.judge_list(found);
    let problems = seen.iter().map(|seen| (seen, problem_of(seen, list, &[Role::Receive])));
    let (counting, failing): (Vec<_>, Vec<_>) = problems.partition(|(_, no)| no.is_none());
    let lines: Vec<_> = counting.iter().filter_map(|(seen, _)| list.list.line(seen.key)).collect();
    let quorum = list.list.list().quorum(receipt.receipt().receiver, lines.iter().copied());
    if !quorum.is_met() {
        for (seen, problem) in failing {
            match problem {
                None => {}
                Some(Problem::UnknownKey) => found.add(told(Code::ReceiptUnknownKey, seen)),
                Some(problem) => {
                    let finding = told(Code::ReceiptNotBound, seen);
                    found.add(finding.with("problem", problem.as_str()));
                }
            }
        }
        if quorum.persons > 0 {
            let finding = Finding::new(Code::ReceiptThreshold, Location::Whole);
            let finding = finding.with("found", u64::from(quorum.persons));
            found.add(finding.with("wanted", u64::from(quorum.wanted)));
        }
    }
    // Without its root the list only claims who they are.
    if !list.facts().root_confirmed {
        return Vec::new();
    }
    let by = |line: &&crate::signing::TrustedKey| SealedBy {
        key: line.key_id(),
        agency: line.agency,
        person: line.person.clone(),
        title: line.title.clone(),
    };
    lines.iter().map(by).collect()
}

fn hold_against(
    receipt: &SignedReceipt,
    path: &Path,
    trust: &Trust,
    (limits, severities): (&Limits, &Severities),
    found: &mut Collector<'_>,
    observer: &dyn Observer,
) -> Result<Option<ledger::Verdict>> {
    let mut options = ledger::Options::default();
    (options.limits, options.severities) = (*limits, severities.clone());
    let keys: Option<&dyn KeyTrust> = trust.list().map(|list| list as _);
    let bare = LedgerFile { path, trust: keys, witnesses: &[] };
    let witnesses = bare.seen_by(std::slice::from_ref(receipt), &options, observer)?;
    if witnesses.is_empty() {
        found.at(Code::ReceiptNotOfLedger, Location::Whole);
        return Ok(None);
    }
    if keys.is_none() {
        options.severities = options.severities.with(Code::LedgerSignerUnknown, Severity::Info);
    }
    let ledger = LedgerFile { witnesses: &witnesses, ..bare };
    ledger.verify(|_| Ok(()), &options, observer).map(Some)
}
