//! The list of cases that may fail, each with a reason.

/// Fails for an entry without a reason: every block of lines has to begin with one.
pub(super) fn check(list: &str) -> Result<(), String> {
    let mut reason = false;
    for line in list.lines() {
        match line.trim() {
            "" => reason = false,
            line if line.starts_with('#') => reason = true,
            line if !reason => {
                return Err(format!("no reason is given for `{line}`"));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn every_block_begins_with_its_reason() {
        assert!(check("# why\nA\nB\n\n# because\nC\n").is_ok());
        let error = check("# why\nA\n\nB\n").unwrap_err();
        assert_eq!(error, "no reason is given for `B`");
    }
}
