//! Within a line: links, brackets, tags and inline code.

/// Escapes what rustdoc would take for a link or a tag, and links web addresses.
pub(super) fn convert(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = take(rest, c, &mut out).unwrap_or_else(|| {
            out.push(c);
            c.len_utf8()
        });
        rest = &rest[taken..];
    }
    out
}

/// Writes what begins here, if it is anything special, and returns how many bytes it had.
fn take(rest: &str, c: char, out: &mut String) -> Option<usize> {
    match c {
        '\\' => {
            let next = rest[1..]
                .chars()
                .next()
                .filter(char::is_ascii_punctuation)?;
            out.extend([c, next]);
            Some(2)
        }
        '`' => Some(code(rest, out)),
        '<' => {
            let Some(link) = link_before(&rest[1..], '>') else {
                out.push_str("\\<");
                return Some(1);
            };
            out.push_str(&rest[..link.len() + 2]);
            Some(link.len() + 2)
        }
        '[' => Some(link(rest, out)),
        ']' => {
            out.push_str("\\]");
            Some(1)
        }
        'h' if is_web(rest) && !out.ends_with(|c: char| c.is_alphanumeric()) => {
            let address = address(rest);
            out.push('<');
            out.push_str(address);
            out.push('>');
            Some(address.len())
        }
        _ => None,
    }
}

/// Inline code, or backticks that do not close on this line and are therefore just that.
fn code(rest: &str, out: &mut String) -> usize {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let mut at = ticks;
    while let Some(found) = rest[at..].find('`') {
        let start = at + found;
        let run = rest.len() - start - rest[start..].trim_start_matches('`').len();
        at = start + run;
        if run == ticks {
            out.push_str(&rest[..at]);
            return at;
        }
    }
    out.push_str(&"\\`".repeat(ticks));
    ticks
}

/// `[text](https://..)` stays a link; any other bracket is a bracket.
fn link(rest: &str, out: &mut String) -> usize {
    // To the next that is not plain text and no further: a line may be nothing but brackets.
    let text = rest[1..].find(['[', ']', '<', '`', '\\']);
    let web = text.and_then(|length| {
        let behind = rest[1 + length..].strip_prefix("](")?;
        Some(length + link_before(behind, ')')?.len() + 4)
    });
    match web {
        Some(length) => {
            out.push_str(&rest[..length]);
            length
        }
        None => {
            out.push_str("\\[");
            1
        }
    }
}

/// The web address at the start of a text, if this follows it at once.
fn link_before(text: &str, end: char) -> Option<&str> {
    let address = Some(text).filter(|text| is_web(text)).map(address)?;
    text[address.len()..].starts_with(end).then_some(address)
}

fn is_web(text: &str) -> bool {
    let behind = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    behind.is_some_and(|behind| behind.starts_with(|c: char| c.is_alphanumeric()))
}

/// The address at the start of a text, without the punctuation of the sentence around it.
fn address(text: &str) -> &str {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | ')' | ']' | '"' | '`' | '\\'))
        .unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_'])
}
