//! The way through a file, from declaration to declaration.

use std::collections::BTreeSet;

use prost_reflect::{DynamicMessage, Value};

use super::features::{self, Features};
use super::fields::{Field, Syntax};

type Result<T = ()> = std::result::Result<T, String>;

/// What is done on the way.
#[derive(Clone, Copy)]
enum Task {
    /// Looks for fields that only proto3 can have.
    Look,
    Apply(Syntax),
}

/// Whether a field of the file has no presence.
pub(super) fn any_implicit(file: &DynamicMessage, features: Features) -> Result<bool> {
    // Features are taken out on the way, so it is walked through a copy.
    file_through(&mut file.clone(), features, Task::Look)
}

/// Lowers all declarations.
pub(super) fn apply(file: &mut DynamicMessage, features: Features, syntax: Syntax) -> Result {
    file_through(file, features, Task::Apply(syntax)).map(|_| ())
}

fn file_through(file: &mut DynamicMessage, features: Features, task: Task) -> Result<bool> {
    let mut found = false;
    let scope = match text(file, "package") {
        package if package.is_empty() => package,
        package => format!(".{package}"),
    };
    each(file, "message_type", |message| {
        found |= message_through(message, &scope, features, task)?;
        Ok(())
    })?;
    each(file, "extension", |field| extension(field, features, task))?;
    each(file, "enum_type", |item| enum_through(item, features, task))?;
    each(file, "service", |service| {
        let features = features.overridden(service, features::SERVICE)?;
        each(service, "method", |method| {
            features.overridden(method, features::METHOD).map(|_| ())
        })
    })?;
    Ok(found)
}

fn message_through(
    message: &mut DynamicMessage,
    scope: &str,
    outer: Features,
    task: Task,
) -> Result<bool> {
    let features = outer.overridden(message, features::MESSAGE)?;
    let scope = format!("{scope}.{}", text(message, "name"));
    let maps = maps_of(message, &scope);
    let mut found = false;
    let mut optional = Vec::new();
    each(message, "field", |field| {
        let is_map = maps.contains(&text(field, "type_name"));
        let place = Field {
            features: features.overridden(field, features::FIELD)?,
            is_extension: false,
            is_map,
        };
        match task {
            Task::Look => found |= place.is_implicit(field),
            Task::Apply(syntax) => {
                if place.apply(field, syntax) {
                    optional.push(text(field, "name"));
                }
            }
        }
        Ok(())
    })?;
    each(message, "oneof_decl", |oneof| {
        features.overridden(oneof, features::ONEOF).map(|_| ())
    })?;
    add_oneofs(message, &optional);
    each(message, "nested_type", |nested| {
        if is_map(nested) {
            // A map's entry is the same in every edition, but protoc gives its fields the map's features.
            return each(nested, "field", |field| {
                features.overridden(field, features::FIELD).map(|_| ())
            });
        }
        found |= message_through(nested, &scope, features, task)?;
        Ok(())
    })?;
    each(message, "extension", |field| {
        extension(field, features, task)
    })?;
    each(message, "extension_range", |range| {
        features.overridden(range, features::RANGE).map(|_| ())
    })?;
    each(message, "enum_type", |item| {
        enum_through(item, features, task)
    })?;
    Ok(found)
}

fn extension(field: &mut DynamicMessage, features: Features, task: Task) -> Result {
    let place = Field {
        features: features.overridden(field, features::FIELD)?,
        is_extension: true,
        is_map: false,
    };
    if let Task::Apply(syntax) = task {
        place.apply(field, syntax);
    }
    Ok(())
}

/// Takes the features of an enum out; none of them is for prost.
fn enum_through(item: &mut DynamicMessage, features: Features, task: Task) -> Result {
    features.overridden(item, features::ENUM)?;
    if matches!(task, Task::Apply(Syntax::Proto3)) && first_number(item) != 0 {
        return Err(format!(
            "the closed enum `{}` does not begin with 0, beside a field of IMPLICIT presence: no older syntax has both",
            text(item, "name")
        ));
    }
    each(item, "value", |value| {
        features.overridden(value, features::VALUE).map(|_| ())
    })
}

/// Gives each of these fields the oneof that proto3's `optional` stands for, behind all others.
fn add_oneofs(message: &mut DynamicMessage, optional: &[String]) {
    if optional.is_empty() {
        return;
    }
    let mut taken: BTreeSet<String> = ["field", "oneof_decl"]
        .into_iter()
        .flat_map(|list| names(message, list))
        .collect();
    let Some(Value::List(oneofs)) = message.get_field_by_name_mut("oneof_decl") else {
        return;
    };
    let descriptor = prost_reflect::DescriptorPool::global()
        .get_message_by_name("google.protobuf.OneofDescriptorProto");
    let mut indices = Vec::new();
    for field in optional {
        let mut name = format!("_{field}");
        while !taken.insert(name.clone()) {
            name.insert(0, 'X');
        }
        let Some(descriptor) = descriptor.clone() else {
            return;
        };
        let mut oneof = DynamicMessage::new(descriptor);
        oneof.set_field_by_name("name", Value::String(name));
        indices.push(i32::try_from(oneofs.len()).unwrap_or(i32::MAX));
        oneofs.push(Value::Message(oneof));
    }
    let _ = each(message, "field", |field| {
        let name = text(field, "name");
        if let Some(at) = optional.iter().position(|optional| *optional == name) {
            field.set_field_by_name("oneof_index", Value::I32(indices[at]));
        }
        Ok(())
    });
}

/// The full names of the entries that the maps of a message are made of.
fn maps_of(message: &mut DynamicMessage, scope: &str) -> BTreeSet<String> {
    let mut maps = BTreeSet::new();
    let _ = each(message, "nested_type", |nested| {
        if is_map(nested) {
            maps.insert(format!("{scope}.{}", text(nested, "name")));
        }
        Ok(())
    });
    maps
}

fn is_map(message: &DynamicMessage) -> bool {
    let options = message.get_field_by_name("options");
    let map_entry = options
        .as_deref()
        .and_then(Value::as_message)
        .and_then(|options| {
            options
                .get_field_by_name("map_entry")
                .and_then(|value| value.as_bool())
        });
    map_entry.unwrap_or_default()
}

fn names(message: &mut DynamicMessage, list: &str) -> Vec<String> {
    let mut names = Vec::new();
    let _ = each(message, list, |item| {
        names.push(text(item, "name"));
        Ok(())
    });
    names
}

fn text(message: &DynamicMessage, field: &str) -> String {
    let value = message.get_field_by_name(field);
    value
        .as_deref()
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

/// The number of an enum's first value.
fn first_number(item: &DynamicMessage) -> i32 {
    let values = item.get_field_by_name("value");
    let first = values
        .as_deref()
        .and_then(Value::as_list)
        .and_then(<[Value]>::first);
    let number = first.and_then(Value::as_message).and_then(|value| {
        value
            .get_field_by_name("number")
            .and_then(|number| number.as_i32())
    });
    number.unwrap_or_default()
}

fn each(
    message: &mut DynamicMessage,
    list: &str,
    mut then: impl FnMut(&mut DynamicMessage) -> Result,
) -> Result {
    if !message.has_field_by_name(list) {
        return Ok(());
    }
    let Some(Value::List(items)) = message.get_field_by_name_mut(list) else {
        return Ok(());
    };
    items.iter_mut().try_for_each(|item| match item {
        Value::Message(item) => then(item),
        _ => Ok(()),
    })
}
