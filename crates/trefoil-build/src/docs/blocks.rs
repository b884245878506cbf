//! Lines and blocks: what is code, what is text.

use super::inline;

/// Converts a whole comment.
pub(super) fn convert(comment: &str) -> Vec<String> {
    let lines: Vec<String> = comment.lines().map(expand_tabs).collect();
    let common = common_indent(&lines);
    let mut lines = lines
        .iter()
        .map(|line| line.get(common..).unwrap_or("").trim_end())
        .peekable();

    let mut out: Vec<String> = Vec::new();
    let mut in_list = false;
    while let Some(line) = lines.next() {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        if let Some(fence) = fence_of(text) {
            let mut block = Vec::new();
            for line in lines.by_ref() {
                if closes(fence, line.trim_start()) {
                    break;
                }
                block.push(line);
            }
            push_block(&mut out, &block);
        } else if indent >= 4 && !in_list && out.last().is_none_or(String::is_empty) {
            let mut block = vec![line];
            while let Some(next) = lines.next_if(|next| next.is_empty() || next.starts_with("    "))
            {
                block.push(next);
            }
            let blanks = block
                .iter()
                .rev()
                .take_while(|line| line.is_empty())
                .count();
            block.truncate(block.len() - blanks);
            push_block(&mut out, &block);
            out.extend(std::iter::repeat_n(String::new(), blanks.min(1)));
        } else {
            // A list goes on as long as its lines are indented.
            in_list = is_item(text) || (in_list && (indent > 0 || text.is_empty()));
            out.push(plain(indent, text));
        }
    }
    let empty_end = out.iter().rev().take_while(|line| line.is_empty()).count();
    out.truncate(out.len() - empty_end);
    let empty_start = out.iter().take_while(|line| line.is_empty()).count();
    out.split_off(empty_start)
}

/// One line outside of any block. With at most three blanks before it and one between its words, it
/// cannot begin a code block in any list or quotation.
fn plain(indent: usize, text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    // A fence within a list item or a quotation; backticks that do not close are escaped anyway.
    let marker = text.len() - strip_markers(&text).len();
    let (marker, rest) = text.split_at(marker);
    let escape = if rest.starts_with("~~~") { "\\" } else { "" };
    format!(
        "{:indent$}{marker}{escape}{}",
        "",
        inline::convert(rest),
        indent = indent.min(3)
    )
}

/// Adds a block of text, behind a fence longer than any in it.
fn push_block(out: &mut Vec<String>, block: &[&str]) {
    let block: Vec<String> = block.iter().map(|line| (*line).to_owned()).collect();
    let common = common_indent(&block);
    let longest = block
        .iter()
        .map(|line| longest_run(line))
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    if out.last().is_some_and(|line| !line.is_empty()) {
        out.push(String::new());
    }
    out.push(format!("{fence}text"));
    out.extend(
        block
            .iter()
            .map(|line| line.get(common..).unwrap_or("").to_owned()),
    );
    out.push(fence);
}

fn longest_run(line: &str) -> usize {
    line.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// The run of backticks or tildes that opens a block.
fn fence_of(text: &str) -> Option<&str> {
    let first = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = text.len() - text.trim_start_matches(first).len();
    // Backticks that close on their line are inline code.
    let inline = first == '`' && text[length..].contains('`');
    (length >= 3 && !inline).then(|| &text[..length])
}

fn closes(fence: &str, text: &str) -> bool {
    text.starts_with(fence)
        && fence
            .chars()
            .next()
            .is_some_and(|c| text.trim_matches(c).is_empty())
}

/// The text behind list and quotation marks.
fn strip_markers(text: &str) -> &str {
    let mut rest = text;
    loop {
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let next = if let Some(quoted) = rest.strip_prefix('>') {
            Some(quoted)
        } else if rest.starts_with(['-', '*', '+']) {
            rest[1..].strip_prefix(' ')
        } else if number.len() < rest.len() {
            number
                .strip_prefix(['.', ')'])
                .and_then(|rest| rest.strip_prefix(' '))
        } else {
            None
        };
        match next {
            Some(next) => rest = next.strip_prefix(' ').unwrap_or(next),
            None => return rest,
        }
    }
}

fn is_item(text: &str) -> bool {
    let text = format!("{text} ");
    !text.starts_with('>') && strip_markers(&text).len() < text.len()
}

/// How far all lines that have text are indented.
fn common_indent(lines: &[String]) -> usize {
    let indents = lines.iter().filter(|line| !line.trim().is_empty());
    indents
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0)
}

fn expand_tabs(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut column = 0;
    for c in line.chars() {
        let width = if c == '\t' { 4 - column % 4 } else { 1 };
        if c == '\t' {
            out.extend(std::iter::repeat_n(' ', width));
        } else {
            out.push(c);
        }
        column += width;
    }
    out
}
