//! The results as Markdown, and how they are read off the runner's output.

use std::fmt;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Totals {
    passed: usize,
    /// Failed, as the list of failures says.
    expected: usize,
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { passed, expected } = self;
        write!(f, "{passed} cases pass, {expected} fail as listed")
    }
}

impl Totals {
    /// Reads `CONFORMANCE SUITE PASSED: 5 successes, 0 skipped, 1 expected failures, 0 unexpected failures.` The
    /// first such line is that of binary and JSON; a second one is that of the text format.
    pub(super) fn of_output(output: &str) -> Option<Self> {
        let line = output
            .lines()
            .find_map(|line| line.strip_prefix("CONFORMANCE SUITE PASSED: "))?;
        let count = |what: &str| {
            let part = line.split(", ").find(|part| part.ends_with(what))?;
            part.split(' ').next()?.parse().ok()
        };
        Some(Self {
            passed: count(" successes")?,
            expected: count(" expected failures")?,
        })
    }
}

pub(super) fn markdown(rows: &[(&str, Totals)]) -> String {
    let mut text = "| cases | pass | fail as listed |\n|---|---|---|\n".to_owned();
    for (name, Totals { passed, expected }) in rows {
        text.push_str(&format!("| {name} | {passed} | {expected} |\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_counts() {
        let output = "x\n\
            CONFORMANCE SUITE PASSED: 9 successes, 2 skipped, 1 expected failures, 0 unexpected failures.\n\
            CONFORMANCE SUITE PASSED: 0 successes, 8 skipped, 0 expected failures, 0 unexpected failures.\n";
        let totals = Totals {
            passed: 9,
            expected: 1,
        };
        assert_eq!(Totals::of_output(output), Some(totals));
        assert_eq!(Totals::of_output(&output.replace("PASSED", "FAILED")), None);
    }
}
