use super::Sink;
use super::header::Header;
use super::row::Row;
use super::schema::{Column, Kind, Table};
use crate::description::secrecy::{Clearances, Mark, Suspicion, find_level, mark};
use crate::finding::{Code, Finding, Location};

/// Looks for words of secrecy in every cell of a row, those of unknown columns
/// too. A finding names table and row, level and mark, and nothing else.
///
/// A path is looked at name by name, with the marks that
/// [`crate::description::secrecy::PathSieve`] gives, so that one clearance
/// holds for the file and for the rows that name it. Two things are not looked
/// at here: the level column of `secrets.csv`, which is there to hold levels,
/// and the paths of `files.csv`, which are the sieve's.
pub fn check_secrets(row: &Row<'_>, cleared: &Clearances, report: &mut Sink<'_>) {
    // A text that stands in several cells of a row is one matter.
    let mut told: Vec<(Code, Mark)> = Vec::new();
    let mut tell = |suspicion: Suspicion, mark: Mark| {
        let finding = judge(suspicion, mark, cleared, row.location());
        if !told.contains(&(finding.code, mark)) {
            told.push((finding.code, mark));
            report(finding);
        }
    };
    for (_, column, text) in row.cells() {
        if is_exempt(row.table(), column) {
            continue;
        }
        let Some(suspicion) = find_level(text) else { continue };
        if column.is_some_and(|column| column.kind == Kind::Path) {
            names(text, &mut tell);
        } else {
            tell(suspicion, mark(text));
        }
    }
}

/// Looks for words of secrecy in the names of unknown columns; the header is
/// row 0.
pub fn check_header_secrets(header: &Header, cleared: &Clearances, report: &mut Sink<'_>) {
    for name in header.unknown() {
        if let Some(suspicion) = find_level(name) {
            // A name of a column is no field that holds a level.
            let suspicion = Suspicion { whole: false, ..suspicion };
            let location = Location::row(header.table().code(), 0);
            report(judge(suspicion, mark(name), cleared, location));
        }
    }
}

fn is_exempt(table: Table, column: Option<&Column>) -> bool {
    let name = column.map_or("", |column| column.name);
    matches!((table, name), (Table::Secrets, "level") | (Table::Files, "path" | "original"))
}

/// Each suspected name of a path, with the mark of the path down to it.
fn names(path: &str, tell: &mut impl FnMut(Suspicion, Mark)) {
    let mut end = 0;
    for name in path.split('/') {
        end += name.len();
        if let Some(suspicion) = find_level(name) {
            tell(Suspicion { whole: false, ..suspicion }, mark(&path[..end]));
        }
        end += 1;
    }
}

fn judge(suspicion: Suspicion, mark: Mark, cleared: &Clearances, location: Location) -> Finding {
    // A field that holds a level is no matter of clearing.
    let code = if suspicion.whole {
        Code::SecretLevel
    } else if cleared.clears(mark) {
        Code::SecretCleared
    } else {
        Code::SecretSuspected
    };
    Finding::new(code, location)
        .with("level", suspicion.level.code())
        .with("mark", mark.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::TableReader;
    use crate::limits::Limits;

    fn check(table: Table, text: &str, cleared: &[Mark]) -> Vec<Finding> {
        let cleared: Clearances = cleared.iter().copied().collect();
        let mut found = Vec::new();
        let limits = Limits::default();
        let mut reader =
            TableReader::new(text.as_bytes(), table, "t", &limits, &mut |_| {}).unwrap();
        check_header_secrets(reader.header(), &cleared, &mut |finding| found.push(finding));
        while let Some(row) = reader.read(&mut |_| {}).unwrap() {
            check_secrets(&row, &cleared, &mut |finding| found.push(finding));
        }
        for finding in &found {
            let told = serde_json::to_string(finding).unwrap().to_lowercase();
            assert!(!told.contains("mật"), "{told}");
        }
        found
    }

    fn codes(found: &[Finding]) -> Vec<(Code, String)> {
        found.iter().map(|finding| (finding.code, finding.location.to_string())).collect()
    }

    #[test]
    fn every_cell_is_looked_at_and_none_is_told() {
        let text = "fileCode,title,Cột lạ\n1,Bảo mật mạng,\n2,x,TỐI MẬT\n3,Hồ sơ,\n";
        let found = check(Table::Dossiers, text, &[]);
        let wanted = [
            (Code::SecretSuspected, "dossiers[1]".to_owned()),
            (Code::SecretLevel, "dossiers[2]".to_owned()),
        ];
        assert_eq!(codes(&found), wanted);
        assert_eq!(found[1].details["level"], "toi-mat".into());
        let cleared = check(Table::Dossiers, text, &[mark("Bảo mật mạng"), mark("TỐI MẬT")]);
        assert_eq!(cleared[0].code, Code::SecretCleared);
        assert_eq!(cleared[1].code, Code::SecretLevel, "a level is never cleared");
    }

    #[test]
    fn a_path_has_the_marks_of_the_sieve() {
        let text = "fileCode,title,path\n1,x,2001/Mật ong/Mật.pdf\n";
        let found = check(Table::Dossiers, text, &[mark("2001/Mật ong")]);
        let codes: Vec<_> = found.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, [Code::SecretCleared, Code::SecretSuspected]);
    }

    #[test]
    fn levels_are_at_home_in_one_column_only() {
        let text = "level,reference,description\nmat,01/BB,\nMật,02/BB,Vụ án mật\n";
        assert_eq!(
            codes(&check(Table::Secrets, text, &[])),
            [(Code::SecretSuspected, "secrets[2]".into())]
        );
        assert_eq!(check(Table::Files, "path,original\nmật,mật\n", &[]), []);
        let strange = check(Table::Dossiers, "fileCode,title,Độ mật\n1,x,\n", &[]);
        assert_eq!(codes(&strange), [(Code::SecretSuspected, "dossiers[0]".into())]);
    }
}
