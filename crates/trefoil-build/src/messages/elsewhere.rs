//! Messages that other crates have.
//!
//! prost, given the path of a package or a message, finds what is in it, and writes the parts of that path in its own
//! way: keywords get their `r#`, but `r#type` becomes `r_type`, and it knows nothing of `bool_`. Where that happens it is
//! given the path of each type.

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
    for (proto, rust) in &options.extern_paths {
        if proto == "." {
            return Err(Error::new("`.` is no package that another crate could have")
                .help("for all messages, write Config::messages_from in build.rs; Config::extern_path takes one package"));
        }
        absolute("extern_path", rust)?;
    }
    if let Some(rust) = &options.messages_from {
        absolute("messages_from", rust)?;
    }
    for file in files {
        let package = match file.package() {
            "" => String::new(),
            package => format!(".{package}"),
        };
        let module = found.module(&package);
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
    /// Where prost looks for them if it is not told of each.
    prost: String,
}

impl Module {
    /// What is within a path that prost was given, or will be.
    fn below(given: &str, parts: &[String]) -> Self {
        // It is what prost makes of each part behind the first.
        let respelled = given.split("::").enumerate();
        let respelled = respelled.map(|(index, part)| match (index, part) {
            (_, "") | (0, "crate") => part.to_owned(),
            _ => ident::snake(part),
        });
        let respelled: Vec<_> = respelled.collect();
        Self {
            rust: below(&spelled(given), parts),
            prost: below(&respelled.join("::"), &plain(parts)),
        }
    }

    /// The module of what is in a message.
    fn of_message(&self, name: &str) -> Self {
        let parts = [ident::module(name)];
        match self.is_misspelled() {
            true => Self::below(&self.rust, &parts),
            false => Self {
                rust: below(&self.rust, &parts),
                prost: below(&self.prost, &plain(&parts)),
            },
        }
    }

    /// Whether prost has to be told of each type.
    fn is_misspelled(&self) -> bool {
        self.rust != self.prost
    }
}

/// The parts as prost has them, which knows nothing of `bool_`.
fn plain(parts: &[String]) -> Vec<String> {
    let plain = parts.iter().map(|part| match part.strip_suffix('_') {
        Some(primitive) if ident::is_primitive(primitive) => primitive.to_owned(),
        _ => part.clone(),
    });
    plain.collect()
}

fn below(rust: &str, parts: &[String]) -> String {
    let parts = parts.iter();
    parts.fold(rust.to_owned(), |path, part| format!("{path}::{part}"))
}

/// The path of a module as Rust has it: prost puts the `r#` where it is left out, and so it may be.
fn spelled(rust: &str) -> String {
    let parts = rust.split("::").map(|part| {
        let raw = format!("r#{part}");
        let plain = part == "crate" || syn::parse_str::<syn::Ident>(part).is_ok() && part != "gen";
        match !plain && syn::parse_str::<syn::Ident>(&raw).is_ok() {
            true => raw,
            false => part.to_owned(),
        }
    });
    parts.collect::<Vec<_>>().join("::")
}

struct Found<'a> {
    options: &'a Options,
    paths: Vec<(String, String)>,
}

impl Found<'_> {
    /// The module of a package, if it is in another crate.
    fn module(&self, package: &str) -> Option<Module> {
        let around = self.options.extern_paths.iter().filter_map(|(path, rust)| {
            let rest = package.strip_prefix(path.as_str())?;
            let inside = rest.is_empty() || rest.starts_with('.');
            inside.then_some((rest, rust))
        });
        let nearest = around.min_by_key(|(rest, _)| rest.len());
        let parts = |package: &str| ident::module_path(package.trim_start_matches('.'));
        // The runtime has these, and prost knows: nobody else is asked unless by their name.
        let google = ".google.protobuf";
        let well_known = package == google || package.starts_with(".google.protobuf.");
        match (nearest, &self.options.messages_from) {
            (Some((rest, _)), _) if well_known && package.len() - rest.len() < google.len() => None,
            (Some((rest, rust)), _) => Some(Module::below(rust, &parts(rest))),
            (None, Some(rust)) if !well_known => Some(Module {
                rust: below(&spelled(rust), &parts(package)),
                // Nowhere: no path stands for all packages.
                prost: String::new(),
            }),
            (None, _) => None,
        }
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
        if let Some(module) = module
            && module.is_misspelled()
            && self.given(proto).is_none()
        {
            let rust = format!("{}::{}", module.rust, ident::upper_camel(name));
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

/// The module of what is in a message that the user gave.
fn beside(rust: &str) -> Option<Module> {
    let (around, last) = rust.rsplit_once("::")?;
    syn::parse_str::<syn::Ident>(last).ok()?;
    // `FooBar_` has the module `foo_bar_`, and prost looks for it in `foo_bar`.
    let bare = last.trim_end_matches('_');
    let prost = Module::below(around, &[ident::module(last)]);
    let ending = last.strip_prefix(bare).unwrap_or_default();
    let own = ident::module(bare);
    match bare.is_empty() || ident::is_primitive(own.trim_end_matches('_')) {
        true => Some(prost),
        false => Some(Module {
            rust: Module::below(around, &[format!("{own}{ending}")]).rust,
            prost: prost.prost,
        }),
    }
}

/// Fails for a path that may lead from each module to another place.
fn absolute(option: &str, rust: &str) -> Result {
    let Ok(path) = syn::parse_str::<syn::Path>(&spelled(rust)) else {
        return Ok(());
    };
    let first = path.segments.first().map(|first| first.ident.to_string());
    match first {
        // A type of the prelude is the same in each module.
        Some(first)
            if path.leading_colon.is_none()
                && (path.segments.len() > 1 || option == "messages_from")
                && first != "crate" =>
        {
            Err(Error::new(format!(
                "`{rust}` may lead from each module of the generated code to another place"
            ))
            .help(format!(
                "let the path given to Config::{option} in build.rs begin with `::` (then the name of a crate), \
                 or with `crate::`"
            )))
        }
        _ => Ok(()),
    }
}
