//! Packages with parts of nothing but underscores, for which prost's spelling has nothing left.

use super::clashes::is_nameless;
use crate::error::{Error, Result};
use crate::source::Pool;

/// Fails for `package _;`.
pub(super) fn refuse_packages(pool: &Pool) -> Result {
    for file in pool.descriptors.files() {
        let package = file.package_name();
        if !package.is_empty() && package.split('.').any(is_nameless) {
            let path = pool.sources.path(file.name());
            return Err(Error::new(format!(
                "{path}: the package `{package}` has no name as a module in Rust"
            ))
            .help("give the package a name with a letter or digit in each part"));
        }
    }
    Ok(())
}
