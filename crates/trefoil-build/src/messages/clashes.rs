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
    /// What has the name it would have, or a method of it; nothing if it would have no name.
    pub(crate) other: Option<Declared>,
    pub(crate) is_method: bool,
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
        types: BTreeMap::new(),
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

/// The path of one of the things that a descriptor has in the field of this number.
pub(super) fn step(path: &[i32], number: i32, index: usize) -> Vec<i32> {
    let index = i32::try_from(index).unwrap_or(i32::MAX);
    [path, &[number, index]].concat()
}

impl At {
    fn step(&self, number: i32, index: usize) -> Vec<i32> {
        step(&self.path, number, index)
    }

    fn join(&self, name: &str) -> String {
        match self.proto.as_str() {
            "" => name.to_owned(),
            proto => format!("{proto}.{name}"),
        }
    }
}

/// Who has which name.
#[derive(Default)]
struct Taken {
    names: BTreeMap<String, Declared>,
    /// How many underscores the next one needs, where there were others of the name.
    next: BTreeMap<String, usize>,
}

impl Taken {
    /// Finds a name for all of these that is free with the same ending, and takes it.
    fn claim<const N: usize>(&mut self, names: [String; N], declared: &Declared) -> Claimed<N> {
        let other = names.iter().find_map(|name| self.names.get(name)).cloned();
        let known = names.iter().filter_map(|name| self.next.get(name));
        let mut count = known.max().copied().unwrap_or_default();
        let mut found = names.each_ref().map(|name| with_ending(name, count));
        while found.iter().any(|name| self.names.contains_key(name)) {
            count += 1;
            found = names.each_ref().map(|name| with_ending(name, count));
        }
        for name in names {
            self.next.insert(name, count);
        }
        for name in &found {
            self.names.insert(name.clone(), declared.clone());
        }
        Claimed {
            names: found,
            other,
        }
    }
}

/// What came of asking for names.
struct Claimed<const N: usize> {
    names: [String; N],
    /// Who has one that was asked for.
    other: Option<Declared>,
}

/// Underscores, or after some of them a number between two: thousands of one name would be texts without end.
fn with_ending(name: &str, count: usize) -> String {
    match count {
        0 => name.to_owned(),
        1..=8 => (0..count).fold(name.to_owned(), |name, _| ident::underscored(&name)),
        _ => format!("{}{count}_", ident::underscored(name)),
    }
}

