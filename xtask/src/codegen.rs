//! `cargo xtask codegen`: writes all generated code that is checked in, or says where it is not what
//! trefoil-build makes now.

use crate::command::{cargo, run};
use crate::workspace::root;

/// Who holds such code: the tests that compare it, and the variable that lets them write it.
const HOLDERS: [(&str, &str); 2] = [
    (
        "test --quiet --package trefoil-build --all-features --lib",
        "UPDATE_GOLDEN",
    ),
    (
        "test --quiet --package trefoil --all-features --test mistakes",
        "TRYBUILD",
    ),
];

/// Writes, or checks with `--check`.
///
/// # Errors
/// If something cannot be built, or differs.
pub(crate) fn run_all(options: &[String]) -> Result<(), String> {
    let check = match options {
        [] => false,
        [option] if option == "--check" => true,
        _ => return Err("codegen: the only option is --check".to_owned()),
    };
    for (arguments, variable) in HOLDERS {
        let mut test = cargo(&root(), arguments);
        if check {
            test.env_remove(variable);
        } else {
            test.env(variable, "overwrite");
        }
        run(&mut test)?;
    }
    Ok(())
}
