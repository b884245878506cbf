//! The Rust programs of the interoperability matrix, and gRPC's own interoperability pair on trefoil.
//!
//! | module | holds |
//! |---|---|
//! | [`matrix`] | what a pair of `interop/CASES.md` is made of: the cases, their runner, the logic of the service |
//! | [`trefoil_peer`] | the pair on trefoil: `interop-server`, `interop-client` |
//! | [`tonic_peer`] | the pair on tonic: `tonic-server`, `tonic-client` |
//! | [`testing`] | gRPC's own pair on trefoil: `grpc-server`, `grpc-client` |
//! | [`flags`], [`process`] | what every program needs |

pub mod flags;
pub mod matrix;
pub mod process;
pub mod testing;
pub mod tonic_peer;
pub mod trefoil_peer;

/// What `build.rs` generates from `proto/`.
pub mod proto {
    #![allow(missing_docs)]

    ::trefoil::include_protos!();
}
