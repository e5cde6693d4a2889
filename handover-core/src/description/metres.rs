use std::fmt;
use std::ops::{Add, AddAssign};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Shelf metres (mét giá), exact to the millimetre: sums on minutes must agree
/// to the last digit, which binary fractions cannot promise.
///
/// Text form: `145`, `0.125`, at most three decimals, a point and no comma.
/// Addition stops at the largest number instead of wrapping, so that a
/// hostile total cannot be made to look small.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Metres(u64);

/// Text that is no decimal number of metres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not metres: wanted a decimal with a point and at most three decimals")]
pub struct NotMetres;

impl Metres {
    /// From whole millimetres.
    pub const fn from_millimetres(millimetres: u64) -> Self {
        Metres(millimetres)
    }

    /// In whole millimetres.
    pub const fn millimetres(self) -> u64 {
        self.0
    }

    /// What `containers` boxes or packets take by the working rule of the
    /// field: eight to the metre.
    pub const fn of_containers(containers: u64) -> Self {
        Metres(containers.saturating_mul(125))
    }
}

impl FromStr for Metres {
    type Err = NotMetres;

    fn from_str(text: &str) -> Result<Self, NotMetres> {
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        if !digits(whole) || !digits(fraction) || fraction.len() > 3 {
            return Err(NotMetres);
        }
        let whole: u64 = whole.parse().map_err(|_| NotMetres)?;
        let fraction: u64 = format!("{fraction:0<3}").parse().map_err(|_| NotMetres)?;
        whole.checked_mul(1000).and_then(|mm| mm.checked_add(fraction)).map(Metres).ok_or(NotMetres)
    }
}

impl fmt::Display for Metres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.0 / 1000, self.0 % 1000);
        if fraction == 0 {
            return write!(f, "{whole}");
        }
        write!(f, "{whole}.{}", format!("{fraction:03}").trim_end_matches('0'))
    }
}

impl Add for Metres {
    type Output = Metres;

    fn add(self, other: Metres) -> Metres {
        Metres(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Metres {
    fn add_assign(&mut self, other: Metres) {
        *self = *self + other;
    }
}

/// As a string: JSON numbers are read as binary fractions by most.
impl Serialize for Metres {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// From a string, or from the number that a person writes into `transfer.toml`.
impl<'de> Deserialize<'de> for Metres {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl de::Visitor<'_> for Visitor {
    type Value = Metres;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("metres with at most three decimals")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Metres, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, whole: u64) -> Result<Metres, E> {
        self.visit_str(&whole.to_string())
    }

    fn visit_i64<E: de::Error>(self, whole: i64) -> Result<Metres, E> {
        self.visit_str(&whole.to_string())
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Metres, E> {
        // The shortest text of a double is what the person wrote.
        self.visit_str(&number.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn metres_are_exact() {
        let metres = |text: &str| text.parse::<Metres>().unwrap();
        assert_eq!(metres("0.1") + metres("0.2"), metres("0.3"));
        assert_eq!(metres("145.50").to_string(), "145.5");
        assert_eq!(Metres::of_containers(1163).to_string(), "145.375");
        for text in ["", ".", "1.", ".5", "1,5", "-1", "1.0005", "1e3", "99999999999999999999"] {
            assert_eq!(text.parse::<Metres>(), Err(NotMetres), "{text}");
        }
    }

    #[test]
    fn serde_takes_what_people_write() {
        for json in ["\"12.5\"", "12.5"] {
            assert_eq!(serde_json::from_str::<Metres>(json).unwrap().millimetres(), 12_500);
        }
        assert_eq!(serde_json::from_str::<Metres>("7").unwrap().to_string(), "7");
        assert!(serde_json::from_str::<Metres>("-7").is_err());
        assert_eq!(serde_json::to_string(&Metres::from_millimetres(50)).unwrap(), "\"0.05\"");
    }

    proptest! {
        #[test]
        fn printed_metres_read_the_same(millimetres: u64) {
            let metres = Metres::from_millimetres(millimetres);
            prop_assert_eq!(metres.to_string().parse(), Ok(metres));
        }
    }
}
