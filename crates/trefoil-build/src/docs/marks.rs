//! Comments on a way of their own: prost would pass on code blocks as doctests, and parsing and formatting
//! what is only text takes long. All stages see marks; the text of a comment stands where its mark was printed.

use prost_types::FileDescriptorProto;

use super::{is_harmless, lines, of_location};

/// What a mark begins with; its number follows. For private use, so it stands in nobody's attributes; short, for prost
/// runs its patterns over each.
const MARK: char = '\u{e000}';

/// The comments that were taken out of descriptors.
pub(crate) struct Comments(Vec<String>);

impl Comments {
    /// Replaces each comment by a mark.
    pub(crate) fn take(files: &mut [FileDescriptorProto]) -> Self {
        let mut comments = Vec::new();
        let locations = files
            .iter_mut()
            .filter_map(|file| file.source_code_info.as_mut())
            .flat_map(|info| &mut info.location);
        for location in locations {
            let comment = of_location(location);
            location.leading_detached_comments.clear();
            location.trailing_comments = None;
            location.leading_comments = None;
            if comment
                .chars()
                .any(|c| is_harmless(c) && !c.is_whitespace())
            {
                location.leading_comments = Some(format!("{MARK}{}", comments.len()));
                comments.push(comment);
            }
        }
        Self(comments)
    }

    /// Puts the comments where their marks stand in formatted code.
    pub(crate) fn put_back(&self, code: &str) -> String {
        let mut out = String::with_capacity(code.len() * 2);
        for line in code.split_inclusive('\n') {
            let (indent, text) = line.split_at(line.len() - line.trim_start().len());
            let Some(comment) = self.of(text) else {
                out.push_str(line);
                continue;
            };
            for line in lines(comment) {
                out.push_str(indent);
                out.push_str("///");
                out.push_str(line.trim_end());
                out.push('\n');
            }
        }
        out
    }

    /// The comment for which a line stands.
    fn of(&self, line: &str) -> Option<&str> {
        let mark = line.trim_end().strip_prefix("/// ")?.strip_prefix(MARK)?;
        let digits = mark.bytes().all(|byte| byte.is_ascii_digit());
        let index: usize = mark.parse().ok().filter(|_| digits)?;
        self.0.get(index).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::Comments;

    #[test]
    fn only_marks_are_replaced() {
        let comments = Comments(vec![" One\n\n Two".to_owned()]);
        let mark = |text: &str| text.replace('@', "\u{e000}");
        let code = mark("mod a {\n    /// @0\n    x: y,\n}\n/// @0 1\n/// @+0\n/// @1\n/// 0\n");
        let done = mark(
            "mod a {\n    /// One\n    ///\n    /// Two\n    x: y,\n}\n/// @0 1\n/// @+0\n/// @1\n/// 0\n",
        );
        assert_eq!(comments.put_back(&code), done);
    }
}
