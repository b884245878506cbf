//! All that `.proto` files declare, with the Rust names it gets and the place it is at.

use std::fmt;

use prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto,
    MessageOptions, OneofDescriptorProto,
};

use crate::error::Place;
use crate::ident;
use crate::source::Pool;

/// One declaration.
pub(crate) struct Declared {
    /// The Rust module its name is in, or its owner.
    pub(crate) module: Vec<String>,
    /// The struct or enum that it is a field or variant of.
    pub(crate) owner: Option<String>,
    /// Its name in Rust.
    pub(crate) rust: String,
    kind: &'static str,
    /// Its full name in protobuf.
    pub(crate) proto: String,
    /// The file, and the numbers that lead to it in the file's descriptor.
    file: String,
    path: Vec<i32>,
}

impl Declared {
    /// Where it is. Looked for when asked: one of thousands is told of.
    pub(crate) fn place(&self, pool: &Pool) -> Place {
        let file = pool.descriptors.get_file_by_name(&self.file);
        let info = file.as_ref().and_then(|file| pool.info(file));
        let span_of = |path: &[i32]| {
            let mut locations = info?.location.iter();
            Some(
                locations
                    .find(|location| location.path == path)?
                    .span
                    .as_slice(),
            )
        };
        // The name, which is field 1 of every descriptor, or else the whole declaration.
        let name: Vec<i32> = self.path.iter().copied().chain([1]).collect();
        let span = span_of(&name)
            .or_else(|| span_of(&self.path))
            .unwrap_or_default();
        pool.sources.place(&self.file, span)
    }
}

impl fmt::Display for Declared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the {} `{}`", self.kind, self.proto)
    }
}

pub(crate) fn all(pool: &Pool) -> Vec<Declared> {
    let mut out = Vec::new();
    for file in pool.descriptors.files() {
        Walk {
            file: file.file_descriptor_proto(),
            out: &mut out,
        }
        .file();
    }
    out
}

/// Where the walk is: the Rust module, the protobuf name, the path of numbers in the descriptor.
#[derive(Clone)]
struct At {
    module: Vec<String>,
    proto: String,
    path: Vec<i32>,
}

impl At {
    fn step(&self, field: i32, index: usize) -> Vec<i32> {
        let mut path = self.path.clone();
        path.extend([field, i32::try_from(index).unwrap_or(i32::MAX)]);
        path
    }

    fn join(&self, name: &str) -> String {
        if self.proto.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.proto)
        }
    }
}

struct Walk<'a> {
    file: &'a FileDescriptorProto,
    out: &'a mut Vec<Declared>,
}

impl Walk<'_> {
    fn file(&mut self) {
        let file = self.file;
        let package = file.package();
        let at = At {
            module: ident::module_path(package),
            proto: package.to_owned(),
            path: vec![],
        };
        self.types(&at, (&file.message_type, 4), (&file.enum_type, 5));
    }

    fn types(
        &mut self,
        at: &At,
        (messages, message_field): (&[DescriptorProto], i32),
        (enums, enum_field): (&[EnumDescriptorProto], i32),
    ) {
        for (index, message) in messages.iter().enumerate() {
            let is_map = message
                .options
                .as_ref()
                .is_some_and(MessageOptions::map_entry);
            if !is_map {
                self.message(at, message, at.step(message_field, index));
            }
        }
        for (index, item) in enums.iter().enumerate() {
            let names = Names {
                module: &at.module,
                owner: None,
                rust: ident::upper_camel(item.name()),
                proto: at.join(item.name()),
            };
            self.declare("enum", names, &at.step(enum_field, index));
        }
    }

    fn message(&mut self, at: &At, message: &DescriptorProto, path: Vec<i32>) {
        let rust = ident::upper_camel(message.name());
        let proto = at.join(message.name());
        let names = Names {
            module: &at.module,
            owner: None,
            rust: rust.clone(),
            proto: proto.clone(),
        };
        self.declare("message", names, &path);

        let mut module = at.module.clone();
        module.push(ident::module(message.name()));
        let inner = At {
            module,
            proto,
            path,
        };
        let oneofs = message.oneof_decl.iter();
        let oneofs: Vec<_> = oneofs.map(|oneof| oneof_type(message, oneof)).collect();
        for (index, field) in message.field.iter().enumerate() {
            let oneof = field.oneof_index.filter(|_| !field.proto3_optional());
            let oneof = oneof.and_then(|index| oneofs.get(usize::try_from(index).ok()?));
            let proto = inner.join(field.name());
            let names = match oneof {
                Some(oneof) => Names {
                    module: &inner.module,
                    owner: Some(oneof.clone()),
                    rust: ident::upper_camel(field.name()),
                    proto,
                },
                None => Names {
                    module: &at.module,
                    owner: Some(rust.clone()),
                    rust: ident::snake(field.name()),
                    proto,
                },
            };
            self.declare("field", names, &inner.step(2, index));
        }
        for (index, oneof) in message.oneof_decl.iter().enumerate() {
            // That of an `optional` of proto3 is nothing in Rust.
            let number = i32::try_from(index).ok();
            let mut members = message
                .field
                .iter()
                .filter(|field| field.oneof_index == number);
            if members.any(FieldDescriptorProto::proto3_optional) {
                continue;
            }
            // A oneof is a field of the message and an enum in its module.
            let path = inner.step(8, index);
            let proto = inner.join(oneof.name());
            let rust_field = ident::snake(oneof.name());
            let field = Names {
                module: &at.module,
                owner: Some(rust.clone()),
                rust: rust_field,
                proto: proto.clone(),
            };
            self.declare("oneof", field, &path);
            let rust_type = oneofs[index].clone();
            let item = Names {
                module: &inner.module,
                owner: None,
                rust: rust_type,
                proto,
            };
            self.declare("oneof", item, &path);
        }
        self.types(&inner, (&message.nested_type, 3), (&message.enum_type, 4));
    }

    fn declare(&mut self, kind: &'static str, names: Names<'_>, path: &[i32]) {
        self.out.push(Declared {
            module: names.module.to_vec(),
            owner: names.owner,
            rust: names.rust,
            kind,
            proto: names.proto,
            file: self.file.name().to_owned(),
            path: path.to_vec(),
        });
    }
}

/// The enum of a oneof, as prost calls it: with a suffix where a nested type has its name.
fn oneof_type(message: &DescriptorProto, oneof: &OneofDescriptorProto) -> String {
    let name = ident::upper_camel(oneof.name());
    let messages = message.nested_type.iter().map(DescriptorProto::name);
    let mut nested = messages.chain(message.enum_type.iter().map(EnumDescriptorProto::name));
    match nested.any(|nested| ident::upper_camel(nested) == name) {
        true => format!("{name}OneOf"),
        false => name,
    }
}

/// What a declaration is called on both sides.
struct Names<'a> {
    module: &'a [String],
    owner: Option<String>,
    rust: String,
    proto: String,
}
