//! Code of a trefoil-build that is newer than trefoil.

mod protos {
    include!("generated/newer_patch.rs");
}

fn main() {}
