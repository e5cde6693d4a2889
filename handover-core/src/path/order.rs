//! The one order of paths: component by component, as unsigned UTF-8 bytes.

use std::cmp::Ordering;

/// Compares two paths component by component, as unsigned bytes.
///
/// `/` sorts before every byte that a name may hold, so that a folder's
/// content follows its name at once: `a/z` before `a-b`.
pub fn compare(left: &str, right: &str) -> Ordering {
    compare_bytes(left.as_bytes(), right.as_bytes())
}

/// The same of paths whose text nobody has looked at.
pub(crate) fn compare_bytes(left: &[u8], right: &[u8]) -> Ordering {
    let differing = common(left, right);
    let rank = |byte: u8| if byte == b'/' { 0 } else { byte };
    match (left.get(differing), right.get(differing)) {
        // Only a NUL could tie with the separator; then the bytes decide.
        (Some(a), Some(b)) => rank(*a).cmp(&rank(*b)).then(a.cmp(b)),
        _ => left.len().cmp(&right.len()),
    }
}

/// How many bytes both begin with. Neighbours of millions share most of a
/// path, so eight are looked at at once.
pub(crate) fn common(left: &[u8], right: &[u8]) -> usize {
    let (left_words, right_words) = (left.as_chunks::<8>().0, right.as_chunks::<8>().0);
    let words = left_words.iter().zip(right_words).take_while(|(a, b)| a == b).count() * 8;
    let rest = left[words..].iter().zip(&right[words..]).take_while(|(a, b)| a == b).count();
    words + rest
}

/// The same order as plain bytes, for sorting by key.
pub fn sort_key(path: &str) -> Vec<u8> {
    path.bytes().map(|byte| if byte == b'/' { 0 } else { byte }).collect()
}

/// The components of a path.
pub fn components(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.split('/')
}

/// The folder that holds `path`, if it is not the root.
pub fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(parent, _)| parent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_folder_is_followed_by_its_content() {
        let mut paths = vec!["a.txt", "a-b/x", "a/z", "a", "b", "a/é"];
        paths.sort_by(|a, b| compare(a, b));
        assert_eq!(paths, ["a", "a/z", "a/é", "a-b/x", "a.txt", "b"]);
    }

    proptest! {
        #[test]
        fn order_is_that_of_component_lists(
            above in "[a-c/]{0,20}",
            left in "[a-c./-]{0,8}",
            right in "[a-c./-]{0,8}",
        ) {
            let (left, right) = (above.clone() + &left, above + &right);
            let naive = left.split('/').collect::<Vec<_>>().cmp(&right.split('/').collect());
            prop_assert_eq!(compare(&left, &right), naive);
            prop_assert_eq!(sort_key(&left).cmp(&sort_key(&right)), naive);
        }
    }
}
