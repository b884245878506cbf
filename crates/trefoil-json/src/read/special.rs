//! Messages with a form of their own.

use prost::Message as _;
use prost_reflect::MessageDescriptor;
use prost_types::value::Kind;
use prost_types::{FieldMask, ListValue, Struct, Value};

use super::{ReadOptions, any, scalar};
use crate::error::{Error, Result};
use crate::node::Node;
use crate::special::Special;
use crate::{mask, time};

pub(super) fn read(
    form: Special,
    descriptor: &MessageDescriptor,
    node: Node,
    options: &ReadOptions,
    out: &mut Vec<u8>,
) -> Result<()> {
    match (form, node) {
        (Special::Any, node) => any::read(descriptor, node, options, out)?,
        (Special::Timestamp, Node::String(text)) => time::read_timestamp(&text)?.encode_raw(out),
        (Special::Timestamp, node) => return Err(node.expected("a time")),
        (Special::Duration, Node::String(text)) => time::read_duration(&text)?.encode_raw(out),
        (Special::Duration, node) => return Err(node.expected("a duration")),
        (Special::FieldMask, Node::String(text)) => {
            let paths = mask::read(&text)?;
            FieldMask { paths }.encode_raw(out);
        }
        (Special::FieldMask, node) => return Err(node.expected("a string of paths")),
        (Special::Value, node) => value(node)?.encode_raw(out),
        (Special::ListValue, Node::List(nodes)) => list(nodes)?.encode_raw(out),
        (Special::ListValue, node) => return Err(node.expected("a list")),
        (Special::Struct, Node::Object(entries)) => object(entries)?.encode_raw(out),
        (Special::Struct, node) => return Err(node.expected("an object")),
        (Special::Wrapper, node) => match descriptor.get_field(1) {
            Some(field) => {
                scalar::read(&field.kind(), 1, node, options, out)?;
            }
            None => {
                return Err(Error::new(format!(
                    "`{}` has no field 1",
                    descriptor.name()
                )));
            }
        },
    }
    Ok(())
}

#[allow(clippy::cast_precision_loss, reason = "a Value has no other numbers")]
fn value(node: Node) -> Result<Value> {
    let kind = match node {
        Node::Null => Kind::NullValue(0),
        Node::Bool(value) => Kind::BoolValue(value),
        Node::Signed(value) => Kind::NumberValue(value as f64),
        Node::Unsigned(value) => Kind::NumberValue(value as f64),
        Node::Double(value) => Kind::NumberValue(value),
        Node::String(value) => Kind::StringValue(value),
        Node::List(nodes) => Kind::ListValue(list(nodes)?),
        Node::Object(entries) => Kind::StructValue(object(entries)?),
    };
    Ok(Value { kind: Some(kind) })
}

fn list(nodes: Vec<Node>) -> Result<ListValue> {
    let values = nodes.into_iter().map(value).collect::<Result<_>>()?;
    Ok(ListValue { values })
}

fn object(entries: Vec<(String, Node)>) -> Result<Struct> {
    let mut object = Struct::default();
    for (key, node) in entries {
        let value = value(node)?;
        if object.fields.contains_key(&key) {
            return Err(Error::new("the key is there twice").in_map(&key));
        }
        object.fields.insert(key, value);
    }
    Ok(object)
}
