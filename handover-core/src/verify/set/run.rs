use std::path::Path;

use super::judge::hold_against;
use super::locate::{Located, locate};
use super::one_run::OneRun;
use super::outcome::{SetVerification, VolumeVerdict};
use super::whole::Whole;
use crate::bundle::{Bundle, VolumeSet};
use crate::digest::Digest;
use crate::error::{ErrorKind, IoContext, Result};
use crate::finding::{Collector, Finding, Location};
use crate::inventory::{Counted, Present};
use crate::observe::{Observer, Phase, Work};
use crate::snapshot::Tally;
use crate::verify::binding::{Bound, bind};
use crate::verify::run::{Standing, look};
use crate::verify::time_limit::Hourglass;
use crate::verify::{Journal, ListTrust, Options, Trust, Verdict, Verification};

/// Verifies all volumes of `set`, one after the other, and the set as a whole:
/// its list, that every volume is there and none is another's, rows, files and
/// totals over all of them.
///
/// Each volume's own verification goes to `each` with its place as it is done;
/// before it the observer is turned to that volume, and to the whole at the
/// end. A journal's path is that of a folder here, with one journal a volume.
///
/// # Errors
/// As [`crate::verify::verify`]; `Changed` if a volume was exchanged meanwhile;
/// those of `each`.
pub fn verify_set(
    set: &VolumeSet,
    trust: &Trust,
    options: &Options<'_>,
    each: &mut dyn FnMut(&Path, &Verification) -> Result<()>,
    observer: &dyn Observer,
) -> Result<SetVerification> {
    let hourglass = Hourglass::new(observer, options.time_limit);
    let run = Run { trust, options, observer, hourglass: &hourglass };
    run.all(set, each).map_err(|error| hourglass.explain(error))
}

struct Run<'r, 'o> {
    trust: &'r Trust,
    options: &'r Options<'r>,
    observer: &'o dyn Observer,
    hourglass: &'r Hourglass<'o>,
}

/// What the volumes come to.
#[derive(Default)]
struct Sum {
    volumes: Vec<VolumeVerdict>,
    payload: Tally,
    resumed: Option<Tally>,
}

impl Sum {
    fn add(&mut self, number: Option<u32>, path: &Path, verification: &Verification) {
        let (verdict, counts) = (verification.verdict, verification.report.counts);
        self.volumes.push(VolumeVerdict { number, path: path.to_path_buf(), verdict, counts });
        self.payload.files += verification.payload.files;
        self.payload.bytes = self.payload.bytes.saturating_add(verification.payload.bytes);
        if let Some(resumed) = verification.resumed {
            let sum = self.resumed.get_or_insert_default();
            sum.files += resumed.files;
            sum.bytes = sum.bytes.saturating_add(resumed.bytes);
        }
    }
}

type Each<'e> = &'e mut dyn FnMut(&Path, &Verification) -> Result<()>;

impl Run<'_, '_> {
    fn all(&self, set: &VolumeSet, each: Each<'_>) -> Result<SetVerification> {
        let Run { trust, options, observer, hourglass } = *self;
        let limits = &options.limits;
        let show = |finding: &Finding| observer.finding(finding);
        let mut found = Collector::new(options.severities.clone(), limits.findings_kept, &show);
        observer.turn_to(None);
        let located = locate(set, trust, limits, &mut found, hourglass)?;
        let temporary = options.scratch()?;
        let mut whole = located.set.map(|_| Whole::new(limits.sort_bytes, temporary.path()));
        if let Some(journal) = &options.journal {
            std::fs::create_dir_all(&journal.path).writing(&journal.path)?;
        }
        let total = located.set.map(|_| {
            let volumes = located.volumes.iter().map(|volume| volume.listed);
            volumes.fold(Work::default(), |mut sum, volume| {
                sum += Work { entries: volume.files, bytes: volume.bytes };
                sum
            })
        });
        hourglass.begin(Phase::Verify, total);
        let sum = self.volumes(&located, set.digest(), whole.as_mut(), each)?;
        hourglass.end(Phase::Verify);

        observer.turn_to(None);
        if let Some(list) = located.set {
            for volume in &located.volumes {
                hold_against(volume, list, &mut found);
            }
        }
        let present = if located.missing.is_empty() { Present::All } else { Present::Some };
        let (act, counted) = match whole {
            Some(whole) => whole.finish(present, temporary.path(), &mut found)?,
            None => (None, Counted::default()),
        };
        let (mut seals, mut sealed_by) = (located.seals, Vec::new());
        if let Some(list) = trust.list() {
            list.judge_list(&mut found);
            if let Some(act) = &act {
                let place = |_| Location::Whole;
                let bound = Bound { act, digest: set.digest(), place: &place };
                sealed_by = bind(&bound, &mut seals, list, &mut found).sealed_by;
            }
        }
        let report = found.finish();
        let verdicts = sum.volumes.iter().map(|volume| volume.verdict);
        Ok(SetVerification {
            verdict: verdicts.fold(Verdict::of(&report), Verdict::worse),
            digest: set.digest(),
            set: located.set.cloned(),
            seals,
            sealed_by,
            trust: trust.list().map(ListTrust::facts),
            volumes: sum.volumes,
            missing: located.missing,
            act,
            payload: sum.payload,
            counted,
            checked: options.checked,
            resumed: sum.resumed,
            report,
        })
    }

    fn volumes(
        &self,
        located: &Located<'_>,
        set: Option<Digest>,
        mut whole: Option<&mut Whole>,
        each: Each<'_>,
    ) -> Result<Sum> {
        let mut sum = Sum::default();
        let trust = self.trust.for_volume_of(set);
        for volume in &located.volumes {
            let number = volume.listed.number;
            if let Some(whole) = &mut whole {
                whole.turn_to(number);
            }
            let standing = Standing::InSet(whole.as_deref_mut());
            let verification = self.one(Some(number), &volume.path, &trust, standing)?;
            if verification.digest != Some(volume.listed.digest) {
                return Err(ErrorKind::Changed { path: volume.path.clone() }.into());
            }
            each(&volume.path, &verification)?;
            sum.add(Some(number), &volume.path, &verification);
        }
        for (number, path) in &located.suspects {
            let standing = Standing::InSet(None);
            let verification = self.one(*number, path, self.trust, standing)?;
            each(path, &verification)?;
            sum.add(*number, path, &verification);
        }
        Ok(sum)
    }

    fn one(
        &self,
        number: Option<u32>,
        path: &Path,
        trust: &Trust,
        standing: Standing<'_>,
    ) -> Result<Verification> {
        self.observer.turn_to(Some(path));
        let mut options = self.options.clone();
        // A suspect may be any of several: nothing is kept of it.
        let believed = matches!(standing, Standing::InSet(Some(_)));
        options.journal = options.journal.zip(number.filter(|_| believed)).map(|(kept, number)| {
            let path = kept.path.join(format!("{number:03}.journal"));
            Journal { path, clock: kept.clock }
        });
        let bundle = Bundle::open(path, &options.limits)?;
        let observer = OneRun { observer: self.hourglass, phase: Phase::Verify };
        look(&bundle, trust, standing, &options, &observer)
    }
}
