//! One pattern for every closed list of codes.

/// Text that is none of a list's codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a code of the list")]
pub struct NotInList;

/// Declares a closed list: an enum whose text form is the code that tables
/// and acts hold, each with the Vietnamese words that people read.
macro_rules! code_list {
    (
        $(#[$doc:meta])*
        $name:ident { $($variant:ident = $code:literal, $label:literal;)* }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = concat!("`", $code, "`: ", $label, ".")] $variant,)*
        }

        impl $name {
            /// Every member, in the order of the list.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// Every code, in the order of the list.
            pub const CODES: &'static [&'static str] = &[$($code,)*];

            /// The code, as tables and acts hold it.
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)* }
            }

            /// The Vietnamese words for it.
            pub const fn label(self) -> &'static str {
                match self { $($name::$variant => $label,)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::description::NotInList;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($code => Ok($name::$variant),)*
                    _ => Err($crate::description::NotInList),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use code_list;

#[cfg(test)]
mod tests {
    use crate::description::{DocumentType, Retention};

    #[test]
    fn codes_come_back() {
        for &kind in DocumentType::ALL {
            assert_eq!(kind.code().parse(), Ok(kind));
        }
        assert_eq!(DocumentType::ALL.len(), 32);
        assert!("1".parse::<Retention>().is_err());
        assert!(" 01".parse::<Retention>().is_err());
    }

    #[test]
    fn serde_speaks_the_code() {
        let json = serde_json::to_string(&Retention::Permanent).unwrap();
        assert_eq!(json, "\"01\"");
        assert_eq!(serde_json::from_str::<Retention>(&json).unwrap(), Retention::Permanent);
    }
}
