//! The names of the cases, as `interop/CASES.md` has them.

use super::places::Places;

pub(super) fn of_document(places: &Places) -> Result<Vec<String>, String> {
    let path = places.root.join("interop/CASES.md");
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("interop: cannot read {}: {error}", path.display()))?;
    let cases = names(&text);
    if cases.is_empty() {
        return Err(format!("interop: {} has no table of cases", path.display()));
    }
    Ok(cases)
}

fn names(text: &str) -> Vec<String> {
    let rows = text.lines().skip_while(|line| *line != "## The cases");
    rows.filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_first_column_of_the_last_section_is_read() {
        let text =
            "| `no` | x |\n## The cases\n\n| case |\n|---|\n| `unary` | `x` |\n| `bidi` | y |\n";
        assert_eq!(super::names(text), ["unary", "bidi"]);
    }
}
