//! Fixed texts of documents: `key = text`, a line each; `{name}` stands for a
//! value.

/// The text of `key` among `texts`; nothing where it has none.
pub(super) fn find<'t>(texts: &'t str, key: &str) -> &'t str {
    let lines = texts.lines().filter(|line| !line.starts_with('#'));
    let mut pairs = lines.filter_map(|line| line.split_once(" = "));
    pairs.find(|(name, _)| *name == key).map_or("", |(_, text)| text)
}

/// The text with its values, which are not looked into for further names.
pub(super) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        filled.push_str(before);
        let value = values.iter().find(|(known, _)| *known == name);
        filled.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_not_looked_into() {
        let texts = "# a = comment\na = {x} of {y}{z}\n";
        assert_eq!(fill(find(texts, "a"), &[("x", "{y}"), ("y", "2")]), "{y} of 2");
        assert_eq!(find(texts, "b"), "");
        assert_eq!(fill("an open {brace", &[]), "an open {brace");
    }
}
