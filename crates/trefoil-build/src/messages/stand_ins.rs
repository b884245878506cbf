//! What messages can derive, told to prost where it would not find out in time.
//!
//! prost follows every way through the messages that a message holds, again for each message and on the stack. A few
//! dozen messages can make more ways than there is time. What they derive is known here after one look at each, and
//! prost, which takes the last message of a name that it is given, is then given a plain one that derives as much.

use std::collections::HashMap;

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto};

use super::graph::{Graph, is_repeated};
use crate::options::Options;
use crate::paths;

/// Looks at a message, of all walks together: some seconds. All of googleapis takes 190 thousand.
const LOOKS: u64 = 2_000_000;

/// Messages that hold one another in a row, which is how deep prost calls itself. Those of googleapis are 12.
const DEPTH: usize = 500;

/// What prost asks of a message.
#[derive(Clone, Copy)]
enum Trait {
    Copy,
    Eq,
}

/// A walk that begins at a message.
#[derive(Clone, Copy)]
struct Walk {
    /// Whether nothing on it says no, so that a walk that comes by goes on.
    goes_on: bool,
    /// The same, as far as is sure: prost's own settings cannot be asked what they box.
    derives: bool,
    looks: u64,
    depth: usize,
}

/// Each message once more and without its fields, for prost to find; none as long as prost has time for the real ones.
pub(super) fn of(files: &[FileDescriptorProto], options: &Options) -> Vec<FileDescriptorProto> {
    let walks = Walks::of(files, options);
    if walks.looks <= LOOKS && walks.depth <= DEPTH {
        return Vec::new();
    }
    let stand_in = |file: &FileDescriptorProto| {
        let scope = match file.package() {
            "" => String::new(),
            package => format!(".{package}"),
        };
        FileDescriptorProto {
            name: file.name.clone(),
            package: file.package.clone(),
            message_type: walks.stand_ins(&file.message_type, &scope),
            ..FileDescriptorProto::default()
        }
    };
    files.iter().map(stand_in).collect()
}

/// The walks from all messages, and how long they would take prost.
struct Walks<'a> {
    options: &'a Options,
    graph: Graph<'a>,
    known: HashMap<String, [Walk; 2]>,
    looks: u64,
    depth: usize,
}

impl<'a> Walks<'a> {
    fn of(files: &'a [FileDescriptorProto], options: &'a Options) -> Self {
        let graph = Graph::new(files, &[Type::Message]);
        let messages: Vec<_> = graph
            .messages()
            .map(|(name, message)| (name.to_owned(), message))
            .collect();
        let mut walks = Self {
            options,
            graph,
            known: HashMap::new(),
            looks: 0,
            depth: 0,
        };
        for (name, message) in messages {
            let walk = [Trait::Copy, Trait::Eq].map(|asked| walks.walk(&name, message, asked));
            // A message is asked, and its oneofs on their own.
            let members = message.field.iter().filter(|field| is_member(field));
            let held = members.filter_map(|field| walks.known.get(field.type_name()));
            for one in held.flatten().chain(&walk) {
                walks.looks = walks.looks.saturating_add(one.looks);
                walks.depth = walks.depth.max(one.depth);
            }
            walks.known.insert(name, walk);
        }
        walks
    }

    /// The walk as prost does it: field by field, until one says no.
    fn walk(&self, name: &str, message: &DescriptorProto, asked: Trait) -> Walk {
        let mut walk = Walk {
            goes_on: true,
            derives: true,
            looks: 1,
            depth: 1,
        };
        let is_copy = matches!(asked, Trait::Copy);
        for field in &message.field {
            walk.goes_on = if field.r#type() != Type::Message {
                scalar_derives(field, asked)
            } else if is_repeated(field)
                || self.graph.is_circle(name, field.type_name())
                || (is_copy && self.is_boxed(name, field))
            {
                false
            } else if let Some(held) = self.known.get(field.type_name()) {
                let held = held[asked as usize];
                walk.looks = walk.looks.saturating_add(held.looks);
                walk.depth = walk.depth.max(held.depth + 1);
                walk.derives &= held.derives && (!is_copy || self.options.prost.is_empty());
                held.goes_on
            } else {
                true
            };
            if !walk.goes_on {
                walk.derives = false;
                break;
            }
        }
        walk
    }

    fn is_boxed(&self, message: &str, field: &FieldDescriptorProto) -> bool {
        let name = format!("{message}.{}", field.name());
        let mut boxed = self.options.boxed.iter();
        boxed.any(|path| paths::covers(path, &name))
    }

    fn derives(&self, name: &str, asked: Trait) -> bool {
        let walk = self.known.get(name);
        walk.is_some_and(|walk| walk[asked as usize].derives)
    }

    fn stand_ins(&self, messages: &[DescriptorProto], scope: &str) -> Vec<DescriptorProto> {
        let messages = messages.iter().filter(|message| !is_map_entry(message));
        let stand_in = |message: &DescriptorProto| {
            let name = format!("{scope}.{}", message.name());
            let derives = [Trait::Copy, Trait::Eq].map(|asked| self.derives(&name, asked));
            DescriptorProto {
                name: message.name.clone(),
                nested_type: self.stand_ins(&message.nested_type, &name),
                field: field_that(derives).into_iter().collect(),
                ..DescriptorProto::default()
            }
        };
        messages.map(stand_in).collect()
    }
}

/// A field that can be copied, and compared, or not.
fn field_that([copy, eq]: [bool; 2]) -> Option<FieldDescriptorProto> {
    let (kind, label) = match (copy, eq) {
        (true, true) => return None,
        (true, false) => (Type::Float, Label::Optional),
        (false, true) => (Type::String, Label::Optional),
        (false, false) => (Type::Float, Label::Repeated),
    };
    Some(FieldDescriptorProto {
        name: Some("stand_in".to_owned()),
        number: Some(1),
        r#type: Some(kind.into()),
        label: Some(label.into()),
        ..FieldDescriptorProto::default()
    })
}

fn is_map_entry(message: &DescriptorProto) -> bool {
    let options = message.options.as_ref();
    options.is_some_and(prost_types::MessageOptions::map_entry)
}

fn is_member(field: &FieldDescriptorProto) -> bool {
    field.oneof_index.is_some() && !field.proto3_optional()
}

fn scalar_derives(field: &FieldDescriptorProto, asked: Trait) -> bool {
    match (asked, field.r#type()) {
        (_, Type::Group)
        | (Trait::Eq, Type::Float | Type::Double)
        | (Trait::Copy, Type::String | Type::Bytes) => false,
        (Trait::Copy, _) => !is_repeated(field),
        (Trait::Eq, _) => true,
    }
}
