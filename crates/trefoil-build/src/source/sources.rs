//! The texts that descriptors came from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use prost_reflect::DescriptorPool;

use crate::error::Place;

/// Source files by the name that `import` statements use.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources(BTreeMap<String, Source>);

#[derive(Clone, Debug)]
struct Source {
    path: PathBuf,
    text: String,
}

impl Sources {
    pub(crate) fn insert(&mut self, name: &str, path: &Path, text: String) {
        self.0.insert(
            name.to_owned(),
            Source {
                path: path.to_owned(),
                text,
            },
        );
    }

    /// Those files of a pool that lie in the folders, and are text.
    pub(crate) fn find(pool: &DescriptorPool, folders: &[PathBuf]) -> Self {
        let mut sources = Self::default();
        for file in pool.files() {
            let mut paths = folders.iter().map(|folder| folder.join(file.name()));
            if let Some(path) = paths.find(|path| path.is_file())
                && let Ok(text) = std::fs::read_to_string(&path)
            {
                sources.insert(file.name(), &path, text);
            }
        }
        sources
    }

    /// The files on disk, in the order of their names.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.values().map(|source| source.path.as_path())
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|source| source.text.as_str())
    }

    /// How to name the file to a person: its path on disk, or else its import name.
    pub(crate) fn path(&self, name: &str) -> String {
        self.0.get(name).map_or_else(
            || name.to_owned(),
            |source| source.path.display().to_string(),
        )
    }

    /// The place of a span in protobuf's own notation: line, column, (line,) column, from zero.
    pub(crate) fn place(&self, name: &str, span: &[i32]) -> Place {
        let number = |i: usize| {
            span.get(i)
                .and_then(|&n| usize::try_from(n).ok())
                .unwrap_or(0)
        };
        let (line, column) = (number(0), number(1));
        let text = self
            .text(name)
            .and_then(|text| text.lines().nth(line))
            .map(str::to_owned);
        let end = match span.len() {
            3 => number(2),
            // The span goes on below: mark what is on the first line, without its brace.
            _ => text.as_deref().map_or(column, |text| {
                text.trim_end()
                    .trim_end_matches('{')
                    .trim_end()
                    .chars()
                    .count()
            }),
        };
        Place {
            path: self.path(name),
            line: line + 1,
            column: column + 1,
            width: end.saturating_sub(column),
            text,
        }
    }
}
