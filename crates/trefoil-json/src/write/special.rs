//! Messages with a form of their own.

use prost_reflect::{DynamicMessage, ReflectMessage as _};
use prost_types::value::Kind;
use prost_types::{FieldMask, ListValue, Struct, Value};

use super::{Writer, any, scalar};
use crate::error::{Error, Result};
use crate::special::Special;
use crate::{mask, time};

pub(super) fn write(form: Special, message: &DynamicMessage, to: &mut Writer) -> Result<()> {
    match form {
        Special::Any => any::write(message, to)?,
        Special::Timestamp => {
            scalar::string(&time::write_timestamp(&typed(message)?)?, &mut to.out);
        }
        Special::Duration => scalar::string(&time::write_duration(&typed(message)?)?, &mut to.out),
        Special::FieldMask => {
            let FieldMask { paths } = typed(message)?;
            scalar::string(&mask::write(&paths)?, &mut to.out);
        }
        Special::Value => value(&typed(message)?, &mut to.out)?,
        Special::ListValue => list(&typed(message)?, &mut to.out)?,
        Special::Struct => object(&typed(message)?, &mut to.out)?,
        Special::Wrapper => match message.descriptor().get_field(1) {
            Some(field) => {
                scalar::write(&message.get_field(&field), &field.kind(), to)?;
            }
            None => {
                return Err(Error::new(format!(
                    "`{}` has no field 1",
                    message.descriptor().name()
                )));
            }
        },
    }
    Ok(())
}

/// The message as the type that it is.
pub(super) fn typed<T: prost::Message + Default>(message: &DynamicMessage) -> Result<T> {
    message
        .transcode_to()
        .map_err(|error| Error::new(error.to_string()))
}

fn value(value: &Value, out: &mut Vec<u8>) -> Result<()> {
    match &value.kind {
        None => return Err(Error::new("a Value without any value")),
        Some(Kind::NullValue(_)) => out.extend_from_slice(b"null"),
        Some(Kind::BoolValue(value)) => out.extend_from_slice(value.to_string().as_bytes()),
        Some(Kind::NumberValue(value)) if value.is_finite() => scalar::number(*value, out),
        Some(Kind::NumberValue(value)) => {
            return Err(Error::new(format!("a Value that is {value}")));
        }
        Some(Kind::StringValue(value)) => scalar::string(value, out),
        Some(Kind::ListValue(value)) => list(value, out)?,
        Some(Kind::StructValue(value)) => object(value, out)?,
    }
    Ok(())
}

fn list(list: &ListValue, out: &mut Vec<u8>) -> Result<()> {
    out.push(b'[');
    for (index, item) in list.values.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        value(item, out).map_err(|error| error.in_list(index))?;
    }
    out.push(b']');
    Ok(())
}

fn object(object: &Struct, out: &mut Vec<u8>) -> Result<()> {
    out.push(b'{');
    for (index, (key, item)) in object.fields.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        scalar::string(key, out);
        out.push(b':');
        value(item, out).map_err(|error| error.in_map(key))?;
    }
    out.push(b'}');
    Ok(())
}
