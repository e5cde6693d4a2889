//! `handover/transfer.json`: one spelling, and the identity that follows from it.

use uuid::Uuid;

use super::act::{Act, SCHEMA};

/// The namespace of act ids (RFC 9562 §5.5), fixed for format 1.0.
pub const fn namespace() -> Uuid {
    Uuid::from_u128(0x6f0c_1c51_93d6_4d0e_9c35_6f5d_1b7a_2e40)
}

/// Why bytes are no act of format 1.0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAnAct {
    /// Not the JSON of an act; the place, never a value.
    #[error("not the JSON of an act, line {line}, column {column}")]
    Json {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A form that this version does not know.
    #[error("made by a newer version")]
    Newer,
    /// The same act in another spelling.
    #[error("not in the one spelling of the format")]
    Spelling,
    /// No id.
    #[error("without id")]
    NoId,
}

impl Act {
    /// The act with its id: the one given, else UUIDv5 over its bytes without
    /// `id` and `issue`.
    #[must_use]
    pub fn identified(mut self) -> Self {
        if self.id.is_none() {
            self.id = Some(self.derived_id());
        }
        self
    }

    fn derived_id(&self) -> Uuid {
        // The member stands once, right behind the schema.
        let issue = format!("\"issue\":{},", self.issue);
        let text = Act { id: None, ..self.clone() }.to_json().replacen(&issue, "", 1);
        Uuid::new_v5(&namespace(), text.as_bytes())
    }

    /// The bytes of `transfer.json`: members in order, no spaces, absent ones
    /// omitted, one LF at the end.
    pub fn to_json(&self) -> String {
        // Plain strings, numbers and lists: this serialisation cannot fail.
        let mut text = serde_json::to_string(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Reads `transfer.json`; only the very spelling of [`Act::to_json`].
    pub fn from_json(text: &str) -> Result<Self, NotAnAct> {
        #[derive(serde::Deserialize)]
        struct Form {
            #[serde(default)]
            schema: String,
        }
        let place = |error: &serde_json::Error| NotAnAct::Json {
            line: error.line(),
            column: error.column(),
        };
        let form: Form = serde_json::from_str(text).map_err(|error| place(&error))?;
        if form.schema != SCHEMA && form.schema.starts_with("handover/transfer/") {
            return Err(NotAnAct::Newer);
        }
        let act: Act = serde_json::from_str(text).map_err(|error| place(&error))?;
        if act.id.is_none() {
            return Err(NotAnAct::NoId);
        }
        if act.to_json() == text { Ok(act) } else { Err(NotAnAct::Spelling) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn act() -> Act {
        let day = NaiveDate::from_ymd_opt(2025, 6, 30).unwrap();
        let agency = |text: &str| text.parse::<crate::unit::AgencyRef>().unwrap();
        Act::builder(agency("vn:27169@2024"), agency("vn:27163@2025"), day, day)
            .legal_basis("Nghị quyết 1685/NQ-UBTVQH15")
            .build()
    }

    #[test]
    fn one_spelling_and_one_identity() {
        let sealed = act().identified();
        let text = sealed.to_json();
        assert_eq!(Act::from_json(&text), Ok(sealed.clone()));
        assert!(text.starts_with("{\"schema\":\"handover/transfer/1\",\"id\":\""));
        assert!(text.ends_with("}\n") && !text.contains(": "));

        let mut repacked = act();
        repacked.issue = 2;
        assert_eq!(repacked.identified().id, sealed.id, "an issue is no new transfer");
        let other = Act::builder(sealed.giver, sealed.receiver, sealed.sealed_on, sealed.sealed_on);
        assert_ne!(other.legal_basis("x").build().identified().id, sealed.id);
    }

    #[test]
    fn other_spellings_are_refused() {
        let text = act().identified().to_json();
        let refused = |text: &str| Act::from_json(text).unwrap_err();
        assert_eq!(refused(&text.replacen(",\"issue", ", \"issue", 1)), NotAnAct::Spelling);
        assert_eq!(refused(&text.replace("/transfer/1", "/transfer/2")), NotAnAct::Newer);
        assert_eq!(refused(&act().to_json()), NotAnAct::NoId);
        for (from, to) in [
            ("\"issue\":1", "\"issue\":1,\"issue\":1"),
            ("\"issue\":1", "\"issue\":1,\"extra\":1"),
            ("\"kind\":\"new\"", "\"kind\":\"gift\""),
        ] {
            let wrong = text.replacen(from, to, 1);
            assert!(matches!(refused(&wrong), NotAnAct::Json { .. }), "{to}");
        }
    }
}
