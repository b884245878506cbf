//! Declarations that cannot have the Rust name prost would give them: another one has it, or nothing is left of it.
//! Whoever comes first, in the order of files and of declaration, keeps the name; the others get underscores.

use std::collections::{BTreeMap, BTreeSet};

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto, MessageOptions,
};

use crate::ident;
use crate::options::Options;

/// A declaration, by where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Declared {
    pub(crate) kind: &'static str,
    /// Its full name in protobuf.
    pub(crate) proto: String,
    pub(crate) file: String,
    /// The numbers that lead to it in the descriptor of the file.
    pub(crate) path: Vec<i32>,
}

/// One that is called differently.
pub(crate) struct Clash {
    pub(crate) declared: Declared,
    /// What has the name it would have; nothing if it would have none.
    pub(crate) other: Option<Declared>,
    pub(crate) rust: Rust,
}

/// What it is called in Rust.
pub(crate) enum Rust {
    /// A message, which has a module, too.
    Message { name: String, module: String },
    /// An enum, or a variant of one.
    Camel(String),
    /// A field.
    Snake(String),
    /// A field and its type.
    Oneof { field: String, name: String },
}

impl Rust {
    /// The name of the type or variant.
    pub(crate) fn camel(&self) -> Option<&str> {
        match self {
            Self::Message { name, .. } | Self::Camel(name) | Self::Oneof { name, .. } => Some(name),
            Self::Snake(_) => None,
        }
    }

    /// The name of the field or module.
    pub(crate) fn snake(&self) -> Option<&str> {
        match self {
            Self::Message { module: name, .. }
            | Self::Snake(name)
            | Self::Oneof { field: name, .. } => Some(name),
            Self::Camel(_) => None,
        }
    }
}

/// All of them. `strips` tells whether prost takes the name of an enum off its values.
pub(super) fn find(files: &[FileDescriptorProto], options: &Options, strips: bool) -> Vec<Clash> {
    let mut walk = Walk {
        options,
        strips,
        file: "",
        is_proto3: false,
        types: [BTreeMap::new(), BTreeMap::new()],
        found: Vec::new(),
    };
    for file in files {
        walk.file = file.name();
        walk.is_proto3 = file.syntax() == "proto3";
        let at = At {
            module: ident::module_path(file.package()),
            proto: file.package().to_owned(),
            path: Vec::new(),
        };
        walk.types(&at, (&file.message_type, 4), (&file.enum_type, 5));
    }
    walk.found
}

/// Where the walk is: the Rust module, the protobuf name, the path of numbers in the descriptor.
struct At {
    module: Vec<String>,
    proto: String,
    path: Vec<i32>,
}

impl At {
    fn step(&self, number: i32, index: usize) -> Vec<i32> {
        let mut path = self.path.clone();
        path.extend([number, i32::try_from(index).unwrap_or(i32::MAX)]);
        path
    }

    fn join(&self, name: &str) -> String {
        match self.proto.as_str() {
            "" => name.to_owned(),
            proto => format!("{proto}.{name}"),
        }
    }
}

/// Who has which name.
type Taken = BTreeMap<String, Declared>;

struct Walk<'a> {
    options: &'a Options,
    strips: bool,
    file: &'a str,
    is_proto3: bool,
    /// By module, the types and the modules of messages, which a package may share: those of this crate, and of
    /// others, which do not meet.
    types: [BTreeMap<Vec<String>, Taken>; 2],
    found: Vec<Clash>,
}

/// What came of asking for a name.
struct Claimed {
    name: String,
    /// Who has the one that was asked for, if it is another.
    other: Option<Declared>,
}

/// Takes the name, with as many underscores as make it free.
fn claim(taken: &mut Taken, name: String, declared: &Declared) -> Claimed {
    let other = taken.get(&name).cloned();
    let mut name = name;
    while taken.contains_key(&name) {
        name = ident::underscored(&name);
    }
    taken.insert(name.clone(), declared.clone());
    Claimed { name, other }
}

impl<'a> Walk<'a> {
    fn declared(&self, kind: &'static str, proto: String, path: Vec<i32>) -> Declared {
        Declared {
            kind,
            proto,
            file: self.file.to_owned(),
            path,
        }
    }

