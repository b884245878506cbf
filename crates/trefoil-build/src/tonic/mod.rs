//! tonic's stubs and servers beside ours: what `tonic-prost-build` writes, as syntax trees.
//!
//! tonic puts each into a module of its own, `greeter_client` and `greeter_server`, so that its `GreeterClient`
//! meets none of our names; [`Tree::add_modules`](crate::file::Tree::add_modules) sees to the modules' names.

use std::panic::{AssertUnwindSafe, catch_unwind};

use prost_build::{Method, Service};
use syn::{Item, ItemMod};

use crate::error::{Error, Result};
use crate::options::Options;

/// What stands for a type of protobuf's wrappers, as rpcs may name them.
const PRIMITIVES: [&str; 7] = ["bool", "i32", "i64", "u32", "u64", "f32", "f64"];

/// The modules of one service, as tonic writes them.
pub(crate) fn generate(service: &Service, options: &Options) -> Result<syn::File> {
    // tonic panics over what it does not expect.
    match catch_unwind(AssertUnwindSafe(|| write(service, options))) {
        Ok(text) => syn::parse_file(&text).map_err(|error| {
            refused(service, &format!("its code is no Rust: {error}")).with_source(error)
        }),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
            Err(refused(service, text.unwrap_or("it panicked")))
        }
    }
}

/// The modules among these items: tonic writes nothing else.
pub(crate) fn modules(file: syn::File) -> Vec<ItemMod> {
    let modules = file.items.into_iter().filter_map(|item| match item {
        Item::Mod(module) => Some(module),
        _ => None,
    });
    modules.collect()
}

fn write(service: &Service, options: &Options) -> String {
    // A stub with an rpc of that name has no room for the constructor, as ours has not.
    let transport = !service.methods.iter().any(|rpc| rpc.name == "connect");
    let mut generator = tonic_prost_build::configure()
        .build_client(options.client)
        .build_server(options.server)
        .build_transport(transport)
        .codec_path("::tonic_prost::ProstCodec")
        .service_generator();
    let mut text = String::new();
    generator.generate(with_absolute_types(service), &mut text);
    text
}

/// The same service with primitives by their full path: tonic takes any other word for a message of the module.
fn with_absolute_types(service: &Service) -> Service {
    let absolute = |name: &str| match PRIMITIVES.contains(&name) {
        true => format!("::core::primitive::{name}"),
        false => name.to_owned(),
    };
    let methods = service.methods.iter().map(|method| Method {
        input_type: absolute(&method.input_type),
        output_type: absolute(&method.output_type),
        ..method.clone()
    });
    Service {
        methods: methods.collect(),
        ..service.clone()
    }
}

fn refused(service: &Service, why: &str) -> Error {
    let name = match service.package.as_str() {
        "" => service.proto_name.clone(),
        package => format!("{package}.{}", service.proto_name),
    };
    Error::new(format!("tonic cannot generate the service `{name}`: {why}"))
        .help("leave Config::tonic out in build.rs, or compile that service apart")
}
