//! Names of nothing but underscores, for which prost's spelling has nothing left.

use crate::declared;
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

/// The first declaration without a name in Rust, if prost failed over one.
pub(super) fn find(pool: &Pool) -> Option<Error> {
    let nameless = |name: &str| name.rsplit('.').next().is_some_and(is_nameless);
    let found = declared::all(pool)
        .into_iter()
        .find(|declared| nameless(&declared.proto))?;
    let message = format!("{found} has no name in Rust");
    Some(
        Error::new(found.place(pool).render(&message, None))
            .help("rename it to something with a letter or digit"),
    )
}

fn is_nameless(name: &str) -> bool {
    name.bytes().all(|byte| byte == b'_')
}
