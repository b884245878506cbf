//! Fields of oneofs that are to be boxed. prost asks for the box by the path with the oneof in it, and whether the oneof
//! can be copied by the one without: it is told both, or would derive `Copy` for a `Box`.

use prost_types::FileDescriptorProto;
use prost_types::field_descriptor_proto::Type;

use super::graph::Graph;
use crate::options::Options;
use crate::paths;

/// The paths without the oneofs.
pub(super) fn find(files: &[FileDescriptorProto], options: &Options) -> Vec<String> {
    if options.boxed.is_empty() {
        return Vec::new();
    }
    let is_boxed = |path: &str| options.boxed.iter().any(|boxed| paths::covers(boxed, path));
    let mut found = Vec::new();
    for (name, message) in Graph::new(files, &[Type::Message]).messages() {
        for field in &message.field {
            let plain = format!("{name}.{}", field.name());
            if is_boxed(&paths::in_message(name, message, field)) && !is_boxed(&plain) {
                found.push(plain);
            }
        }
    }
    found
}
