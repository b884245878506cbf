//! The paths of a `FieldMask`: `user.displayName,photo` for `user.display_name` and `photo`.

use crate::error::{Error, Result};

pub(crate) fn write(paths: &[String]) -> Result<String> {
    let mut text = String::new();
    for (index, path) in paths.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        if !to_camel(path, &mut text) {
            return Err(Error::new(format!(
                "the path `{path}` of a field mask does not come back from its form in JSON"
            )));
        }
    }
    Ok(text)
}

pub(crate) fn read(text: &str) -> Result<Vec<String>> {
    let paths = text.split(',').filter(|path| !path.is_empty());
    paths
        .map(|path| {
            to_snake(path).ok_or_else(|| {
                Error::new(format!(
                    "`{}` is no path of a field mask in camelCase",
                    crate::error::quoted(path)
                ))
            })
        })
        .collect()
}

/// Whether each `_` was followed by a small letter, and no letter was a capital.
fn to_camel(path: &str, out: &mut String) -> bool {
    let mut chars = path.chars();
    while let Some(char) = chars.next() {
        match char {
            '_' => match chars.next() {
                Some(next) if next.is_ascii_lowercase() => out.push(next.to_ascii_uppercase()),
                _ => return false,
            },
            char if char.is_ascii_uppercase() => return false,
            char => out.push(char),
        }
    }
    true
}

fn to_snake(path: &str) -> Option<String> {
    let mut out = String::new();
    for char in path.chars() {
        match char {
            '_' => return None,
            char if char.is_ascii_uppercase() => {
                out.push('_');
                out.push(char.to_ascii_lowercase());
            }
            char => out.push(char),
        }
    }
    Some(out)
}
