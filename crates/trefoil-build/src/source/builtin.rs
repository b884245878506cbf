//! `google/protobuf/*.proto`, the same from whatever source the rest comes.

use prost::Message as _;
use prost_types::FileDescriptorProto;
use protox::file::{FileResolver as _, GoogleFileResolver};

/// Whether this is a file of features for one language. They extend a `FeatureSet` that the built-in
/// `descriptor.proto` may not have, and lowering an edition takes all features away.
pub(super) fn is_features(name: &str) -> bool {
    let name = name.strip_prefix("google/protobuf/");
    name.is_some_and(|name| !name.contains('/') && name.ends_with("_features.proto"))
}

/// A file of this name with nothing in it, encoded.
pub(super) fn empty(name: &str) -> Vec<u8> {
    let file = FileDescriptorProto {
        name: Some(name.to_owned()),
        ..FileDescriptorProto::default()
    };
    file.encode_to_vec()
}

/// The built-in files that people import.
pub(super) const NAMES: [&str; 12] = [
    "any.proto",
    "api.proto",
    "compiler/plugin.proto",
    "descriptor.proto",
    "duration.proto",
    "empty.proto",
    "field_mask.proto",
    "source_context.proto",
    "struct.proto",
    "timestamp.proto",
    "type.proto",
    "wrappers.proto",
];

/// The built-in file of this name, if there is one.
///
/// It goes before any other: not every source has them, some have later ones that the runtime's types do
/// not follow, and protox cannot read every `descriptor.proto` out there.
pub(super) fn file(name: &str) -> Option<FileDescriptorProto> {
    let file = GoogleFileResolver::new().open_file(name).ok()?;
    Some(file.file_descriptor_proto().clone())
}

#[cfg(test)]
mod tests {
    use super::{NAMES, file};

    #[test]
    fn what_is_said_to_be_built_in_is() {
        for name in NAMES {
            assert!(file(&format!("google/protobuf/{name}")).is_some(), "{name}");
        }
    }
}
