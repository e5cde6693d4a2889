use super::bundle_path::{BundlePath, NotABundlePath};
use super::rules::{PATH_UNITS, check_component, check_length, is_nfc};

/// Checks paths that come in path order, most of them beside the one before:
/// the rules look at components one by one, and only the length at all of
/// them, so in a folder that was lawful the last component decides.
#[derive(Debug, Clone, Default)]
pub(crate) struct Neighbours {
    /// The folder of the last lawful path.
    folder: String,
}

impl Neighbours {
    /// As [`BundlePath::check`].
    pub(crate) fn check(&mut self, path: &str) -> Result<(), NotABundlePath> {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        if folder.is_empty() || folder != self.folder {
            BundlePath::check(path)?;
            folder.clone_into(&mut self.folder);
            return Ok(());
        }
        if !is_nfc(file) {
            return Err(NotABundlePath { problem: None });
        }
        // No text has more units than bytes.
        let length = || if path.len() > PATH_UNITS { check_length(path).1 } else { None };
        match check_component(file).into_iter().next().or_else(length) {
            None => Ok(()),
            problem => Err(NotABundlePath { problem }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_known_folder_excuses_nothing() {
        let long = format!("data/b/{}", "a".repeat(250));
        let mut neighbours = Neighbours::default();
        for path in ["data/b/x", "data/b/aux", "data/b/y ", "data/b/", "data/b/e\u{301}", &long] {
            assert_eq!(neighbours.check(path), BundlePath::check(path), "{path}");
        }
    }

    proptest! {
        #[test]
        fn the_answer_is_the_same_as_alone(
            paths in proptest::collection::vec("(a/|ế/|e\u{301}/|b/){0,3}[aế.% \u{301}]{0,4}", 0..20),
        ) {
            let mut neighbours = Neighbours::default();
            for path in paths {
                prop_assert_eq!(neighbours.check(&path), BundlePath::check(&path));
            }
        }
    }
}
