//! Messages as objects.

use std::collections::BTreeMap;

use prost_reflect::{DynamicMessage, Kind, ReflectMessage as _, Value};

use super::{Writer, scalar, special};
use crate::error::Result;
use crate::special::Special;

/// Appends a message.
pub(super) fn write(message: &DynamicMessage, to: &mut Writer) -> Result<()> {
    to.enter()?;
    match Special::of(message.descriptor().full_name()) {
        Some(form) => special::write(form, message, to)?,
        None => {
            to.out.push(b'{');
            fields(message, true, to)?;
            to.out.push(b'}');
        }
    }
    to.leave();
    Ok(())
}

/// Appends the fields of a message.
pub(super) fn fields(message: &DynamicMessage, mut first: bool, to: &mut Writer) -> Result<()> {
    let mut begin = |name: &str, to: &mut Writer| {
        if !std::mem::take(&mut first) {
            to.out.push(b',');
        }
        scalar::string(name, &mut to.out);
        to.out.push(b':');
    };
    for field in message.descriptor().fields() {
        let emit = to.options.emit_default_values && !field.supports_presence();
        if !emit && !message.has_field(&field) {
            continue;
        }
        let called = match to.options.proto_field_names {
            true => field.name(),
            false => field.json_name(),
        };
        begin(called, to);
        value(&message.get_field(&field), &field.kind(), to)
            .map_err(|error| error.in_field(called))?;
    }
    // Only what came out of an Any has extensions: prost drops them elsewhere.
    for (extension, content) in message.extensions() {
        begin(extension.json_name(), to);
        value(content, &extension.kind(), to)
            .map_err(|error| error.in_field(extension.json_name()))?;
    }
    Ok(())
}

fn value(value: &Value, kind: &Kind, to: &mut Writer) -> Result<()> {
    match value {
        Value::List(values) => {
            to.out.push(b'[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    to.out.push(b',');
                }
                single(value, kind, to).map_err(|error| error.in_list(index))?;
            }
            to.out.push(b']');
            Ok(())
        }
        Value::Map(entries) => {
            let value_kind = match kind {
                Kind::Message(entry) => entry.map_entry_value_field().kind(),
                kind => kind.clone(),
            };
            to.out.push(b'{');
            // In order, so that the same message is the same text.
            let entries: BTreeMap<_, _> = entries.iter().collect();
            for (index, (key, value)) in entries.into_iter().enumerate() {
                if index > 0 {
                    to.out.push(b',');
                }
                let key = scalar::key(key);
                scalar::string(&key, &mut to.out);
                to.out.push(b':');
                single(value, &value_kind, to).map_err(|error| error.in_map(&key))?;
            }
            to.out.push(b'}');
            Ok(())
        }
        value => single(value, kind, to),
    }
}

fn single(value: &Value, kind: &Kind, to: &mut Writer) -> Result<()> {
    match value {
        Value::Message(message) => write(message, to),
        value => scalar::write(value, kind, to),
    }
}