    fn types(
        &mut self,
        at: &At,
        (messages, message_number): (&'a [DescriptorProto], i32),
        (enums, enum_number): (&'a [EnumDescriptorProto], i32),
    ) {
        for (index, message) in messages.iter().enumerate() {
            if !is_map(message) {
                self.message(at, message, at.step(message_number, index));
            }
        }
        for (index, item) in enums.iter().enumerate() {
            self.item(at, item, at.step(enum_number, index));
        }
    }

    /// Takes a name in a module for a type or a module.
    fn type_name(&mut self, module: &[String], name: String, declared: &Declared) -> Claimed {
        let elsewhere = usize::from(self.options.is_extern(&declared.proto));
        let names = self.types[elsewhere].entry(module.to_vec()).or_default();
        claim(names, name, declared)
    }

    fn message(&mut self, at: &At, message: &'a DescriptorProto, path: Vec<i32>) {
        let proto = at.join(message.name());
        let declared = self.declared("message", proto.clone(), path.clone());
        let name = ident::upper_camel(message.name());
        let own = self.type_name(&at.module, name, &declared);
        let module = ident::module(message.name());
        let module = match has_module(message) {
            true => self.type_name(&at.module, module, &declared),
            false => Claimed {
                name: module,
                other: None,
            },
        };
        let other = own.other.or(module.other);
        let rust = Rust::Message {
            name: own.name,
            module: module.name.clone(),
        };
        self.keep(declared, message.name(), other, rust);

        let mut inner = At {
            module: at.module.clone(),
            proto,
            path,
        };
        inner.module.push(module.name);
        self.types(&inner, (&message.nested_type, 3), (&message.enum_type, 4));
        self.fields(&inner, message);
    }

    fn fields(&mut self, at: &At, message: &'a DescriptorProto) {
        let (mut fields, mut methods) = (Taken::new(), Taken::new());
        let mut members: BTreeMap<usize, Vec<(usize, &FieldDescriptorProto)>> = BTreeMap::new();
        for (index, field) in message.field.iter().enumerate() {
            let oneof = field.oneof_index.filter(|_| !field.proto3_optional());
            if let Some(oneof) = oneof.and_then(|oneof| usize::try_from(oneof).ok()) {
                members.entry(oneof).or_default().push((index, field));
                continue;
            }
            let name = field.name();
            let declared = self.declared("field", at.join(name), at.step(2, index));
            let mut name = ident::snake(name);
            let mut other = None;
            let has = Methods::of(field, message, self.is_proto3);
            // prost's derive writes `get_r#type` for a map of enums, and panics.
            let is_raw_map = matches!(has, Methods::OfMapOfEnums) && name.starts_with("r#");
            if is_raw_map {
                name = ident::underscored(&name);
            }
            loop {
                let names = has.names(&name);
                let taken = names.iter().find_map(|name| methods.get(name));
                let Some(by) = fields.get(&name).or(taken) else {
                    methods.extend(names.into_iter().map(|name| (name, declared.clone())));
                    break;
                };
                other.get_or_insert_with(|| by.clone());
                name = ident::underscored(&name);
            }
            fields.insert(name.clone(), declared.clone());
            let rust = Rust::Snake(name);
            match is_raw_map {
                true => self.call(declared, other, rust),
                false => self.keep(declared, field.name(), other, rust),
            }
        }
        // A oneof is a field, an enum in the module of the message, and its fields are variants.
        for (index, members) in members {
            let Some(oneof) = message.oneof_decl.get(index) else {
                continue;
            };
            let name = oneof.name();
            let declared = self.declared("oneof", at.join(name), at.step(8, index));
            let field = claim(&mut fields, ident::snake(name), &declared);
            let (type_name, has_suffix) = type_of_oneof(message, name);
            let own = self.type_name(&at.module, type_name, &declared);
            let rust = Rust::Oneof {
                field: field.name,
                name: own.name,
            };
            let other = field.other.or(own.other);
            match has_suffix {
                // Not left to prost, which may no longer see the type that it is for.
                true => self.call(declared, other, rust),
                false => self.keep(declared, name, other, rust),
            }
            let mut variants = Taken::new();
            for (index, field) in members {
                let name = field.name();
                let declared = self.declared("field", at.join(name), at.step(2, index));
                let own = claim(&mut variants, ident::upper_camel(name), &declared);
                self.keep(declared, name, own.other, Rust::Camel(own.name));
            }
        }
    }

    fn item(&mut self, at: &At, item: &EnumDescriptorProto, path: Vec<i32>) {
        let proto = at.join(item.name());
        let declared = self.declared("enum", proto.clone(), path.clone());
        let prefix = ident::upper_camel(item.name());
        let own = self.type_name(&at.module, prefix.clone(), &declared);
        // prost takes the name off that the enum has with it.
        let is_renamed = own.name != prefix || is_nameless(item.name());
        self.keep(declared, item.name(), own.other, Rust::Camel(own.name));
        let at = At {
            module: Vec::new(),
            proto,
            path,
        };
        let (mut variants, mut numbers) = (Taken::new(), BTreeSet::new());
        for (index, value) in item.value.iter().enumerate() {
            // Of several names for one number prost takes the first.
            if !numbers.insert(value.number()) {
                continue;
            }
            let name = ident::upper_camel(value.name());
            let name = match self.strips {
                true => without_prefix(&name, &prefix),
                false => name,
            };
            let declared = self.declared("value", at.join(value.name()), at.step(2, index));
            let own = claim(&mut variants, name, &declared);
            let rust = Rust::Camel(own.name);
            match is_renamed && own.other.is_none() {
                true => self.call(declared, None, rust),
                false => self.keep(declared, value.name(), own.other, rust),
            }
        }
    }

    /// Keeps it in mind if it is called differently.
    fn keep(&mut self, declared: Declared, name: &str, other: Option<Declared>, rust: Rust) {
        if other.is_some() || is_nameless(name) {
            self.call(declared, other, rust);
        }
    }

    /// Leaves its name to nobody else.
    fn call(&mut self, declared: Declared, other: Option<Declared>, rust: Rust) {
        self.found.push(Clash {
            declared,
            other,
            rust,
        });
    }
}

/// Whether it is an entry of a map.
fn is_map(message: &DescriptorProto) -> bool {
    let options = message.options.as_ref();
    options.is_some_and(MessageOptions::map_entry)
}

/// Whether there is anything in the module of a message.
fn has_module(message: &DescriptorProto) -> bool {
    let is_member =
        |field: &FieldDescriptorProto| field.oneof_index.is_some() && !field.proto3_optional();
    !message.enum_type.is_empty()
        || !message.nested_type.iter().all(is_map)
        || message.field.iter().any(is_member)
}

/// The enum of a oneof, as prost calls it: with a suffix, which is told, where a nested type has its name.
fn type_of_oneof(message: &DescriptorProto, oneof: &str) -> (String, bool) {
    let name = ident::upper_camel(oneof);
    let messages = message.nested_type.iter().map(DescriptorProto::name);
    let mut nested = messages.chain(message.enum_type.iter().map(EnumDescriptorProto::name));
    match nested.any(|nested| ident::upper_camel(nested) == name) {
        true => (format!("{name}OneOf"), true),
        false => (name, false),
    }
}

/// The methods that prost's derive gives a message for a field.
enum Methods {
    None,
    /// One of the field's name.
    Getter,
    /// That, and one with this in front.
    OfEnum(&'static str),
    OfMapOfEnums,
}

impl Methods {
    fn of(field: &FieldDescriptorProto, message: &DescriptorProto, is_proto3: bool) -> Self {
        let is_repeated = field.label() == Label::Repeated;
        match field.r#type() {
            Type::Message if is_repeated => {
                let name = field.type_name().rsplit('.').next();
                let mut nested = message.nested_type.iter();
                let entry = nested.find(|nested| Some(nested.name()) == name && is_map(nested));
                let value = entry.and_then(|entry| entry.field.get(1));
                match value.is_some_and(|value| value.r#type() == Type::Enum) {
                    true => Self::OfMapOfEnums,
                    false => Self::None,
                }
            }
            Type::Message | Type::Group => Self::None,
            Type::Enum if is_repeated => Self::OfEnum("push_"),
            Type::Enum => Self::OfEnum("set_"),
            _ if field.proto3_optional() => Self::Getter,
            _ if field.label() == Label::Optional && !is_proto3 => Self::Getter,
            _ => Self::None,
        }
    }

    fn names(&self, field: &str) -> Vec<String> {
        let field = field.strip_prefix("r#").unwrap_or(field);
        match self {
            Self::None => vec![],
            Self::Getter => vec![field.to_owned()],
            Self::OfEnum(before) => vec![field.to_owned(), format!("{before}{field}")],
            Self::OfMapOfEnums => vec![format!("get_{field}"), format!("insert_{field}")],
        }
    }
}

/// As prost does it: the name of the enum, if what is left begins with a capital.
fn without_prefix(name: &str, prefix: &str) -> String {
    let rest = name.strip_prefix(prefix);
    let rest = rest.filter(|rest| rest.starts_with(char::is_uppercase));
    rest.map_or_else(|| name.to_owned(), ident::sanitized)
}

/// Nothing but underscores, of which a change of case leaves nothing.
pub(super) fn is_nameless(name: &str) -> bool {
    name.bytes().all(|byte| byte == b'_')
}
