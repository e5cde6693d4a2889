//! Whether the keys that sealed are the giver's, by a trust list: after the
//! seal has held, and after the act could be read, which says who gives.

use chrono::NaiveDate;

use super::outcome::Seal;
use super::trust_list::{ListTrust, SealedBy};
use super::witness::{Problem, WITNESSES, problem_of};
use crate::digest::Digest;
use crate::finding::{Code, Collector, Finding, Location};
use crate::signing::{KeyId, Role, Standing, TrustedKey};
use crate::transfer::Act;

/// What is bound: a bundle, or the list of a set's volumes.
pub(super) struct Bound<'a> {
    pub(super) act: &'a Act,
    /// Its identity.
    pub(super) digest: Option<Digest>,
    /// Where the signature of a key stands.
    pub(super) place: &'a dyn Fn(KeyId) -> Location,
}

/// What came of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Answer {
    /// The keys that counted.
    pub(super) sealed_by: Vec<SealedBy>,
    /// Whether another agency has signed on the very day of sealing.
    pub(super) day_confirmed: bool,
}

/// How a signature that holds stands to the giver.
enum Place {
    Counts,
    /// Bound to the giver, and of no use.
    Fails(Code),
    OtherAgency,
    Unlisted,
}

/// Marks which of `seals` count, and tells what keeps the others from it.
///
/// As many different persons of the giver must have signed as the list
/// demands. Once they have, nothing that others added can fail the bundle.
pub(super) fn bind(
    bound: &Bound<'_>,
    seals: &mut [Seal],
    trust: &ListTrust,
    found: &mut Collector<'_>,
) -> Answer {
    let witnesses = Witnesses::of(bound, trust, found);
    let mut places = Vec::new();
    for seal in seals.iter_mut().filter(|seal| seal.holds) {
        let place = match trust.list.line(seal.key) {
            None => Place::Unlisted,
            Some(line) if line.agency != bound.act.giver => Place::OtherAgency,
            Some(line) => match why_not(line, bound.act.sealed_on, trust, &witnesses) {
                None => Place::Counts,
                Some(code) => Place::Fails(code),
            },
        };
        seal.trusted = matches!(place, Place::Counts);
        places.push((seal.key, place));
    }
    let counted = || places.iter().filter(|(_, s)| matches!(s, Place::Counts));
    let lines: Vec<_> = counted().filter_map(|(key, _)| trust.list.line(*key)).collect();
    let quorum = trust.list.list().quorum(bound.act.giver, lines.iter().copied());
    if quorum.is_met() {
        others(bound, seals, found);
    } else {
        short(bound, &places, seals, trust, found);
        if quorum.persons > 0 {
            let finding = Finding::new(Code::SealThreshold, Location::Whole);
            let finding = finding.with("found", u64::from(quorum.persons));
            found.add(finding.with("wanted", u64::from(quorum.wanted)));
        }
    }
    let sealed_by = lines.iter().map(|line| SealedBy {
        key: line.key_id(),
        agency: line.agency,
        person: line.person.clone(),
        title: line.title.clone(),
    });
    let mut sealed_by: Vec<_> = sealed_by.collect();
    // Without its root the list only claims who they are.
    if !trust.facts().root_confirmed {
        for seal in seals.iter_mut() {
            seal.trusted = false;
        }
        sealed_by.clear();
    }
    let day_confirmed = !sealed_by.is_empty() && witnesses.days.contains(&bound.act.sealed_on);
    Answer { sealed_by, day_confirmed: quorum.is_met() && day_confirmed }
}

/// Signatures beside a seal that counts: shown, never more.
fn others(bound: &Bound<'_>, seals: &[Seal], found: &mut Collector<'_>) {
    for seal in seals.iter().filter(|seal| !seal.trusted) {
        let code = if seal.holds { Code::SealOtherSignature } else { Code::SealOtherBroken };
        found.add(told(code, bound, seal.key));
    }
}

