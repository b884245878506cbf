//! The code blocks of a Markdown text.

/// A fenced block.
#[derive(Debug, PartialEq)]
pub(super) struct Block<'a> {
    language: &'a str,
    pub(super) text: &'a str,
}

/// What the heading is called in the languages there are.
const HEADINGS: [&str; 2] = ["quick start", "快速开始"];

/// The section under the heading `Quick start`, up to the next heading of its level or above.
pub(super) fn section(readme: &str) -> Option<&str> {
    let mut start = None;
    let (mut at, mut fenced) = (0, false);
    for line in readme.split_inclusive('\n') {
        fenced ^= line.starts_with("```");
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        if level > 0 && !fenced {
            match start {
                Some((from, above)) if level <= above => return readme.get(from..at),
                None if HEADINGS
                    .iter()
                    .any(|name| line.to_lowercase().contains(name)) =>
                {
                    start = Some((at + line.len(), level));
                }
                _ => {}
            }
        }
        at += line.len();
    }
    start.and_then(|(from, _)| readme.get(from..))
}

/// The fenced blocks of a text.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let (mut at, mut open) = (0, None);
    for line in text.split_inclusive('\n') {
        if let Some(language) = line.strip_prefix("```") {
            open = match open {
                None => Some((language.trim(), at + line.len())),
                Some((language, from)) => {
                    let text = text.get(from..at).unwrap_or_default();
                    blocks.push(Block { language, text });
                    None
                }
            };
        }
        at += line.len();
    }
    blocks
}

impl<'a> Block<'a> {
    /// The file this block is: its first line says so in a comment (`// src/main.rs`, perhaps with more
    /// words after it), or else its language does. `None` for what is no file.
    pub(super) fn file(&self) -> Option<&'a str> {
        let first = self.text.lines().next().unwrap_or_default();
        let named = first.strip_prefix("//").or_else(|| first.strip_prefix('#'));
        let named = named.and_then(|comment| comment.split_whitespace().next());
        let named = named.and_then(|name| name.split([':', ',', ';', '：']).next());
        let is_file = |name: &&str| {
            [".rs", ".toml", ".proto"]
                .iter()
                .any(|end| name.ends_with(end))
        };
        let language = self.language.split(',').next().unwrap_or_default();
        named.filter(is_file).or(match language {
            "toml" => Some("Cargo.toml"),
            "proto" | "protobuf" => Some("proto/quickstart.proto"),
            "rust" => Some("src/main.rs"),
            _ => None,
        })
    }

    /// What the program is said to print: a block of the language `text`.
    pub(super) fn expected(&self) -> Option<&'a str> {
        (self.language == "text").then_some(self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const README: &str = "# x\n\n## Quick start\n\n```toml\n# Cargo.toml\na = 1\n```\nthen\n\
        ```rust\n// build.rs: all of it\nfn main() {}\n```\n### More\n```sh\ncargo run\n```\n```text\nhi\n```\n\
        ## Next\n```rust\n```\n";

    #[test]
    fn takes_the_section_with_what_stands_below_it() {
        let section = section(README).unwrap();
        assert!(section.starts_with("\n```toml") && section.ends_with("hi\n```\n"));
        assert_eq!(super::section("# other\n"), None);
        assert_eq!(super::section("## 快速开始\nx\n# y\n"), Some("x\n"));
    }

    #[test]
    fn a_comment_in_a_block_is_no_heading() {
        let readme = "# Quick start\n```toml\n# Cargo.toml\n```\n";
        assert_eq!(blocks(section(readme).unwrap()).len(), 1);
    }

    #[test]
    fn a_block_names_its_file() {
        let section = section(README).unwrap();
        let files: Vec<_> = blocks(section).iter().map(Block::file).collect();
        assert_eq!(files, [Some("Cargo.toml"), Some("build.rs"), None, None]);
        assert_eq!(blocks(section)[3].expected(), Some("hi\n"));
    }

    #[test]
    fn a_nameless_block_is_what_its_language_says() {
        let of = |language| {
            Block {
                language,
                text: "x",
            }
            .file()
        };
        assert_eq!(of("rust,no_run"), Some("src/main.rs"));
        assert_eq!(of("proto"), Some("proto/quickstart.proto"));
        assert_eq!(of("console"), None);
    }
}
