//! Stage one: folders and files to a pool of descriptors.

mod declaration;
mod discover;
mod edition;
mod explain;
mod protox;
mod sources;

pub(crate) use discover::{Inputs, discover};
pub(crate) use protox::compile;
pub(crate) use sources::Sources;

use prost_reflect::DescriptorPool;

/// What a source delivers to the stages behind it.
pub(crate) struct Pool {
    /// Every file, imports before those that import them, with custom options intact.
    pub(crate) descriptors: DescriptorPool,
    /// The texts the descriptors came from, for error messages and for cargo.
    pub(crate) sources: Sources,
}
