//! The rows of the index: bundles, their volumes, what their acts cleared.

use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use super::layout::{BUNDLES, CLEARED, VOLUMES};
use super::list;
use crate::description::secrecy::Mark;
use crate::digest::Digest;
use crate::error::Result;
use crate::signing::KeyId;
use crate::transfer::{Act, ActKind};
use crate::unit::AgencyRef;

/// A bundle or set that the holdings were built from: a row of `bundles.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct HeldBundle {
    /// Its identity: the SHA-256 of its tag manifest, or of a set's signed text.
    pub digest: Digest,
    /// The act's id.
    pub id: Uuid,
    /// The act's issue, from 1.
    pub issue: u32,
    /// New, supplement or replacement.
    pub kind: ActKind,
    /// What a supplement or replacement stands on.
    pub base: Option<Digest>,
    /// Who gave.
    pub giver: AgencyRef,
    /// The closed agency that the giver acted for.
    pub on_behalf_of: Option<AgencyRef>,
    /// Who received.
    pub receiver: AgencyRef,
    /// The day of the seal.
    pub sealed_on: NaiveDate,
    /// The day on which custody passed.
    pub effective_on: NaiveDate,
    /// Where it lay when it was merged, as that was given.
    pub place: String,
    /// Files of the payload.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// The keys whose seals held.
    pub keys: Keys,
    /// How many volumes it came in; 1 for a bundle.
    pub volumes: u32,
}

impl HeldBundle {
    /// What `act` says of the bundle `digest`; its files are not counted yet.
    pub(crate) fn new(
        digest: Digest,
        id: Uuid,
        act: &Act,
        on_behalf_of: Option<AgencyRef>,
    ) -> Self {
        HeldBundle {
            digest,
            id,
            issue: act.issue,
            kind: act.kind,
            base: act.base,
            giver: act.giver,
            on_behalf_of,
            receiver: act.receiver,
            sealed_on: act.sealed_on,
            effective_on: act.effective_on,
            place: String::new(),
            files: 0,
            bytes: 0,
            keys: Keys::default(),
            volumes: 1,
        }
    }

    /// Where it stands among the others: by day, then by digest.
    pub fn order(&self) -> (NaiveDate, Digest) {
        (self.effective_on, self.digest)
    }
}

/// Key-ids, in a cell separated by `;`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys(pub Vec<KeyId>);

impl Serialize for Keys {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let texts: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        serializer.serialize_str(&texts.join(";"))
    }
}

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let keys = text.split(';').filter(|text| !text.is_empty()).map(str::parse);
        keys.collect::<Result<_, _>>().map(Keys).map_err(serde::de::Error::custom)
    }
}

/// A volume of a set: a row of `volumes.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct HeldVolume {
    /// The set.
    pub bundle: Digest,
    /// Its number, from 1.
    pub number: u32,
    /// Its own identity.
    pub digest: Digest,
    /// Its files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

impl HeldVolume {
    /// A volume of the set `bundle`.
    pub fn new(bundle: Digest, number: u32, digest: Digest, files: u64, bytes: u64) -> Self {
        HeldVolume { bundle, number, digest, files, bytes }
    }
}

/// A suspicion that an act has cleared: a row of `cleared.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct HeldClearance {
    /// The bundle or set.
    pub bundle: Digest,
    /// The mark of the text.
    pub mark: Mark,
}

impl HeldClearance {
    /// What the act of `bundle` has cleared.
    pub fn new(bundle: Digest, mark: Mark) -> Self {
        HeldClearance { bundle, mark }
    }
}

/// The three lists of the index.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) bundles: Vec<HeldBundle>,
    pub(super) volumes: Vec<HeldVolume>,
    pub(super) cleared: Vec<HeldClearance>,
}

impl Index {
    pub(super) fn read(folder: &Path, limit: u64) -> Result<Self> {
        Ok(Index {
            bundles: list::read(&folder.join(BUNDLES), limit)?,
            volumes: list::read(&folder.join(VOLUMES), limit)?,
            cleared: list::read(&folder.join(CLEARED), limit)?,
        })
    }
}

/// Writes the index into `folder`: each list in its order, none that is empty.
pub(crate) fn write_index(
    folder: &Path,
    bundles: &[HeldBundle],
    volumes: &[HeldVolume],
    cleared: &[HeldClearance],
) -> Result<()> {
    list::write(&folder.join(BUNDLES), bundles)?;
    list::write(&folder.join(VOLUMES), volumes)?;
    list::write(&folder.join(CLEARED), cleared)
}
