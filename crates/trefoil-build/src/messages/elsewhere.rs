//! Messages that other crates have.
//!
//! prost, given the path of a package, finds what is in it, but writes every part of that path in its own way:
//! `r#type` becomes `r_type`, and `super` `super_`. So it is given the path of each type.

use prost_types::{DescriptorProto, EnumDescriptorProto, FileDescriptorProto};

use crate::ident;
use crate::options::Options;

/// The extern path of each message and enum that is in another crate, but for those that the user gave.
pub(super) fn paths(files: &[FileDescriptorProto], options: &Options) -> Vec<(String, String)> {
    let mut found = Found {
        options,
        paths: Vec::new(),
    };
    if options.extern_paths.is_empty() && options.messages_from.is_none() {
        return found.paths;
    }
    for file in files {
        let package = match file.package() {
            // The runtime has these, and prost knows how.
            "google.protobuf" => continue,
            "" => String::new(),
            package => format!(".{package}"),
        };
        let module = around(&package, options).or_else(|| {
            let module = options.messages_from.as_ref()?;
            Some(below(module, ident::module_path(file.package())))
        });
        found.types(
            &package,
            module.as_deref(),
            &file.message_type,
            &file.enum_type,
        );
    }
    found.paths
}

struct Found<'a> {
    options: &'a Options,
    paths: Vec<(String, String)>,
}

impl<'a> Found<'a> {
    /// Adds the types of a package or message whose Rust module this is.
    fn types(
        &mut self,
        proto: &str,
        module: Option<&str>,
        messages: &[DescriptorProto],
        enums: &[EnumDescriptorProto],
    ) {
        for item in enums {
            self.add(proto, module, item.name());
        }
        for message in messages {
            let name = message.name();
            let given = self.add(proto, module, name);
            // What is in a message is beside it, in a module of its name.
            let inner = match given.and_then(|rust| rust.rsplit_once("::")) {
                Some((around, last)) => Some(below(around, [ident::snake(last)])),
                None => module.map(|module| below(module, [ident::snake(name)])),
            };
            let proto = format!("{proto}.{name}");
            self.types(
                &proto,
                inner.as_deref(),
                &message.nested_type,
                &message.enum_type,
            );
        }
    }

    /// Adds a type, or returns the path that the user gave it.
    fn add(&mut self, proto: &str, module: Option<&str>, name: &str) -> Option<&'a str> {
        let proto = format!("{proto}.{name}");
        let mut given = self.options.extern_paths.iter();
        if let Some((_, rust)) = given.find(|(path, _)| *path == proto) {
            return Some(rust);
        }
        if let Some(module) = module {
            let rust = below(module, [ident::upper_camel(name)]);
            self.paths.push((proto, rust));
        }
        None
    }
}

/// The module of a package that the user gave: its own, or one around it.
fn around(package: &str, options: &Options) -> Option<String> {
    let given = options.extern_paths.iter().filter_map(|(path, rust)| {
        let rest = package.strip_prefix(path.as_str())?;
        let inside = rest.is_empty() || rest.starts_with('.');
        inside.then_some((rest, rust))
    });
    let (rest, rust) = given.min_by_key(|(rest, _)| rest.len())?;
    Some(below(
        rust,
        ident::module_path(rest.trim_start_matches('.')),
    ))
}

fn below(module: &str, names: impl IntoIterator<Item = String>) -> String {
    names
        .into_iter()
        .fold(module.to_owned(), |path, name| format!("{path}::{name}"))
}
