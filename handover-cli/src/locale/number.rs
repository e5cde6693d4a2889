//! Numbers as a language writes them.

use fluent_bundle::FluentValue;
use handover_core::legible;

use super::Lang;

/// A whole number in groups of three digits: `1.234` in Vietnamese, `1,234`
/// in English.
pub(crate) fn grouped(number: u64, lang: Lang) -> String {
    let separator = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    legible::grouped(number, separator)
}

/// How fluent prints the numbers among its arguments in Vietnamese.
pub(super) fn vietnamese<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    format(value, Lang::Vi)
}

/// How fluent prints the numbers among its arguments in English.
pub(super) fn english<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    format(value, Lang::En)
}

fn format(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    // Counts, sizes and lines only: whole, not negative, far below 2⁵³.
    let whole: u64 = format!("{:.0}", number.value).parse().ok()?;
    Some(grouped(whole, lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_three() {
        let cases = [(0, "0"), (999, "999"), (1000, "1.000"), (94_000_000, "94.000.000")];
        for (number, text) in cases {
            assert_eq!(grouped(number, Lang::Vi), text);
        }
        assert_eq!(grouped(1_234_567, Lang::En), "1,234,567");
    }
}
