//! Numbers, strings, bytes and enums.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use prost::encoding as pb;
use prost_reflect::{EnumDescriptor, Kind};

use super::ReadOptions;
use crate::error::{Error, Result};
use crate::node::Node;

const NULL: &str = "google.protobuf.NullValue";

/// Whether null is a value of this kind, and not its absence.
pub(super) fn has_null(kind: &Kind, is_list: bool) -> bool {
    !is_list
        && match kind {
            Kind::Message(message) => message.full_name() == "google.protobuf.Value",
            Kind::Enum(descriptor) => descriptor.full_name() == NULL,
            _ => false,
        }
}

/// Appends a field, unless it is an enum's value of an unknown name which is ignored: whether it did.
pub(super) fn read(
    kind: &Kind,
    number: u32,
    node: Node,
    options: &ReadOptions,
    out: &mut Vec<u8>,
) -> Result<bool> {
    match kind {
        Kind::Double => pb::double::encode(number, &double(&node)?, out),
        Kind::Float => pb::float::encode(number, &float(&node)?, out),
        Kind::Int32 => pb::int32::encode(number, &integer(&node)?, out),
        Kind::Int64 => pb::int64::encode(number, &integer(&node)?, out),
        Kind::Uint32 => pb::uint32::encode(number, &integer(&node)?, out),
        Kind::Uint64 => pb::uint64::encode(number, &integer(&node)?, out),
        Kind::Sint32 => pb::sint32::encode(number, &integer(&node)?, out),
        Kind::Sint64 => pb::sint64::encode(number, &integer(&node)?, out),
        Kind::Fixed32 => pb::fixed32::encode(number, &integer(&node)?, out),
        Kind::Fixed64 => pb::fixed64::encode(number, &integer(&node)?, out),
        Kind::Sfixed32 => pb::sfixed32::encode(number, &integer(&node)?, out),
        Kind::Sfixed64 => pb::sfixed64::encode(number, &integer(&node)?, out),
        Kind::Bool => match node {
            Node::Bool(value) => pb::bool::encode(number, &value, out),
            node => return Err(node.expected("true or false")),
        },
        Kind::String => match node {
            Node::String(value) => pb::string::encode(number, &value, out),
            node => return Err(node.expected("a string")),
        },
        Kind::Bytes => match node {
            Node::String(text) => pb::bytes::encode(number, &bytes(&text)?, out),
            node => return Err(node.expected("a string of base64")),
        },
        Kind::Enum(descriptor) => match enum_value(descriptor, &node, options)? {
            Some(value) => pb::int32::encode(number, &value, out),
            None => return Ok(false),
        },
        Kind::Message(message) => {
            return Err(Error::new(format!(
                "`{}` is no scalar",
                message.full_name()
            )));
        }
    }
    Ok(true)
}

/// Appends the key of a map's entry.
pub(super) fn read_key(kind: &Kind, key: &str, out: &mut Vec<u8>) -> Result<()> {
    let node = match (kind, key) {
        (Kind::Bool, "true") => Node::Bool(true),
        (Kind::Bool, "false") => Node::Bool(false),
        (_, key) => Node::String(key.to_owned()),
    };
    read(kind, 1, node, &ReadOptions::new(), out).map(drop)
}

/// A whole number, as such, as `1e3`, or as a string of either.
fn integer<T: TryFrom<i128>>(node: &Node) -> Result<T> {
    let value = match node {
        Node::Signed(value) => i128::from(*value),
        Node::Unsigned(value) => i128::from(*value),
        Node::Double(value) => whole(*value)?,
        Node::String(text) => return integer(&quoted(text)?),
        node => return Err(node.expected("a whole number")),
    };
    T::try_from(value).map_err(|_| Error::new(format!("{value} is out of range")))
}

fn whole(value: f64) -> Result<i128> {
    // Where a number below all those of 64 bits ends up: the smallest of these is no double.
    #[allow(clippy::cast_precision_loss, reason = "a power of two")]
    let is_rounded = value == i64::MIN as f64;
    if value.fract() != 0.0 || value.abs() > 1e20 || is_rounded {
        return Err(Error::new(format!("{value} is no whole number in range")));
    }
    #[allow(clippy::cast_possible_truncation, reason = "it is whole and in range")]
    Ok(value as i128)
}

/// The number in a string, in JSON's own syntax.
fn quoted(text: &str) -> Result<Node> {
    let is_plain = text.bytes().all(|byte| !byte.is_ascii_whitespace());
    match Node::parse(text.as_bytes()) {
        Ok(node @ (Node::Signed(_) | Node::Unsigned(_) | Node::Double(_))) if is_plain => Ok(node),
        _ => Err(Error::new(format!(
            "`{}` is no number",
            crate::error::quoted(text)
        ))),
    }
}

#[allow(clippy::cast_precision_loss, reason = "the nearest one is meant")]
fn double(node: &Node) -> Result<f64> {
    match node {
        Node::Signed(value) => Ok(*value as f64),
        Node::Unsigned(value) => Ok(*value as f64),
        Node::Double(value) => Ok(*value),
        Node::String(text) => match text.as_str() {
            "NaN" => Ok(f64::NAN),
            "Infinity" => Ok(f64::INFINITY),
            "-Infinity" => Ok(f64::NEG_INFINITY),
            text => double(&quoted(text)?),
        },
        node => Err(node.expected("a number")),
    }
}

fn float(node: &Node) -> Result<f32> {
    let value = double(node)?;
    #[allow(clippy::cast_possible_truncation, reason = "checked below")]
    let float = value as f32;
    match float.is_infinite() && value.is_finite() {
        true => Err(Error::new(format!("{value} is out of range"))),
        false => Ok(float),
    }
}

/// Both alphabets, with padding and without.
fn bytes(text: &str) -> Result<Vec<u8>> {
    const CONFIG: GeneralPurposeConfig = GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let alphabet = match text.contains(['-', '_']) {
        true => &alphabet::URL_SAFE,
        false => &alphabet::STANDARD,
    };
    GeneralPurpose::new(alphabet, CONFIG)
        .decode(text)
        .map_err(|error| Error::new(format!("this is no base64: {error}")))
}

fn enum_value(
    descriptor: &EnumDescriptor,
    node: &Node,
    options: &ReadOptions,
) -> Result<Option<i32>> {
    match node {
        Node::Null if descriptor.full_name() == NULL => Ok(Some(0)),
        Node::String(name) => match descriptor.get_value_by_name(name) {
            Some(value) => Ok(Some(value.number())),
            None if options.ignore_unknown_fields => Ok(None),
            None => Err(Error::new(format!(
                "`{}` has no value `{}`",
                descriptor.full_name(),
                crate::error::quoted(name)
            ))),
        },
        Node::Signed(_) | Node::Unsigned(_) | Node::Double(_) => integer(node).map(Some),
        node => Err(node.expected("the name or number of an enum's value")),
    }
}
