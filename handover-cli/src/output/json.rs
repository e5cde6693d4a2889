//! One object a line, each with the name and version of its schema.

use std::fmt::Write as _;

use serde::Serialize;

/// The object as one line, after a member `schema` that says `handover/<kind>/1`.
///
/// `body` must serialise as an object. Escapes are JSON's own, and beyond them
/// the characters that could turn a line round in a terminal.
pub(crate) fn json_line<T: Serialize + ?Sized>(kind: &str, body: &T) -> serde_json::Result<String> {
    let body = serde_json::to_string(body)?;
    let members = body.strip_prefix('{').unwrap_or("}");
    let comma = if members == "}" { "" } else { "," };
    let line = format!("{{\"schema\":\"handover/{kind}/1\"{comma}{members}");
    Ok(ascii_where_unsafe(&line))
}

/// JSON may hold bidi characters raw; as `\u` escapes they are the same value.
fn ascii_where_unsafe(json: &str) -> String {
    let mut line = String::with_capacity(json.len());
    for c in json.chars() {
        if super::is_unsafe(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                // Writing to a string does not fail.
                let _ = write!(line, "\\u{unit:04x}");
            }
        } else {
            line.push(c);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Body {
        path: &'static str,
    }

    #[test]
    fn the_schema_stands_first_and_the_value_survives() {
        let line = json_line("finding", &Body { path: "a\u{202e}\n\u{e0001}b" }).unwrap();
        assert!(line.starts_with(r#"{"schema":"handover/finding/1","path":"a\u202e\n"#), "{line}");
        let back: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(back["path"], "a\u{202e}\n\u{e0001}b");
    }

    #[test]
    fn an_empty_body_is_an_object_still() {
        let empty = std::collections::BTreeMap::<String, u64>::new();
        assert_eq!(json_line("x", &empty).unwrap(), r#"{"schema":"handover/x/1"}"#);
    }
}
