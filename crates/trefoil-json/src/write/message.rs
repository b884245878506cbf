//! Messages as objects.

use std::collections::BTreeMap;

use prost_reflect::{DynamicMessage, Kind, ReflectMessage as _, Value};

use super::{WriteOptions, any, scalar, well_known};
use crate::error::Result;

/// Appends a message.
pub(super) fn write(
    message: &DynamicMessage,
    options: &WriteOptions,
    out: &mut Vec<u8>,
) -> Result<()> {
    let descriptor = message.descriptor();
    match descriptor.full_name() {
        "google.protobuf.Any" => any::write(message, options, out),
        name if crate::well_known::is_special(name) => well_known::write(message, options, out),
        _ => {
            out.push(b'{');
            fields(message, options, true, out)?;
            out.push(b'}');
            Ok(())
        }
    }
}

/// Appends the fields of a message.
pub(super) fn fields(
    message: &DynamicMessage,
    options: &WriteOptions,
    mut first: bool,
    out: &mut Vec<u8>,
) -> Result<()> {
    let mut name = |name: &str, out: &mut Vec<u8>| {
        if !std::mem::take(&mut first) {
            out.push(b',');
        }
        scalar::string(name, out);
        out.push(b':');
    };
    for field in message.descriptor().fields() {
        let emit = options.emit_default_values && !field.supports_presence();
        if !emit && !message.has_field(&field) {
            continue;
        }
        let called = match options.proto_field_names {
            true => field.name(),
            false => field.json_name(),
        };
        name(called, out);
        value(&message.get_field(&field), &field.kind(), options, out)
            .map_err(|error| error.in_field(called))?;
    }
    // Only what came out of an Any has extensions: prost drops them elsewhere.
    for (extension, content) in message.extensions() {
        name(extension.json_name(), out);
        value(content, &extension.kind(), options, out)
            .map_err(|error| error.in_field(extension.json_name()))?;
    }
    Ok(())
}

fn value(value: &Value, kind: &Kind, options: &WriteOptions, out: &mut Vec<u8>) -> Result<()> {
    match value {
        Value::List(values) => {
            out.push(b'[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                single(value, kind, options, out).map_err(|error| error.in_list(index))?;
            }
            out.push(b']');
            Ok(())
        }
        Value::Map(entries) => {
            let value_kind = match kind {
                Kind::Message(entry) => entry.map_entry_value_field().kind(),
                kind => kind.clone(),
            };
            out.push(b'{');
            // In order, so that the same message is the same text.
            for (index, (key, value)) in entries
                .iter()
                .collect::<BTreeMap<_, _>>()
                .into_iter()
                .enumerate()
            {
                if index > 0 {
                    out.push(b',');
                }
                let key = scalar::key(key);
                scalar::string(&key, out);
                out.push(b':');
                single(value, &value_kind, options, out).map_err(|error| error.in_map(&key))?;
            }
            out.push(b'}');
            Ok(())
        }
        value => single(value, kind, options, out),
    }
}

fn single(value: &Value, kind: &Kind, options: &WriteOptions, out: &mut Vec<u8>) -> Result<()> {
    match value {
        Value::Message(message) => write(message, options, out),
        value => scalar::write(value, kind, options, out),
    }
}
