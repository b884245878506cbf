//! Code of a trefoil-build that is of another version than trefoil.

mod protos {
    include!("generated/other_line.rs");
}

fn main() {}
