//! Numbers, strings, bytes and enums.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::Write as _;

use base64::display::Base64Display;
use base64::prelude::BASE64_STANDARD;
use prost_reflect::{Kind, MapKey, Value};
use serde::Serialize;

use super::{WriteOptions, Writer};
use crate::error::{Error, Result};

/// Appends a value that is no message.
pub(super) fn write(value: &Value, kind: &Kind, to: &mut Writer) -> Result<()> {
    let Writer { options, out, .. } = to;
    // Writing to memory does not fail.
    let _ = match value {
        Value::Bool(value) => write!(out, "{value}"),
        Value::I32(value) => write!(out, "{value}"),
        Value::U32(value) => write!(out, "{value}"),
        // Strings: other languages have no number of 64 bits.
        Value::I64(value) => write!(out, "\"{value}\""),
        Value::U64(value) => write!(out, "\"{value}\""),
        Value::F32(value) if value.is_finite() => float(value, f64::from(*value), out),
        Value::F32(value) => write!(out, "\"{}\"", not_finite(f64::from(*value))),
        Value::F64(value) if value.is_finite() => float(value, *value, out),
        Value::F64(value) => write!(out, "\"{}\"", not_finite(*value)),
        Value::String(value) => {
            string(value, out);
            Ok(())
        }
        Value::Bytes(value) => {
            write!(out, "\"{}\"", Base64Display::new(value, &BASE64_STANDARD))
        }
        Value::EnumNumber(number) => {
            enum_value(*number, kind, options, out);
            Ok(())
        }
        Value::Message(_) | Value::List(_) | Value::Map(_) => {
            return Err(Error::new("a scalar was due here"));
        }
    };
    Ok(())
}

/// Appends a finite number of either size in the shortest form that comes back: 1 and not 1.0.
fn float(value: &(impl Serialize + Display), size: f64, out: &mut Vec<u8>) -> std::io::Result<()> {
    if size.fract() == 0.0 && size.abs() < 1e15 {
        return write!(out, "{value}");
    }
    serde_json::to_writer(out, value).map_err(Into::into)
}

/// Appends a finite number.
pub(super) fn number(value: f64, out: &mut Vec<u8>) {
    let _ = float(&value, value, out);
}

/// Appends a string.
pub(super) fn string(value: &str, out: &mut Vec<u8>) {
    let _ = serde_json::to_writer(&mut *out, value);
}

fn not_finite(value: f64) -> &'static str {
    if value.is_nan() {
        "NaN"
    } else if value > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    }
}

fn enum_value(number: i32, kind: &Kind, options: &WriteOptions, out: &mut Vec<u8>) {
    let value = match kind {
        Kind::Enum(descriptor) if descriptor.full_name() == "google.protobuf.NullValue" => {
            out.extend_from_slice(b"null");
            return;
        }
        Kind::Enum(descriptor) if !options.enums_as_numbers => descriptor.get_value(number),
        _ => None,
    };
    match value {
        Some(value) => string(value.name(), out),
        // A value of a newer `.proto`.
        None => {
            let _ = write!(out, "{number}");
        }
    }
}

/// The key of a map, which JSON has as a string.
pub(super) fn key(key: &MapKey) -> Cow<'_, str> {
    match key {
        MapKey::Bool(key) => key.to_string().into(),
        MapKey::I32(key) => key.to_string().into(),
        MapKey::I64(key) => key.to_string().into(),
        MapKey::U32(key) => key.to_string().into(),
        MapKey::U64(key) => key.to_string().into(),
        MapKey::String(key) => key.into(),
    }
}
