//! Places in the README that tasks write: between `<!-- NAME:begin -->` and `<!-- NAME:end -->`.

use std::path::PathBuf;

use crate::workspace::{read, root};

/// The place of one task.
pub(crate) struct Readme {
    /// The task that writes it.
    pub(crate) task: &'static str,
    /// What its markers are called.
    pub(crate) marker: &'static str,
}

impl Readme {
    /// Puts the table between the markers.
    pub(crate) fn write(&self, table: &str) -> Result<(), String> {
        let text = self.error(read(&path()))?;
        let (before, _, after) = self.parts(&text)?;
        let text = format!("{before}{}\n{table}\n{}{after}", self.begin(), self.end());
        let written = std::fs::write(path(), text);
        self.error(written.map_err(|error| format!("cannot write README.md: {error}")))
    }

    /// Looks whether the table between the markers is this one.
    pub(crate) fn check(&self, table: &str) -> Result<(), String> {
        let text = self.error(read(&path()))?;
        let (_, now, _) = self.parts(&text)?;
        if now.trim() == table.trim() {
            return Ok(());
        }
        let task = self.task;
        Err(format!(
            "{task}: README.md has another table than the one measured; \
             write it with: cargo xtask {task} --write"
        ))
    }

    /// What is before, between and behind the markers.
    fn parts<'a>(&self, text: &'a str) -> Result<(&'a str, &'a str, &'a str), String> {
        let (begin, end) = (self.begin(), self.end());
        let split = || {
            let (before, rest) = text.split_once(&begin)?;
            let (between, after) = rest.split_once(&end)?;
            Some((before, between, after))
        };
        let missing = || {
            let begin = begin.trim_end();
            format!(
                "{}: README.md lacks the lines `{begin}` and `{end}`",
                self.task
            )
        };
        split().ok_or_else(missing)
    }

    fn begin(&self) -> String {
        format!("<!-- {}:begin -->\n", self.marker)
    }

    fn end(&self) -> String {
        format!("<!-- {}:end -->", self.marker)
    }

    fn error<T>(&self, result: Result<T, String>) -> Result<T, String> {
        result.map_err(|error| format!("{}: {error}", self.task))
    }
}

fn path() -> PathBuf {
    root().join("README.md")
}

#[cfg(test)]
mod tests {
    use super::Readme;

    #[test]
    fn the_markers_part_a_text() {
        let readme = Readme {
            task: "test",
            marker: "x",
        };
        let text = "a\n<!-- x:begin -->\nb\n<!-- x:end -->\nc";
        assert_eq!(readme.parts(text), Ok(("a\n", "b\n", "\nc")));
        assert!(readme.parts("a").is_err());
    }
}
