//! Names that cannot stand beside each other, noticed as paths pass by.

use std::collections::HashSet;

use super::rules::collision_key;

/// Watches paths in path order for two that some disk holds equal, and for a
/// file that lies below another file. Holds the names of one folder a depth.
#[derive(Debug, Default)]
pub struct Twins {
    /// The open folders: name, and the keys of what it held so far.
    open: Vec<(String, HashSet<String>)>,
    top: HashSet<String>,
    last: String,
}

impl Twins {
    /// Takes the next path; whether it collides with one before.
    pub fn collides(&mut self, path: &str) -> bool {
        let below_a_file = !self.last.is_empty()
            && path.strip_prefix(&self.last).is_some_and(|rest| rest.starts_with('/'));
        path.clone_into(&mut self.last);
        let mut collides = below_a_file;
        let mut depth = 0;
        let mut names = path.split('/').peekable();
        while let Some(name) = names.next() {
            let is_folder = names.peek().is_some();
            if is_folder && self.open.get(depth).is_some_and(|(open, _)| open == name) {
                depth += 1;
                continue;
            }
            self.open.truncate(depth);
            let keys = self.open.last_mut().map_or(&mut self.top, |(_, keys)| keys);
            collides |= !keys.insert(collision_key(name));
            if is_folder {
                self.open.push((name.to_owned(), HashSet::new()));
            }
            depth += 1;
        }
        collides
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_are_found_in_their_folder_and_nowhere_else() {
        let mut twins = Twins::default();
        let paths = ["A/x", "A/y", "B/x", "a/x", "c", "c/d", "e", "É", "é"];
        let found: Vec<_> = paths.into_iter().filter(|path| twins.collides(path)).collect();
        assert_eq!(found, ["a/x", "c/d", "é"]);
    }
}
