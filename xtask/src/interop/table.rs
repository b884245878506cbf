//! The report as Markdown.

use std::fmt::Write;

use super::report::{Column, Outcome, Report};

/// Both tables, with the reasons of what is not applicable below.
pub(super) fn markdown(report: &Report) -> String {
    let mut notes = Notes::default();
    let mut text = String::new();
    for (title, columns) in [
        (
            "The cases of [`interop/CASES.md`](interop/CASES.md)",
            &report.matrix,
        ),
        ("gRPC's own interoperability test", &report.grpc),
    ] {
        if !columns.is_empty() {
            let _ = write!(text, "{title}, client → server:\n\n");
            table(&mut text, columns, &mut notes);
            text.push('\n');
        }
    }
    for (index, note) in notes.0.iter().enumerate() {
        let _ = writeln!(text, "{}. {note}", index + 1);
    }
    text
}

fn table(text: &mut String, columns: &[Column], notes: &mut Notes) {
    text.push_str("| |");
    for Column { client, server, .. } in columns {
        let _ = write!(text, " {client} → {server} |");
    }
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(columns.len()));
    text.push('\n');
    for case in rows(columns) {
        let _ = write!(text, "| `{case}` |");
        for column in columns {
            let cell = match column.of(case) {
                Some(Outcome::Pass) => "pass".to_owned(),
                Some(Outcome::NotApplicable(why)) => format!("n/a ({})", notes.number(why)),
                Some(Outcome::Fail(_)) | None => "**fail**".to_owned(),
            };
            let _ = write!(text, " {cell} |");
        }
        text.push('\n');
    }
}

/// Every case that a column has, in the order of the first column that has it.
fn rows(columns: &[Column]) -> Vec<&str> {
    let mut rows = Vec::new();
    for (case, _) in columns.iter().flat_map(|column| &column.outcomes) {
        if !rows.contains(&&**case) {
            rows.push(&**case);
        }
    }
    rows
}

/// Reasons, each once.
#[derive(Default)]
struct Notes(Vec<String>);

impl Notes {
    fn number(&mut self, note: &str) -> usize {
        let known = self.0.iter().position(|known| known == note);
        known.unwrap_or_else(|| {
            self.0.push(note.to_owned());
            self.0.len() - 1
        }) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_a_row_and_a_reason_a_note() {
        let mut there = Column::new("trefoil", "peer");
        there.add("unary", Outcome::Pass);
        there.add("bidi", Outcome::NotApplicable("it cannot".into()));
        let mut back = Column::new("peer", "trefoil");
        back.add("unary", Outcome::Fail("why".into()));
        back.add("bidi", Outcome::NotApplicable("it cannot".into()));
        let report = Report {
            matrix: vec![there, back],
            grpc: Vec::new(),
        };
        assert_eq!(
            markdown(&report),
            "The cases of [`interop/CASES.md`](interop/CASES.md), client → server:\n\n\
             | | trefoil → peer | peer → trefoil |\n|---|---|---|\n\
             | `unary` | pass | **fail** |\n| `bidi` | n/a (1) | n/a (1) |\n\n1. it cannot\n"
        );
        assert_eq!((report.passed(), report.failed()), (1, 1));
    }
}
