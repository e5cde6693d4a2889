//! What a check found, at its end.

use std::fmt::Write as _;

use handover_core::finding::{Code, Counts, Report, Severity};

use super::{Paint, Role, finding, table};
use crate::locale::{Arguments, Locale, grouped, key_of};

/// How many findings there are, of each severity, in one sentence.
pub(crate) fn summary(counts: Counts, locale: &Locale) -> String {
    if counts == Counts::default() {
        return locale.text("counts-none");
    }
    let arguments = Arguments::new()
        .number("block", counts.block)
        .number("warn", counts.warn)
        .number("info", counts.info);
    locale.with("counts", &arguments)
}

/// Every rule that was broken: how often, what it says, and once for each what
/// to do next. The heaviest first.
pub(crate) fn tally(report: &Report, locale: &Locale, paint: Paint) -> String {
    let mut codes: Vec<(Code, u64)> = report.by_code.iter().map(|(c, n)| (*c, *n)).collect();
    codes.sort_by_key(|(code, _)| std::cmp::Reverse(weight(report, *code)));
    let mut text = String::new();
    for (code, count) in codes {
        let severity = weight(report, code);
        let role = match severity {
            Severity::Block => Role::Bad,
            Severity::Warn => Role::Caution,
            Severity::Info => Role::Aside,
        };
        let word = paint.text(role, &finding::severity_word(severity, locale));
        let times = grouped(count, locale.lang());
        let sentence = rule(code, locale);
        let code = paint.text(Role::Aside, code.as_str());
        // Writing to a string does not fail.
        let _ = writeln!(text, "  {word} ×{times}  {sentence} [{code}]");
    }
    text
}

/// What to do about each rule that was broken and weighs `least` or more, the
/// heaviest first.
pub(crate) fn remedies(report: &Report, least: Severity, locale: &Locale) -> String {
    let codes = report.by_code.keys().copied();
    let mut codes: Vec<Code> = codes.filter(|code| weight(report, *code) >= least).collect();
    codes.sort_by_key(|code| std::cmp::Reverse(weight(report, *code)));
    let rows = codes.iter().map(|code| (code.as_str(), finding::remedy(code.as_str(), locale)));
    table::facts(rows)
}

/// The end of a report for people: counts, what to do about each rule.
pub(crate) fn closing(report: &Report, locale: &Locale, paint: Paint) -> String {
    let counts = summary(report.counts, locale);
    if report.by_code.is_empty() {
        return counts;
    }
    let told = tally(report, locale, paint);
    let remedies = remedies(report, Severity::Warn, locale);
    if remedies.is_empty() {
        return format!("{counts}\n{told}");
    }
    let heading = paint.text(Role::Heading, &locale.text("findings-remedies"));
    format!("{counts}\n{told}{heading}\n{remedies}")
}

/// The sentence of a rule without the values of one finding.
fn rule(code: Code, locale: &Locale) -> String {
    let key = key_of("finding", code.as_str());
    locale.complete(&key, &Arguments::new()).unwrap_or_else(|| locale.text(&format!("{key}.plain")))
}

/// The severity under the profile in force, as far as a kept finding tells.
fn weight(report: &Report, code: Code) -> Severity {
    // A profile may weigh the problems of one code differently: the heaviest counts.
    let kept = report.findings.iter().filter(|finding| finding.code == code);
    kept.map(|finding| finding.severity).max().unwrap_or(code.severity())
}

#[cfg(test)]
mod tests {
    use handover_core::finding::{Finding, Location};

    use super::*;
    use crate::locale::Lang;

    #[test]
    fn the_heaviest_rule_stands_first() {
        let mut report = Report::default();
        report.add(Finding::new(Code::NameNotNfc, Location::Whole), 10);
        report.add(Finding::new(Code::PayloadMissing, Location::file("a")), 10);
        report.add(Finding::new(Code::PayloadMissing, Location::file("b")), 0);
        let locale = Locale::new(Lang::En);
        let text = tally(&report, &locale, Paint::Plain);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].contains("×2") && lines[0].contains("payload.missing"), "{text}");
        assert!(lines[1].contains("name.not-nfc"), "{text}");
        assert!(remedies(&report, Severity::Block, &locale).starts_with("  payload.missing:"));
    }
}
