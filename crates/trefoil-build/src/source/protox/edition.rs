//! Editions, which protox cannot read: noticed before it stumbles over the word.

use std::ops::Range;

/// The bytes of `edition = "2023"`, if the file begins with that statement.
pub(crate) fn find(source: &str) -> Option<(Range<usize>, &str)> {
    let start = skip_blanks(source, 0);
    let mut at = word(source, start, "edition")?;
    at = word(source, skip_blanks(source, at), "=")?;
    at = skip_blanks(source, at);
    let quote = source[at..]
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\''))?;
    let value = &source[at + 1..];
    let value = &value[..value.find(quote)?];
    Some((start..at + value.len() + 2, value))
}

fn word(source: &str, at: usize, word: &str) -> Option<usize> {
    source[at..].starts_with(word).then_some(at + word.len())
}

/// Skips white space and comments.
fn skip_blanks(source: &str, mut at: usize) -> usize {
    loop {
        let rest = &source[at..];
        let blank = rest.len()
            - rest
                .trim_start_matches([' ', '\t', '\r', '\n', '\u{feff}'])
                .len();
        let rest = &rest[blank..];
        let comment = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else {
            0
        };
        at += blank + comment;
        if blank + comment == 0 {
            return at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn finds_the_statement_and_nothing_else() {
        let found = |source| find(source).map(|(range, value)| (range, value.to_owned()));
        assert_eq!(
            found("edition = \"2023\";"),
            Some((0..16, "2023".to_owned()))
        );
        assert_eq!(
            found("// a\n/* b */ edition='2024';"),
            Some((13..27, "2024".to_owned()))
        );
        assert_eq!(found("syntax = \"proto3\"; // edition = \"2023\""), None);
        assert_eq!(found("message edition {}"), None);
        assert_eq!(found("/* open"), None);
        assert_eq!(found("edition = \"2023"), None);
    }
}
