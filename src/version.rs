//! Whether generated code and this crate fit together.

/// Where generated code says which version of trefoil-build made it: `generated_by!(0, 1, 0);`.
///
/// It compiles if this crate has all that such code names: the same `0.x`, and no older patch. A macro, since
/// a mismatch has to show before the names that are not there: a constant is looked at after them, or never.
///
/// A release adds its arm, and one of another `0.x` begins anew. Without it this crate itself does not build.
#[doc(hidden)]
#[macro_export]
macro_rules! __generated_by {
    (0, 1, 0) => {};
    (0, 1, $patch:literal) => {
        compile_error!(concat!(
            "trefoil-build 0.1.",
            $patch,
            ", which made this code, is newer than trefoil: run `cargo update -p trefoil`, or in Cargo.toml \
             write `trefoil = \"0.1.",
            $patch,
            "\"` below [dependencies]"
        ));
    };
    ($major:literal, $minor:literal, $patch:literal) => {
        compile_error!(concat!(
            "trefoil-build ",
            $major,
            ".",
            $minor,
            ", which made this code, does not fit trefoil 0.1: in Cargo.toml write either \
             `trefoil-build = \"0.1\"` below [build-dependencies], or `trefoil = \"",
            $major,
            ".",
            $minor,
            "\"` below [dependencies]"
        ));
    };
}
