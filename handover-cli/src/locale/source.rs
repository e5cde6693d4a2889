//! The messages as they are written, for the tests that compare languages.

use std::collections::{BTreeMap, BTreeSet};

use super::Lang;
use super::bundle::sources;

/// Every message (`key`) and attribute (`key.attribute`) with its text.
pub(crate) fn messages(lang: Lang) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let (mut message, mut current) = (String::new(), String::new());
    for line in sources(lang).iter().flat_map(|source| source.lines()) {
        let entry = line.split_once(" =").or_else(|| line.split_once('='));
        match entry {
            Some((key, text)) if line.starts_with(|c: char| c.is_ascii_lowercase()) => {
                key.trim().clone_into(&mut message);
                message.clone_into(&mut current);
                let twice = found.insert(current.clone(), text.trim().to_owned());
                assert!(twice.is_none(), "{lang:?}: {current} twice");
            }
            Some((key, text)) if line.trim_start().starts_with('.') => {
                current = format!("{message}{}", key.trim());
                found.insert(current.clone(), text.trim().to_owned());
            }
            _ if line.starts_with(' ') => {
                let text = found.entry(current.clone()).or_default();
                text.push(' ');
                text.push_str(line.trim());
            }
            _ => {}
        }
    }
    found
}

/// The variables that a text names.
pub(crate) fn variables(text: &str) -> BTreeSet<String> {
    let names = text.split('$').skip(1);
    names
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect()
}
