//! Candidates held against a list that is believed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::locate::{Candidate, Located, Volume};
use crate::bundle::{Set, SetVolume, VolumeSet};
use crate::description::secrecy::{self, Clearances};
use crate::digest::Digest;
use crate::finding::{Code, Collector, Finding, Location};

/// Which candidate is which volume, and what the others are.
pub(super) fn sort_out<'s>(
    set: &VolumeSet,
    list: &'s Set,
    candidates: Vec<Candidate<'_>>,
    found: &mut Collector<'_>,
) -> Located<'s> {
    let listed: BTreeMap<Digest, &SetVolume> =
        list.volumes.iter().map(|volume| (volume.digest, volume)).collect();
    let mut slots: BTreeMap<u32, Volume> = BTreeMap::new();
    let mut others = Vec::new();
    for candidate in candidates {
        let volume = candidate.identity.and_then(|identity| listed.get(&identity));
        let Some(volume) = volume else {
            others.push(candidate);
            continue;
        };
        if slots.contains_key(&volume.number) {
            found.add(told(Code::VolumeTwice, &candidate, volume.number));
            continue;
        }
        let Candidate { path, claims, .. } = candidate;
        let slot = Volume { listed: **volume, path: path.to_path_buf(), claims };
        slots.insert(volume.number, slot);
    }
    let numbers = list.volumes.iter().map(|volume| volume.number);
    let missing: BTreeSet<u32> = numbers.filter(|number| !slots.contains_key(number)).collect();
    for number in &missing {
        let finding = Finding::new(Code::VolumeMissing, Location::Whole);
        let finding = finding.with("volume", u64::from(*number));
        found.add(finding.with("volumes", list.volumes.len() as u64));
    }
    let mut suspects = Vec::new();
    for other in &others {
        let named = set.number_in_name(other.path).filter(|number| missing.contains(number));
        if let Some(number) = judge_other(other, named, list, &missing, found) {
            suspects.push((Some(number), other.path.to_path_buf()));
        }
    }
    suspects.sort();
    let volumes = slots.into_values().collect();
    let missing = missing.into_iter().collect();
    Located { set: Some(list), seals: Vec::new(), volumes, missing, suspects }
}

/// Tells what a bundle is that the list does not have; the number of the volume
/// that it may have been once. `named` is a missing volume whose name it bears.
fn judge_other(
    other: &Candidate<'_>,
    named: Option<u32>,
    list: &Set,
    missing: &BTreeSet<u32>,
    found: &mut Collector<'_>,
) -> Option<u32> {
    let Some(claims) = &other.claims else {
        // It says nothing of itself: only looking tells what is wrong with it.
        return named;
    };
    let same_act = claims.act == list.act;
    let claimed = Some(claims.volume).filter(|number| same_act && missing.contains(number));
    match (same_act, claimed.or(named)) {
        (true, Some(number)) => {
            let finding = told(Code::VolumeOtherPacking, other, number);
            let finding = finding.with("issue", u64::from(claims.issue));
            found.add(finding.with("wanted", u64::from(list.issue)));
            (claims.issue == list.issue).then_some(number)
        }
        (false, Some(number)) => {
            found.add(told(Code::VolumeForeign, other, number));
            None
        }
        (_, None) => {
            found.at(Code::VolumeBeside, place(other.path));
            None
        }
    }
}

fn told(code: Code, candidate: &Candidate<'_>, number: u32) -> Finding {
    Finding::new(code, place(candidate.path)).with("volume", u64::from(number))
}

/// How a finding may name a bundle on the disk.
pub(super) fn place(path: &Path) -> Location {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    secrecy::location(&name, &Clearances::default())
}

/// What a volume says of itself, held against the list.
pub(in crate::verify) fn hold_against(volume: &Volume, list: &Set, found: &mut Collector<'_>) {
    let (Some(claims), listed) = (&volume.claims, &volume.listed) else { return };
    let ours = (claims.act, claims.issue) == (list.act, list.issue);
    let counted = (claims.volume, claims.volumes as usize) == (listed.number, list.volumes.len());
    let number = u64::from(listed.number);
    if !ours || !counted {
        let finding = Finding::new(Code::VolumeOtherPacking, place(&volume.path));
        found.add(finding.with("volume", number));
    }
    let said = (claims.payload_bytes, claims.payload_files);
    if said != (listed.bytes, listed.files) {
        let finding = Finding::new(Code::VolumeDiffers, place(&volume.path));
        let finding = finding.with("volume", number);
        let finding = finding.with("listed", format!("{}.{}", listed.bytes, listed.files));
        found.add(finding.with("found", format!("{}.{}", said.0, said.1)));
    }
}
