//! From comments to documentation that is only ever text.
//!
//! A comment is written for people who read the `.proto` file. rustdoc would run its code blocks as
//! tests and take its brackets for links, so what could be either is made harmless here, while lists,
//! emphasis, inline code and web links stay what they are:
//!
//! * A fenced or indented block becomes a fence marked `text`.
//! * Outside of blocks no line is indented by more than three columns and no line has two blanks in a
//!   row, so markdown finds no further block.
//! * `<`, and `[` unless it begins a web link, are escaped. Bare web addresses become links.

mod blocks;
mod inline;
mod marks;

pub(crate) use marks::Comments;

use prost_types::source_code_info::Location;

/// The documentation of one comment, a line each, with the blank that follows `///`.
pub(crate) fn lines(comment: &str) -> Vec<String> {
    let clean: String = comment.chars().filter(|&c| is_harmless(c)).collect();
    blocks::convert(&clean)
        .into_iter()
        .map(|line| {
            if line.is_empty() {
                line
            } else {
                format!(" {line}")
            }
        })
        .collect()
}

/// The comment before a declaration and the one behind it, as two paragraphs.
pub(crate) fn of_location(location: &Location) -> String {
    let parts = [location.leading_comments(), location.trailing_comments()];
    let parts = parts
        .into_iter()
        .filter(|part| !part.trim().is_empty())
        .map(unmarked);
    parts.collect::<Vec<_>>().join("\n\n")
}

/// The comment without what is left of `/**`, `///` and `//!`.
fn unmarked(comment: &str) -> String {
    let marked = |mark| {
        let mut lines = comment
            .lines()
            .filter(|line| !line.trim().is_empty())
            .peekable();
        lines.peek().is_some() && lines.all(|line| line.starts_with(mark))
    };
    match ['/', '!'].into_iter().find(|&mark| marked(mark)) {
        Some(mark) => comment
            .lines()
            .map(|line| line.strip_prefix(mark).unwrap_or(line))
            .collect::<Vec<_>>()
            .join("\n"),
        // A list in a comment of this form would begin with a blank.
        None => comment.strip_prefix('*').unwrap_or(comment).to_owned(),
    }
}

/// Control characters have no business in a comment; those that turn the direction of writing are
/// refused by the compiler.
fn is_harmless(c: char) -> bool {
    (!c.is_control() || c == '\n' || c == '\t')
        && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests;
