//! A profile as people write it.

use std::path::Path;

use super::written::Written;
use super::{CELL_PROBLEMS, Profile, SCHEMA};
use crate::error::{Error, Result};
use crate::finding::{Code, Group, Severity};
use crate::toml_source::TomlSource;

impl Profile {
    /// Reads the text of a profile; `path` is for messages only.
    ///
    /// # Errors
    /// `Malformed` with the line where it is known: unknown members, tables
    /// and columns, and weights below what law and secrecy demand.
    pub fn read_toml(text: &str, path: &Path) -> Result<Self> {
        let written: Written = TomlSource::new(text, path).read("profile.syntax")?;
        let wrong = |problem: &str| Error::malformed(path, None, "profile.values", problem);
        if written.schema != SCHEMA {
            return Err(wrong("not the schema of a profile that this program knows"));
        }
        if written.name.trim().is_empty() {
            return Err(wrong("the name is empty"));
        }
        if let Some(code) = written.severity.keys().find(|code| is_fixed(code.group())) {
            return Err(wrong(&format!("no profile changes what {code} weighs")));
        }
        if let Some(problem) = written.cells.keys().find(|p| !CELL_PROBLEMS.contains(&p.as_str())) {
            return Err(wrong(&format!("{problem} is no problem of a cell")));
        }
        Ok(Profile {
            name: written.name,
            title: written.title,
            severity: written.severity,
            cells: written.cells,
            lengths: written.length.into_iter().map(|length| length.0).collect(),
            text: written.text.into_iter().flat_map(|text| text.0).collect(),
            wanted: written.wanted.into_iter().map(|wanted| wanted.0).collect(),
            allowed: written.allowed.into_iter().map(|allowed| allowed.0).collect(),
        })
    }

    /// What the rule of this code weighs; `None`: it is off.
    pub fn weight(&self, code: Code) -> Option<Severity> {
        self.severity.get(&code).map_or(Some(code.severity()), |weight| weight.severity())
    }

    /// What a problem of a cell weighs; `None`: it is off.
    pub fn cell_weight(&self, problem: &str) -> Option<Severity> {
        let weight = self.cells.get(problem).map(|weight| weight.severity());
        weight.unwrap_or_else(|| self.weight(Code::TableCell))
    }
}

/// What damage, forgery, law and secrecy weigh is no matter of taste.
fn is_fixed(group: Group) -> bool {
    let open = [Group::Completeness, Group::Description, Group::Names, Group::Files];
    !open.contains(&group)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "schema = \"handover/profile/1\"\nname = \"x\"\ntitle = \"X\"\n";

    fn read(rest: &str) -> Result<Profile> {
        Profile::read_toml(&format!("{HEAD}{rest}"), Path::new("p.toml"))
    }

    #[test]
    fn what_it_does_not_say_weighs_as_ever() {
        let profile = read(
            "[severity]\n\"table.cell\" = \"info\"\n\"inventory.ordinal-gap\" = \
             \"off\"\n[cells]\ntoo-long = \"block\"\n",
        )
        .unwrap();
        assert_eq!(profile.weight(Code::RowWithoutFile), Some(Severity::Block));
        assert_eq!(profile.weight(Code::OrdinalGap), None);
        assert_eq!(profile.cell_weight("too-long"), Some(Severity::Block));
        assert_eq!(profile.cell_weight("not-a-date"), Some(Severity::Info));
    }

    #[test]
    fn what_nobody_knows_is_refused_with_its_line() {
        let refused = |rest: &str| read(rest).unwrap_err().to_string();
        assert!(refused("sevrity = 1\n").starts_with("p.toml:4: "));
        let wanted = "[[wanted]]\ntable = \"dossiers\"\ncolumn = ";
        assert!(refused(&format!("\n{wanted}\"titel\"\n")).starts_with("p.toml:5: unknown column"));
        let when = "when = { nothing = [\"01\"] }\n";
        assert!(refused(&format!("{wanted}\"title\"\n{when}")).contains("unknown column"));
        for rest in [
            "[severity]\n\"table.sell\" = \"info\"\n",
            "[severity]\n\"table.cell\" = \"fatal\"\n",
            "[cells]\nodd = \"info\"\n",
            "[[length]]\ntable = \"files\"\ncolumn = \"path\"\nmax = 1\n",
            "[[length]]\ntable = \"dossiers\"\ncolumn = \"title\"\nmax = 0\n",
            "[[length]]\ntable = \"dossiers\"\ncolumn = \"title\"\nmax = -1\n",
            "[[allowed]]\ntable = \"dossiers\"\ncolumn = \"title\"\n",
        ] {
            assert!(read(rest).is_err(), "{rest}");
        }
        let other = HEAD.replace("profile/1", "profile/2");
        assert!(Profile::read_toml(&other, Path::new("p")).is_err());
    }

    #[test]
    fn law_and_secrecy_are_no_matter_of_a_profile() {
        for code in Code::ALL.iter().filter(|code| code.group() == Group::Law) {
            let rest = format!("[severity]\n\"{code}\" = \"off\"\n");
            assert!(read(&rest).is_err(), "{code}");
        }
    }
}
