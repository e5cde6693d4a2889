//! Fingerprints as they are read out.

/// Sixteen groups in four lines of four: one line is read out in one breath.
pub(crate) fn in_four_lines(fingerprint: &str) -> String {
    let groups: Vec<&str> = fingerprint.split(' ').collect();
    groups.chunks(4).map(|line| line.join("  ")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_lines_of_four() {
        let groups = (0..16).map(|n| format!("{n:04x}")).collect::<Vec<_>>().join(" ");
        let lines = in_four_lines(&groups);
        assert_eq!(lines.lines().count(), 4);
        assert_eq!(lines.lines().nth(1), Some("0004  0005  0006  0007"));
    }
}
