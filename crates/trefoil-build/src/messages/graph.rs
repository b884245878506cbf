//! Which message holds which: what prost boxes, and what it walks.

use std::collections::HashMap;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto};

/// The messages of all files, and who holds whom in a field that is not repeated.
pub(super) struct Graph<'a> {
    index: HashMap<String, NodeIndex>,
    /// The number of the circle that a message is in; most are alone in theirs.
    circles: Vec<usize>,
    messages: Vec<(String, &'a DescriptorProto)>,
    order: Vec<NodeIndex>,
}

impl<'a> Graph<'a> {
    /// Of fields of these types.
    pub(super) fn new(files: &'a [FileDescriptorProto], types: &[Type]) -> Self {
        let mut messages = Vec::new();
        for file in files {
            let scope = match file.package() {
                "" => String::new(),
                package => format!(".{package}"),
            };
            for message in &file.message_type {
                collect(message, &scope, &mut messages);
            }
        }
        let mut graph = DiGraph::<(), ()>::new();
        let nodes = messages
            .iter()
            .map(|(name, _)| (name.clone(), graph.add_node(())));
        let index: HashMap<_, _> = nodes.collect();
        for (name, message) in &messages {
            for field in message
                .field
                .iter()
                .filter(|field| types.contains(&field.r#type()))
            {
                let ends = (index.get(name), index.get(field.type_name()));
                if let ((Some(from), Some(to)), false) = (ends, is_repeated(field)) {
                    graph.add_edge(*from, *to, ());
                }
            }
        }
        let mut circles = vec![0; messages.len()];
        let found = kosaraju_scc(&graph);
        for (number, circle) in found.iter().enumerate() {
            for node in circle {
                circles[node.index()] = number;
            }
        }
        Self {
            index,
            circles,
            messages,
            order: found.concat(),
        }
    }

    /// The messages with their full names and first dots, those that are held before those that hold them,
    /// as far as there is such an order.
    pub(super) fn messages(&self) -> impl Iterator<Item = (&str, &'a DescriptorProto)> {
        self.order.iter().map(|node| {
            let (name, message) = &self.messages[node.index()];
            (name.as_str(), *message)
        })
    }

    /// Whether a message that is held by another holds it in turn.
    pub(super) fn is_circle(&self, holder: &str, held: &str) -> bool {
        match (self.index.get(holder), self.index.get(held)) {
            (Some(holder), Some(held)) => {
                self.circles[holder.index()] == self.circles[held.index()]
            }
            _ => false,
        }
    }
}

fn collect<'a>(
    message: &'a DescriptorProto,
    scope: &str,
    out: &mut Vec<(String, &'a DescriptorProto)>,
) {
    let name = format!("{scope}.{}", message.name());
    for nested in &message.nested_type {
        collect(nested, &name, out);
    }
    out.push((name, message));
}

pub(super) fn is_repeated(field: &FieldDescriptorProto) -> bool {
    field.label() == Label::Repeated
}
