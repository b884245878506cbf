//! `google.protobuf.Any`: its message, with its type beside.

use prost_reflect::{DynamicMessage, ReflectMessage as _};
use prost_types::Any;

use super::{Writer, message, scalar, special};
use crate::error::{Error, Result};
use crate::message::resolve;

pub(super) fn write(any: &DynamicMessage, to: &mut Writer) -> Result<()> {
    let Any { type_url, value } = special::typed(any)?;
    if type_url.is_empty() && value.is_empty() {
        to.out.extend_from_slice(b"{}");
        return Ok(());
    }
    let descriptor = resolve(any.descriptor().parent_pool(), &type_url)?;
    let wrapped = crate::special::is_wrapped_in_any(descriptor.full_name());
    let content = DynamicMessage::decode(descriptor, value.as_slice())
        .map_err(|error| Error::new(format!("the content of an Any of `{type_url}`: {error}")))?;
    to.out.extend_from_slice(b"{\"@type\":");
    scalar::string(&type_url, &mut to.out);
    if wrapped {
        to.out.extend_from_slice(b",\"value\":");
        message::write(&content, to)?;
    } else {
        message::fields(&content, false, to)?;
    }
    to.out.push(b'}');
    Ok(())
}
