//! Which language to speak.

use clap::ValueEnum;

/// A language of the messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    Vi,
    En,
}

impl Lang {
    #[cfg(test)]
    pub(crate) const ALL: [Lang; 2] = [Lang::Vi, Lang::En];

    /// The two letters of `--lang` and of the folder in `locales/`.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Lang::Vi => "vi",
            Lang::En => "en",
        }
    }

    /// The language of a desktop's locale: Vietnamese for `vi`, `vi-VN`,
    /// `vi_VN.UTF-8`; else English, which a stranger can look up.
    pub(crate) fn of_locale(locale: Option<&str>) -> Self {
        let language = locale.unwrap_or_default().split(['-', '_', '.', '@']).next();
        match language {
            Some(language) if language.eq_ignore_ascii_case("vi") => Lang::Vi,
            _ => Lang::En,
        }
    }

    /// What `--lang` says, or else the desktop's locale. Reads the raw
    /// arguments, because help and usage errors speak a language too.
    pub(crate) fn choose(args: &[std::ffi::OsString], locale: Option<&str>) -> Self {
        let mut args = args.iter().filter_map(|arg| arg.to_str());
        while let Some(arg) = args.next() {
            let value = match arg {
                "--" => break,
                "--lang" => args.next(),
                _ => arg.strip_prefix("--lang="),
            };
            match value {
                Some("vi") => return Lang::Vi,
                Some("en") => return Lang::En,
                _ => {}
            }
        }
        Lang::of_locale(locale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_wins_over_the_desktop() {
        let choose = |args: &[&str], locale| {
            Lang::choose(&args.iter().map(Into::into).collect::<Vec<_>>(), locale)
        };
        assert_eq!(choose(&["key", "--lang", "en"], Some("vi_VN.UTF-8")), Lang::En);
        assert_eq!(choose(&["--lang=vi"], None), Lang::Vi);
        assert_eq!(choose(&["--", "--lang=vi"], None), Lang::En);
        assert_eq!(choose(&["--lang", "fr"], Some("vi")), Lang::Vi);
    }

    #[test]
    fn only_a_vietnamese_desktop_speaks_vietnamese() {
        for (locale, lang) in [("vi", Lang::Vi), ("VI-vn", Lang::Vi), ("vic", Lang::En)] {
            assert_eq!(Lang::of_locale(Some(locale)), lang, "{locale}");
        }
        assert_eq!(Lang::of_locale(None), Lang::En);
    }
}
