//! `type_attribute(".", "#[derive(serde::Serialize)]")` in a crate without serde.
//!
//! (Fields of `google.protobuf` types are a warning of trefoil-build, with the fix: its tests/warnings.rs.)

mod protos {
    include!("generated/serde.rs");
}

fn main() {}
