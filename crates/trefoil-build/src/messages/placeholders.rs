//! Names that prost is given in the place of others, and cannot mistake: its own spelling would make one of two, or
//! nothing of one. What they stand for is put into its text.

use std::borrow::Cow;
use std::collections::HashMap;

use prost_build::Service;
use prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto,
};

use super::clashes::{self, Clash};
use crate::options::Options;

/// How a placeholder begins and ends, as it is given to prost, and as prost spells types and fields: one word, of which
/// no enum's name can be taken off.
const GIVEN: (&str, &str) = ("QZTREFOIL", "ZQ");
const CAMEL: (&str, &str) = ("Qztrefoil", "zq");
const SNAKE: (&str, &str) = ("qztrefoil", "zq");

fn placeholder(number: usize) -> String {
    format!("{}{number}{}", GIVEN.0, GIVEN.1)
}

/// The names that were taken out.
pub(super) struct Placeholders<'a> {
    clashes: &'a [Clash],
    /// Each full name with its first dot, and what prost is given instead.
    paths: Vec<(String, String)>,
}

impl<'a> Placeholders<'a> {
    /// Takes the names of these out of the files they were found in.
    pub(super) fn put(files: &mut [FileDescriptorProto], clashes: &'a [Clash]) -> Self {
        let mut put = Put::default();
        for (number, clash) in clashes.iter().enumerate() {
            let of_file = put.places.entry(clash.declared.file.as_str()).or_default();
            of_file.insert(&clash.declared.path, number);
        }
        if !clashes.is_empty() {
            files.iter_mut().for_each(|file| put.names(file));
            files.iter_mut().for_each(|file| put.references(file));
        }
        Self {
            clashes,
            paths: put.paths,
        }
    }

    /// What the user's settings say of a name holds for what prost is given in its place.
    pub(super) fn settings<'o>(&self, options: &'o Options) -> Cow<'o, Options> {
        if self.paths.is_empty() {
            return Cow::Borrowed(options);
        }
        let mut options = options.clone();
        for list in [
            &mut options.bytes,
            &mut options.btree_map,
            &mut options.boxed,
        ] {
            let paths = std::mem::take(list).into_iter();
            *list = paths.flat_map(|path| self.respelled(path)).collect();
        }
        for list in [
            &mut options.extern_paths,
            &mut options.type_attributes,
            &mut options.field_attributes,
        ] {
            let pairs = std::mem::take(list).into_iter();
            let pairs = pairs.flat_map(|(path, value)| {
                let paths = self.respelled(path).into_iter();
                paths.map(move |path| (path, value.clone()))
            });
            *list = pairs.collect();
        }
        Cow::Owned(options)
    }

    /// A path, and behind it the further names of what it leads to.
    fn respelled(&self, path: String) -> Vec<String> {
        // Up to each dot it may be the name of something that has a placeholder.
        let dots = path.match_indices('.').map(|(at, _)| at);
        let parts = dots.chain([path.len()]).map(|end| path.split_at(end));
        let parts: Vec<_> = parts.filter(|(head, _)| !head.is_empty()).collect();
        let is_absolute = path.starts_with('.');
        let leads_to = |head: &str, old: &str| match is_absolute {
            true => head == old,
            false => old
                .strip_suffix(head)
                .is_some_and(|rest| rest.ends_with('.')),
        };
        let mut paths = Vec::new();
        for (old, new) in &self.paths {
            // The longest: what is in something that has a placeholder may have one, too.
            let mut parts = parts.iter().rev();
            let Some((head, rest)) = parts.find(|(head, _)| leads_to(head, old)) else {
                continue;
            };
            paths.push(match is_absolute {
                true => format!("{new}{rest}"),
                false => format!("{}{rest}", last_parts(new, head.split('.').count())),
            });
        }
        paths.insert(0, path);
        paths
    }

    /// The names as they are in Rust, in prost's code.
    pub(super) fn resolve(&self, text: String) -> String {
        if self.clashes.is_empty() {
            return text;
        }
        let simple = |clash: &'a Clash| {
            let proto = &clash.declared.proto;
            proto.rsplit('.').next()
        };
        let text = self.replace(&text, GIVEN, simple);
        let text = self.replace(&text, CAMEL, |clash| clash.rust.camel());
        self.replace(&text, SNAKE, |clash| clash.rust.snake())
    }

    pub(super) fn resolve_types(&self, service: &mut Service) {
        for method in &mut service.methods {
            for text in [
                &mut method.input_type,
                &mut method.output_type,
                &mut method.input_proto_type,
                &mut method.output_proto_type,
            ] {
                *text = self.resolve(std::mem::take(text));
            }
        }
    }

    fn replace(
        &self,
        text: &str,
        (before, after): (&str, &str),
        name: impl Fn(&'a Clash) -> Option<&'a str>,
    ) -> String {
        let mut parts = text.split(before);
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let found = part.split_once(after).and_then(|(number, rest)| {
                let clash = self.clashes.get(number.parse::<usize>().ok()?)?;
                Some((name(clash)?, rest))
            });
            let (name, rest) = found.unwrap_or((before, part));
            out.push_str(name);
            out.push_str(rest);
        }
        out
    }
}

/// So many parts at the end of a path.
fn last_parts(path: &str, count: usize) -> &str {
    let start = path.rmatch_indices('.').nth(count - 1);
    start.map_or(path, |(at, _)| &path[at + 1..])
}

