//! `google/protobuf/*.proto`, the same from whatever source the rest comes.

use prost_types::FileDescriptorProto;
use protox::file::{FileResolver as _, GoogleFileResolver};

/// The built-in file of this name, if there is one.
///
/// It goes before any other: not every source has them, some have later ones that the runtime's types do
/// not follow, and protox cannot read every `descriptor.proto` out there.
pub(super) fn file(name: &str) -> Option<FileDescriptorProto> {
    let file = GoogleFileResolver::new().open_file(name).ok()?;
    Some(file.file_descriptor_proto().clone())
}