/// What stands in the way where too few persons of the giver have signed.
fn short(
    bound: &Bound<'_>,
    places: &[(KeyId, Place)],
    seals: &[Seal],
    trust: &ListTrust,
    found: &mut Collector<'_>,
) {
    let givers = |s: &Place| matches!(s, Place::Counts | Place::Fails(_));
    let any_of_giver = places.iter().any(|(_, place)| givers(place));
    let unlisted = places.iter().any(|(_, s)| matches!(s, Place::Unlisted));
    // The first stands for all: a stranger can add as many as he likes.
    let mut first = !any_of_giver;
    for (key, place) in places {
        let code = match place {
            Place::Counts => continue,
            Place::Fails(code) => *code,
            Place::Unlisted if std::mem::take(&mut first) => Code::SealUnknownKey,
            Place::OtherAgency if !unlisted && std::mem::take(&mut first) => Code::SealKeyNotBound,
            Place::Unlisted | Place::OtherAgency => Code::SealOtherSignature,
        };
        let finding = told(code, bound, *key);
        found.add(match (code, trust.list.line(*key)) {
            (Code::SealKeyNotBound, Some(line)) => finding.with("unit", line.agency.to_string()),
            (Code::SealKeyCompromised, Some(line)) => since(finding, line.compromised),
            (Code::SealKeyRevoked, Some(line)) => since(finding, line.ceased),
            _ => finding,
        });
    }
    for seal in seals.iter().filter(|seal| !seal.holds) {
        let line = trust.list.line(seal.key);
        let of_giver = line.is_some_and(|line| line.agency == bound.act.giver);
        // Where none holds, that was told when the signatures were checked.
        if !places.is_empty() {
            let code = if of_giver { Code::SealBroken } else { Code::SealOtherBroken };
            found.add(told(code, bound, seal.key));
        }
    }
}

fn told(code: Code, bound: &Bound<'_>, key: KeyId) -> Finding {
    Finding::new(code, (bound.place)(key)).with("key", key.to_string())
}

fn since(finding: Finding, day: Option<NaiveDate>) -> Finding {
    match day {
        Some(day) => finding.with("day", day.to_string()),
        None => finding,
    }
}

/// What keeps the signature of a giver's key from counting.
fn why_not(
    line: &TrustedKey,
    sealed_on: NaiveDate,
    trust: &ListTrust,
    witnesses: &Witnesses,
) -> Option<Code> {
    if !line.may(Role::Seal) {
        return Some(Code::SealKeyRole);
    }
    match line.standing_on(sealed_on) {
        Standing::Compromised => return Some(Code::SealKeyCompromised),
        Standing::Ceased => return Some(Code::SealKeyRevoked),
        Standing::NotInTime => return Some(Code::SealKeyNotInTime),
        Standing::Valid => {}
    }
    // The day of the seal is only claimed. As long as the key is good today
    // that does not matter; afterwards somebody else must have seen it.
    let today = line.standing_on(trust.on);
    if today == Standing::Valid || witnesses.any_while_valid(line) {
        return None;
    }
    let stolen = line.compromised.is_some();
    Some(if stolen { Code::SealKeyCompromised } else { Code::SealTimeUnproven })
}

/// The days on which other agencies have seen what is bound.
struct Witnesses {
    days: Vec<NaiveDate>,
}

impl Witnesses {
    fn of(bound: &Bound<'_>, trust: &ListTrust, found: &mut Collector<'_>) -> Self {
        let mut days = Vec::new();
        for seen in &trust.witnesses {
            let this = [bound.digest, trust.set].contains(&Some(seen.digest));
            let own = seen.agency == bound.act.giver
                || bound.act.on_behalf_of.as_ref().is_some_and(|of| of.agency == seen.agency);
            let problem = match (this, own) {
                (false, _) => Some(Problem::OtherBundle),
                (_, true) => Some(Problem::SameAgency),
                _ => problem_of(seen, trust, &WITNESSES),
            };
            match problem {
                None => days.push(seen.on),
                Some(problem) => {
                    let finding = Finding::new(Code::WitnessNotCounted, Location::Whole);
                    let finding = finding.with("problem", problem.as_str());
                    found.add(finding.with("key", seen.key.to_string()));
                }
            }
        }
        Witnesses { days }
    }

    fn any_while_valid(&self, line: &TrustedKey) -> bool {
        self.days.iter().any(|day| line.standing_on(*day) == Standing::Valid)
    }
}