struct Walk<'a> {
    options: &'a Options,
    strips: bool,
    file: &'a str,
    is_proto3: bool,
    /// By module, the types and the modules of messages, which a package may share. What is elsewhere, and under
    /// which path, is told first: crates do not meet.
    types: BTreeMap<(Option<&'a str>, Vec<String>), Taken>,
    found: Vec<Clash>,
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

    /// The names that are gone in the module, for a declaration there.
    fn taken(&mut self, module: &[String], declared: &Declared) -> &mut Taken {
        let elsewhere = self.options.extern_path_of(&declared.proto);
        self.types.entry((elsewhere, module.to_vec())).or_default()
    }

    fn message(&mut self, at: &At, message: &'a DescriptorProto, path: Vec<i32>) {
        let proto = at.join(message.name());
        let declared = self.declared("message", proto.clone(), path.clone());
        let name = ident::upper_camel(message.name());
        let module = ident::module(message.name());
        let taken = self.taken(&at.module, &declared);
        let (name, module, other) = match has_module(message) {
            true if name != module => {
                let claimed = taken.claim([name, module], &declared);
                let [name, module] = claimed.names;
                (name, module, claimed.other)
            }
            // Without cases: the one is in the way of the other.
            true => {
                let claimed = taken.claim([name], &declared);
                let inner = taken.claim([module], &declared);
                let ([name], [module]) = (claimed.names, inner.names);
                (name, module, claimed.other.or(inner.other))
            }
            false => {
                let claimed = taken.claim([name], &declared);
                let [name] = claimed.names;
                (name, module, claimed.other)
            }
        };
        let rust = Rust::Message {
            name,
            module: module.clone(),
        };
        self.keep(declared, message.name(), other, rust);

        let mut inner = At {
            module: at.module.clone(),
            proto,
            path,
        };
        inner.module.push(module);
        self.types(&inner, (&message.nested_type, 3), (&message.enum_type, 4));
        self.fields(&inner, message);
    }

    fn fields(&mut self, at: &At, message: &'a DescriptorProto) {
        let (mut fields, mut methods) = (Taken::default(), BTreeMap::new());
        let mut members: BTreeMap<usize, Vec<(usize, &FieldDescriptorProto)>> = BTreeMap::new();
        for (index, field) in message.field.iter().enumerate() {
            let oneof = field.oneof_index.filter(|_| !field.proto3_optional());
            if let Some(oneof) = oneof.and_then(|oneof| usize::try_from(oneof).ok()) {
                members.entry(oneof).or_default().push((index, field));
                continue;
            }
            let declared = self.declared("field", at.join(field.name()), at.step(2, index));
            let has = Methods::of(field, message, self.is_proto3);
            let natural = has.natural_name(field.name());
            let claimed = fields.claim([natural.clone()], &declared);
            let ([mut name], mut other) = (claimed.names, claimed.other);
            let mut is_method = false;
            // Not many: there are two methods at most.
            while let Some(by) = has.names(&name).iter().find_map(|name| methods.get(name)) {
                is_method |= other.is_none();
                other.get_or_insert_with(|| Declared::clone(by));
                let claimed = fields.claim([natural.clone()], &declared);
                [name] = claimed.names;
            }
            for method in has.names(&name) {
                methods.insert(method, declared.clone());
            }
            if other.is_some() || is_nameless(field.name()) {
                self.found.push(Clash {
                    declared,
                    other,
                    is_method,
                    rust: Rust::Snake(name),
                });
            }
        }
        // A oneof is a field, an enum in the module of the message, and its fields are variants.
        for (index, members) in members {
            let Some(oneof) = message.oneof_decl.get(index) else {
                continue;
            };
            let name = oneof.name();
            let declared = self.declared("oneof", at.join(name), at.step(8, index));
            let field = fields.claim([ident::snake(name)], &declared);
            let (type_name, suffix_of) = type_of_oneof(message, name);
            let own = self
                .taken(&at.module, &declared)
                .claim([type_name], &declared);
            let ([field], [own], other) = (field.names, own.names, field.other.or(own.other));
            let rust = Rust::Oneof { field, name: own };
            // The suffix is not left to prost where it does not see the type that it is for.
            match suffix_of.is_some_and(|nested| self.is_found(at, nested)) {
                true => self.call(declared, other, rust),
                false => self.keep(declared, name, other, rust),
            }
            let mut variants = Taken::default();
            for (index, field) in members {
                let name = field.name();
                let declared = self.declared("field", at.join(name), at.step(2, index));
                let claimed = variants.claim([ident::upper_camel(name)], &declared);
                let [own] = claimed.names;
                self.keep(declared, name, claimed.other, Rust::Camel(own));
            }
        }
    }

    /// Whether a type in the message here is called differently.
    fn is_found(&self, at: &At, nested: &str) -> bool {
        let nested = at.join(nested);
        let mut found = self.found.iter().rev();
        found.any(|clash| clash.declared.proto == nested)
    }

    fn item(&mut self, at: &At, item: &EnumDescriptorProto, path: Vec<i32>) {
        let proto = at.join(item.name());
        let declared = self.declared("enum", proto.clone(), path.clone());
        let prefix = ident::upper_camel(item.name());
        let claimed = self
            .taken(&at.module, &declared)
            .claim([prefix.clone()], &declared);
        let [own] = claimed.names;
        // prost takes the name off that the enum has with it.
        let is_renamed = own != prefix || is_nameless(item.name());
        self.keep(declared, item.name(), claimed.other, Rust::Camel(own));
        let at = At {
            module: Vec::new(),
            proto,
            path,
        };
        let (mut variants, mut numbers) = (Taken::default(), BTreeSet::new());
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
            let claimed = variants.claim([name], &declared);
            let ([own], other) = (claimed.names, claimed.other);
            match is_renamed {
                true => self.call(declared, other, Rust::Camel(own)),
                false => self.keep(declared, value.name(), other, Rust::Camel(own)),
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
            is_method: false,
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

/// The enum of a oneof, as prost calls it: with a suffix where a nested type has its name, which is told, too.
fn type_of_oneof<'a>(message: &'a DescriptorProto, oneof: &str) -> (String, Option<&'a str>) {
    let name = ident::upper_camel(oneof);
    let messages = message.nested_type.iter().map(DescriptorProto::name);
    let mut nested = messages.chain(message.enum_type.iter().map(EnumDescriptorProto::name));
    match nested.find(|nested| ident::upper_camel(nested) == name) {
        Some(nested) => (format!("{name}OneOf"), Some(nested)),
        None => (name, None),
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

    /// What a field is called if it is in nobody's way; a map of enums as `enum_maps` has it.
    fn natural_name(&self, field: &str) -> String {
        let name = ident::snake(field);
        match self {
            Self::OfMapOfEnums if name.starts_with("r#") => ident::underscored(&name),
            _ => name,
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
