//! The little language of the templates.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// What stands for the names in a template.
#[derive(Debug, Default)]
pub(super) struct Values {
    known: BTreeMap<Cow<'static, str>, String>,
    conditions: BTreeSet<&'static str>,
}

impl Values {
    /// The value of `{{name}}`; none is remembered where there is none.
    pub(super) fn put(&mut self, name: impl Into<Cow<'static, str>>, value: Option<impl Display>) {
        if let Some(value) = value {
            self.known.insert(name.into(), value.to_string());
        }
    }

    /// Whether lines under `#@if name` are kept.
    pub(super) fn when(&mut self, name: &'static str, holds: bool) {
        if holds {
            self.conditions.insert(name);
        }
    }
}

/// The template with `values`, and its part for lots once for each of `lots`.
pub(super) fn fill(template: &str, values: &Values, lots: &[Values]) -> String {
    let mut text = String::with_capacity(template.len() * 2);
    let mut lines = template.lines();
    while let Some(line) = lines.next() {
        let Some(part) = line.strip_prefix("#@") else {
            put_line(line, &[values], &mut text);
            continue;
        };
        let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "#@end").collect();
        let holds = |name| values.conditions.contains(name);
        if part == "each lot" {
            for lot in lots {
                put_lines(&inside, &[lot, values], &mut text);
            }
        } else if part.strip_prefix("if ").is_some_and(holds) {
            put_lines(&inside, &[values], &mut text);
        }
    }
    text
}

fn put_lines(lines: &[&str], values: &[&Values], text: &mut String) {
    for line in lines {
        put_line(line, values, text);
    }
}

/// A line with its values; a comment where one is not known.
fn put_line(line: &str, values: &[&Values], text: &mut String) {
    let mut filled = String::with_capacity(line.len());
    let mut known = true;
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, after)) = after.split_once("}}") else { break };
        filled.push_str(before);
        let value = values.iter().find_map(|values| values.known.get(name));
        known &= value.is_some();
        filled.push_str(value.map_or("…", String::as_str));
        rest = after;
    }
    filled.push_str(rest);
    if !known && line.starts_with('#') {
        // A remark about something that is not known says nothing.
        return;
    }
    // A heading that nothing follows is a remark too; its name is empty.
    if !known {
        filled = format!("# {}", filled.trim_start_matches('…'));
    }
    text.push_str(&filled);
    text.push('\n');
}
