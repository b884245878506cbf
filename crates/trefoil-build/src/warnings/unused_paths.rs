//! Paths of settings that lead nowhere: most often a slip of the pen, and nothing else would tell.

use prost_reflect::{FieldDescriptor, Kind, MessageDescriptor};

use crate::options::Options;
use crate::paths;
use crate::source::Pool;

/// What prost asks the paths of a setting for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// Messages, enums and, for us, services.
    Items,
    /// Messages, enums and oneofs.
    Types,
    /// Fields of bytes, those of a oneof as of their message; values of maps are called `value`.
    Bytes,
    /// Fields of maps.
    Maps,
    /// Fields of one message, those of a oneof as of its enum.
    Boxes,
    /// Fields, those of a oneof as of its enum; oneofs, and values of enums.
    Attributes,
}

/// A setting for a whole package is for what may come, too.
const ALL: [Asked; 6] = [
    Asked::Items,
    Asked::Types,
    Asked::Bytes,
    Asked::Maps,
    Asked::Boxes,
    Asked::Attributes,
];

impl Asked {
    fn noun(self) -> &'static str {
        match self {
            Self::Items => "nothing",
            Self::Types => "no message, enum or oneof",
            Self::Bytes => "no field of the type `bytes`",
            Self::Maps => "no map",
            Self::Boxes => "no field that holds one message",
            Self::Attributes => "no field or value",
        }
    }
}

/// One path of one setting.
struct Setting<'a> {
    name: &'static str,
    path: &'a str,
    asked: Asked,
    is_used: bool,
    /// What it would be used for if it were written so.
    meant: Option<String>,
}

pub(super) fn find(pool: &Pool, options: &Options) -> Vec<String> {
    let mut settings = settings(options);
    if settings.is_empty() {
        return Vec::new();
    }
    every_name(pool, &mut |asked, name, other| {
        let open = settings.iter_mut().filter(|one| !one.is_used);
        for setting in open.filter(|one| asked.contains(&one.asked)) {
            setting.is_used = paths::covers(setting.path, name);
            if other.is_some_and(|other| paths::covers(setting.path, other)) {
                setting.meant.get_or_insert_with(|| name.to_owned());
            }
        }
    });
    let unused = settings.iter().filter(|setting| !setting.is_used);
    unused.map(warning).collect()
}

fn warning(setting: &Setting<'_>) -> String {
    let (name, noun, path) = (setting.name, setting.asked.noun(), setting.path);
    let help = setting
        .meant
        .as_ref()
        .map_or_else(String::new, |meant| format!("; it is `{meant}` here"));
    format!(
        "{name}: {noun} in the .proto files is called `{path}`{help}, so that the setting has no effect"
    )
}

fn settings(options: &Options) -> Vec<Setting<'_>> {
    let lists = [
        ("bytes", &options.bytes, Asked::Bytes),
        ("btree_map", &options.btree_map, Asked::Maps),
        ("boxed", &options.boxed, Asked::Boxes),
    ];
    let pairs = [
        ("extern_path", &options.extern_paths, Asked::Items),
        ("type_attribute", &options.type_attributes, Asked::Types),
        (
            "field_attribute",
            &options.field_attributes,
            Asked::Attributes,
        ),
    ];
    let lists = lists.into_iter().flat_map(|(name, paths, asked)| {
        let paths = paths.iter().map(String::as_str);
        paths.map(move |path| (name, path, asked))
    });
    let pairs = pairs.into_iter().flat_map(|(name, pairs, asked)| {
        let paths = pairs.iter().map(|(path, _)| path.as_str());
        paths.map(move |path| (name, path, asked))
    });
    lists
        .chain(pairs)
        .filter(|(_, path, _)| *path != ".")
        .map(|(name, path, asked)| Setting {
            name,
            path,
            asked,
            is_used: false,
            meant: None,
        })
        .collect()
}

/// Is told every name that prost looks for, with the settings it looks in, and how people may take it to be called.
type Tell<'a> = &'a mut dyn FnMut(&[Asked], &str, Option<&str>);

fn every_name(pool: &Pool, tell: Tell<'_>) {
    for file in pool.descriptors.files() {
        tell(&ALL, &format!(".{}", file.package_name()), None);
    }
    for service in pool.descriptors.services() {
        tell(&[Asked::Items], &format!(".{}", service.full_name()), None);
    }
    for message in pool.descriptors.all_messages() {
        if !message.is_map_entry() {
            names_of_message(&message, tell);
        }
    }
    for item in pool.descriptors.all_enums() {
        let name = format!(".{}", item.full_name());
        tell(&[Asked::Items, Asked::Types], &name, None);
        for value in item.values() {
            tell(
                &[Asked::Attributes],
                &format!("{name}.{}", value.name()),
                None,
            );
        }
    }
}

fn names_of_message(message: &MessageDescriptor, tell: Tell<'_>) {
    let name = format!(".{}", message.full_name());
    tell(&[Asked::Items, Asked::Types], &name, None);
    for oneof in message.oneofs().filter(|oneof| !oneof.is_synthetic()) {
        let name = format!("{name}.{}", oneof.name());
        tell(&[Asked::Types, Asked::Attributes], &name, None);
    }
    for field in message.fields() {
        names_of_field(&field, tell);
    }
}

fn names_of_field(field: &FieldDescriptor, tell: Tell<'_>) {
    let message = format!(".{}", field.parent_message().full_name());
    let plain = format!("{message}.{}", field.name());
    if let Some(value) = map_value(field) {
        tell(&[Asked::Maps, Asked::Attributes], &plain, None);
        if value == Kind::Bytes {
            let value = format!("{message}.value");
            tell(&[Asked::Bytes], &value, Some(&plain));
        }
        return;
    }
    let in_rust = paths::of_field(field);
    let is_apart = in_rust != plain;
    if field.kind() == Kind::Bytes {
        tell(&[Asked::Bytes], &plain, is_apart.then_some(&in_rust));
    }
    let asked = match field.kind() {
        Kind::Message(_) if !field.is_list() => &[Asked::Boxes, Asked::Attributes][..],
        _ => &[Asked::Attributes],
    };
    tell(asked, &in_rust, is_apart.then_some(&plain));
}

fn map_value(field: &FieldDescriptor) -> Option<Kind> {
    match field.kind() {
        Kind::Message(entry) if entry.is_map_entry() => Some(entry.map_entry_value_field().kind()),
        _ => None,
    }
}
