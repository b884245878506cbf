//! Where something stands in the text of a file that need not compile. For error messages only: comments and
//! strings are not looked through.

use super::Sources;
use crate::error::Place;

/// Where `message NAME`, `enum NAME` or `service NAME` stands.
pub(super) fn find(path: &str, text: &str, name: &str) -> Option<Place> {
    lines(text).find_map(|(at, line)| {
        let mut rest = line;
        // Nested ones stand behind a brace.
        while let Some(keyword) = ["message", "enum", "service"]
            .iter()
            .filter_map(|keyword| word(rest, keyword))
            .min()
        {
            let (start, after) = word_after(rest, keyword)?;
            if after == name {
                let start = at + (line.len() - rest.len()) + start;
                return Some(Place::of_bytes(path, text, start, start + name.len()));
            }
            rest = &rest[start..];
        }
        None
    })
}

/// Where `file` imports `import`.
pub(super) fn import(sources: &Sources, file: &str, import: &str) -> Option<Place> {
    let text = sources.text(file)?;
    let found = lines(text).find(|(_, line)| {
        line.trim_start().starts_with("import") && line.split(['"', '\'']).nth(1) == Some(import)
    });
    let (at, line) = found?;
    let start = at + (line.len() - line.trim_start().len());
    Some(Place::of_bytes(
        &sources.path(file),
        text,
        start,
        at + line.trim_end().len(),
    ))
}

/// The package of a file; empty if it has none.
pub(super) fn package(text: &str) -> String {
    let found = lines(text).find_map(|(_, line)| {
        let rest = line.trim_start().strip_prefix("package")?;
        let rest = rest.starts_with(char::is_whitespace).then_some(rest)?;
        Some(rest.split(';').next().unwrap_or_default().trim().to_owned())
    });
    found.unwrap_or_default()
}

/// The lines with the bytes they begin at, without comments at their end.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        let code = line.split("//").next().unwrap_or(line);
        (start, code.trim_end())
    })
}

/// Where the word begins.
fn word(text: &str, word: &str) -> Option<usize> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let mut found = text.match_indices(word);
    found.find_map(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        (!before.is_some_and(is_part) && after.is_some_and(char::is_whitespace)).then_some(at)
    })
}

/// The word behind the one that begins at `at`, and where it begins.
fn word_after(text: &str, at: usize) -> Option<(usize, &str)> {
    let keyword = at + text[at..].find(char::is_whitespace)?;
    let start = keyword + text[keyword..].find(|c: char| !c.is_whitespace())?;
    let rest = &text[start..];
    let end = rest
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(rest.len());
    Some((start, &rest[..end]))
}

#[cfg(test)]
mod tests {
    use super::{find, package};

    #[test]
    fn declarations_are_found_wherever_they_stand() {
        let text =
            "package a.v1 ; // b\n// message C {}\nmessage A { enum B { X = 0; } message  C {} }\n";
        assert_eq!(package(text), "a.v1");
        let at = |name| find("a.proto", text, name).map(|place| place.head());
        assert_eq!(at("A").as_deref(), Some("a.proto:3:9"));
        assert_eq!(at("B").as_deref(), Some("a.proto:3:18"));
        assert_eq!(at("C").as_deref(), Some("a.proto:3:40"));
        assert_eq!(at("X"), None);
    }

    #[test]
    fn any_text_is_survived() {
        for text in [
            "message",
            "message ",
            "ä message ä",
            "enum\u{a0}B",
            "import",
            "package",
        ] {
            find("a.proto", text, "B");
            package(text);
        }
    }
}
