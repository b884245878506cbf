//! `google.protobuf.Any`: an object that names its type.

use prost::Message as _;
use prost_reflect::MessageDescriptor;
use prost_types::Any;

use super::{ReadOptions, message};
use crate::error::{Error, Result};
use crate::message::resolve;
use crate::node::Node;
use crate::special;

pub(super) fn read(
    descriptor: &MessageDescriptor,
    node: Node,
    options: &ReadOptions,
    out: &mut Vec<u8>,
) -> Result<()> {
    let Node::Object(mut entries) = node else {
        return Err(node.expected("an object"));
    };
    // An Any of nothing.
    if entries.is_empty() {
        return Ok(());
    }
    let type_url = match take(&mut entries, "@type")? {
        Some(Node::String(url)) => url,
        Some(node) => return Err(node.expected("a string").in_field("@type")),
        None => return Err(Error::new("`@type` is missing")),
    };
    let inner =
        resolve(descriptor.parent_pool(), &type_url).map_err(|error| error.in_field("@type"))?;
    let mut value = Vec::new();
    if special::is_wrapped_in_any(inner.full_name()) {
        let node = match take(&mut entries, "value")? {
            Some(node) => node,
            // Some write an Empty as any other message: by its fields, of which it has none.
            None if inner.full_name() == "google.protobuf.Empty" => Node::Object(Vec::new()),
            None => return Err(Error::new("`value` is missing")),
        };
        if let (Some((name, _)), false) = (entries.first(), options.ignore_unknown_fields) {
            let text = format!(
                "an Any of `{}` has no field `{}`",
                inner.full_name(),
                crate::error::quoted(name)
            );
            return Err(Error::new(text));
        }
        message::read(&inner, node, options, &mut value)
            .map_err(|error| error.in_field("value"))?;
    } else {
        message::fields(&inner, entries, options, &mut value)?;
    }
    Any { type_url, value }.encode_raw(out);
    Ok(())
}

/// Takes the value of a key, which must be there once.
fn take(entries: &mut Vec<(String, Node)>, key: &str) -> Result<Option<Node>> {
    let Some(place) = entries.iter().position(|(name, _)| name == key) else {
        return Ok(None);
    };
    let (_, node) = entries.remove(place);
    match entries.iter().any(|(name, _)| name == key) {
        true => Err(Error::new("the field is there twice").in_field(key)),
        false => Ok(Some(node)),
    }
}
