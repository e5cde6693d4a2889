//! Which records an event speaks of.

use serde::{Deserialize, Serialize};

use super::span::Span;
use super::values::Line;
use crate::path::nfc;

/// Records that an event covers: a whole fonds, containers, or dossiers.
///
/// Without `fonds` the codes stand for any fonds of the holdings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    /// Code of the fonds; alone it means all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fonds: Option<Line>,
    /// Codes of boxes and packets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub containers: Vec<Span>,
    /// Codes of dossiers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dossiers: Vec<Span>,
}

/// A dossier, as a row of an inventory or a question names it; codes that are
/// not known are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DossierRef {
    /// Code of its fonds.
    pub fonds: String,
    /// Code of its box or packet.
    pub container: String,
    /// Its own code.
    pub code: String,
}

/// Whether a cover stands for a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Covered {
    /// It does not.
    No,
    /// Nobody can say: fonds or container of the dossier are not known.
    Perhaps,
    /// It does.
    Yes,
}

impl Cover {
    /// Whether it stands for `dossier`.
    pub fn covers(&self, dossier: &DossierRef) -> Covered {
        let within = match &self.fonds {
            None => Covered::Yes,
            Some(_) if dossier.fonds.is_empty() => Covered::Perhaps,
            Some(fonds) if nfc(fonds.as_str()) == nfc(&dossier.fonds) => Covered::Yes,
            Some(_) => Covered::No,
        };
        if self.containers.is_empty() && self.dossiers.is_empty() {
            return within;
        }
        let named = |spans: &[Span], code: &str| spans.iter().any(|span| span.contains(code));
        let inside = if named(&self.dossiers, &dossier.code) {
            Covered::Yes
        } else if self.containers.is_empty() {
            Covered::No
        } else if dossier.container.is_empty() {
            Covered::Perhaps
        } else if named(&self.containers, &dossier.container) {
            Covered::Yes
        } else {
            Covered::No
        };
        within.min(inside)
    }

    /// How many codes it names.
    pub fn count(&self) -> u64 {
        let count = |spans: &[Span]| spans.iter().map(Span::count).sum::<u64>();
        (count(&self.containers) + count(&self.dossiers)).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonds_containers_and_dossiers() {
        let cover = |fonds: &str, containers: &str, dossiers: &str| {
            let spans = |text: &str| text.split_whitespace().map(|t| t.parse().unwrap()).collect();
            Cover {
                fonds: fonds.parse().ok(),
                containers: spans(containers),
                dossiers: spans(dossiers),
            }
        };
        let dossier =
            DossierRef { fonds: "P14".into(), container: "07".into(), code: "P14.2001.03".into() };
        let bare = DossierRef { code: "P14.2001.03".into(), ..DossierRef::default() };
        for (cover, known, unknown) in [
            (cover("P14", "", ""), Covered::Yes, Covered::Perhaps),
            (cover("P15", "", ""), Covered::No, Covered::Perhaps),
            (cover("", "05..08", ""), Covered::Yes, Covered::Perhaps),
            (cover("P14", "08", ""), Covered::No, Covered::Perhaps),
            (cover("", "", "P14.2001.01..P14.2001.09"), Covered::Yes, Covered::Yes),
            (cover("P14", "", "P14.2001.03"), Covered::Yes, Covered::Perhaps),
            (cover("P15", "", "P14.2001.03"), Covered::No, Covered::Perhaps),
            (cover("P14", "09", "P14.2001.04"), Covered::No, Covered::Perhaps),
        ] {
            assert_eq!(
                (cover.covers(&dossier), cover.covers(&bare)),
                (known, unknown),
                "{cover:?}"
            );
        }
    }
}
