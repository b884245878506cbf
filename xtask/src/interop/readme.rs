//! The table's place in the README.

use std::path::PathBuf;

use super::places::Places;

const BEGIN: &str = "<!-- interop:begin -->\n";
const END: &str = "<!-- interop:end -->";

/// Puts the table between the markers.
pub(super) fn write(places: &Places, table: &str) -> Result<(), String> {
    let (path, text) = read(places)?;
    let (before, _, after) = parts(&text)?;
    std::fs::write(&path, format!("{before}{BEGIN}\n{table}\n{END}{after}"))
        .map_err(|error| format!("interop: cannot write {}: {error}", path.display()))
}

/// Looks whether the table between the markers is this one.
pub(super) fn check(places: &Places, table: &str) -> Result<(), String> {
    let (_, text) = read(places)?;
    let (_, now, _) = parts(&text)?;
    if now.trim() == table.trim() {
        return Ok(());
    }
    Err(
        "interop: README.md has another table than the one measured; \
         write it with: cargo xtask interop --write"
            .to_owned(),
    )
}

fn read(places: &Places) -> Result<(PathBuf, String), String> {
    let path = places.root.join("README.md");
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok((path, text)),
        Err(error) => Err(format!("interop: cannot read {}: {error}", path.display())),
    }
}

/// What is before, between and behind the markers.
fn parts(text: &str) -> Result<(&str, &str, &str), String> {
    let split = || {
        let (before, rest) = text.split_once(BEGIN)?;
        let (between, after) = rest.split_once(END)?;
        Some((before, between, after))
    };
    split().ok_or_else(|| {
        format!(
            "interop: README.md lacks the lines `{}` and `{END}`",
            BEGIN.trim_end()
        )
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_markers_part_a_text() {
        let text = "a\n<!-- interop:begin -->\nb\n<!-- interop:end -->\nc";
        assert_eq!(super::parts(text), Ok(("a\n", "b\n", "\nc")));
        assert!(super::parts("a").is_err());
    }
}
