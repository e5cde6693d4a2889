//! A witness by itself: whether it is what it says, and whose word it is.

use super::outcome::{Trust, Verdict};
use super::trust_list::{ListFacts, ListTrust};
use crate::finding::{Code, Collector, Finding, Location, Report, Severities};
use crate::limits::Limits;
use crate::observe::Observer;
use crate::signing::{Role, Standing, Witness, WitnessError, Witnessed};

/// Why the word of a witness does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    OtherBundle,
    SameAgency,
    UnknownKey,
    OtherAgency,
    Role,
    NotInTime,
    Ceased,
    Compromised,
}

impl Problem {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Problem::OtherBundle => "witness-other-bundle",
            Problem::SameAgency => "witness-same-agency",
            Problem::UnknownKey => "witness-unknown-key",
            Problem::OtherAgency => "witness-other-agency",
            Problem::Role => "witness-role",
            Problem::NotInTime => "witness-not-in-time",
            Problem::Ceased => "witness-ceased",
            Problem::Compromised => "witness-compromised",
        }
    }
}

/// What lets a key say that it has seen a digest on a day.
pub(super) const WITNESSES: [Role; 2] = [Role::Witness, Role::Receive];

/// What the list says against the word of a key that must have one of `roles`. One whose key was stolen
/// counts for nothing: the thief may date his words as he likes.
pub(super) fn problem_of(seen: &Witnessed, trust: &ListTrust, roles: &[Role]) -> Option<Problem> {
    let Some(line) = trust.list.line(seen.key) else { return Some(Problem::UnknownKey) };
    if line.agency != seen.agency {
        return Some(Problem::OtherAgency);
    }
    if !roles.iter().any(|role| line.may(*role)) {
        return Some(Problem::Role);
    }
    if line.compromised.is_some() {
        return Some(Problem::Compromised);
    }
    match line.standing_on(seen.on) {
        Standing::Valid => None,
        Standing::NotInTime => Some(Problem::NotInTime),
        Standing::Ceased => Some(Problem::Ceased),
        Standing::Compromised => Some(Problem::Compromised),
    }
}

/// What a verify of a witness found.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct WitnessVerification {
    /// The answer.
    pub verdict: Verdict,
    /// What was found.
    pub report: Report,
    /// What it says, if its own key has signed it.
    pub witness: Option<Witness>,
    /// The list that was judged by.
    pub trust: Option<ListFacts>,
}

/// Verifies the line of a witness: its signature, and by a list that the key is
/// its agency's. Without a list the key alone can be compared.
pub fn verify_witness(
    line: &str,
    trust: &Trust,
    (limits, severities): (&Limits, &Severities),
    observer: &dyn Observer,
) -> WitnessVerification {
    let show = |finding: &Finding| observer.finding(finding);
    let mut found = Collector::new(severities.clone(), limits.findings_kept, &show);
    let witness = match Witness::read(line, limits) {
        Ok(witness) => {
            judge(&witness.witnessed(), trust, &mut found);
            Some(witness)
        }
        Err(error) => {
            let broken = matches!(error, WitnessError::BadSignature);
            let code = if broken { Code::WitnessBroken } else { Code::WitnessMalformed };
            found.at(code, Location::Whole);
            None
        }
    };
    let report = found.finish();
    let trust = trust.list().map(ListTrust::facts);
    WitnessVerification { verdict: Verdict::of(&report), report, witness, trust }
}

fn judge(seen: &Witnessed, trust: &Trust, found: &mut Collector<'_>) {
    let told = |code| Finding::new(code, Location::Whole).with("key", seen.key.to_string());
    let Trust::List(list) = trust else {
        if !trust.is_trusted(seen.key) {
            found.add(told(Code::WitnessUnknownKey));
        }
        return;
    };
    list.judge_list(found);
    match problem_of(seen, list, &WITNESSES) {
        None => {}
        Some(Problem::UnknownKey) => found.add(told(Code::WitnessUnknownKey)),
        Some(problem) => {
            found.add(told(Code::WitnessNotBound).with("problem", problem.as_str()));
        }
    }
}
