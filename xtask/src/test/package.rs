//! Every published crate packages, and builds from its package alone.

use crate::command::{cargo, run as run_command};
use crate::workspace::{packages, root};

pub(super) fn run() -> Result<(), String> {
    let mut package = "package --quiet --workspace --allow-dirty".to_owned();
    for private in packages()?.iter().filter(|package| !package.published) {
        package.push_str(" --exclude ");
        package.push_str(&private.name);
    }
    run_command(&mut cargo(&root(), &package))
}
