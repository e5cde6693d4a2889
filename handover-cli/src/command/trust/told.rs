//! Lists and their keys, in words and as JSON.

use std::path::Path;

use chrono::NaiveDate;
use handover_core::digest::Digest;
use handover_core::signing::{
    KeyId, PublicKey, Role, SignedTrustList, Standing, Threshold, TrustDraft, TrustedKey,
};
use serde::Serialize;

use crate::context::{Context, Format};
use crate::failure::Failure;
use crate::locale::{Arguments, Locale, key_of};
use crate::output::{FactRow, day, escaped, facts, in_four_lines};
use crate::units;

/// A line of a list.
#[derive(Serialize)]
pub(super) struct KeyFacts<'a> {
    key_id: KeyId,
    fingerprint: String,
    #[serde(flatten)]
    line: &'a TrustedKey,
    /// How it stands on the day that was asked for.
    standing: &'static str,
    on: NaiveDate,
}

/// A draft or a signed list.
#[derive(Serialize)]
pub(super) struct ListTold<'a> {
    file: String,
    #[serde(flatten)]
    signed: Option<SignedFacts>,
    next_roots: Vec<KeyId>,
    thresholds: &'a [Threshold],
    keys: Vec<KeyFacts<'a>>,
}

#[derive(Serialize)]
struct SignedFacts {
    counter: u64,
    day: NaiveDate,
    root: KeyId,
    root_fingerprint: String,
    /// Absent where no root was given to compare with.
    #[serde(skip_serializing_if = "Option::is_none")]
    root_confirmed: Option<bool>,
    digest: Digest,
}

#[derive(Serialize)]
struct Changed<'a> {
    file: String,
    #[serde(flatten)]
    key: &'a KeyFacts<'a>,
}

impl<'a> KeyFacts<'a> {
    pub(super) fn of(line: &'a TrustedKey, on: NaiveDate) -> Self {
        let key_id = line.key_id();
        let fingerprint = key_id.fingerprint().to_string();
        KeyFacts { key_id, fingerprint, line, standing: standing(line, on), on }
    }

    /// That the draft in `file` was changed, by the sentence `key`.
    pub(super) fn show(
        &self,
        key: &str,
        file: &Path,
        context: &Context<'_>,
    ) -> Result<(), Failure> {
        if context.format == Format::Json {
            let file = file.to_string_lossy().into_owned();
            return context.object("trust-key", &Changed { file, key: self });
        }
        let arguments = Arguments::new().path("path", file);
        context.result(&context.locale.with(key, &arguments))?;
        context.result(&table(&self.rows(&context.locale)))
    }

    fn rows(&self, locale: &Locale) -> Vec<FactRow> {
        let line = self.line;
        let date = |on| day(on, locale.lang());
        let who = Arguments::new().data("person", &line.person).data("title", &line.title);
        let roles = line.roles.iter().map(|role| role_word(*role, locale));
        let span = Arguments::new().text("from", date(line.from)).text("until", date(line.until));
        let mut rows = vec![
            ("trust-label-agency", units::agency(&line.agency, &[], locale)),
            ("trust-label-person", locale.with("trust-person", &who)),
            ("trust-label-roles", roles.collect::<Vec<_>>().join(", ")),
            ("trust-label-days", locale.with("trust-days", &span)),
        ];
        if let Some(on) = line.ceased {
            rows.push(("trust-label-ceased", date(on)));
        }
        if let Some(on) = line.compromised {
            rows.push(("trust-label-compromised", date(on)));
        }
        let state = locale.text(&key_of("standing", self.standing));
        let state = Arguments::new().text("day", date(self.on)).text("state", state);
        rows.push(("trust-label-state", locale.with("trust-state", &state)));
        rows.push(("key-label-fingerprint", in_four_lines(&self.fingerprint)));
        rows.into_iter().map(|(label, value)| (locale.text(label), value)).collect()
    }
}

impl<'a> ListTold<'a> {
    pub(super) fn of_draft(file: &Path, draft: &'a TrustDraft, on: NaiveDate) -> Self {
        Self::new(file, None, &[], (&draft.thresholds, &draft.keys), on)
    }

    pub(super) fn of_signed(
        file: &Path,
        list: &'a SignedTrustList,
        root_confirmed: Option<bool>,
        on: NaiveDate,
    ) -> Self {
        let root = list.root();
        let said = list.list();
        let signed = SignedFacts {
            counter: said.counter,
            day: said.day,
            root,
            root_fingerprint: root.fingerprint().to_string(),
            root_confirmed,
            digest: list.digest(),
        };
        Self::new(file, Some(signed), &said.next_roots, (&said.thresholds, &said.keys), on)
    }

    fn new(
        file: &Path,
        signed: Option<SignedFacts>,
        next_roots: &[PublicKey],
        (thresholds, keys): (&'a [Threshold], &'a [TrustedKey]),
        on: NaiveDate,
    ) -> Self {
        ListTold {
            file: file.to_string_lossy().into_owned(),
            signed,
            next_roots: next_roots.iter().map(PublicKey::key_id).collect(),
            thresholds,
            keys: keys.iter().map(|line| KeyFacts::of(line, on)).collect(),
        }
    }

    pub(super) fn show(&self, context: &Context<'_>) -> Result<(), Failure> {
        if context.format == Format::Json {
            return context.object("trust-list", self);
        }
        let locale = &context.locale;
        context.result(&table(&self.rows(locale)))?;
        for key in &self.keys {
            context.result("")?;
            context.result(&table(&key.rows(locale)))?;
        }
        Ok(())
    }

    fn rows(&self, locale: &Locale) -> Vec<FactRow> {
        let mut rows = vec![(locale.text("trust-label-file"), escaped(&self.file).into_owned())];
        let mut push = |label: &str, value| rows.push((locale.text(label), value));
        match &self.signed {
            None => push("trust-label-list", locale.text("trust-draft")),
            Some(signed) => {
                let of = Arguments::new()
                    .number("counter", signed.counter)
                    .text("day", day(signed.day, locale.lang()));
                push("trust-label-list", locale.with("trust-number", &of));
                push("trust-label-digest", signed.digest.to_string());
                let print = in_four_lines(&signed.root_fingerprint);
                let known = locale.text(match signed.root_confirmed {
                    Some(true) => "trust-root-known",
                    Some(false) => "trust-root-other",
                    None => "trust-root-not-compared",
                });
                push("trust-label-root", format!("{print}\n{known}"));
            }
        }
        for next in &self.next_roots {
            push("trust-label-next-root", in_four_lines(&next.fingerprint().to_string()));
        }
        for Threshold { agency, persons, .. } in self.thresholds {
            let agency = units::agency(agency, &[], locale);
            let told = Arguments::new().text("agency", agency).number("n", u64::from(*persons));
            push("trust-label-threshold", locale.with("trust-threshold", &told));
        }
        rows
    }
}

fn table(rows: &[FactRow]) -> String {
    facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone())))
}

fn role_word(role: Role, locale: &Locale) -> String {
    locale.text(&key_of("role", role.as_str()))
}

fn standing(line: &TrustedKey, on: NaiveDate) -> &'static str {
    match line.standing_on(on) {
        Standing::Valid => "valid",
        Standing::Ceased => "ceased",
        Standing::Compromised => "compromised",
        _ => "not-in-time",
    }
}
