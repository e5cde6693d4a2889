//! What people wrote into an act, for whoever looks at words.

use super::act::Act;

impl Act {
    /// Every text in the act that people wrote, with its member.
    pub fn texts(&self) -> Vec<(String, &str)> {
        let mut texts = Texts(Vec::new());
        texts.add("title", self.title.as_ref());
        texts.add("condition", self.condition.as_ref());
        let decision = self.on_behalf_of.as_ref().map(|behalf| &behalf.decision);
        texts.add("on_behalf_of.decision", decision);
        for (index, basis) in (1..).zip(&self.legal_basis) {
            texts.add(&format!("legal_basis[{index}]"), Some(basis));
        }
        for (index, agency) in (1..).zip(&self.agencies) {
            texts.add(&format!("agencies[{index}].name"), Some(&agency.name));
        }
        for (index, lot) in (1..).zip(&self.lots) {
            texts.add(&format!("lots[{index}].title"), Some(&lot.title));
            texts.add(&format!("lots[{index}].fonds"), lot.fonds.as_ref());
            texts.add(&format!("lots[{index}].period"), lot.period.as_ref());
        }
        for (index, signatory) in (1..).zip(&self.signatories) {
            texts.add(&format!("signatories[{index}].name"), Some(&signatory.name));
            texts.add(&format!("signatories[{index}].title"), Some(&signatory.title));
        }
        for (index, clearance) in (1..).zip(&self.cleared) {
            texts.add(&format!("cleared[{index}].by"), Some(&clearance.by));
            texts.add(&format!("cleared[{index}].reason"), clearance.reason.as_ref());
        }
        texts.0
    }
}

struct Texts<'a>(Vec<(String, &'a str)>);

impl<'a> Texts<'a> {
    fn add(&mut self, field: &str, text: Option<&'a String>) {
        if let Some(text) = text {
            self.0.push((field.to_owned(), text));
        }
    }
}
