//! The code of every set, where nothing may be warned of. Empty unless `cargo xtask corpus` builds it.

#![deny(warnings)]

#[cfg(corpus)]
mod sets {
    include!(concat!(env!("TREFOIL_CORPUS"), "/sets.rs"));
}

#[cfg(corpus)]
pub use sets::*;
