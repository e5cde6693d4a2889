//! `rules.toml`: a province's decisions as people write them (`docs/routes.md`).

use std::path::Path;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

use super::rules::{Rule, RuleReceiver, Rules};
use super::{Reason, Term};
use crate::description::{Block, Carrier, Work};
use crate::error::{Error, Result};
use crate::limits::Limits;
use crate::small_file;
use crate::toml_source::TomlSource;
use crate::unit::{AgencySlug, Level, UnitRef};

/// The only version so far.
const SCHEMA: &str = "handover/rules/1";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    schema: String,
    province: UnitRef,
    decision: String,
    #[serde(default)]
    rule: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    unit: Option<UnitRef>,
    level: Option<Level>,
    block: Option<Block>,
    work: Option<Work>,
    term: Option<Term>,
    carrier: Option<Carrier>,
    reason: Option<Reason>,
    receiver: Option<String>,
    days: Option<u16>,
    due_on: Option<NaiveDate>,
    decision: Option<String>,
}

impl Rules {
    /// Reads a `rules.toml`.
    ///
    /// # Errors
    /// `Read`; `Limit`; as [`Rules::read`].
    pub fn open(path: &Path, limits: &Limits) -> Result<Self> {
        Self::read(&small_file::read_text(path, limits.act_bytes)?, path)
    }

    /// Reads the text of a `rules.toml`; `path` is for messages only.
    ///
    /// # Errors
    /// `Malformed` with the line, and never a value of the file: syntax and unknown keys, another
    /// schema, a rule that says nothing or gives its last day twice, an unknown receiver.
    pub fn read(text: &str, path: &Path) -> Result<Self> {
        let source = TomlSource::new(text, path);
        let file: Document = source.read("rules.syntax")?;
        if file.schema != SCHEMA {
            return Err(Error::malformed(path, None, "rules.schema", "another schema"));
        }
        if file.decision.trim().is_empty() {
            return Err(Error::malformed(path, None, "rules.decision", "no decision"));
        }
        let rules = file.rule.into_iter().map(|entry| {
            let line = source.line(entry.span().start);
            let entry = entry.into_inner();
            let wrong = |code, problem| Error::malformed(path, Some(line), code, problem);
            if entry.days.is_some() && entry.due_on.is_some() {
                return Err(Error::malformed(
                    path,
                    Some(line),
                    "rules.days-twice",
                    "two last days",
                ));
            }
            if entry.receiver.is_none() && entry.days.is_none() && entry.due_on.is_none() {
                return Err(Error::malformed(path, Some(line), "rules.empty", "says nothing"));
            }
            let receiver = entry.receiver.as_deref().map(str::parse).transpose();
            let receiver = receiver.map_err(|NoReceiver| wrong("rules.receiver", "no receiver"))?;
            Ok(Rule {
                line,
                unit: entry.unit,
                level: entry.level,
                block: entry.block,
                work: entry.work,
                term: entry.term,
                carrier: entry.carrier,
                reason: entry.reason,
                receiver,
                days: entry.days,
                due_on: entry.due_on,
                decision: entry.decision,
            })
        });
        let list = rules.collect::<Result<_>>()?;
        Ok(Self { province: file.province, decision: file.decision, list })
    }
}

/// A text that names no receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoReceiver;

impl FromStr for RuleReceiver {
    type Err = NoReceiver;

    /// `vn:79@2025/so-noi-vu`, or `successor` or `province`, an agency after `/`.
    fn from_str(text: &str) -> Result<Self, NoReceiver> {
        if text.contains(':') {
            return text.parse().map(Self::Agency).map_err(|_| NoReceiver);
        }
        let (who, slug) = match text.split_once('/') {
            Some((who, slug)) => (who, Some(slug.parse::<AgencySlug>().map_err(|_| NoReceiver)?)),
            None => (text, None),
        };
        match who {
            "successor" => Ok(Self::Successor(slug)),
            "province" => Ok(Self::Province(slug)),
            _ => Err(NoReceiver),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    const LEAST: &str = "schema = 'handover/rules/1'\nprovince = 'vn:79@2025'\n\
                         decision = 'QĐ 1/QĐ-UBND'\n";

    fn refused(rule: &str) -> (&'static str, Option<u64>) {
        let error = Rules::read(&format!("{LEAST}{rule}"), Path::new("rules.toml")).unwrap_err();
        match error.kind() {
            ErrorKind::Malformed { code, line, .. } => (code, *line),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn reads_what_the_docs_say() {
        let text = format!(
            "{LEAST}[[rule]]\nlevel = 'district'\nterm = 'fixed'\nreceiver = 'province/so-noi-vu'\n\
             days = 45\n\n[[rule]]\nblock = 'party'\nreceiver = 'successor'\n\
             due_on = '2025-12-31'\ndecision = 'Số 2'\n"
        );
        let rules = Rules::read(&text, Path::new("rules.toml")).unwrap();
        assert_eq!(rules.rules().iter().map(|rule| rule.line).collect::<Vec<_>>(), [4, 10]);
        let slug = "so-noi-vu".parse().unwrap();
        assert_eq!(rules.rules()[0].receiver, Some(RuleReceiver::Province(Some(slug))));
        assert_eq!(rules.rules()[1].receiver, Some(RuleReceiver::Successor(None)));
    }

    #[test]
    fn what_is_wrong_is_told_by_line() {
        assert_eq!(refused("[[rule]]\nday = 4\n"), ("rules.syntax", Some(5)));
        assert_eq!(refused("unheard = 1\n"), ("rules.syntax", Some(4)));
        assert_eq!(refused("[[rule]]\nblock = 'state'\ndays = 1\n"), ("rules.syntax", Some(5)));
        assert_eq!(refused("[[rule]]\nlevel = 'commune'\n"), ("rules.empty", Some(4)));
        let twice = "\n[[rule]]\ndays = 4\ndue_on = '2025-12-31'\n";
        assert_eq!(refused(twice), ("rules.days-twice", Some(5)));
        for receiver in ["heir", "successor/", "vn:79", "successor/Ubnd", ""] {
            let rule = format!("[[rule]]\nreceiver = '{receiver}'\n");
            assert_eq!(refused(&rule), ("rules.receiver", Some(4)), "{receiver}");
        }
        let other = LEAST.replace("rules/1", "rules/2");
        assert!(Rules::read(&other, Path::new("r")).is_err());
    }
}
