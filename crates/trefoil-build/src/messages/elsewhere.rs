//! Messages that other crates have.
//!
//! prost, given the path of a package or a message, finds what is in it, and writes the parts of that path in its own
//! way: keywords get their `r#`, but `r#type` becomes `r_type`. Where that happens it is given the path of each type.

use prost_types::{DescriptorProto, EnumDescriptorProto, FileDescriptorProto};

use crate::error::{Error, Result};
use crate::ident;
use crate::options::Options;

/// The extern paths that prost needs beside those of the user.
pub(super) fn paths(
    files: &[FileDescriptorProto],
    options: &Options,
) -> Result<Vec<(String, String)>> {
    let mut found = Found {
        options,
        paths: Vec::new(),
    };
    if options.extern_paths.is_empty() && options.messages_from.is_none() {
        return Ok(found.paths);
    }
    for file in files {
        let package = match file.package() {
            "" => String::new(),
            package => format!(".{package}"),
        };
        let module = found.module(&package)?;
        found.types(
            &package,
            module.as_ref(),
            &file.message_type,
            &file.enum_type,
        );
    }
    Ok(found.paths)
}

/// Where the types of a package or message are.
struct Module {
    rust: String,
    /// Whether prost is told of each type.
    each: bool,
}

impl Module {
    /// The module of what is in a message of this one.
    fn of_message(&self, name: &str) -> Self {
        Self {
            rust: below(&self.rust, [ident::snake(name)]),
            each: self.each && self.rust.contains("r#"),
        }
    }
}

fn below(rust: &str, parts: impl IntoIterator<Item = String>) -> String {
    let parts = parts.into_iter();
    parts.fold(rust.to_owned(), |path, part| format!("{path}::{part}"))
}

struct Found<'a> {
    options: &'a Options,
    paths: Vec<(String, String)>,
}

impl Found<'_> {
    /// The module of a package, if it is in another crate.
    fn module(&self, package: &str) -> Result<Option<Module>> {
        let around = self.options.extern_paths.iter().filter_map(|(path, rust)| {
            let rest = package.strip_prefix(path.as_str())?;
            let inside = rest.is_empty() || rest.starts_with('.');
            inside.then_some((rest, rust))
        });
        let nearest = around.min_by_key(|(rest, _)| rest.len());
        if let Some((rest, rust)) = nearest {
            absolute("extern_path", rust)?;
            return Ok(Some(Module {
                rust: below(rust, ident::module_path(rest.trim_start_matches('.'))),
                each: rust.contains("r#"),
            }));
        }
        let Some(rust) = &self.options.messages_from else {
            return Ok(None);
        };
        absolute("messages_from", rust)?;
        let package = package.trim_start_matches('.');
        // The runtime has these.
        if package == "google.protobuf" || package.starts_with("google.protobuf.") {
            return Ok(None);
        }
        Ok(Some(Module {
            rust: below(rust, ident::module_path(package)),
            // No path stands for all packages.
            each: true,
        }))
    }

    /// Adds the types of a package or message.
    fn types(
        &mut self,
        proto: &str,
        module: Option<&Module>,
        messages: &[DescriptorProto],
        enums: &[EnumDescriptorProto],
    ) {
        for item in enums {
            self.add(&format!("{proto}.{}", item.name()), module, item.name());
        }
        for message in messages {
            let name = message.name();
            let proto = format!("{proto}.{name}");
            // What is in a message is beside it, in a module of its name.
            let inner = match self.given(&proto) {
                Some(rust) => beside(rust),
                None => module.map(|module| module.of_message(name)),
            };
            self.add(&proto, module, name);
            self.types(
                &proto,
                inner.as_ref(),
                &message.nested_type,
                &message.enum_type,
            );
        }
    }

    fn add(&mut self, proto: &str, module: Option<&Module>, name: &str) {
        if let Some(Module { rust, each: true }) = module
            && self.given(proto).is_none()
        {
            let rust = format!("{rust}::{}", ident::upper_camel(name));
            self.paths.push((proto.to_owned(), rust));
        }
    }

    /// The path that the user gave this very type.
    fn given(&self, proto: &str) -> Option<&str> {
        let mut given = self.options.extern_paths.iter();
        let (_, rust) = given.find(|(path, _)| path == proto)?;
        Some(rust)
    }
}

/// The module of what is in a message that the user gave, unless prost finds it.
fn beside(rust: &str) -> Option<Module> {
    let (around, last) = rust.rsplit_once("::")?;
    let each = around.contains("r#") && syn::parse_str::<syn::Ident>(last).is_ok();
    each.then(|| Module {
        rust: below(around, [ident::snake(last)]),
        each,
    })
}

/// Fails for a path that leads to another place from each module.
fn absolute(option: &str, rust: &str) -> Result {
    match rust.split("::").next() {
        Some(first @ ("self" | "super")) => Err(Error::new(format!(
            "`{rust}` leads from each module of the generated code to another place"
        ))
        .help(format!(
            "give Config::{option} a path that begins with `crate::` or `::`, and not with `{first}::`, in build.rs"
        ))),
        _ => Ok(()),
    }
}
