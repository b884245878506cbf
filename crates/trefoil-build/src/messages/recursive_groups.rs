//! Groups that hold themselves by a detour: prost boxes only messages that do, so these are boxed by name.

use prost_types::FileDescriptorProto;
use prost_types::field_descriptor_proto::Type;

use super::graph::{Graph, is_repeated};
use crate::paths;

/// The paths of the fields to box.
pub(super) fn find(files: &[FileDescriptorProto]) -> Vec<String> {
    let graph = Graph::new(files, &[Type::Message, Type::Group]);
    let mut found = Vec::new();
    for (name, message) in graph.messages() {
        let groups = message
            .field
            .iter()
            .filter(|field| field.r#type() == Type::Group && !is_repeated(field));
        let held = groups.filter(|field| graph.is_circle(name, field.type_name()));
        found.extend(held.map(|field| paths::in_message(name, message, field)));
    }
    found
}