/// The names on their way out of the files.
#[derive(Default)]
struct Put<'a> {
    /// By file: the number of the placeholder by the path in the descriptor.
    places: HashMap<&'a str, HashMap<&'a [i32], usize>>,
    paths: Vec<(String, String)>,
    /// The types among them.
    types: HashMap<String, String>,
    /// By enum, what its values are called instead.
    values: HashMap<String, HashMap<String, String>>,
}

/// Where something is: its full name, with a first dot, before and after; its path in the descriptor.
struct At {
    old: String,
    new: String,
    path: Vec<i32>,
}

impl At {
    fn step(&self, number: i32, index: usize) -> Vec<i32> {
        clashes::step(&self.path, number, index)
    }
}

impl Put<'_> {
    fn names(&mut self, file: &mut FileDescriptorProto) {
        let Some(places) = self.places.remove(file.name()) else {
            return;
        };
        let package = match file.package() {
            "" => String::new(),
            package => format!(".{package}"),
        };
        let at = At {
            old: package.clone(),
            new: package,
            path: Vec::new(),
        };
        for (index, message) in file.message_type.iter_mut().enumerate() {
            self.message(&places, &at, message, at.step(4, index));
        }
        for (index, item) in file.enum_type.iter_mut().enumerate() {
            self.item(&places, &at, item, at.step(5, index));
        }
    }

    /// Gives a name its placeholder, if it has one, and says where that is now.
    fn name(
        &mut self,
        places: &HashMap<&[i32], usize>,
        around: &At,
        name: &mut Option<String>,
        path: Vec<i32>,
    ) -> At {
        let old = format!("{}.{}", around.old, name.as_deref().unwrap_or_default());
        let number = places.get(path.as_slice());
        if let Some(number) = number {
            *name = Some(placeholder(*number));
        }
        let new = format!("{}.{}", around.new, name.as_deref().unwrap_or_default());
        if number.is_some() {
            self.paths.push((old.clone(), new.clone()));
        }
        At { old, new, path }
    }

    fn message(
        &mut self,
        places: &HashMap<&[i32], usize>,
        around: &At,
        message: &mut DescriptorProto,
        path: Vec<i32>,
    ) {
        let is_own = places.contains_key(path.as_slice());
        let at = self.name(places, around, &mut message.name, path);
        if is_own {
            self.types.insert(at.old.clone(), at.new.clone());
        }
        let oneofs = message.oneof_decl.iter_mut().enumerate();
        let oneofs =
            oneofs.map(|(index, oneof)| self.name(places, &at, &mut oneof.name, at.step(8, index)));
        let oneofs: Vec<_> = oneofs.collect();
        for (index, field) in message.field.iter_mut().enumerate() {
            let path = at.step(2, index);
            let old = field.name().to_owned();
            let is_own = places.contains_key(path.as_slice());
            self.name(places, &at, &mut field.name, path);
            let oneof = field.oneof_index.filter(|_| !field.proto3_optional());
            let oneof = oneof.and_then(|index| oneofs.get(usize::try_from(index).ok()?));
            if let (true, Some(oneof)) = (is_own, oneof) {
                // As it is called where it is a variant.
                let new = format!("{}.{}", oneof.new, field.name());
                self.paths.push((format!("{}.{old}", oneof.old), new));
            }
        }
        for (index, message) in message.nested_type.iter_mut().enumerate() {
            self.message(places, &at, message, at.step(3, index));
        }
        for (index, item) in message.enum_type.iter_mut().enumerate() {
            self.item(places, &at, item, at.step(4, index));
        }
    }

    fn item(
        &mut self,
        places: &HashMap<&[i32], usize>,
        around: &At,
        item: &mut EnumDescriptorProto,
        path: Vec<i32>,
    ) {
        let is_own = places.contains_key(path.as_slice());
        let at = self.name(places, around, &mut item.name, path);
        if is_own {
            self.types.insert(at.old.clone(), at.new.clone());
        }
        for (index, value) in item.value.iter_mut().enumerate() {
            let old = value.name().to_owned();
            self.name(places, &at, &mut value.name, at.step(2, index));
            if value.name() != old {
                let values = self.values.entry(at.old.clone()).or_default();
                values.insert(old, value.name().to_owned());
            }
        }
    }

    fn references(&self, file: &mut FileDescriptorProto) {
        let messages = file.message_type.iter_mut();
        messages.for_each(|message| self.references_of_message(message));
        let extensions = file.extension.iter_mut();
        extensions.for_each(|field| self.references_of_field(field));
        for method in file
            .service
            .iter_mut()
            .flat_map(|service| &mut service.method)
        {
            self.reference(&mut method.input_type);
            self.reference(&mut method.output_type);
        }
    }

    fn references_of_message(&self, message: &mut DescriptorProto) {
        let fields = message.field.iter_mut().chain(&mut message.extension);
        fields.for_each(|field| self.references_of_field(field));
        let nested = message.nested_type.iter_mut();
        nested.for_each(|nested| self.references_of_message(nested));
    }

    fn references_of_field(&self, field: &mut FieldDescriptorProto) {
        let values = self.values.get(field.type_name());
        if let (Some(values), Some(default)) = (values, &mut field.default_value)
            && let Some(name) = values.get(default)
        {
            name.clone_into(default);
        }
        self.reference(&mut field.type_name);
        self.reference(&mut field.extendee);
    }

    /// A full name, which may be of something in a message that is called differently.
    fn reference(&self, name: &mut Option<String>) {
        let Some(name) = name else { return };
        let mut end = name.len();
        loop {
            if let Some(new) = self.types.get(&name[..end]) {
                *name = format!("{new}{}", &name[end..]);
                return;
            }
            match name[..end].rfind('.') {
                Some(dot) if dot > 0 => end = dot,
                _ => return,
            }
        }
    }
}
