//! Groups that hold themselves by a detour: prost boxes only messages that do, so these are boxed by name.

use std::collections::{BTreeMap, BTreeSet};

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FileDescriptorProto};

/// The types in the fields of each message, by full names with their first dot.
type Graph = BTreeMap<String, Vec<String>>;

/// The paths of the fields to box.
pub(super) fn find(files: &[FileDescriptorProto]) -> Vec<String> {
    let (mut graph, mut groups) = (Graph::new(), Vec::new());
    for file in files {
        let scope = match file.package() {
            "" => String::new(),
            package => format!(".{package}"),
        };
        for message in &file.message_type {
            walk(message, &scope, &mut graph, &mut groups);
        }
    }
    let held = |(path, owner, group): (String, String, String)| {
        reaches(&graph, &group, &owner, &mut BTreeSet::new()).then_some(path)
    };
    groups.into_iter().filter_map(held).collect()
}

fn walk(
    message: &DescriptorProto,
    scope: &str,
    graph: &mut Graph,
    groups: &mut Vec<(String, String, String)>,
) {
    let name = format!("{scope}.{}", message.name());
    for field in &message.field {
        if field.label() != Label::Repeated && matches!(field.r#type(), Type::Message | Type::Group)
        {
            let of = field.type_name().to_owned();
            if field.r#type() == Type::Group {
                groups.push((format!("{name}.{}", field.name()), name.clone(), of.clone()));
            }
            graph.entry(name.clone()).or_default().push(of);
        }
    }
    for nested in &message.nested_type {
        walk(nested, &name, graph, groups);
    }
}

fn reaches<'a>(graph: &'a Graph, from: &'a str, to: &str, seen: &mut BTreeSet<&'a str>) -> bool {
    from == to
        || seen.insert(from)
            && graph
                .get(from)
                .is_some_and(|next| next.iter().any(|next| reaches(graph, next, to, seen)))
}
