//! Objects as messages.

use std::collections::HashSet;

use prost::encoding::{WireType, encode_key, encode_varint};
use prost_reflect::{ExtensionDescriptor, FieldDescriptor, Kind, MessageDescriptor};

use super::{ReadOptions, scalar, special};
use crate::error::{Error, Result};
use crate::node::Node;
use crate::special::Special;

/// What fields and extensions have in common.
struct Field {
    number: u32,
    kind: Kind,
    is_list: bool,
    is_map: bool,
    is_group: bool,
}

impl From<&FieldDescriptor> for Field {
    fn from(field: &FieldDescriptor) -> Self {
        Self {
            number: field.number(),
            kind: field.kind(),
            is_list: field.is_list(),
            is_map: field.is_map(),
            is_group: field.is_group(),
        }
    }
}

impl From<&ExtensionDescriptor> for Field {
    fn from(field: &ExtensionDescriptor) -> Self {
        Self {
            number: field.number(),
            kind: field.kind(),
            is_list: field.is_list(),
            is_map: field.is_map(),
            is_group: field.is_group(),
        }
    }
}

/// Appends the binary form of a message.
pub(super) fn read(
    descriptor: &MessageDescriptor,
    node: Node,
    options: &ReadOptions,
    out: &mut Vec<u8>,
) -> Result<()> {
    if let Some(form) = Special::of(descriptor.full_name()) {
        return special::read(form, descriptor, node, options, out);
    }
    let Node::Object(entries) = node else {
        return Err(node.expected("an object"));
    };
    fields(descriptor, entries, options, out)
}

/// Appends the fields of a message.
pub(super) fn fields(
    descriptor: &MessageDescriptor,
    entries: Vec<(String, Node)>,
    options: &ReadOptions,
    out: &mut Vec<u8>,
) -> Result<()> {
    let mut seen = HashSet::new();
    let mut oneofs = HashSet::new();
    for (name, node) in entries {
        let field = descriptor
            .get_field_by_json_name(&name)
            .or_else(|| descriptor.get_field_by_name(&name));
        let (field, oneof) = match &field {
            Some(field) => (Field::from(field), field.containing_oneof()),
            None => match descriptor.get_extension_by_json_name(&name) {
                Some(extension) => (Field::from(&extension), None),
                None if options.ignore_unknown_fields => continue,
                None => {
                    return Err(Error::new(format!(
                        "`{}` has no field `{}`",
                        descriptor.full_name(),
                        crate::error::quoted(&name)
                    )));
                }
            },
        };
        if !seen.insert(field.number) {
            return Err(Error::new("the field is there twice").in_field(&name));
        }
        if matches!(node, Node::Null) && !scalar::has_null(&field.kind, field.is_list) {
            continue;
        }
        if let Some(oneof) = oneof
            && !oneofs.insert(oneof.name().to_owned())
        {
            let text = format!("another field of the oneof `{}` is there", oneof.name());
            return Err(Error::new(text).in_field(&name));
        }
        value(&field, node, options, out).map_err(|error| error.in_field(&name))?;
    }
    Ok(())
}

fn value(field: &Field, node: Node, options: &ReadOptions, out: &mut Vec<u8>) -> Result<()> {
    if field.is_map {
        return map(field, node, options, out);
    }
    if !field.is_list {
        return single(field, node, options, out);
    }
    let Node::List(nodes) = node else {
        return Err(node.expected("a list"));
    };
    for (index, node) in nodes.into_iter().enumerate() {
        if matches!(node, Node::Null) && !scalar::has_null(&field.kind, false) {
            return Err(Error::new("a list has no null").in_list(index));
        }
        single(field, node, options, out).map_err(|error| error.in_list(index))?;
    }
    Ok(())
}

/// One value; nothing if it is an unknown one that is ignored.
fn single(field: &Field, node: Node, options: &ReadOptions, out: &mut Vec<u8>) -> Result<()> {
    let Kind::Message(descriptor) = &field.kind else {
        return scalar::read(&field.kind, field.number, node, options, out).map(drop);
    };
    if field.is_group {
        encode_key(field.number, WireType::StartGroup, out);
        read(descriptor, node, options, out)?;
        encode_key(field.number, WireType::EndGroup, out);
        return Ok(());
    }
    let mut message = Vec::new();
    read(descriptor, node, options, &mut message)?;
    embed(field.number, &message, out);
    Ok(())
}

/// Appends a message as a field.
pub(super) fn embed(number: u32, message: &[u8], out: &mut Vec<u8>) {
    encode_key(number, WireType::LengthDelimited, out);
    encode_varint(message.len() as u64, out);
    out.extend_from_slice(message);
}

fn map(field: &Field, node: Node, options: &ReadOptions, out: &mut Vec<u8>) -> Result<()> {
    let (Kind::Message(entry), Node::Object(entries)) = (&field.kind, &node) else {
        return Err(node.expected("an object"));
    };
    let mut seen = HashSet::new();
    for (key, _) in entries {
        if !seen.insert(key.as_str()) {
            return Err(Error::new("the key is there twice").in_map(key));
        }
    }
    drop(seen);
    let Node::Object(entries) = node else {
        return Ok(());
    };
    let (key_kind, value_field) = (
        entry.map_entry_key_field().kind(),
        Field::from(&entry.map_entry_value_field()),
    );
    for (key, node) in entries {
        if matches!(node, Node::Null) && !scalar::has_null(&value_field.kind, false) {
            return Err(Error::new("a map has no null").in_map(&key));
        }
        let mut binary = Vec::new();
        scalar::read_key(&key_kind, &key, &mut binary).map_err(|error| error.in_map(&key))?;
        let before = binary.len();
        single(&value_field, node, options, &mut binary).map_err(|error| error.in_map(&key))?;
        // A value whose name is unknown takes its key with it.
        if binary.len() > before {
            embed(field.number, &binary, out);
        }
    }
    Ok(())
}
