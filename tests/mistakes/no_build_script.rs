//! `include_protos!` in a crate that has no build.rs.

trefoil::include_protos!();

fn main() {}
