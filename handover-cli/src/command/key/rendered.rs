//! A key id and its fingerprint, as they are read out and printed.

use handover_core::signing::{KeyId, PublicKey};
use serde::Serialize;

use crate::context::{Context, Format};
use crate::failure::Failure;
use crate::locale::{Arguments, Locale};
use crate::output::{escaped, facts, in_four_lines};

/// What `key new` and `key show` say of a key.
#[derive(Serialize)]
pub(super) struct KeyFacts {
    pub(super) key_id: KeyId,
    pub(super) fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) private: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) public: Option<String>,
}

impl KeyFacts {
    pub(super) fn of(key: &PublicKey, unit: Option<String>) -> Self {
        let key_id = key.key_id();
        let fingerprint = key_id.fingerprint().to_string();
        Self { key_id, fingerprint, unit, private: None, public: None }
    }

    /// On standard output.
    pub(super) fn show(&self, heading: &str, context: &Context<'_>) -> Result<(), Failure> {
        if context.format == Format::Json {
            return context.object("key", self);
        }
        let locale = &context.locale;
        let arguments = Arguments::new().data("unit", self.unit.as_deref().unwrap_or_default());
        context.result(&locale.with(heading, &arguments))?;
        context.result(&self.table(locale))
    }

    fn table(&self, locale: &Locale) -> String {
        let rows = [
            ("key-label-unit", self.unit.as_deref()),
            ("key-label-private", self.private.as_deref()),
            ("key-label-public", self.public.as_deref()),
        ];
        let rows = rows
            .into_iter()
            .filter_map(|(label, value)| Some((locale.text(label), escaped(value?).into_owned())));
        let id = (locale.text("key-label-id"), self.key_id.to_string());
        let print = (locale.text("key-label-fingerprint"), in_four_lines(&self.fingerprint));
        let rows: Vec<(String, String)> = rows.chain([id, print]).collect();
        facts(rows.iter().map(|(label, value)| (label.as_str(), value.clone())))
    }
}
