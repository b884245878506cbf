//! Paths of settings that lead nowhere: most often a slip of the pen, and nothing else would tell.

use prost_reflect::{EnumDescriptor, MessageDescriptor};

use crate::options::Options;
use crate::source::Pool;

pub(super) fn find(pool: &Pool, options: &Options) -> Vec<String> {
    let lists = [
        ("bytes", &options.bytes),
        ("btree_map", &options.btree_map),
        ("boxed", &options.boxed),
    ];
    let lists = lists
        .into_iter()
        .flat_map(|(name, paths)| paths.iter().map(move |path| (name, path)));
    let pairs = [
        ("extern_path", &options.extern_paths),
        ("type_attribute", &options.type_attributes),
        ("field_attribute", &options.field_attributes),
    ];
    let pairs = pairs
        .into_iter()
        .flat_map(|(name, pairs)| pairs.iter().map(move |(path, _)| (name, path)));
    let mut paths: Vec<_> = lists
        .chain(pairs)
        .filter(|(_, path)| *path != ".")
        .collect();
    if !paths.is_empty() {
        every_name(pool, &mut |name| {
            paths.retain(|(_, path)| !leads_to(path, name));
        });
    }
    let warn = |(option, path)| {
        format!(
            "{option}: nothing in the .proto files is called `{path}`, so that the setting has no effect"
        )
    };
    paths.into_iter().map(warn).collect()
}

/// Whether prost takes a path for a name, or for one around it. Names begin with a dot.
fn leads_to(path: &str, name: &str) -> bool {
    let behind = match path.starts_with('.') {
        true => name.strip_prefix(path),
        false => {
            return name
                .strip_suffix(path)
                .is_some_and(|before| before.ends_with('.'));
        }
    };
    behind.is_some_and(|behind| behind.is_empty() || behind.starts_with('.'))
}

/// The names that prost looks for, of everything.
fn every_name(pool: &Pool, tell: &mut impl FnMut(&str)) {
    for service in pool.descriptors.services() {
        tell(&format!(".{}", service.full_name()));
    }
    for message in pool.descriptors.all_messages() {
        names_of_message(&message, tell);
    }
    for item in pool.descriptors.all_enums() {
        names_of_enum(&item, tell);
    }
}

fn names_of_message(message: &MessageDescriptor, tell: &mut impl FnMut(&str)) {
    let name = format!(".{}", message.full_name());
    tell(&name);
    for field in message.fields() {
        tell(&format!("{name}.{}", field.name()));
    }
    for oneof in message.oneofs() {
        tell(&format!("{name}.{}", oneof.name()));
        for field in oneof.fields() {
            tell(&format!("{name}.{}.{}", oneof.name(), field.name()));
        }
    }
}

fn names_of_enum(item: &EnumDescriptor, tell: &mut impl FnMut(&str)) {
    let name = format!(".{}", item.full_name());
    tell(&name);
    for value in item.values() {
        tell(&format!("{name}.{}", value.name()));
    }
}
