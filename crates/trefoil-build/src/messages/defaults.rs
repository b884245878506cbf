//! Defaults in one spelling. Of numbers: protoc writes `1e+308` where protox writes 309 digits. Of enums: where several
//! values have one number, prost knows only the first.

use std::collections::HashMap;

use prost_types::field_descriptor_proto::Type;
use prost_types::{DescriptorProto, EnumDescriptorProto, EnumOptions, FileDescriptorProto};

/// By enum, with its first dot, the first value that each further name stands for.
type Aliases = HashMap<String, HashMap<String, String>>;

pub(super) fn spell(files: &mut [FileDescriptorProto]) {
    let mut aliases = Aliases::new();
    for file in &*files {
        let scope = match file.package() {
            "" => String::new(),
            package => format!(".{package}"),
        };
        collect(&scope, &file.message_type, &file.enum_type, &mut aliases);
    }
    let messages = files.iter_mut().flat_map(|file| &mut file.message_type);
    messages.for_each(|it| message(it, &aliases));
}

fn collect(
    scope: &str,
    messages: &[DescriptorProto],
    enums: &[EnumDescriptorProto],
    out: &mut Aliases,
) {
    let has_aliases = |item: &&EnumDescriptorProto| {
        let options = item.options.as_ref();
        options.is_some_and(EnumOptions::allow_alias)
    };
    for item in enums.iter().filter(has_aliases) {
        let aliases = out.entry(format!("{scope}.{}", item.name())).or_default();
        let mut firsts = HashMap::new();
        for value in &item.value {
            let first = *firsts.entry(value.number()).or_insert(value.name());
            aliases.insert(value.name().to_owned(), first.to_owned());
        }
    }
    for message in messages {
        let scope = format!("{scope}.{}", message.name());
        collect(&scope, &message.nested_type, &message.enum_type, out);
    }
}

fn message(message: &mut DescriptorProto, aliases: &Aliases) {
    for field in &mut message.field {
        let kind = field.r#type();
        let aliases = aliases.get(field.type_name());
        if let Some(text) = &mut field.default_value {
            // `inf` and `nan` are prost's affair, and so is what is no number.
            let spelt = match kind {
                Type::Double => text
                    .parse::<f64>()
                    .ok()
                    .filter(|n| n.is_finite())
                    .map(debug),
                Type::Float => text
                    .parse::<f32>()
                    .ok()
                    .filter(|n| n.is_finite())
                    .map(debug),
                Type::Enum => aliases.and_then(|aliases| aliases.get(text)).cloned(),
                _ => None,
            };
            *text = spelt.unwrap_or_else(|| std::mem::take(text));
        }
    }
    let nested = message.nested_type.iter_mut();
    nested.for_each(|nested| self::message(nested, aliases));
}

/// The shortest text that is read as the same number.
fn debug(number: impl std::fmt::Debug) -> String {
    format!("{number:?}")
}
