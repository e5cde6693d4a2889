//! Durations as people write them: `2h`, `30m`, `90s`, `1h30m`.

use std::time::Duration;

/// Not a duration; the message is that of the language, see `usage`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotADuration;

impl std::fmt::Display for NotADuration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a duration")
    }
}

impl std::error::Error for NotADuration {}

/// Reads hours, minutes and seconds, in this order, each at most once.
pub(super) fn parse(text: &str) -> Result<Duration, NotADuration> {
    let (mut rest, mut seconds, mut found) = (text, 0_u64, false);
    for (unit, length) in [('h', 3600), ('m', 60), ('s', 1)] {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, after) = rest.split_at(digits);
        let Some(after) = after.strip_prefix(unit) else { continue };
        let number: u64 = number.parse().map_err(|_| NotADuration)?;
        let part = number.checked_mul(length).ok_or(NotADuration)?;
        seconds = seconds.checked_add(part).ok_or(NotADuration)?;
        (rest, found) = (after, true);
    }
    if rest.is_empty() && found && seconds > 0 {
        Ok(Duration::from_secs(seconds))
    } else {
        Err(NotADuration)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_minutes_and_seconds() {
        let seconds = |text| parse(text).map(|time| time.as_secs());
        assert_eq!(seconds("2h"), Ok(7200));
        assert_eq!(seconds("30m"), Ok(1800));
        assert_eq!(seconds("90s"), Ok(90));
        assert_eq!(seconds("1h30m5s"), Ok(5405));
        for text in ["", "2", "h", "0s", "-1h", "1m2h", "1h1h", "2 h", "99999999999999999999s"] {
            assert_eq!(seconds(text), Err(NotADuration), "{text}");
        }
    }
}
