//! A place in a source file, and the line it is on with a caret below.

use std::fmt::Write as _;

/// Where something is, as a person reads it: lines and columns count from one.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    /// How many characters of the line are meant; at least one is marked.
    pub(crate) width: usize,
    /// The text of the line, if the file is at hand.
    pub(crate) text: Option<String>,
}

impl Place {
    /// The place of the bytes from `start` to `end` of `source`.
    pub(crate) fn of_bytes(path: &str, source: &str, start: usize, end: usize) -> Self {
        let start = floor(source, start);
        let end = floor(source, end.max(start));
        let line_start = line_start(source, start);
        let text = source[line_start..].lines().next().unwrap_or_default();
        let line_end = line_start + text.len();
        Self {
            path: path.to_owned(),
            line: source[..line_start].matches('\n').count() + 1,
            column: source[line_start..start].chars().count() + 1,
            width: source[start..end.min(line_end).max(start)].chars().count(),
            text: Some(text.to_owned()),
        }
    }

    /// The place at a line and a column of `source`, both from one.
    pub(crate) fn of_line(path: &str, source: &str, line: usize, column: usize) -> Self {
        let text = source.lines().nth(line.saturating_sub(1));
        Self {
            path: path.to_owned(),
            line,
            column: column.max(1),
            width: 1,
            text: text.map(str::to_owned),
        }
    }

    /// `proto/a.proto:3:15`
    pub(crate) fn head(&self) -> String {
        format!("{}:{}:{}", self.path, self.line, self.column)
    }

    /// The place, the message, and the line with a caret and the label.
    pub(crate) fn render(&self, message: &str, label: Option<&str>) -> String {
        let mut out = format!("{}: {message}", self.head());
        if let Some(text) = &self.text {
            let number = self.line.to_string();
            let gutter = " ".repeat(number.len());
            // Tabs stay tabs, so that the caret is below its character in any terminal.
            let pad: String = text
                .chars()
                .take(self.column - 1)
                .map(|c| if c == '\t' { '\t' } else { ' ' })
                .collect();
            let marks = "^".repeat(self.width.max(1));
            let _ = write!(
                out,
                "\n{gutter} |\n{number} | {text}\n{gutter} | {pad}{marks}"
            );
            if let Some(label) = label {
                let _ = write!(out, " {label}");
            }
        }
        out
    }
}

/// Where the line begins that holds the byte `at`.
fn line_start(source: &str, at: usize) -> usize {
    source[..floor(source, at)]
        .rfind('\n')
        .map_or(0, |newline| newline + 1)
}

fn floor(source: &str, at: usize) -> usize {
    (0..=at.min(source.len()))
        .rev()
        .find(|&i| source.is_char_boundary(i))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn marks_the_bytes() {
        let place = Place::of_bytes("a.proto", "one\n\tdrei vier\n", 10, 14);
        assert_eq!(
            place.render("no", Some("here")),
            "a.proto:2:7: no\n  |\n2 | \tdrei vier\n  | \t     ^^^^ here"
        );
    }

    #[test]
    fn survives_any_offset() {
        for source in ["", "ä", "a\nä\n"] {
            for start in 0..8 {
                for end in 0..8 {
                    Place::of_bytes("a.proto", source, start, end).render("m", None);
                }
            }
        }
    }
}
